"""The command line: one module per command, found by its name. Commands only assemble."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

from ionflux.cli.command import Flags
from ionflux.cli.ending import Ending, ending
from ionflux.cli.program import NAME, run
from ionflux.cli.signals import Signals
from ionflux.cli.streams import wrap_standard_streams
from ionflux.cli.terminal import say
from ionflux.core.errors import WorkError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program, and return its exit status; no exception leaves this function.

    The status is 0 for success, 1 for findings, 2 for a mistake in the command line or the
    configuration, 3 for work that could not be done, 130 after an interrupt, and 143 after a
    termination.
    """
    wrap_standard_streams()
    flags = Flags()
    end = Ending(0)
    with Signals() as signals:
        try:
            end = Ending(run(sys.argv[1:] if arguments is None else arguments, flags))
            sys.stdout.flush()  # so that a full disk is reported
        except BaseException as error:  # noqa: BLE001 - each has an exit status
            end = signals.asked or ending(error)
            if flags.debug and end.lines:
                traceback.print_exception(error)
        _say_why(end)
    return end.status


def _say_why(end: Ending) -> None:
    lead = f"{NAME}: "
    with suppress(WorkError):  # standard error cannot be written to; the status still tells
        for line in end.lines:
            say(f"{lead}{line}")
            lead = "  "
