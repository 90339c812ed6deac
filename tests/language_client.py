"""A language client for the real server: its own process, used as an editor does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import make_test_lsp_client

_PATIENCE = 30
_COMMAND = (sys.executable, "-m", "ionflux", "server")


class Editor:
    """An editor with a folder open, which types texts and sends requests."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        """Return the address of a file of the folder."""
        return (self.folder / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        """Return the identifier of a file in requests."""
        return types.TextDocumentIdentifier(self.uri(name))

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file, or a text that was never saved."""
        text = (self.folder / name).read_bytes().decode("utf-8") if text is None else text
        self.texts[name], self.versions[name] = text, 1
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        """Replace the text of an open file."""
        self.texts[name] = text
        self.change(name, types.TextDocumentContentChangeWholeDocument(text))

    def change(self, name: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Send changes of an open file."""
        self.versions[name] += 1
        about = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(about, list(changes))
        )

    def close(self, name: str) -> None:
        """Close a file."""
        params = types.DidCloseTextDocumentParams(self.document(name))
        self.client.text_document_did_close(params)

    def at(self, name: str, words: str, within: int = 0) -> types.Position:
        """Return where some words of an open file begin, or a character of them."""
        offset = self.texts[name].index(words) + within
        before = self.texts[name][:offset]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def found(self, name: str) -> Sequence[types.Diagnostic]:
        """Return the findings of a file as they were last published."""
        return self.client.diagnostics.get(self.uri(name), ())

    def codes(self, name: str) -> list[str]:
        """Return their codes."""
        return [str(each.code) for each in self.found(name)]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until a condition is true for the server's messages."""
        for _ in range(_PATIENCE * 100):
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError({k: [d.code for d in v] for k, v in self.client.diagnostics.items()})


@asynccontextmanager
async def editor(
    folder: Path, encodings: Sequence[types.PositionEncodingKind] = ()
) -> AsyncIterator[Editor]:
    """Start the server for a folder, as Visual Studio Code does, or with other encodings.

    What breaks the protocol is a warning of the client, and so a failure.
    """
    client = make_test_lsp_client()
    capabilities = client_capabilities("visual-studio-code")
    capabilities.general = types.GeneralClientCapabilities(
        position_encodings=list(encodings) or None
    )
    await client.start_io(*_COMMAND)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
        )
    )
    try:
        yield Editor(client, folder)
    finally:
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]  # the library's


def session(folder: Path, work: Callable[[Editor], Awaitable[None]]) -> None:
    """Do something with an editor, from start to end."""

    async def run() -> None:
        async with editor(folder) as each:
            await work(each)

    asyncio.run(run())
