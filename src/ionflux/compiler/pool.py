"""Processes of this machine that compile documents, each connected to this one by a socket.

Values are pickled and preceded by their length. The pool never blocks on sending, so the two sides
cannot block each other. If a worker dies, even while it sends a result, its socket is closed and
the pool raises an error; if the pool dies, the sockets are closed and the workers exit.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing import get_context
from typing import TYPE_CHECKING, Self, cast

from ionflux.compiler.task import Sent, Task, compile_tasks, worker_died
from ionflux.core.errors import IonfluxError, WorkError
from ionflux.core.installed import is_isolated, isolate

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

_LENGTH = 8
"""How many bytes the length of a value has."""

_PIECE = 1_000_000
"""How many bytes to read from a socket at a time."""

_THREADS = "/proc/self/task"
"""The threads of this process, including those that Python does not know."""

_STOPPING = {signal.SIGINT, signal.SIGTERM}


class Ticket:
    """Documents that were sent to a worker."""

    def __init__(self, pool: Pool, number: int) -> None:
        self._pool = pool
        self._number = number
        self._result: tuple[Sent, ...] | None = None

    def result(self) -> tuple[Sent, ...]:
        """Return the results; wait for them if necessary."""
        if self._result is None:
            self._result = self._pool.result(self._number)
        return self._result


class Pool:
    """Worker processes, which are terminated at the end of the `with` block."""

    def __init__(self, jobs: int) -> None:
        self._numbers = count()
        self._results: dict[int, object] = {}
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []
        self._jobs = jobs

    def __enter__(self) -> Self:
        context = _context()
        with _signals_deferred():
            for _ in range(self._jobs):
                self._workers.append(_Worker(context, self._workers))
        for worker in self._workers:
            self._selector.register(worker.link, selectors.EVENT_READ, worker)
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.link.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._selector.close()

    def submit(self, tasks: tuple[Task, ...]) -> Ticket:
        """Send documents to the worker with the fewest waiting."""
        number = next(self._numbers)
        worker = min(self._workers, key=lambda each: len(each.waiting))
        worker.send(number, tasks)
        self._selector.modify(worker.link, worker.interest(), worker)
        self._exchange(0)
        return Ticket(self, number)

    def result(self, number: int) -> tuple[Sent, ...]:
        """Return the results of a ticket, once; raise WorkError if a worker failed."""
        while number not in self._results:
            self._exchange(None)
        found = self._results.pop(number)
        if isinstance(found, Exception):
            raise found
        return cast("tuple[Sent, ...]", found)

    def _exchange(self, timeout: float | None) -> None:
        """Send and receive what is possible without blocking, after waiting for the first event."""
        for key, events in self._selector.select(timeout):
            worker: _Worker = key.data
            if events & selectors.EVENT_READ:
                self._results.update(worker.receive())
            if events & selectors.EVENT_WRITE:
                worker.flush()
            self._selector.modify(worker.link, worker.interest(), worker)


def _context() -> ForkContext | SpawnContext:
    """Return the context that starts processes: by forking this one, if that is safe.

    A forked process has already imported everything. But it has only this thread: locks that others
    hold at that moment would stay locked. And only on Linux do all libraries support forking.
    """
    try:
        alone = sys.platform == "linux" and len(os.listdir(_THREADS)) == 1
    except OSError:
        alone = False
    return get_context("fork") if alone else get_context("spawn")


class _Worker:
    """A process, and the data that is being sent to it and received from it."""

    def __init__(self, context: ForkContext | SpawnContext, others: list[_Worker]) -> None:
        self.link, theirs = socket.socketpair()
        copied = [self.link, *(worker.link for worker in others)]
        inherited = copied if context.get_start_method() == "fork" else []
        self.process = context.Process(
            target=_work,
            args=(theirs, inherited),
            kwargs={"isolated": is_isolated()},
            daemon=True,
        )
        with theirs:
            self.process.start()
        self.link.settimeout(0)
        self.waiting: list[int] = []
        self.outgoing = bytearray()
        self.incoming = bytearray()

    def interest(self) -> int:
        """Return the events to wait for: reading, and writing if there is data to send."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self.outgoing else 0)

    def send(self, number: int, tasks: tuple[Task, ...]) -> None:
        """Add documents to the data to send."""
        self.waiting.append(number)
        self.outgoing += _framed(tasks)

    def flush(self) -> None:
        """Send as much as is possible without blocking."""
        try:
            sent = self.link.send(self.outgoing)
        except BlockingIOError:
            return
        except OSError:
            raise worker_died() from None
        del self.outgoing[:sent]

    def receive(self) -> Iterator[tuple[int, object]]:
        """Yield the results that are complete; raise WorkError if the process has died."""
        try:
            piece = self.link.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            raise worker_died()
        self.incoming += piece
        while (end := _end_of_first(self.incoming)) is not None:
            yield self.waiting.pop(0), _loaded(self.incoming[_LENGTH:end])
            del self.incoming[:end]


def _framed(value: object) -> bytes:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_LENGTH) + data


def _loaded(data: bytes | bytearray) -> object:
    return pickle.loads(data)  # noqa: S301 - the other side is a process of this program


def _end_of_first(data: bytearray) -> int | None:
    """Return where the first value ends, or None if it is not complete."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH])
    return end if len(data) >= max(end, _LENGTH) else None


@contextmanager
def _signals_deferred() -> Iterator[None]:
    """Defer signals: an interrupt while a process is being created would be lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(link: socket.socket, inherited: list[socket.socket], *, isolated: bool) -> None:
    """Compile documents that are received on a socket until it is closed: a worker process."""
    isolate(asked=isolated)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process handles it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    for each in inherited:  # otherwise they would stay open when the parent process dies
        each.close()
    # Reading and writing fail where the parent process has gone, or has left what it was sent.
    with suppress(OSError, EOFError, pickle.UnpicklingError), link.makefile("rb") as stream:
        while header := stream.read(_LENGTH):
            tasks = cast("tuple[Task, ...]", _loaded(stream.read(int.from_bytes(header))))
            link.sendall(_framed(_compiled(tasks)))


def _compiled(tasks: tuple[Task, ...]) -> tuple[Sent, ...] | Exception:
    try:
        return compile_tasks(tasks)
    except IonfluxError as error:
        return error
    except Exception as error:  # noqa: BLE001 - it is raised in the parent process
        return WorkError(f"the workers could not compile: {error!r}")
