"""The input of reporters of changes, and how they show values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from ionflux.core.findings import Diagnostic
from ionflux.core.json_value import JsonValue
from ionflux.core.terminal import printable
from ionflux.diff import Change, Changes, Level

SHORT = 40
"""The length of a value next to another on the same line."""


class ChangeReport(NamedTuple):
    """The changes, the names of the two sides, and whether to use colours.

    `broken` has the findings about configurations that the new side breaks; None if they were
    not requested.
    """

    changes: Changes
    old: str = ""
    new: str = ""
    color: bool = False
    broken: tuple[Diagnostic, ...] | None = None


def broken_lines(report: ChangeReport) -> Iterator[str]:
    """Yield a line about each configuration that breaks, or one saying that none does."""
    if report.broken is None:
        return
    if not report.broken:
        yield "no configuration breaks"
    for found in report.broken:
        place = f"{found.path}:{found.line}:{found.column}"
        yield printable(f"{place}: {found.severity} {found.code} {found.message}")


def as_text(value: JsonValue) -> str:
    """Return a value in readable form: text as it is, a list with one entry per line."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False, indent=2)


def is_short(change: Change) -> bool:
    """Tell whether the old and the new value fit on one line."""
    texts = (as_text(change.old), as_text(change.new))
    return all(len(text) <= SHORT and "\n" not in text for text in texts)


def worst_first(changes: list[Change]) -> list[Change]:
    """Sort by level, breaking first; equal ones keep their order."""
    order = tuple(Level)
    return sorted(changes, key=lambda change: order.index(change.level))
