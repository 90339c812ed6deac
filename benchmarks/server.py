"""The latency of the language server in an editor: from a change to the findings.

The yardsticks are delays that people do not notice (50 ms for the edited document, 200 ms for the
workspace around it) and the server's own memory after a hundred edits.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Self

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

from benchmarks.corpus import write
from benchmarks.ratio import Ratio

_ROUNDS = 15
_DOCUMENTS = 1000
_AT_ONCE = 0.05
_AROUND = 0.2
_PAUSE = 0.3
"""Seconds without a change after which the server checks documents against each other."""

_MORE_MEMORY = 1.05
_TEN = Path(__file__).parents[1] / "tests" / "documents" / "ten_agents.md"


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the latencies in one document and between many, and the growth of memory."""
    text = _TEN.read_text("utf-8")
    yield _latency("findings of ten agents, one changed", folder, [("ten.md", text)], _AT_ONCE)
    many = write(folder / "server", _DOCUMENTS)
    texts = [(path.name, path.read_text("utf-8")) for path in many]
    yield _latency(f"findings between {_DOCUMENTS} documents, one changed", folder, texts, _AROUND)
    document = folder / "edits" / "ten.md"
    document.parent.mkdir()
    document.write_text(text, "utf-8")
    yield asyncio.run(_memory(document, text))


def _latency(name: str, folder: Path, texts: list[tuple[str, str]], limit: float) -> Ratio:
    around = len(texts) > 1
    own = folder / f"open-{len(texts)}"
    own.mkdir()
    for path, text in texts:
        (own / path).write_text(text, "utf-8")
    taken = asyncio.run(_answers(own, texts, around=around))
    middle = median(taken) - (_PAUSE if around else 0)
    detail = (
        f"{middle * 1000:.0f} ms, the slowest {max(taken) * 1000:.0f} ms, of {limit * 1000:.0f} ms"
    )
    return Ratio(f"{name} / what nobody notices", middle / limit, 1, detail)


async def _answers(folder: Path, texts: list[tuple[str, str]], *, around: bool) -> list[float]:
    """Return the seconds from a change to its findings: a duplicate id, or a wrong cron."""
    async with _Editor(folder) as editor:
        (name, text), taken = texts[0], []
        watched = folder / (texts[1][0] if around else name)
        editor.open(folder / name, text)
        await editor.until(lambda: editor.found.get(watched.as_uri()) is not None)
        await asyncio.sleep(2 * _PAUSE)
        wrong = text.replace('cron: "', 'cron: "x', 1)
        if around:
            wrong = text.replace(_id_of(text), _id_of(texts[1][1]))
        for number in range(2 * _ROUNDS):
            editor.found.pop(watched.as_uri(), None)
            start = time.perf_counter()
            editor.change(folder / name, wrong if number % 2 == 0 else text)
            await editor.until(lambda: watched.as_uri() in editor.found)
            taken.append(time.perf_counter() - start)
            await asyncio.sleep(2 * _PAUSE if around else 0.05)
        return taken


def _id_of(text: str) -> str:
    return re.findall(r"agent_[0-9]+", text)[0]


async def _memory(document: Path, text: str) -> Ratio:
    async with _Editor(document.parent) as editor:
        editor.open(document, text)
        sizes = {}
        for number in range(1, 2001):
            editor.change(document, f"{text}\n{number}\n")
            await asyncio.sleep(0.02)
            if number in {100, 2000}:
                await asyncio.sleep(1)
                sizes[number] = editor.resident()
        detail = ", ".join(f"after {n} edits {size / 1e6:.0f} MB" for n, size in sizes.items())
        return Ratio(
            "memory after 2000 edits / after 100", sizes[2000] / sizes[100], _MORE_MEMORY, detail
        )


class _Editor:
    """A client of the server in a folder, which keeps the findings that arrive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = BaseLanguageClient("benchmark", "1")
        self.found: dict[str, object] = {}
        self.version = 1

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params: types.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = params.diagnostics

    async def __aenter__(self) -> Self:
        await self.client.start_io(sys.executable, "-m", "ionflux", "server")
        uri = self.folder.as_uri()
        await self.client.initialize_async(
            types.InitializeParams(
                types.ClientCapabilities(),
                root_uri=uri,
                workspace_folders=[types.WorkspaceFolder(uri, self.folder.name)],
            )
        )
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def open(self, path: Path, text: str) -> None:
        item = types.TextDocumentItem(path.as_uri(), "markdown", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, path: Path, text: str) -> None:
        self.version += 1
        about = types.VersionedTextDocumentIdentifier(self.version, path.as_uri())
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(about, [whole]))

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():  # noqa: ASYNC110 - the condition may be anything
            await asyncio.sleep(0.001)

    def resident(self) -> int:
        """Return the bytes of memory that the server has."""
        for process in Path("/proc").glob("[0-9]*"):
            status = (process / "status").read_text() if (process / "status").exists() else ""
            if f"PPid:\t{os.getpid()}\n" in status and "VmRSS" in status:
                return int(status.split("VmRSS:")[1].split()[0]) * 1024
        return 0
