"""The server: documents as they are opened and changed, and findings as they are published."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote

from cattrs import Converter
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.version import __version__
from ionflux.server import messages
from ionflux.server.positions import Positions
from ionflux.server.reading import DocumentText
from ionflux.server.workspace import Workspace, is_read

_SOON = 0.01
"""Seconds within which more changes of a document count as one."""

_PAUSE = 0.3
"""Seconds without a change after which documents are checked against each other."""


class _Protocol(LanguageServerProtocol):
    """The protocol with changes in one step: pygls keeps a future for handlers with several."""

    def __init__(self, ls: Server, converter: Converter) -> None:
        super().__init__(ls, converter)
        self._ours = ls

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Apply changes to a text, and check it; a document that is not open has none."""
        if unquote(params.text_document.uri) not in self.workspace.text_documents:
            return
        for change in params.content_changes:
            self.workspace.update_text_document(params.text_document, change)
        self._ours.changed(params.text_document.uri)


class Server(LanguageServer):
    """A language server for the blueprints of a workspace."""

    def __init__(self) -> None:
        super().__init__("ionflux", __version__, protocol_cls=_Protocol)
        self.folders: list[Workspace] = []
        self.alone = Workspace()
        self.soon: dict[str, asyncio.Task[None]] = {}
        self.later: asyncio.Task[None] | None = None
        self.published: dict[str, Sequence[types.Diagnostic]] = {}
        self.said: str | None = None
        self.least = Severity.INFO

    def begin(self, roots: Iterable[str]) -> None:
        """Set the folders of the workspace; open documents stay open."""
        workspaces = (*self.folders, self.alone)
        opened = [each for workspace in workspaces for each in workspace.buffers.texts.items()]
        self.folders = [Workspace(root, self.least) for root in roots]
        self.alone = Workspace(least=self.least)
        for path, text in opened:
            self.of(path).open(path, text)

    def of(self, path: str) -> Workspace:
        """Return the workspace of a document: the innermost folder, or none."""
        around = [each for each in self.folders if each.root and _is_below(path, each.root)]
        return max(around, key=lambda each: len(each.root or ""), default=self.alone)

    def asked(self, uri: str) -> tuple[Workspace, DocumentText, Positions]:
        """Return the document of a request."""
        path = real_path(uri)
        workspace = self.of(path)
        document = workspace.document(path) or DocumentText(path, "")
        return workspace, document, self.positions(document)

    def positions(self, document: DocumentText) -> Positions:
        """Return how the client counts positions in a document."""
        original = self.of(document.path).buffers.texts.get(document.path, document.text)
        return Positions(document, original, self.workspace.position_codec)

    def changed(self, uri: str) -> None:
        """Store the editor's current text of a document, and check it."""
        path = real_path(uri)
        self.of(path).open(path, self.workspace.get_text_document(uri).source)
        self.check_soon(path)

    def check_soon(self, path: str) -> None:
        """Check a document once its changes have paused for a moment, and all documents later."""
        if task := self.soon.pop(path, None):
            task.cancel()
        self.soon[path] = asyncio.ensure_future(self._check(path))
        self.check_all_later()

    def check_all_later(self, pause: float = _PAUSE) -> None:
        """Check all documents after a pause, unless something changes before."""
        if self.later:
            self.later.cancel()
        self.later = asyncio.ensure_future(self._check_all(pause))

    async def _check(self, path: str) -> None:
        await asyncio.sleep(_SOON)
        workspace = self.of(path)
        if is_read(path) and path in workspace.buffers.texts:
            self.publish(path, workspace.check(path))
        self.soon.pop(path, None)

    async def _check_all(self, pause: float) -> None:
        await asyncio.sleep(pause)
        checked: set[str] = set()
        for workspace in (*self.folders, self.alone):
            for path in workspace.paths():
                if workspace.compile(path):
                    await asyncio.sleep(0)  # handle messages that have arrived meanwhile first
            for path, found in workspace.check_all().items():
                self.publish(path, found)
                checked.add(path)
            self._say(workspace.fault)
        for path in self.published.keys() - checked:  # of documents that are gone
            self.publish(path, ())

    def publish(self, path: str, found: Iterable[Diagnostic]) -> None:
        """Send the findings of a document, unless the client has them."""
        document = self.of(path).document(path)
        positions = self.positions(document) if document else None
        sent = [messages.diagnostic(each, positions) for each in found] if positions else []
        if self.published.get(path, []) != sent:
            self.published[path] = sent
            uri = uri_of(path)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, sent))

    def _say(self, fault: str | None) -> None:
        """Show the fault of the configuration, once."""
        if fault and fault != self.said:
            kind = types.MessageType.Error
            self.window_show_message(types.ShowMessageParams(kind, f"ionflux: {fault}"))
        self.said = fault


def real_path(uri: str) -> str:
    """Return the real path of a document; or its address if it has none."""
    path = to_fs_path(uri)
    return str(Path(path).resolve()) if path else uri


def uri_of(path: str) -> str:
    """Return the address of a document with a real path, or that it has in place of one."""
    return (os.path.isabs(path) and from_fs_path(path)) or path


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root.rstrip('/')}/")
