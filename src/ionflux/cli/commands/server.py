"""`ionflux server`: the language server."""

from __future__ import annotations

from ionflux.cli.command import command


@command("ionflux server")
def server() -> int:
    """Speak the Language Server Protocol on standard input and output, for editors.

    Needs the extra `editor`: pip install 'ionflux[editor]'.
    """
    from ionflux.core.errors import WorkError

    try:
        from ionflux.server.features import server as started
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in {"pygls", "lsprotocol"}:
            raise WorkError("the server needs pygls: pip install 'ionflux[editor]'") from None
        raise
    started.start_io()
    return 0
