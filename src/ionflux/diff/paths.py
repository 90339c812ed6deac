r"""Paths of changes: `inputs_schema[key].required`, written so that parsing is unambiguous.

A name is a field of the model; brackets contain a key of the data: of an entry in a list,
or of a mapping. Within brackets `\` and `]` have a `\` before them. `#2` after a bracket is the
second entry with that key.
"""

from __future__ import annotations

from typing import NamedTuple

from ionflux.core.patterns import regex

_BRACKET = regex(r"([\\\]])")

AGENT = "."
"""The path of a change to an agent as a whole."""


class Entry(NamedTuple):
    """A key of the data; `nth` counts entries that share it, from 1."""

    key: str
    nth: int = 1


Path = tuple[str | Entry, ...]


def render(path: Path) -> str:
    """Return the path as text; the empty path is the agent itself."""
    return "".join(map(_step, path)).removeprefix(".") or AGENT


def shape(path: Path) -> str:
    """Return the path with `*` for every key: `inputs_schema[*].required`."""
    return render(tuple(Entry("*") if isinstance(step, Entry) else step for step in path))


def _step(step: str | Entry) -> str:
    if isinstance(step, str):
        return f".{step}"
    key = _BRACKET.sub(r"\\\1", step.key)
    return f"[{key}]" + (f"#{step.nth}" if step.nth > 1 else "")
