"""`ionflux explain`: what a code means, why it matters, and how to fix it."""

from __future__ import annotations

from typing import Annotated

import typer

from ionflux.cli.completion import codes
from ionflux.cli.options import Debug, Quiet


def command(
    code: Annotated[
        str | None,
        typer.Argument(
            help="A code such as IFX201, or its name; none lists all.", autocompletion=codes
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Explain all codes, as one Markdown document.")
    ] = False,
    quiet: Quiet = False,  # noqa: ARG001 - there is nothing but what was asked for
    debug: Debug = False,  # noqa: ARG001 - read by `main`
) -> None:
    """Say what a code means, why it matters, and how to fix it.

    \b
    Examples:
      ionflux explain IFX201
      ionflux explain schedule-drift
      ionflux explain --all > codes.md
    """  # noqa: D301 - typer keeps lines as they are behind that character
    from ionflux.checks.explanations import catalogue, document, explanation
    from ionflux.cli.terminal import write_out

    if everything:
        write_out([document()])
    elif code is None:
        write_out([catalogue()])
    else:
        write_out([explanation(code)])
