"""The task of compiling one document: a value that can be sent to another machine.

Compiling is a pure function of a task. A worker has no access to files: it returns the names of the
files beside the document that it needs, and is sent the task again with those that exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.core.errors import WorkError
from ionflux.core.findings import Finding, Span
from ionflux.documents import source
from ionflux.documents.files import Files
from ionflux.documents.siblings import File, SiblingFiles


class Request(NamedTuple):
    """A document to compile, with everything else that the result depends on."""

    path: str
    named: bool
    context: Context


class Task(NamedTuple):
    """The contents of a document, and of files beside it; None for one that does not exist."""

    path: str
    data: bytes
    named: bool
    context: Context
    siblings: Mapping[str, File | None] = {}

    def with_siblings(self, wanted: tuple[str, ...], files: SiblingFiles) -> Task:
        """Return the task with the contents of more files beside the document."""
        found = {relative: files.read(relative) for relative in wanted}
        return self._replace(siblings={**self.siblings, **found})

    def needs(self, wanted: tuple[str, ...]) -> bool:
        """Tell whether one of these files exists."""
        return any(self.siblings.get(relative) for relative in wanted)


def read_task(request: Request, files: Files) -> Task | CompiledDocument:
    """Return the task of a request, or the result for a document that cannot be read."""
    data = files.contents(request.path)
    if isinstance(data, Finding):
        return unreadable(request.path, data)
    return Task(request.path, data, request.named, request.context)


def unreadable(path: str, why: Finding, *, is_document: bool = True) -> CompiledDocument:
    """Return the finding about a path that cannot be read."""
    from ionflux.checks.stamp import stamp  # not needed if all documents are in the cache

    diagnostics = (stamp(why, Span(1, 1, 1, 1), path),)
    return CompiledDocument(path, diagnostics=diagnostics, is_document=is_document)


class Outcome(NamedTuple):
    """A compiled document, and the digests of the files read beside it; None without any."""

    document: CompiledDocument
    siblings: Mapping[str, bytes | None]
    stored: bytes | None = None
    """Both in the format of the cache, if a worker has sent them."""


class Sent(NamedTuple):
    """The result of a worker: an outcome in the format of the cache."""

    stored: bytes
    wanted: tuple[str, ...]
    """Files beside the document that the task does not have."""


def compile_tasks(tasks: tuple[Task, ...]) -> tuple[Sent, ...]:
    """Compile some documents, in a worker."""
    return tuple(map(_compile_alone, tasks))


def _compile_alone(task: Task) -> Sent:
    from ionflux.compiler import stored  # only workers send compiled documents

    siblings = _NotedFiles(_TaskFiles(task))
    document = _compiled(task, siblings)
    wanted = tuple(name for name in siblings.digests if name not in task.siblings)
    return Sent(stored.dump(document, siblings.digests), wanted)


def compile_here(task: Task, files: SiblingFiles) -> Outcome:
    """Compile a document in a process that can read the files beside it."""
    siblings = _NotedFiles(files)
    return Outcome(_compiled(task, siblings), siblings.digests)


def worker_died() -> WorkError:
    """Return the error for a worker that died."""
    return WorkError(
        "a process that compiled documents has died, perhaps because memory ran out;"
        " fewer --jobs may help"
    )


def digest(found: File | None) -> bytes | None:
    """Return the digest of a file's path and contents; None for a file that does not exist."""
    if found is None:
        return None
    from hashlib import blake2b  # few documents have siblings

    path = f"{found[0]}\0".encode("utf-8", "surrogateescape")
    return blake2b(path + found[1], digest_size=16).digest()


class _TaskFiles(NamedTuple):
    """The files beside a document that its task has."""

    task: Task

    def read(self, relative: str) -> File | None:
        return self.task.siblings.get(relative)


class _NotedFiles:
    """Files beside a document, with the digests of those that were read."""

    def __init__(self, files: SiblingFiles) -> None:
        self.files = files
        self.digests: dict[str, bytes | None] = {}

    def read(self, relative: str) -> File | None:
        found = self.files.read(relative)
        self.digests[relative] = digest(found)
        return found


def _compiled(task: Task, siblings: SiblingFiles) -> CompiledDocument:
    # Not needed if all documents are in the cache.
    from ionflux.compiler.document import compile_source

    read = source.from_bytes(task.data, task.path)
    try:
        return compile_source(read, task.path, siblings, task.context, named=task.named)
    except (MemoryError, RecursionError) as error:
        lack = "memory" if isinstance(error, MemoryError) else "depth of recursion"
        raise WorkError(f"{task.path}: there is not enough {lack} to compile it") from None
