"""The program in its own process, and the result.

A short run mostly starts Python and imports modules. So `run` forks each from a process that has
already imported the program (`program_server.py`): its streams, working directory, environment,
limits, signals and exit status are its own, as for any user. Tests of the start itself, or of
processes that are watched while they work, start `command` as a new process.
"""

from __future__ import annotations

import json
import os
import pty
import socket
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, Any, NamedTuple

_SERVER = Path(__file__).with_name("program_server.py")
_PATIENCE = 60
"""Seconds that a run may take before it counts as stuck."""


Environment = Mapping[str, str | None]
"""Variables to add, or with None to remove."""
NOTHING: Environment = MappingProxyType({})


class Done(NamedTuple):
    """The result of a run; its texts have their original line ends."""

    returncode: int
    stdout: str
    stderr: str


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "ionflux", *map(str, arguments)]


def run(
    *arguments: str | Path,
    folder: Path | None = None,
    given: str | bytes = b"",
    stdout: IO[Any] | None = None,
    largest_file: int | None = None,
    environment: Environment = NOTHING,
) -> Done:
    """Run the program to its end in its own process, without a terminal.

    `stdout` takes the place of the file that is otherwise read back, `largest_file` is the number
    of bytes after which a disk is full, and `environment` is added to that of the tests.
    """
    with TemporaryFile() as stdin, TemporaryFile() as out, TemporaryFile() as err:
        stdin.write(given.encode() if isinstance(given, str) else given)
        stdin.seek(0)
        streams = (stdin.fileno(), (stdout or out).fileno(), err.fileno())
        status = _forked(_request(arguments, folder, environment, largest_file), streams)
        return Done(status, _text(out), _text(err))


def run_on_terminal(
    *arguments: str | Path,
    folder: Path | None = None,
    columns: int = 80,
    environment: Environment = NOTHING,
) -> tuple[int, str]:
    """Run the program on a terminal; return its status, and the output on the terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (200, columns))
    with os.fdopen(ours, "rb", 0) as screen:
        _server().send(_request(arguments, folder, environment), (theirs, theirs, theirs))
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # which says on Linux that nobody has the terminal open any more
            while piece := screen.read(65_536):
                shown += piece
    return _server().status(), shown.decode("utf-8").replace("\r\n", "\n")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8")


def _request(
    arguments: tuple[str | Path, ...],
    folder: Path | None,
    environment: Environment,
    largest_file: int | None = None,
) -> dict[str, Any]:
    variables = {**os.environ, **environment}
    return {
        "arguments": [*map(str, arguments)],
        "folder": str(folder or Path.cwd()),
        "environment": {name: value for name, value in variables.items() if value is not None},
        "largest_file": largest_file,
    }


def _forked(request: dict[str, Any], streams: tuple[int, int, int]) -> int:
    server = _server()
    server.send(request, streams)
    return server.status()


class _Server:
    """The process from which runs are forked, one after the other."""

    def __init__(self) -> None:
        self._link, theirs = socket.socketpair()
        self._link.settimeout(_PATIENCE)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, _SERVER, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )

    def send(self, request: dict[str, Any], streams: tuple[int, int, int]) -> None:
        text = json.dumps(request).encode()
        socket.send_fds(self._link, [struct.pack("!I", len(text))], list(streams))
        self._link.sendall(text)

    def status(self) -> int:
        (status,) = struct.unpack("!i", self._link.recv(4, socket.MSG_WAITALL))
        return int(status)

    def close(self) -> None:
        self._link.close()
        self._process.communicate(timeout=_PATIENCE)


@cache
def _server() -> _Server:
    return _Server()


def close() -> None:
    """End the process from which runs are forked, if there is one."""
    if _server.cache_info().currsize:
        _server().close()
        _server.cache_clear()
