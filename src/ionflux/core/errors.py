"""What ends a command: each error carries its exit status."""

from __future__ import annotations


class IonfluxError(Exception):
    """A reason to stop that a user can act on; shown as one message, never as a traceback.

    `details` are shown below the message, a line each.
    """

    exit_status = 3

    def __init__(self, message: str, *details: str) -> None:
        super().__init__(message, *details)
        self.message = message
        self.details = details

    def __str__(self) -> str:
        return self.message


class UsageError(IonfluxError):
    """The command line or the configuration is wrong, or a path does not exist."""

    exit_status = 2


class RejectedError(IonfluxError):
    """Documents have errors: nothing of them may be written."""

    exit_status = 1


class WorkError(IonfluxError):
    """The work could not be done: a database out of reach, a full disk."""

    exit_status = 3
