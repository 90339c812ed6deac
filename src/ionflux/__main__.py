"""The program: `ionflux` and `python -m ionflux`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

_GARBAGE = 100_000
"""Objects made before garbage is looked for: more than there are once all is imported."""


def main() -> NoReturn:
    """Run the program, and end the process with its exit status."""
    gc.set_threshold(_GARBAGE)
    status: object = None
    try:
        from ionflux.cli import main as run  # noqa: PLC0415 - importing is most of a short run

        run()
    except SystemExit as end:
        status = end.code
    except KeyboardInterrupt:  # before the command line listens for it
        status = _interrupted()
    _leave(status)


def _interrupted() -> int:
    sys.stderr.write("ionflux: interrupted\n")
    return 130


def _leave(status: object) -> NoReturn:
    """End at once: taking down all that was imported takes as long as compiling a document.

    Everything that was opened is closed by now, by whoever opened it.
    """
    if status is not None and not isinstance(status, int):
        sys.exit(str(status))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or 0)


if __name__ == "__main__":
    main()
