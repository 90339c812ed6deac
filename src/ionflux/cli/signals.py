"""Signals that ask the program to stop: an interrupt (Ctrl-C) and a termination."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn, Self

from ionflux.cli.ending import INTERRUPTED, TERMINATED, Ending

_ENDINGS = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}


class _StoppedError(BaseException):
    """The program was asked to stop.

    Not a KeyboardInterrupt: if that passes through text that is executed, as when named tuples and
    dataclasses are created, Python ends the process as if by Ctrl-C, even if it is caught.
    """


class Signals:
    """Turns the first signal into an exception, so that the program can clean up.

    A second signal ends the process at once. `asked` is the way in which the run ends, even if a
    library turns the exception into another one.
    """

    def __init__(self) -> None:
        self.asked: Ending | None = None

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._stop) for number in _ENDINGS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _stop(self, number: int, _: FrameType | None) -> NoReturn:
        self.asked = _ENDINGS[signal.Signals(number)]
        for each in _ENDINGS:
            signal.signal(each, signal.SIG_DFL)
        raise _StoppedError
