"""Baselines: files of known findings, which later runs omit even if their lines have moved."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, Self

from ionflux.core.errors import UsageError
from ionflux.core.findings import Diagnostic
from ionflux.core.patterns import regex

FORMAT = 1
"""Version of the file's format."""

_POSITION = regex(r"\[[0-9]+\]")


class Fingerprint(NamedTuple):
    """The identity of a finding, which does not change when lines or list entries move."""

    code: str
    agent: str | None
    field: str | None
    words: str

    @classmethod
    def of(cls, code: str, agent: str | None, field: str | None, words: str) -> Self:
        """Return a fingerprint, without list positions in the field."""
        return cls(code, agent, field and _POSITION.sub("[]", field), words)


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A known finding, its number of occurrences, and the document that it was last found in."""

    code: str
    agent: str | None
    field: str | None
    words: str
    path: str
    count: int = 1

    @property
    def fingerprint(self) -> Fingerprint:
        """The identity of the finding."""
        return Fingerprint.of(self.code, self.agent, self.field, self.words)


class Compared(NamedTuple):
    """New findings, known findings, and entries of the baseline that were not found."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    gone: tuple[KnownFinding, ...]


def fingerprint(found: Diagnostic, lines: Callable[[str], Sequence[str]]) -> Fingerprint:
    """Return the finding's fingerprint, which has the words at its place in the document.

    Only the first line of a place counts, white space collapsed. If the document can no longer
    be read, the message is used instead.
    """
    document = lines(found.path)
    if not 1 <= found.line <= len(document):
        return Fingerprint.of(found.code, found.agent, found.field, found.message)
    end = found.end_column if found.end_line == found.line else None
    words = document[found.line - 1][found.column - 1 : end]
    return Fingerprint.of(found.code, found.agent, found.field, " ".join(words.split()))


def entries(
    diagnostics: Iterable[Diagnostic],
    lines: Callable[[str], Sequence[str]],
    folder: Path | None = None,
) -> tuple[KnownFinding, ...]:
    """Return the entries of a baseline for some findings; paths are relative to the folder."""
    anchor = os.path.realpath(folder or Path.cwd())
    counts: Counter[Fingerprint] = Counter()
    paths: dict[Fingerprint, str] = {}
    for found in diagnostics:
        mark = fingerprint(found, lines)
        counts[mark] += 1
        paths.setdefault(mark, _from(anchor, found.path))
    made = (KnownFinding(*mark, path=paths[mark], count=count) for mark, count in counts.items())
    return tuple(
        sorted(made, key=lambda e: (e.path, e.agent or "", e.code, e.field or "", e.words))
    )


def _from(folder: str, path: str) -> str:
    # `Path.resolve` rejects loops of links, but findings may be about those.
    return Path(os.path.relpath(os.path.realpath(path), folder)).as_posix()


def in_scope(entry: KnownFinding, paths: Iterable[str], folder: Path) -> bool:
    """Return whether a run on these paths includes the document of an entry.

    A document that no longer exists is part of every run, so that its entries are reported.
    """
    document = folder / entry.path
    if not os.path.exists(document):
        return True
    real = Path(os.path.realpath(document))
    return any(real.is_relative_to(os.path.realpath(path)) for path in paths)


def compare_with(
    known: Iterable[KnownFinding],
    diagnostics: Iterable[Diagnostic],
    lines: Callable[[str], Sequence[str]],
) -> Compared:
    """Separate new findings from known ones; of equal findings, the baseline's number is known."""
    listed = tuple(known)
    if not listed:
        return Compared(tuple(diagnostics), (), ())  # without reading their documents
    left: Counter[Fingerprint] = Counter()
    for entry in listed:
        left[entry.fingerprint] += entry.count
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    for found in diagnostics:
        mark = fingerprint(found, lines)
        (old if left[mark] > 0 else new).append(found)
        left[mark] -= 1
    gone = tuple(entry for entry in listed if left[entry.fingerprint] > 0)
    return Compared(tuple(new), tuple(old), gone)


def dump(known: Iterable[KnownFinding]) -> str:
    """Return the text of a baseline file."""
    data = {"format": FORMAT, "findings": [asdict(entry) for entry in known]}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    # A path that is not UTF-8 has lone surrogates, which are escaped in JSON.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def load(text: str, path: str) -> tuple[KnownFinding, ...]:
    """Return the entries of a baseline file; raise UsageError if it is not valid."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise UsageError(f"{path}: is not a baseline: {error}") from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise UsageError(f"{path}: is not a baseline; write one with `--write-baseline`")
    if data.get("format") != FORMAT:
        raise UsageError(f"{path}: the baseline has format {data.get('format')!r}, not {FORMAT}")
    return tuple(_entry(item, number, path) for number, item in enumerate(data["findings"], 1))


_KINDS: dict[str, tuple[type, ...]] = {
    "code": (str,),
    "agent": (str, type(None)),
    "field": (str, type(None)),
    "words": (str,),
    "path": (str,),
    "count": (int,),
}


def _entry(item: object, number: int, path: str) -> KnownFinding:
    if not isinstance(item, dict) or set(item) != set(_KINDS):
        raise UsageError(f"{path}: finding {number} needs the keys {', '.join(_KINDS)}")
    for key, kinds in _KINDS.items():
        if type(item[key]) not in kinds:  # `True` is an `int`, but not a number
            raise UsageError(f"{path}: finding {number}: `{key}` has the wrong type")
    return KnownFinding(**item)
