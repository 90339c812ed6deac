"""`ionflux explain`: what a code means, why it matters, and how to fix it."""

from __future__ import annotations

import click

from ionflux.cli import completion, options
from ionflux.cli.command import argument, command


@command(
    "ionflux explain IFX201",
    "ionflux explain schedule-drift",
    "ionflux explain --all > codes.md",
)
@argument(
    "code",
    required=False,
    shell_complete=completion.codes,
    help="A code such as IFX201, or its name; without it, all codes are listed.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Explain all codes, as one Markdown document."
)
@options.unheeded_quiet
@options.debug
def explain(code: str | None, *, everything: bool) -> None:
    """Say what a code means, why it matters, and how to fix it."""
    from ionflux.checks.explanations import catalogue, document, explanation
    from ionflux.cli.terminal import write_out

    if everything:
        write_out([document()])
    elif code is None:
        write_out([catalogue()])
    else:
        write_out([explanation(code)])
