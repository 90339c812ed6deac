"""The program: `ionflux` and `python -m ionflux`."""

from __future__ import annotations

import gc
import os
import signal
import sys

_GARBAGE = 100_000
"""Objects between two collections of garbage: imports create fewer, none of them garbage."""


def main() -> int:
    """Run the program, and return its exit status."""
    gc.set_threshold(_GARBAGE)
    # The models use no plugins of pydantic, and the search for some reads all packages' metadata.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ionflux.cli import main as run  # importing is most of a short run

        status = run()
    except KeyboardInterrupt:  # before the command line handles it
        sys.stderr.write("ionflux: interrupted\n")
        status = 130
    # From here on an interrupt just ends the process, and modules are not searched for garbage.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
