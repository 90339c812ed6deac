"""Annotations of GitHub Actions: workflow commands, shown beside the changed lines."""

from __future__ import annotations

from ionflux.core.findings import Span
from ionflux.core.terminal import printable

LIMIT = 10
"""How many annotations of each kind GitHub shows for one step; it drops the others."""

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation(kind: str, title: str, *lines: str, path: str = "", span: Span | None = None) -> str:
    """Return an annotation of a kind (error, warning or notice) as a line of output."""
    properties = {**(_place(path, span) if span else {}), "title": title}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{kind} {said}::{_data(lines)}\n"


def _place(path: str, span: Span) -> dict[str, object]:
    place: dict[str, object] = {"file": path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        place |= {"col": span.column, "endColumn": span.end_column}
    return place


def _property(text: str) -> str:
    return _harmless(text).translate(_PROPERTY)


def _data(lines: tuple[str, ...]) -> str:
    return "\n".join(map(_harmless, lines)).translate(_DATA)


def _harmless(text: str) -> str:
    """Return the text without the older form of commands, such as `##[error]`."""
    return printable(text).replace("##[", "## [")
