"""Documents to definitions: which documents, one after the other or at once, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ionflux import source
from ionflux.companions import FolderCompanions, NoCompanions
from ionflux.compiler.document import Context, compile_source, no_blueprint
from ionflux.compiler.places import stamp
from ionflux.compiler.results import (
    AgentOrigins,
    Compilation,
    CompiledDocument,
    Watch,
    gather,
)
from ionflux.diagnostics import Span
from ionflux.documents import DocumentPath, Walk, walk
from ionflux.instant import source_date
from ionflux.settings import Settings

__all__ = [
    "AgentOrigins",
    "Compilation",
    "CompiledDocument",
    "Inputs",
    "Watch",
    "compile_paths",
    "compile_text",
    "gather",
    "open_inputs",
]

_TOP = Span(1, 1, 1, 1)


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
    read = source.from_text(text, path)
    return gather([compile_source(read, path, NoCompanions(), context, named=True)])


def compile_paths(
    paths: Iterable[str | Path],
    *,
    jobs: int = 1,
    settings: Settings | None = None,
    origins: bool = False,
) -> Compilation:
    """Compile files and directories; the result is the same for any number of `jobs`.

    A path that does not exist raises UsageError; all else that is wrong is a diagnostic.
    """
    return gather(open_inputs(paths, settings=settings, origins=origins).compile(jobs))


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


@dataclass(frozen=True)
class Inputs:
    """Documents that are known by name, and not yet read."""

    found: Walk
    given: Mapping[str, bytes]
    context: Context

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.found.documents) + len(self.given)

    def compile(self, jobs: int = 1) -> Iterator[CompiledDocument]:
        """Yield each document's outcome in the order of the paths, sorted; directories last."""
        for path, finding in self.found.unreadable:
            unreadable = (stamp(finding, _TOP, path),)
            yield CompiledDocument(path, diagnostics=unreadable, is_document=False)
        for name, data in sorted(self.given.items()):
            read = source.from_bytes(data, name)
            yield compile_source(read, name, NoCompanions(), self.context, named=True)
        holding = set()
        compiled = _compiled(self.found.documents, self.context, jobs)
        for document, result in zip(self.found.documents, compiled, strict=True):
            if result.agents:
                holding.add(document.walked)
            yield result
        for directory in self.found.directories:
            if directory not in holding:
                message = "no document in the directory holds an agent section"
                nothing = (no_blueprint(directory, message),)
                yield CompiledDocument(directory, diagnostics=nothing, is_document=False)


def _compiled(
    documents: tuple[DocumentPath, ...], context: Context, jobs: int
) -> Iterator[CompiledDocument]:
    if jobs <= 1 or len(documents) <= 1:
        for document in documents:
            yield _compile(document, context)
        return
    with ProcessPoolExecutor(min(jobs, len(documents))) as executor:
        chunk = max(1, min(32, len(documents) // (jobs * 4)))
        repeated = [context] * len(documents)
        yield from executor.map(_compile, documents, repeated, chunksize=chunk)


def _compile(document: DocumentPath, context: Context) -> CompiledDocument:
    """Compile one document: a pure function of it, the files beside it, and the context."""
    companions = FolderCompanions(str(Path(document.path).parent))
    read = source.read(document.path)
    named = document.walked is None
    return compile_source(read, document.path, companions, context, named=named)


def _context(settings: Settings | None, *, origins: bool) -> Context:
    return Context(settings or Settings(), source_date(), origins)
