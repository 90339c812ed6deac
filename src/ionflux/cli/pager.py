"""Long texts on a terminal, shown by the user's pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress

from ionflux.cli.terminal import write_out

_PAGER = "less"
_LESS = "FRX"
"""Options of less: end at once if the text fits, show colours, leave the text on the screen."""


def page(text: str) -> None:
    """Write a text to standard output: with `PAGER`, else less, if it is longer than the terminal.

    An empty `PAGER`, or `cat`, turns that off.
    """
    pager = shlex.split(os.environ.get("PAGER", _PAGER))
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    is_long = text.count("\n") >= shutil.get_terminal_size().lines
    if not (interactive and is_long and pager and shutil.which(pager[0])):
        write_out([text])
        return
    environment = {"LESS": _LESS, **os.environ}
    with suppress(BrokenPipeError):  # the pager was closed early
        subprocess.run(pager, input=text.encode(), env=environment, check=False)  # noqa: S603 - the user's own
