"""Compiling documents in this process, in processes of this machine, or with an executor.

Documents are returned in their order. Only a limited number is in progress at a time, so that
memory does not grow with the number of documents.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ionflux.compiler.results import CompiledDocument
from ionflux.compiler.task import (
    Outcome,
    Request,
    Sent,
    Task,
    compile_here,
    compile_tasks,
    read_task,
    worker_died,
)
from ionflux.core.errors import IonfluxError, WorkError
from ionflux.documents.files import Files

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_CHUNK = 8
"""How many documents are sent to a worker together."""

_AHEAD = 4
"""How many chunks are in progress for each process: enough to keep it busy, few in memory."""

_AHEAD_ELSEWHERE = 64
"""How many chunks are in progress with an executor, whose number of workers is not known."""

_ALONE = 24
"""How many documents are compiled in this process first; starting others takes as long."""

_PROCESSES_PER_CORE = 4
"""How many processes are useful for each core; more only take memory."""


class Memory(Protocol):
    """Outcomes of earlier runs."""

    def look_up(self, requests: Iterable[Request]) -> Iterator[CompiledDocument | Task]:
        """Yield each document that is known and up to date, or the task of compiling it."""

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Add the outcome of a task."""


class NoCache:
    """A cache that is always empty."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def look_up(self, requests: Iterable[Request]) -> Iterator[CompiledDocument | Task]:
        """Yield the task of each document, unless it cannot be read."""
        return (read_task(request, self.files) for request in requests)

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Do nothing."""


class Pending(Protocol):
    """A document in progress."""

    def result(self) -> Outcome:
        """Return the outcome; wait for it if necessary."""


class Workers(Protocol):
    """Something that compiles documents; up to `ahead` documents should be in progress."""

    ahead: int

    def submit(self, task: Task) -> Pending:
        """Start to compile a document, at once or together with the next ones."""


class _Done(NamedTuple):
    outcome: Outcome

    def result(self) -> Outcome:
        return self.outcome


class Here:
    """The current process."""

    ahead = 0

    def __init__(self, files: Files) -> None:
        self.files = files

    def submit(self, task: Task) -> Pending:
        """Compile the document."""
        return _Done(compile_here(task, self.files.siblings(task.path)))


class _SentChunk(Protocol):
    """Documents that were sent to a worker together."""

    def result(self) -> tuple[Sent, ...]: ...


class _Chunk:
    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.sent: _SentChunk | None = None


class Elsewhere:
    """Workers that are sent chunks of documents, and have no access to files."""

    def __init__(
        self, send: Callable[[tuple[Task, ...]], _SentChunk], files: Files, ahead: int
    ) -> None:
        self.ahead = ahead
        self._send = send
        self._files = files
        self._open = _Chunk()

    def submit(self, task: Task) -> Pending:
        """Add the document to the open chunk, which is sent when it is full."""
        chunk = self._open
        chunk.tasks.append(task)
        if len(chunk.tasks) == _CHUNK:
            self.send(chunk)
        return _InChunk(self, chunk, len(chunk.tasks) - 1)

    def send(self, chunk: _Chunk) -> _SentChunk:
        """Send a chunk to the workers, unless it has already been sent."""
        if chunk.sent is None:
            if chunk is self._open:
                self._open = _Chunk()
            chunk.sent = self._send(tuple(chunk.tasks))
        return chunk.sent

    def outcome(self, chunk: _Chunk, place: int) -> Outcome:
        """Return a document of a chunk; if it has files beside it, it is sent again with them."""
        task, found = chunk.tasks[place], self.send(chunk).result()[place]
        if found.wanted:
            task = task.with_siblings(found.wanted, self._files.siblings(task.path))
            if task.needs(found.wanted):
                (found,) = self._send((task,)).result()
        from ionflux.compiler import stored  # only what workers send is in this format

        known = stored.load(found.stored, task.path)
        if known is None:
            raise WorkError("the workers could not compile: they run another version of ionflux")
        return Outcome(known.document, known.siblings, found.stored)


class _InChunk(NamedTuple):
    workers: Elsewhere
    chunk: _Chunk
    place: int

    def result(self) -> Outcome:
        return self.workers.outcome(self.chunk, self.place)


