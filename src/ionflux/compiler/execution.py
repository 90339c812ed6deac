"""Where documents are compiled: here, in processes of this machine, or wherever an executor is.

Outcomes come in the order of the documents, and only so many are on their way at a time that
memory does not grow with their number.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ionflux.compiler.results import CompiledDocument
from ionflux.compiler.task import (
    Memory,
    Outcome,
    Task,
    compile_here,
    compile_task,
    compile_tasks,
)
from ionflux.core.errors import IonfluxError, WorkError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_CHUNK = 8
"""Documents that are sent to a worker in one go."""

_AHEAD = 4
"""Chunks on their way for each process of this machine: none waits, and few results pile up."""

_AHEAD_ELSEWHERE = 64
"""Chunks on their way where nobody knows how many workers there are."""

_FIRST_HERE = 24
"""Documents that are compiled before processes are started: starting them takes as long."""


class Workers(Protocol):
    """Something that compiles; `ahead` is how many documents it takes before it is waited for."""

    ahead: int

    def submit(self, task: Task) -> Pending:
        """Begin to compile, or put the document with others that will go together."""


class Pending(Protocol):
    """A document on its way."""

    def result(self) -> Outcome:
        """Return it compiled; wait if need be."""


class Done(NamedTuple):
    """A document that was compiled at once."""

    outcome: Outcome

    def result(self) -> Outcome:
        """Return it."""
        return self.outcome


class Here:
    """The process itself."""

    ahead = 0

    def submit(self, task: Task) -> Done:
        """Compile the document."""
        return Done(compile_here(task))


class _Chunk:
    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.future: Future[tuple[Outcome, ...]] | None = None


class Elsewhere:
    """The workers of an executor."""

    def __init__(self, executor: Executor, ahead: int = _CHUNK * _AHEAD_ELSEWHERE) -> None:
        self.executor = executor
        self.ahead = ahead
        self._open = _Chunk()

    def submit(self, task: Task) -> _Sent:
        """Put the document with the next that go together."""
        chunk = self._open
        chunk.tasks.append(task)
        if len(chunk.tasks) == _CHUNK:
            self.send(chunk)
        return _Sent(self, chunk, len(chunk.tasks) - 1)

    def send(self, chunk: _Chunk) -> Future[tuple[Outcome, ...]]:
        """Hand a chunk to the executor, if that was not done yet."""
        if chunk.future is None:
            if chunk is self._open:
                self._open = _Chunk()
            with _failures_told():
                chunk.future = self.executor.submit(compile_tasks, tuple(chunk.tasks))
        return chunk.future

    def outcome(self, chunk: _Chunk, index: int) -> Outcome:
        """Return a document of a chunk; those with files beside them go there a second time."""
        future = self.send(chunk)
        with _failures_told():
            found = future.result()[index]
            if found.wanted:
                task = chunk.tasks[index].with_companions(found.wanted)
                if task.needs(found.wanted):
                    found = self.executor.submit(compile_task, task).result()
        return found


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turn whatever goes wrong with an executor into a WorkError."""
    try:
        yield
    except IonfluxError:
        raise
    except Exception as error:
        raise _failure(error) from error


def _failure(error: Exception) -> WorkError:
    from concurrent.futures import BrokenExecutor  # an executor has imported it

    if isinstance(error, BrokenExecutor):
        return WorkError(
            "a process that compiled documents has died, perhaps for want of memory;"
            " fewer --jobs may help"
        )
    reason = " ".join(str(error).split()) or type(error).__name__
    return WorkError(f"the workers could not compile: {reason}")


class _Sent(NamedTuple):
    workers: Elsewhere
    chunk: _Chunk
    place: int

    def result(self) -> Outcome:
        return self.workers.outcome(self.chunk, self.place)


class Processes:
    """Processes of this machine, started once there is enough to do."""

    def __init__(self, jobs: int, stack: ExitStack) -> None:
        self.jobs = jobs
        self.stack = stack
        self.ahead = 0
        self.submitted = 0
        self.pool: Elsewhere | None = None

    def submit(self, task: Task) -> Pending:
        """Compile the document, here or in a process."""
        self.submitted += 1
        if self.submitted <= _FIRST_HERE:
            return Done(compile_here(task))
        if self.pool is None:
            self.ahead = _CHUNK * _AHEAD * self.jobs
            self.pool = Elsewhere(self._start(), self.ahead)
        return self.pool.submit(task)

    def _start(self) -> Executor:
        from concurrent.futures import ProcessPoolExecutor  # for large inputs
        from multiprocessing import get_context

        # A forked process has everything imported; only on Linux do all libraries bear it.
        context = get_context("fork" if sys.platform == "linux" else "spawn")
        executor = ProcessPoolExecutor(self.jobs, context, initializer=_attend)
        self.stack.callback(executor.shutdown, wait=True, cancel_futures=True)
        with _undisturbed(), _failures_told():
            executor.submit(os.getpid)  # makes the processes
        return executor


_STOPPING = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait: an interrupt in the midst of making a process would get lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _attend() -> None:
    """Make a process leave interrupts to its parent, and end when that is gone."""
    from multiprocessing import parent_process  # only processes need it
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    parent = parent_process()
    if parent is not None:

        def watch() -> None:
            wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


def useful_jobs(documents: int) -> int:
    """Return how many processes pay off for some documents: those at hand, if there are many."""
    if documents <= _FIRST_HERE:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def compile_in_order(
    ready: Iterable[Task | CompiledDocument],
    memory: Memory,
    *,
    jobs: int,
    executor: Executor | None = None,
) -> Iterator[CompiledDocument]:
    """Yield the documents of tasks in their order, with those that need no compiling between.

    Raises WorkError where a worker dies.
    """
    pending: deque[CompiledDocument | tuple[Task, Pending]] = deque()
    with ExitStack() as stack:
        workers: Workers
        if executor is not None:
            workers = Elsewhere(executor)
        else:
            workers = Processes(jobs, stack) if jobs > 1 else Here()
        for each in ready:
            if isinstance(each, CompiledDocument):
                pending.append(each)
            else:
                pending.append(memory.find(each) or (each, workers.submit(each)))
            while len(pending) > workers.ahead:
                yield _finished(pending.popleft(), memory)
        while pending:
            yield _finished(pending.popleft(), memory)


def _finished(pending: CompiledDocument | tuple[Task, Pending], memory: Memory) -> CompiledDocument:
    if isinstance(pending, CompiledDocument):
        return pending
    task, compiling = pending
    outcome = compiling.result()
    memory.keep(task, outcome)
    return outcome.document
