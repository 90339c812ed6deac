"""One document to compile, with all that it takes: a value that may go to another machine.

Compiling is a pure function of a task. A worker has no files: it says which siblings of the
document it would have read, and gets the task again with their contents where there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.compiler import stored
from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.core.errors import WorkError
from ionflux.documents import source
from ionflux.documents.siblings import File, SiblingFiles


class Task(NamedTuple):
    """A document's contents, and the siblings that are known: None for those not there."""

    path: str
    data: bytes
    named: bool
    context: Context
    siblings: Mapping[str, File | None] = {}

    def with_siblings(self, wanted: tuple[str, ...], files: SiblingFiles) -> Task:
        """Return the task with the contents of further files beside the document."""
        found = {relative: files.read(relative) for relative in wanted}
        return self._replace(siblings={**self.siblings, **found})

    def needs(self, wanted: tuple[str, ...]) -> bool:
        """Tell whether one of these files is there, and the task does not hold it yet."""
        return any(self.siblings.get(relative) for relative in wanted)


class Outcome(NamedTuple):
    """A compiled document, and a digest of each sibling that it asked for: None for none there."""

    document: CompiledDocument
    siblings: Mapping[str, bytes | None]
    stored: bytes | None = None
    """Both as bytes, where a worker has sent them."""


class Sent(NamedTuple):
    """What a worker sends back: an outcome as bytes, as the cache keeps it."""

    stored: bytes
    wanted: tuple[str, ...]
    """Siblings that the task did not say anything about."""


def compile_tasks(tasks: tuple[Task, ...]) -> tuple[Sent, ...]:
    """Compile some documents, each from its task alone: what a worker does."""
    return tuple(map(_compile_alone, tasks))


def _compile_alone(task: Task) -> Sent:
    siblings = _NotedFiles(_TaskFiles(task))
    document = _compiled(task, siblings)
    wanted = tuple(name for name in siblings.digests if name not in task.siblings)
    return Sent(stored.dump(document, siblings.digests), wanted)


def compile_here(task: Task, files: SiblingFiles) -> Outcome:
    """Compile a document where its siblings can be read."""
    siblings = _NotedFiles(files)
    return Outcome(_compiled(task, siblings), siblings.digests)


def worker_died() -> WorkError:
    """Return the error for a worker that has ended before its work."""
    return WorkError(
        "a process that compiled documents has died, perhaps for want of memory;"
        " fewer --jobs may help"
    )


def digest(found: File | None) -> bytes | None:
    """Return what tells a sibling's contents from others; the path counts too."""
    if found is None:
        return None
    from hashlib import blake2b  # few documents have siblings

    path = f"{found[0]}\0".encode("utf-8", "surrogateescape")
    return blake2b(path + found[1], digest_size=16).digest()


class _TaskFiles(NamedTuple):
    """The siblings that a task holds."""

    task: Task

    def read(self, relative: str) -> File | None:
        return self.task.siblings.get(relative)


class _NotedFiles:
    """Sibling files that remember what was asked of them."""

    def __init__(self, files: SiblingFiles) -> None:
        self.files = files
        self.digests: dict[str, bytes | None] = {}

    def read(self, relative: str) -> File | None:
        found = self.files.read(relative)
        self.digests[relative] = digest(found)
        return found


def _compiled(task: Task, siblings: SiblingFiles) -> CompiledDocument:
    # A run that finds everything in the cache needs none of what compiling needs.
    from ionflux.compiler.document import compile_source

    read = source.from_bytes(task.data, task.path)
    try:
        return compile_source(read, task.path, siblings, task.context, named=task.named)
    except (MemoryError, RecursionError) as error:
        lack = "memory" if isinstance(error, MemoryError) else "depth of recursion"
        raise WorkError(f"{task.path}: takes more {lack} than there is") from None
