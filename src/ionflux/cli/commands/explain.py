"""`ionflux explain`: what a code means, why it matters, and how to fix it."""

from __future__ import annotations

from typing import Annotated

import typer

from ionflux.cli import completion
from ionflux.cli.command import command


@command(
    "ionflux explain IFX201",
    "ionflux explain schedule-drift",
    "ionflux explain IFX2",
    "ionflux explain --list",
    "ionflux explain --all > codes.md",
)
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            autocompletion=completion.codes,
            help="A code such as IFX201, or its name; a group such as IFX2 is listed.",
        ),
    ] = None,
    *,
    listed: Annotated[
        bool,
        typer.Option("--list", help="List all codes and plug-ins; the default without a code."),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Explain all codes, as one Markdown document.")
    ] = False,
) -> None:
    """Explain what a code means.

    Also why it matters, and how to fix it.
    """
    from ionflux.checks.explanations import catalogue, document, explanation, plugin_list
    from ionflux.cli.terminal import fitted, write_out

    if everything:
        write_out([document()])
    elif code is None or listed:
        write_out([catalogue(width=fitted()), plugin_list()])
    else:
        write_out([explanation(code, fitted())])
