"""Errors that end a command, each with its exit status."""

from __future__ import annotations


class IonfluxError(Exception):
    """An error that a user can act on; it is shown as a message, without a traceback.

    `details` are lines that are shown below the message.
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
    """Documents have errors, so nothing may be written from them."""

    exit_status = 1


class WorkError(IonfluxError):
    """The work could not be done: for example, a database cannot be reached, or a disk is full."""

    exit_status = 3
