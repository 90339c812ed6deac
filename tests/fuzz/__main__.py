"""`python -m fuzz [MINUTES]`: random variants of everything that is known to break such programs.

Each part has its share of the time and prints how much it tried. Anything found is printed; an
input that breaks a target is kept in `corpus`, where the suite reads it. The exit status is 1 if
anything was found.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha1
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bad_strings import BadString, bad_strings
from fuzz import corpus
from fuzz.generators import bad_texts, mixtures
from fuzz.interruptions import interrupted
from fuzz.targets import TARGETS
from growth import superlinear
from source_functions import functions_of_a_text
from source_patterns import declared

_TESTS = Path(__file__).resolve().parents[1]
_MINUTES = 10.0
_PROPERTIES = (
    "test_hostile_documents.py", "test_hostile_inputs.py", "test_structure.py",
    "test_no_word_is_lost.py", "test_differences.py",
)  # fmt: skip
_RUNS = re.compile(r"stat::number_of_executed_units: (\d+)")


class Outcome(NamedTuple):
    """The number of attempts of a part, and its findings."""

    tried: int
    found: list[str]


def main(minutes: float) -> int:
    failed = False
    for part, share in _PARTS.items():
        outcome = part(share * minutes * 60)
        print(f"{part.__name__}: {outcome.tried} tried, {len(outcome.found)} found", flush=True)
        print("".join(f"  {each}\n" for each in outcome.found), end="", flush=True)
        failed = failed or bool(outcome.found)
    return int(failed)


def patterns(seconds: float) -> Outcome:
    """Try each regular expression with 10, 100 and 1,000 KB of bad strings."""
    random, known = Random(), declared()
    works = [
        (f.name, work, list(bad_strings(f.source, many=True)))
        for f in known
        for _, work in f.works()
    ]
    random.shuffle(works)
    tasks = ((name, work, random.choice(bad)) for _ in count() for name, work, bad in works)
    return _growing(seconds, tasks, (10_000, 100_000, 1_000_000), 0.005)


def functions(seconds: float) -> Outcome:
    """Try each function that reads a text with 10, 40 and 160 KB."""
    random = Random()
    texts, known = bad_texts(random), list(functions_of_a_text())
    tasks = ((each.name, each.function, next(texts)) for _ in count() for each in known)
    return _growing(seconds, tasks, (10_000, 40_000, 160_000), 0.02)


def commands(seconds: float) -> Outcome:
    """Try the commands with files of 10, 40 and 160 KB."""
    random = Random()
    texts = {
        name: bad_texts(random, t.pieces, t.beginnings) for name, t in TARGETS.items() if t.pieces
    }
    tasks = (
        (name, lambda text, name=name: TARGETS[name].read(text.encode()), next(bad))
        for _ in count()
        for name, bad in texts.items()
    )
    return _growing(seconds, tasks, (10_000, 40_000, 160_000), 0.4)


def _growing(
    seconds: float,
    tasks: Iterator[tuple[str, Callable[[str], object], BadString]],
    sizes: tuple[int, ...],
    short: float,
) -> Outcome:
    end, tried = time.monotonic() + seconds, 0
    found: list[str] = []
    while time.monotonic() < end:
        name, work, bad = next(tasks)
        tried += 1
        for size in sizes:
            # Real growth also shows at other sizes; other programs disturb some of them.
            tries = (superlinear(work, bad.of, size * more, short) for more in (1, 2, 4))
            if all(growth := each for each in tries):
                found.append(f"{name}: {bad} at {size}: {growth}")
                break
    return Outcome(tried, found)


def inputs(seconds: float) -> Outcome:
    """Feed every target with mixtures of pieces."""
    random, end, tried = Random(), time.monotonic() + seconds, 0
    found: list[str] = []
    feeds = {name: mixtures(random, target) for name, target in TARGETS.items()}
    while time.monotonic() < end:
        for name, feed in feeds.items():
            data, tried = next(feed), tried + 1
            try:
                TARGETS[name].read(data)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
                file = corpus(name) / sha1(data, usedforsecurity=False).hexdigest()[:12]
                file.write_bytes(data)
                found.append(f"{name}: {file.name}: {' '.join(str(error).split())[:300]}")
    return Outcome(tried, found)


def properties(seconds: float) -> Outcome:
    """Run the tests of properties with other examples than the test suite, while there is time."""
    end, tried = time.monotonic() + seconds, 0
    found: list[str] = []
    while (left := end - time.monotonic()) > 0 and not found:
        seed = SystemRandom().randrange(1 << 30)
        options = ["-q", "-x", "--hypothesis-profile=thorough", f"--hypothesis-seed={seed}"]
        command = [sys.executable, "-m", "pytest", *options, *_PROPERTIES]
        tried += 1
        try:
            done = subprocess.run(
                command, cwd=_TESTS, capture_output=True, text=True, check=False, timeout=left
            )
        except subprocess.TimeoutExpired:
            break
        found += [done.stdout[-3000:]] if done.returncode else []
    return Outcome(tried, found)


def coverage(seconds: float) -> Outcome:
    """Let atheris search for inputs, each target in its own process."""
    if not find_spec("atheris"):
        return Outcome(0, [])
    tried = 0
    found: list[str] = []
    for name in TARGETS:
        share = max(int(seconds / len(TARGETS)), 1)
        command = [sys.executable, "-m", "fuzz.coverage", name, str(share)]
        with TemporaryDirectory(prefix="ionflux-") as home:  # libFuzzer ends without tidying up
            done = subprocess.run(
                command, cwd=_TESTS, capture_output=True, text=True, check=False,
                env={**os.environ, "TMPDIR": home},
            )  # fmt: skip
        tried += sum(map(int, _RUNS.findall(done.stderr)))
        said = [line for line in done.stderr.splitlines() if not line.startswith("INFO: Inst")]
        found += [f"{name}: {' | '.join(said)[-2000:]}"] if done.returncode else []
    return Outcome(tried, found)


def interruptions(seconds: float) -> Outcome:
    """Kill, stop and starve runs over ten thousand documents at random moments."""
    return Outcome(*interrupted(documents=10_000, seconds=seconds))


_PARTS: dict[Callable[[float], Outcome], float] = {
    patterns: 0.12, functions: 0.12, commands: 0.16, inputs: 0.12, properties: 0.13,
    coverage: 0.25, interruptions: 0.10,
}  # fmt: skip
"""The parts and their shares of the time."""

if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else _MINUTES))
