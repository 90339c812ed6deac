"""What ends a command: each error carries its exit status (spec section 6)."""

from __future__ import annotations


class IonfluxError(Exception):
    """A reason to stop that a user can act on; shown as one message, never as a traceback."""

    exit_status = 3


class UsageError(IonfluxError):
    """The command line or the configuration is wrong, or a path does not exist."""

    exit_status = 2


class WorkError(IonfluxError):
    """The work could not be done: a database out of reach, a full disk."""

    exit_status = 3
