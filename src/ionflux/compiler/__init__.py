"""Documents to definitions: which documents, one after the other or at once, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from ionflux.compiler.context import Context
from ionflux.compiler.cross_checks import gather
from ionflux.compiler.execution import compile_in_order, useful_jobs
from ionflux.compiler.results import AgentOrigins, Compilation, CompiledDocument
from ionflux.compiler.task import Memory, NoCache, Task
from ionflux.core.findings import Finding, Span
from ionflux.core.settings import Settings
from ionflux.core.source_date import source_date
from ionflux.documents import source
from ionflux.documents.walk import DocumentPath, Walk, walk

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = [
    "AgentOrigins",
    "Compilation",
    "CompiledDocument",
    "Inputs",
    "compile_paths",
    "compile_text",
    "gather",
    "open_inputs",
]


def compile_text(
    text: str,
    path: str = "<text>",
    *,
    settings: Settings | None = None,
    origins: bool = False,
) -> Compilation:
    """Compile one document from its text; `path` is what findings call it.

    Nothing is read from disk: playbook files beside the document are not looked for.
    """
    context = _context(settings, origins=origins)
    return gather([_alone(source.from_text(text, path), path, context)])


def compile_paths(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int | None = 1,
    executor: Executor | None = None,
    cache: Path | None = None,
    settings: Settings | None = None,
    origins: bool = False,
) -> Compilation:
    """Compile a file or a directory, or several; the result is the same however it is done.

    `jobs` is the number of processes, None for as many as pay off; an `executor` takes their
    place, on this machine or others, which need not share its files. `cache` is a folder that
    keeps what was compiled for later runs. A path that does not exist raises UsageError, an
    executor that fails WorkError; all else that is wrong is a diagnostic.
    """
    named = [paths] if isinstance(paths, str | Path) else paths
    inputs = open_inputs(named, settings=settings, origins=origins)
    return gather(inputs.compile(jobs, executor=executor, cache=cache))


def open_inputs(
    paths: Iterable[str | Path],
    *,
    given: Mapping[str, bytes] | None = None,
    settings: Settings | None = None,
    origins: bool = False,
) -> Inputs:
    """Find the documents to compile; `given` are contents that lie nowhere, by their names.

    A path that does not exist raises UsageError.
    """
    context = _context(settings, origins=origins)
    found = walk(paths, context.settings.exclude, context.settings.root)
    return Inputs(found, given or {}, context)


class Inputs:
    """Documents that are known by name, and not yet read."""

    def __init__(self, found: Walk, given: Mapping[str, bytes], context: Context) -> None:
        self.found = found
        self.given = given
        self.context = context

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.found.documents) + len(self.given)

    def lines(self) -> Callable[[str], Sequence[str]]:
        """Return a way to get the lines of a document by its path; what is refused has none."""
        from ionflux.output.report import lines_of  # most runs have no findings

        texts = {name: data.decode("utf-8", "replace") for name, data in self.given.items()}
        return lines_of(texts | {path: "" for path, _ in self.found.unreadable})

    def compile(
        self,
        jobs: int | None = 1,
        *,
        executor: Executor | None = None,
        cache: Path | None = None,
    ) -> Iterator[CompiledDocument]:
        """Yield each document's outcome in the order of the paths, sorted; directories last.

        `jobs`, `executor` and `cache` are those of `compile_paths`.
        """
        for path, finding in self.found.unreadable:
            yield _unread(path, finding, is_document=False)
        for name, data in sorted(self.given.items()):
            yield _alone(source.from_bytes(data, name), name, self.context)
        empty = list(self.found.directories)
        documents = self.found.documents
        with _memory(cache, self.context) as memory:
            tasks = map(self._task, documents)
            compiled = compile_in_order(
                tasks, memory, jobs=jobs or useful_jobs(len(documents)), executor=executor
            )
            for document, result in zip(documents, compiled, strict=True):
                if result.agents and empty:
                    empty = [each for each in empty if not each.holds(document)]
                yield result
        for directory in empty:
            yield _empty(directory.path)

    def _task(self, document: DocumentPath) -> Task | CompiledDocument:
        data = source.contents(document.path)
        if isinstance(data, Finding):
            return _unread(document.path, data)
        return Task(document.path, data, document.named, self.context)


# What compiling needs is imported when something is compiled: a run that finds everything in
# the cache has no use for it.


def _memory(folder: Path | None, context: Context) -> AbstractContextManager[Memory]:
    if folder is None:
        return nullcontext(NoCache())
    from ionflux.compiler.cache import Cache

    return Cache(folder).opened(context)


def _alone(read: source.SourceFile | Finding, path: str, context: Context) -> CompiledDocument:
    from ionflux.compiler.document import compile_source
    from ionflux.documents.siblings import NoSiblingFiles

    return compile_source(read, path, NoSiblingFiles(), context, named=True)


def _unread(path: str, why: Finding, *, is_document: bool = True) -> CompiledDocument:
    from ionflux.checks.stamp import stamp

    diagnostics = (stamp(why, Span(1, 1, 1, 1), path),)
    return CompiledDocument(path, diagnostics=diagnostics, is_document=is_document)


def _empty(directory: str) -> CompiledDocument:
    from ionflux.compiler.document import no_blueprint

    message = "no document in the directory holds an agent section"
    nothing = (no_blueprint(directory, message),)
    return CompiledDocument(directory, diagnostics=nothing, is_document=False)


def _context(settings: Settings | None, *, origins: bool) -> Context:
    return Context(settings or Settings(), source_date(), origins)
