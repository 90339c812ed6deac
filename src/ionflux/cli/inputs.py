"""The documents that a command line names, standard input among them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ionflux.compiler import Compilation
    from ionflux.settings import Settings

STDIN = "-"


def compile_inputs(
    paths: Sequence[str],
    settings: Settings,
    *,
    jobs: int = 1,
    stdin: bytes = b"",
    stdin_name: str = "<stdin>",
) -> Compilation:
    """Compile files, directories and, for `-`, the bytes of standard input."""
    from ionflux.compiler import gather, open_inputs

    given = {stdin_name: stdin} if STDIN in paths else {}
    files = [path for path in paths if path != STDIN]
    return gather(open_inputs(files, given=given, settings=settings).compile(jobs))


def read_stdin(paths: Sequence[str]) -> bytes:
    """Return standard input where `-` asks for it; no more than a document may hold, and one."""
    from ionflux.source import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1) if STDIN in paths else b""
