"""Import the program, then fork a run of it for each request of `program.run`."""

from __future__ import annotations

import gc
import json
import os
import resource
import socket
import struct
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn

import ionflux
from ionflux.__main__ import main

_SOMETHING = "## AGENT 001 — A\n```yaml\nid: agent_001\nname: A\nversion: '1'\n```\n### Odd\n* a\n"


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
            _become(request, streams)
        for stream in streams:
            os.close(stream)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        link.sendall(struct.pack("!i", status))


def _become(request: dict[str, Any], streams: list[int]) -> NoReturn:
    """Make this process the run that was asked for."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    if size := request["largest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    sys.argv = ["ionflux", *request["arguments"]]
    sys.exit(main())


def import_everything() -> None:
    """Import all modules of the program, and what is otherwise made on the first occasion."""
    for module in walk_packages(ionflux.__path__, "ionflux."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    ionflux.compile_text(_SOMETHING).to_json()


if __name__ == "__main__":
    import_everything()
    gc.freeze()  # what is there is not looked through again, and so its pages stay shared
    serve(socket.socket(fileno=int(sys.argv[1])))
