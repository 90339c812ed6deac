"""The program: `ionflux` and `python -m ionflux`."""

from __future__ import annotations

import gc
import os
import signal
import sys

_GARBAGE = 100_000
"""Objects made before garbage is looked for: more than there are once all is imported."""


def main() -> int:
    """Run the program, and return its exit status."""
    gc.set_threshold(_GARBAGE)
    # The models have no plugins of pydantic; looking for some reads the metadata of all packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ionflux.cli import main as run  # importing is most of a short run

        status = run()
    except KeyboardInterrupt:  # before the command line listens for it
        sys.stderr.write("ionflux: interrupted\n")
        status = 130
    # Nothing is left to clear away, by an interrupt or by looking for garbage among all modules.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
