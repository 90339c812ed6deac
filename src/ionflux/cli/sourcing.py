"""Definitions for a command: loaded from a source, or the reason why not, as findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ionflux.diagnostics import Diagnostic
    from ionflux.sources import Loaded

SOURCE = (
    "A document, a folder, JSON or JSONL of `import`, a database URL, REV:PATH of the git "
    "repository, or `-`."
)


def loaded(source: str) -> Loaded:
    """Return what the source holds; where a document has errors, show them and exit with 1."""
    from ionflux.diagnostics import Severity
    from ionflux.sources import NotCompiledError, load

    try:
        return load(source)
    except NotCompiledError as error:
        if "--debug" in sys.argv:
            raise
        errors = [found for found in error.diagnostics if found.severity is Severity.ERROR]
        show_findings(errors, error.texts)
        raise typer.Exit(1) from None


def show_findings(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
    """Write findings to standard error, with the lines that they are about."""
    from ionflux.reporters import Report, lines_of, reporter

    report = Report(tuple(findings), lines=lines_of(texts), color=_coloured())
    for piece in reporter("text")(report):
        typer.echo(piece, err=True, nl=False)


def _coloured() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not plain
