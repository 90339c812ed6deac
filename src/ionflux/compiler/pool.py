"""Processes of this machine that compile, each with a link of its own to the one that asks.

Links are sockets that carry pickled values, each behind its length. The pool never waits for a link
to take what it sends, so that neither side can wait for the other for ever. A worker that dies,
whatever it is doing, closes its link, and the pool hears of it; a pool that dies closes all links,
and its workers end.
"""

from __future__ import annotations

import pickle
import selectors
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from typing import Any, Self

from ionflux.compiler.task import Sent, Task, compile_tasks, worker_died
from ionflux.core.errors import IonfluxError, WorkError

_LENGTH = 8
"""Bytes that tell how long a value is."""

_PIECE = 1_000_000
"""Bytes that are read from a link in one go."""

_STOPPING = {signal.SIGINT, signal.SIGTERM}

# On Linux a process begins as a copy that has imported everything; elsewhere that is not safe.
if sys.platform == "linux":
    _CONTEXT = get_context("fork")
else:
    _CONTEXT = get_context("spawn")


class Ticket:
    """Documents that were sent to a worker."""

    def __init__(self, pool: Pool, number: int) -> None:
        self._pool = pool
        self._number = number
        self._result: tuple[Sent, ...] | None = None

    def result(self) -> tuple[Sent, ...]:
        """Return what the worker made of them; wait if need be."""
        if self._result is None:
            self._result = self._pool.result(self._number)
        return self._result


class Pool:
    """Some processes that compile; ended with the block that they are made for."""

    def __init__(self, jobs: int) -> None:
        self._numbers = count()
        self._results: dict[int, Any] = {}
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []
        self._jobs = jobs

    def __enter__(self) -> Self:
        with _undisturbed():
            for _ in range(self._jobs):
                self._workers.append(_Worker(self._workers))
        for worker in self._workers:
            self._selector.register(worker.link, selectors.EVENT_READ, worker)
        return self

    def __exit__(self, *_: object) -> None:
        # Workers that are idle end when their link closes; others have nothing to finish.
        for worker in self._workers:
            worker.link.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._selector.close()

    def submit(self, tasks: tuple[Task, ...]) -> Ticket:
        """Send documents to the worker that has least to do."""
        number = next(self._numbers)
        worker = min(self._workers, key=lambda each: len(each.waiting))
        worker.send(number, tasks)
        self._selector.modify(worker.link, worker.interest(), worker)
        self._exchange(0)
        return Ticket(self, number)

    def result(self, number: int) -> tuple[Sent, ...]:
        """Return, once, what became of the documents of a ticket; WorkError where that failed."""
        while number not in self._results:
            self._exchange(None)
        found = self._results.pop(number)
        if isinstance(found, Exception):
            raise found
        sent: tuple[Sent, ...] = found
        return sent

    def _exchange(self, timeout: float | None) -> None:
        """Send and receive what the links take and hold; wait for the first for some seconds."""
        for key, events in self._selector.select(timeout):
            worker: _Worker = key.data
            if events & selectors.EVENT_READ:
                self._results.update(worker.receive())
            if events & selectors.EVENT_WRITE:
                worker.flush()
            self._selector.modify(worker.link, worker.interest(), worker)


class _Worker:
    """A process, and what is on its way to and from it."""

    def __init__(self, others: list[_Worker]) -> None:
        self.link, theirs = socket.socketpair()
        copied = sys.platform == "linux"
        inherited = [self.link, *(worker.link for worker in others)] if copied else []
        self.process = _CONTEXT.Process(target=_work, args=(theirs, inherited), daemon=True)
        with theirs:
            self.process.start()
        self.link.settimeout(0)
        self.waiting: list[int] = []
        self.outgoing = bytearray()
        self.incoming = bytearray()

    def interest(self) -> int:
        """Return what to hear of the link: that it can be read, and written if there is a need."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self.outgoing else 0)

    def send(self, number: int, tasks: tuple[Task, ...]) -> None:
        """Put documents behind what is to be sent."""
        self.waiting.append(number)
        self.outgoing += _framed(tasks)

    def flush(self) -> None:
        """Send what the link takes."""
        try:
            sent = self.link.send(self.outgoing)
        except BlockingIOError:
            return
        except OSError:
            raise worker_died() from None
        del self.outgoing[:sent]

    def receive(self) -> Iterator[tuple[int, Any]]:
        """Yield the results that have come whole; raise WorkError where the process has died."""
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
            yield self.waiting.pop(0), pickle.loads(self.incoming[_LENGTH:end])  # noqa: S301 - of our own process
            del self.incoming[:end]


def _framed(value: object) -> bytes:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_LENGTH) + data


def _end_of_first(data: bytearray) -> int | None:
    """Return where the first value ends, None where it has not come whole."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH])
    return end if len(data) >= max(end, _LENGTH) else None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait: an interrupt while a process is made would get lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(link: socket.socket, inherited: list[socket.socket]) -> None:
    """Compile what comes over a link, in a process of its own, until the other side closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asks is interrupted as well
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    for each in inherited:  # or the end of the one that asks would not close them
        each.close()
    stream = link.makefile("rb")
    while header := stream.read(_LENGTH):
        tasks: tuple[Task, ...] = pickle.loads(stream.read(int.from_bytes(header)))  # noqa: S301 - of our own process
        try:
            link.sendall(_framed(_compiled(tasks)))
        except OSError:  # nobody listens any more
            return


def _compiled(tasks: tuple[Task, ...]) -> tuple[Sent, ...] | Exception:
    try:
        return compile_tasks(tasks)
    except IonfluxError as error:
        return error
    except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
        return WorkError(f"the workers could not compile: {error!r}")
