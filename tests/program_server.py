"""Import the program, then fork a run of it for each request of `program.run`."""

from __future__ import annotations

import gc
import json
import os
import resource
import socket
import struct
import sys
import traceback
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NoReturn

import ionflux
from ionflux.__main__ import main

_DOCUMENT = Path(__file__).parent / "documents" / "ten_agents.md"


def serve(link: socket.socket) -> None:
    """Fork a run for each request until the other side closes the link."""
    while header := socket.recv_fds(link, 4, 3)[:2]:
        length, streams = header
        if not length:
            return
        (size,) = struct.unpack("!I", length)
        request = json.loads(link.recv(size, socket.MSG_WAITALL))
        process = os.fork()
        if not process:
            link.close()
            _end(_become(request, streams))
        for stream in streams:
            os.close(stream)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        link.sendall(struct.pack("!i", status))


def _become(request: dict[str, Any], streams: list[int]) -> int:
    """Turn this process into the requested run; return its exit status."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    if size := request["largest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    sys.argv = ["ionflux", *request["arguments"]]
    try:
        return main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
        return 1


def _end(status: int) -> NoReturn:
    """End a forked process: tearing down all modules takes as long as a short run."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = 120  # as the interpreter does
    os._exit(status)


def import_everything() -> None:
    """Import all modules of the program, and create what is otherwise created on first use."""
    for module in walk_packages(ionflux.__path__, "ionflux."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    ionflux.compile_text(_DOCUMENT.read_text("utf-8")).to_json()


if __name__ == "__main__":
    import_everything()
    gc.freeze()  # what is there is not looked through again, and so its pages stay shared
    serve(socket.socket(fileno=int(sys.argv[1])))
