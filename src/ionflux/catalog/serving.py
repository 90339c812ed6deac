"""The catalogue on a local address, rebuilt and reloaded when its documents change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from io import BytesIO
from pathlib import Path
from socket import socket
from socketserver import BaseServer
from threading import Thread
from typing import BinaryIO

from ionflux.core.errors import UsageError, WorkError

_HOST = "127.0.0.1"
_HOSTS = frozenset((_HOST, "localhost"))
_BUILDS = "/builds"
"""The address of the number of the last build; no file of a catalogue has this name."""

_INTERVAL = 300
"""Milliseconds between two checks of the source."""

_RELOADING = "/reload.js"
_SCRIPT = """\
"use strict";
const own = new URL(document.currentScript.src).search.slice(1);
setInterval(async () => {
  const answer = await fetch("/builds", { cache: "no-store" }).catch(() => null);
  if (answer && (await answer.text()) !== own) location.reload();
}, 700);
"""


def serve(
    folder: Path, source: Path, port: int, ready: Callable[[], None], rebuild: Callable[[], None]
) -> None:
    """Serve a catalogue until it is interrupted; call `rebuild` when its source changes.

    `ready` is called once the address answers and changes are watched. Raises WorkError if the
    port is taken.
    """
    builds = [0]
    with _serving(folder, port, lambda: builds[0]):
        for number, changed in enumerate(_changes(source, folder)):
            if not number:
                ready()
            if changed:
                rebuild()
                builds[0] += 1


def check_watching() -> None:
    """Raise UsageError if the library that watches files is not installed."""
    try:
        import_module("watchfiles")
    except ImportError:
        raise UsageError(
            "--serve needs the library watchfiles: pip install 'ionflux[catalog]'"
        ) from None


def _changes(source: Path, folder: Path) -> Iterator[bool]:
    """Yield whether a source, or a file beside it, has changed: immediately, and then repeatedly.

    Files that the catalogue writes into its own folder do not count.
    """
    from watchfiles import Change, DefaultFilter, watch

    usual, own = DefaultFilter(), folder.resolve()

    def concerns(change: Change, path: str) -> bool:
        return usual(change, path) and not Path(path).is_relative_to(own)

    watched = source if source.is_dir() else source.parent
    for found in watch(
        watched, watch_filter=concerns, rust_timeout=_INTERVAL, yield_on_timeout=True
    ):
        yield bool(found)


@contextmanager
def _serving(folder: Path, port: int, builds: Callable[[], int]) -> Iterator[None]:
    handler = partial(_Handler, builds=builds, directory=str(folder))
    try:
        server = ThreadingHTTPServer((_HOST, port), handler)
    except OSError as error:
        raise WorkError(f"port {port}: {error.strerror or error}") from None
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as they are, except for pages, which also check for new builds."""

    def __init__(
        self,
        request: socket,
        client: tuple[str, int],
        server: BaseServer,
        *,
        builds: Callable[[], int],
        directory: str,
    ) -> None:
        self._builds = builds
        super().__init__(request, client, server, directory=directory)

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of an answer, and return its body."""
        path = self.path.partition("?")[0]
        page = Path(self.translate_path(path).replace("\0", "\ufffd"))
        page = page / "index.html" if page.is_dir() else page
        if not self._is_local():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == _BUILDS:
            return self._text(str(self._builds()), "text/plain")
        elif path == _RELOADING:
            return self._text(_SCRIPT, "text/javascript")
        elif not page.is_file():  # folders are not listed
            self.send_error(HTTPStatus.NOT_FOUND)
        elif page.suffix == ".html":
            text = _reloading(page.read_text("utf-8"), self._builds())
            return self._text(text, "text/html")
        else:
            return super().send_head()
        return None

    def _is_local(self) -> bool:
        """Tell whether this computer is asked by its own name: no other site's name leads here."""
        host = self.headers.get("Host", _HOST)
        return host.rpartition(":")[0] in _HOSTS or host in _HOSTS

    def _text(self, text: str, kind: str) -> BytesIO:
        body = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Keep browsers from showing cached files."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Do not log requests."""


def _reloading(page: str, build: int) -> str:
    """Return a page that reloads itself when there is a newer build than its own."""
    allowed = page.replace("default-src 'none';", "default-src 'none'; connect-src 'self';", 1)
    script = f'<script src="{_RELOADING}?{build}" defer></script>'
    return allowed.replace("</head>", f"{script}\n</head>", 1)
