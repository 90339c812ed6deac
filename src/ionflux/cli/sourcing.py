"""Definitions for a command: loaded from a source, or the findings that prevent it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.compiler.context import CompileOptions
    from ionflux.sources import Loaded, NotCompiledError


def loaded(source: str, how: CompileOptions) -> Loaded:
    """Return the contents of the source; if a document has errors, show them and exit with 1."""
    from ionflux.sources import NotCompiledError, load_source

    try:
        return load_source(source, how)
    except NotCompiledError as error:
        show_errors(error)
        raise typer.Exit(1) from error


def loaded_together(sources: Iterable[str], how: CompileOptions) -> tuple[Loaded, ...]:
    """Return the contents of several sources.

    If documents have errors, show those of all sources, and raise the first NotCompiledError.
    """
    from ionflux.sources import NotCompiledError, load_source

    found, failed = [], []
    for source in sources:
        try:
            found.append(load_source(source, how))
        except NotCompiledError as error:
            show_errors(error)
            failed.append(error)
    if failed:
        raise failed[0]
    return tuple(found)


def refuse_second_stdin(*sources: str | None) -> None:
    """Raise UsageError if several sources are standard input, which can be read only once."""
    from ionflux.sources import STDIN

    if sources.count(STDIN) > 1:
        raise UsageError("only one source can be standard input")


def show_errors(error: NotCompiledError) -> None:
    """Write the errors of a source to standard error, without its warnings."""
    from ionflux.cli.terminal import show_findings
    from ionflux.core.findings import Severity

    errors = [found for found in error.diagnostics if found.severity is Severity.ERROR]
    show_findings(errors, error.lines)
