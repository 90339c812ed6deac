"""Inputs that atheris finds for one target, guided by coverage.

`python -m fuzz.coverage TARGET SECONDS`. What reaches something new is kept in `.fuzz/TARGET`, for
the next run to begin from; what breaks the target is kept in the corpus, for the suite to read.
"""

from __future__ import annotations

import sys

import atheris

from fuzz import corpus, growing

with atheris.instrument_imports(include=["ionflux"]):
    from fuzz.targets import TARGETS, seeds

_LONGEST = 4096
"""How many bytes an input has."""
_PATIENCE = 30
"""Seconds after which an input counts as one that hangs the program."""


def main(name: str, seconds: str) -> None:
    grown, kept = growing(name), corpus(name)
    for number, seed in enumerate(seeds(name)):
        (grown / f"seed-{number}").write_bytes(seed)
    words = grown.with_suffix(".dict")
    words.write_text("".join(map(_word, TARGETS[name].pieces)), "utf-8")
    options = [
        f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_PATIENCE}",
        f"-artifact_prefix={kept}/", "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    options += [f"-dict={words}"] if TARGETS[name].pieces else []
    atheris.Setup([sys.argv[0], *options, str(grown), str(kept)], TARGETS[name].read)
    atheris.Fuzz()


def _word(piece: str) -> str:
    """Return a piece as a line of a dictionary of libFuzzer."""
    return '"' + "".join([f"\\x{byte:02x}" for byte in piece.encode()]) + '"\n'


if __name__ == "__main__":
    main(*sys.argv[1:])