class _Waiting:
    """A document that waits for processes to start; if needed before that, it is compiled here."""

    def __init__(self, task: Task, here: Here) -> None:
        self.task = task
        self.pending: Pending | None = None
        self._here = here

    def result(self) -> Outcome:
        if self.pending is None:
            self.pending = self._here.submit(self.task)
        return self.pending.result()


class Processes:
    """Processes of this machine, which are started once there are enough documents for them."""

    def __init__(self, jobs: int, files: Files, stack: ExitStack) -> None:
        self.jobs = jobs
        self.files = files
        self.stack = stack
        self.ahead = _ALONE
        self._here = Here(files)
        self._waiting: list[_Waiting] = []
        self._pool: Elsewhere | None = None

    def submit(self, task: Task) -> Pending:
        """Add the document to the waiting ones, or send it to a process."""
        if self._pool is not None:
            return self._pool.submit(task)
        waiting = _Waiting(task, self._here)
        self._waiting.append(waiting)
        if len(self._waiting) > _ALONE:
            self._start()
        return waiting

    def _start(self) -> None:
        """Start the processes, and send them the waiting documents."""
        from ionflux.compiler.pool import Pool

        self._waiting[0].result()  # so that all modules are imported before forking
        pool = self.stack.enter_context(Pool(self.jobs))
        self.ahead = _CHUNK * _AHEAD * self.jobs
        self._pool = Elsewhere(pool.submit, self.files, self.ahead)
        for waiting in self._waiting:
            if waiting.pending is None:
                waiting.pending = self._pool.submit(waiting.task)
        self._waiting.clear()


class _Future(NamedTuple):
    """Documents that were submitted to an executor."""

    future: Future[tuple[Sent, ...]]

    def result(self) -> tuple[Sent, ...]:
        with _as_work_error():
            return self.future.result()


def _sender(executor: Executor) -> Callable[[tuple[Task, ...]], _SentChunk]:
    def send(tasks: tuple[Task, ...]) -> _SentChunk:
        with _as_work_error():
            return _Future(executor.submit(compile_tasks, tasks))

    return send


@contextmanager
def _as_work_error() -> Iterator[None]:
    """Turn every error of an executor into a WorkError."""
    try:
        yield
    except IonfluxError:
        raise
    except Exception as error:
        raise _failure(error) from error


def _failure(error: Exception) -> WorkError:
    from concurrent.futures import BrokenExecutor  # an executor has imported it

    if isinstance(error, BrokenExecutor):
        return worker_died()
    reason = " ".join(str(error).split()) or type(error).__name__
    return WorkError(f"the workers could not compile: {reason}")


def useful_jobs(documents: int, wanted: int | None = None) -> int:
    """Return how many processes are useful for a number of documents, at most `wanted`."""
    chunks = -(-max(documents - _ALONE, 0) // _CHUNK)
    limit = _cores() if wanted is None else min(wanted, _cores() * _PROCESSES_PER_CORE)
    return max(min(limit, chunks), 1)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def compile_in_order(
    requests: Iterable[Request],
    memory: Memory,
    files: Files,
    *,
    jobs: int,
    executor: Executor | None = None,
) -> Iterator[CompiledDocument]:
    """Yield the requested documents, in their order.

    Raises WorkError if a worker dies.
    """
    pending: deque[CompiledDocument | tuple[Task, Pending]] = deque()
    with ExitStack() as stack:
        workers = _workers(jobs, executor, files, stack)
        for each in memory.look_up(requests):
            if isinstance(each, Task):
                pending.append((each, workers.submit(each)))
            else:
                pending.append(each)
            while len(pending) > workers.ahead:
                yield _finished(pending.popleft(), memory)
        while pending:
            yield _finished(pending.popleft(), memory)


def _workers(jobs: int, executor: Executor | None, files: Files, stack: ExitStack) -> Workers:
    if executor is not None:
        return Elsewhere(_sender(executor), files, _CHUNK * _AHEAD_ELSEWHERE)
    return Processes(jobs, files, stack) if jobs > 1 else Here(files)


def _finished(pending: CompiledDocument | tuple[Task, Pending], memory: Memory) -> CompiledDocument:
    if isinstance(pending, CompiledDocument):
        return pending
    task, compiling = pending
    outcome = compiling.result()
    memory.keep(task, outcome)
    return outcome.document
