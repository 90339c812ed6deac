"""One document to compile, with all that it takes: a value that may go to another machine.

Compiling is a pure function of a task. A worker has no files: it says which siblings of the
document it would have read, and gets the task again with their contents where there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.core.errors import WorkError
from ionflux.documents import source
from ionflux.documents.siblings import FolderSiblingFiles, SiblingFiles

File = tuple[str, bytes]
"""A companion's path, as findings name it, and its contents."""


class Task(NamedTuple):
    """A document's contents, and the siblings that are known: None for those not there."""

    path: str
    data: bytes
    named: bool
    context: Context
    siblings: Mapping[str, File | None] = {}

    def with_companions(self, wanted: tuple[str, ...]) -> Task:
        """Return the task with the contents of further files beside the document."""
        folder = beside(self.path)
        found = {relative: folder.read(relative) for relative in wanted}
        return self._replace(siblings={**self.siblings, **found})

    def needs(self, wanted: tuple[str, ...]) -> bool:
        """Tell whether one of these files is there, and the task does not hold it yet."""
        return any(self.siblings.get(relative) for relative in wanted)


class Outcome(NamedTuple):
    """A compiled document, and a digest of each companion it asked for: None for none there."""

    document: CompiledDocument
    siblings: Mapping[str, bytes | None]
    wanted: tuple[str, ...] = ()
    """SiblingFiles that the task did not say anything about."""


class Memory(Protocol):
    """Something that knows what tasks gave before."""

    def find(self, task: Task) -> CompiledDocument | None:
        """Return what a task gave before, if that is known and still so."""

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Remember what a task gave."""


class NoCache:
    """A memory that keeps nothing."""

    def find(self, task: Task) -> None:
        """Know nothing."""

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Keep nothing."""


def beside(path: str) -> SiblingFiles:
    """Return the files beside a document."""
    return FolderSiblingFiles(str(Path(path).parent))


def digest(found: File | None) -> bytes | None:
    """Return what tells a companion's contents from others; the path counts too."""
    if found is None:
        return None
    from hashlib import blake2b  # few documents have siblings

    path = f"{found[0]}\0".encode("utf-8", "surrogateescape")
    return blake2b(path + found[1], digest_size=16).digest()


class _NotedFiles:
    """SiblingFiles that remember what was asked of them; those of the task, or any on disk."""

    def __init__(self, task: Task, folder: SiblingFiles | None = None) -> None:
        self.task = task
        self.folder = folder
        self.digests: dict[str, bytes | None] = {}
        self.unknown: list[str] = []

    def read(self, relative: str) -> File | None:
        if self.folder:
            found = self.folder.read(relative)
        else:
            found = self.task.siblings.get(relative)
            if relative not in self.task.siblings:
                self.unknown.append(relative)
        self.digests[relative] = digest(found)
        return found


def compile_task(task: Task) -> Outcome:
    """Compile a document from its task alone."""
    return _compiled(task, _NotedFiles(task))


def compile_tasks(tasks: tuple[Task, ...]) -> tuple[Outcome, ...]:
    """Compile some documents in one go: what a worker is sent."""
    return tuple(map(compile_task, tasks))


def compile_here(task: Task) -> Outcome:
    """Compile a document where its siblings lie on disk."""
    return _compiled(task, _NotedFiles(task, beside(task.path)))


def _compiled(task: Task, siblings: _NotedFiles) -> Outcome:
    # A run that finds everything in the cache needs none of what compiling needs.
    from ionflux.compiler.document import compile_source

    read = source.from_bytes(task.data, task.path)
    try:
        document = compile_source(read, task.path, siblings, task.context, named=task.named)
    except (MemoryError, RecursionError) as error:
        lack = "memory" if isinstance(error, MemoryError) else "depth of recursion"
        raise WorkError(f"{task.path}: takes more {lack} than there is") from None
    return Outcome(document, siblings.digests, tuple(siblings.unknown))
