"""Documents to definitions: finding, compiling and merging them, one by one or in parallel."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ionflux.compiler.context import Context
from ionflux.compiler.cross_checks import gather
from ionflux.compiler.execution import Memory, NoCache, compile_in_order, useful_jobs
from ionflux.compiler.origins import Origins
from ionflux.compiler.results import Compilation, CompiledDocument
from ionflux.compiler.task import Request, unreadable
from ionflux.core.findings import Finding
from ionflux.core.settings import DocumentSettings, Settings
from ionflux.core.source_date import source_date
from ionflux.documents import source
from ionflux.documents.files import Disk, Files, Given
from ionflux.documents.walk import DocumentPath, Walk, walk

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = [
    "Compilation",
    "CompiledDocument",
    "Inputs",
    "compile_paths",
    "compile_text",
    "gather",
    "inputs_in",
    "open_inputs",
]


def compile_text(
    text: str, path: str = "<text>", *, settings: Settings | None = None
) -> Compilation:
    """Compile one document from its text; `path` is its path in findings.

    Nothing is read from disk, not even playbook files beside the document.
    """
    from ionflux.compiler.document import compile_source
    from ionflux.documents.siblings import NoSiblingFiles

    read = source.from_text(text, path)
    return gather([compile_source(read, path, NoSiblingFiles(), _context(settings), named=True)])


def compile_paths(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int | None = 1,
    executor: Executor | None = None,
    cache: Path | None = None,
    settings: Settings | None = None,
) -> Compilation:
    """Compile a file or a directory, or several; the result does not depend on the options.

    `jobs` is the number of processes, None for as many as are useful; an `executor` replaces
    them, on this machine or others, which need not share its files. `cache` is a folder that
    stores compiled documents for later runs. A path that does not exist raises UsageError, an
    executor that fails WorkError; any other problem is a diagnostic.
    """
    named = [paths] if isinstance(paths, str | Path) else paths
    inputs = open_inputs(named, settings=settings)
    return gather(inputs.compile(jobs, executor=executor, cache=cache))


def open_inputs(
    paths: Iterable[str | Path],
    *,
    given: Mapping[str, bytes] | None = None,
    settings: Settings | DocumentSettings | None = None,
    tracked: bool = False,
) -> Inputs:
    """Find the documents to compile; `given` are contents that are not on disk, by name.

    They replace files of those names. With `tracked`, folders stand for the documents that git
    tracks. A path that does not exist raises UsageError.
    """
    of_documents = _of_documents(settings)
    run = of_documents.run
    found = _obeyed(walk(paths, run.exclude, run.root, tracked=tracked), of_documents)
    if not given:
        return Inputs(found, Disk(), of_documents)
    documents = {os.path.realpath(name): DocumentPath(name, name) for name in given}
    others = [each for each in found.documents if each.real not in documents]
    everything = tuple(sorted([*others, *documents.values()]))
    return Inputs(found._replace(documents=everything), Given(given, Disk()), of_documents)


def inputs_in(
    found: Walk, files: Files, settings: Settings | DocumentSettings | None = None
) -> Inputs:
    """Return the documents of a walk, which can be read from anywhere."""
    return Inputs(found, files, _of_documents(settings))


class Inputs:
    """Documents whose paths are known, but which have not yet been read."""

    def __init__(self, found: Walk, files: Files, settings: DocumentSettings) -> None:
        self.found = found
        self.files = files
        self.settings = settings
        self._instant = source_date()

    def context(self, path: str) -> Context:
        """Return what compiling the document at a path depends on besides its text."""
        return Context(self.settings.of(path), self._instant)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.found.documents)

    def lines(self) -> Callable[[str], Sequence[str]]:
        """Return a function from a path to the lines of a document; a refused one has none."""
        from ionflux.output.report import split_lines  # most runs have no findings

        refused = {path for path, _ in self.found.unreadable}

        @lru_cache(maxsize=16)
        def lines(path: str) -> Sequence[str]:
            data = b"" if path in refused else self.files.contents(path)
            text = b"" if isinstance(data, Finding) else data
            return split_lines(text.decode("utf-8-sig", "replace"))

        return lines

    def compile_one(self, path: str, text: str) -> CompiledDocument:
        """Compile one of the documents from a different text."""
        from ionflux.compiler.document import compile_source

        read = source.from_text(text, path)
        return compile_source(
            read, path, self.files.siblings(path), self.context(path), named=False
        )

    def origins(self, compiled: Compilation) -> Origins:
        """Return the origins of the values of the compiled definitions."""
        documents = {agent.id: agent.path for agent in compiled.agents}
        noted = {agent: data for part in compiled.parts for agent, data in part.origins.items()}
        return Origins(documents, self.files, self.context, noted)

    def compile(
        self,
        jobs: int | None = 1,
        *,
        executor: Executor | None = None,
        cache: Path | None = None,
        origins: bool = False,
    ) -> Iterator[CompiledDocument]:
        """Yield each document's outcome in the order of the paths, sorted; directories last.

        `jobs`, `executor` and `cache` are those of `compile_paths`; with `origins`, it is noted
        where all values come from.
        """
        for path, finding in self.found.unreadable:
            yield unreadable(path, finding, is_document=False)
        empty = list(self.found.directories)
        documents = self.found.documents
        with _memory(cache, self.files) as memory:
            compiled = compile_in_order(
                (self._request(document, origins=origins) for document in documents),
                memory,
                self.files,
                jobs=useful_jobs(len(documents), jobs),
                executor=executor,
            )
            for document, result in zip(documents, compiled, strict=True):
                if result.agents and empty:
                    empty = [each for each in empty if not each.holds(document)]
                yield result
        for directory in empty:
            yield _empty(directory.path)

    def _request(self, document: DocumentPath, *, origins: bool) -> Request:
        context = Context(self.settings.of(document.path), self._instant, origins)
        return Request(document.path, document.named, context)


# Modules for compiling are imported when something is compiled: a run that finds everything in
# the cache does not need them.


def _memory(folder: Path | None, files: Files) -> AbstractContextManager[Memory]:
    if folder is None:
        return nullcontext(NoCache(files))
    from ionflux.compiler.cache import opened

    return opened(folder, files)


def _empty(directory: str) -> CompiledDocument:
    from ionflux.compiler.document import no_blueprint

    message = "no document in the directory has an agent section"
    nothing = (no_blueprint(directory, message),)
    return CompiledDocument(directory, diagnostics=nothing, is_document=False)


def _context(settings: Settings | None) -> Context:
    return Context(settings or Settings(), source_date())


def _of_documents(settings: Settings | DocumentSettings | None) -> DocumentSettings:
    if isinstance(settings, DocumentSettings):
        return settings
    return DocumentSettings(settings or Settings(), nearest=False)


def _obeyed(found: Walk, settings: DocumentSettings) -> Walk:
    """Return a walk without the documents that their own configuration excludes."""
    if not settings.nearest:
        return found
    kept = tuple(each for each in found.documents if each.named or not _excluded(each, settings))
    excluded = found.excluded + len(found.documents) - len(kept)
    return found._replace(documents=kept, excluded=excluded)


def _excluded(document: DocumentPath, settings: DocumentSettings) -> bool:
    own = settings.of(document.path)
    if own is settings.run or not own.exclude:
        return False
    from ionflux.documents.listing import Exclusions  # few projects have several files

    root = os.path.realpath(own.root or "")
    return Exclusions(own.exclude, root, root).excludes(os.path.relpath(document.real, root))
