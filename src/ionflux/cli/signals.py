"""Signals that ask the program to stop: an interrupt (Ctrl-C) and a termination."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, Self

from ionflux.cli.ending import INTERRUPTED, TERMINATED, Ending

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON = 0.001
"""In how many seconds an exception that Python ignored is raised again."""

_ENDINGS = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}


class _StoppedError(BaseException):
    """The program was asked to stop.

    Not a KeyboardInterrupt: if that passes through text that is executed, as when named tuples and
    dataclasses are created, Python ends the process as if by Ctrl-C, even if it is caught.
    """


class Signals:
    """Turns the first signal into an exception, so that the program can clean up.

    A second signal ends the process at once. `asked` is the way in which the run ends, even if a
    library turns the exception into another one. In a callback of a weak reference, as imports
    have them, Python ignores exceptions; then it is raised again after the callback.
    """

    def __init__(self) -> None:
        self.asked: Ending | None = None

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._stop) for number in _ENDINGS}
        self._hook, sys.unraisablehook = sys.unraisablehook, self._ignored
        return self

    def __exit__(self, *_: object) -> None:
        sys.unraisablehook = self._hook
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _stop(self, number: int, _: FrameType | None) -> NoReturn:
        self.asked = _ENDINGS[signal.Signals(number)]
        for each in _ENDINGS:
            signal.signal(each, signal.SIG_DFL)
        raise _StoppedError

    def _ignored(self, exception: UnraisableHookArgs) -> None:
        if not isinstance(exception.exc_value, _StoppedError):
            self._hook(exception)
        elif hasattr(signal, "setitimer"):  # not on Windows
            signal.signal(signal.SIGALRM, self._again)
            signal.setitimer(signal.ITIMER_REAL, _SOON)

    def _again(self, *_: object) -> NoReturn:
        raise _StoppedError
