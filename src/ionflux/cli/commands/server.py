"""`ionflux server`: the language server."""

from __future__ import annotations

from typing import Annotated

import typer

from ionflux.cli.command import command
from ionflux.cli.options import one_of
from ionflux.cli.streams import own_output
from ionflux.core.errors import WorkError


@command("ionflux server", "ionflux server --severity warning")
def server(
    *,
    severity: Annotated[
        str,
        typer.Option(
            "--severity",
            parser=one_of("error", "warning", "info"),
            metavar="error|warning|info",
            help="The lowest severity to show.",
        ),
    ] = "info",
) -> int:
    """Run the language server, for editors.

    It speaks the Language Server Protocol on standard input and output, and needs the extra
    `editor`: pip install 'ionflux[editor]'.
    """
    from ionflux.core.findings import Severity

    try:
        from ionflux.server.features import server as started
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise WorkError("the server needs pygls: pip install 'ionflux[editor]'") from None
    started.least = Severity(severity)
    started.start_io(stdout=own_output())  # which the library closes
    return 0
