"""Definitions from documents: on disk, from standard input, or of a git revision."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ionflux.compiler import Inputs, gather, inputs_in, open_inputs
from ionflux.compiler.context import CompileOptions
from ionflux.core.errors import UsageError
from ionflux.core.findings import Finding, Span
from ionflux.core.settings import Settings
from ionflux.documents.files import Held
from ionflux.documents.listing import Exclusions, is_hidden
from ionflux.documents.walk import Directory, DocumentPath, Walk, is_document
from ionflux.sources.compiled import CompiledAgents
from ionflux.sources.git import Blobs, Revision
from ionflux.sources.json_text import is_json, read_json
from ionflux.sources.loaded import Loaded, NotCompiledError

_BESIDE = (".yaml", ".yml")
"""Endings of files beside a document that may belong to it."""


def load_path(path: str, how: CompileOptions) -> Loaded:
    """Compile a document or a folder."""
    return _compiled(open_inputs([path], settings=how.documents), path, how)


def load_data(data: bytes, path: str, how: CompileOptions) -> Loaded:
    """Compile one document that is not a file."""
    return _compiled(open_inputs([], given={path: data}, settings=how.settings), path, how)


def load_revision(name: str, written: str, how: CompileOptions) -> Loaded:
    """Load a document, a folder or a JSON file of a revision, with the files beside it.

    The path is relative to the working directory or, if nothing is found there, to the root of the
    repository.
    """
    revision = Revision(name)
    blobs = revision.blobs()
    written = _found(revision, blobs, written)
    path, source = revision.path(written), f"{name}:{written}"
    if path in blobs and is_json(path):
        end = _end_of_links(revision, blobs, path, source)
        return read_json(revision.read(blobs, [end])[end], source)
    read = _document if path in blobs else _folder
    return _compiled(read(revision, blobs, written, how.settings), source, how)


def _compiled(inputs: Inputs, source: str, how: CompileOptions) -> Loaded:
    documents = inputs.compile(how.jobs, cache=how.cache, origins=how.origins)
    found = gather(how.watch(documents, inputs.count) if how.watch else documents)
    if not found.ok:
        raise NotCompiledError(source, found.diagnostics, inputs.lines())
    return CompiledAgents(found, inputs.origins(found))


def _found(revision: Revision, blobs: Blobs, written: str) -> str:
    """Return the path as written, or with a leading `/` if it exists only below the root."""
    from_here = written.startswith(("/", "."))
    for candidate in (written,) if from_here else (written, f"/{written}"):
        path = revision.path(candidate)
        if not path or path in blobs or any(_below(blobs, path)):
            return candidate
    raise UsageError(
        f"`{written}` is not in revision `{revision.name}`;"
        f" `git ls-tree -r --name-only {revision.name}` lists what is"
    )


def _below(blobs: Blobs, folder: str) -> Iterator[str]:
    return (path for path in blobs if not folder or path.startswith(f"{folder}/"))


class _Tree(NamedTuple):
    """A folder of a revision, and the prefix of the names of its files."""

    folder: str
    start: str

    def relative(self, path: str) -> str:
        return path[len(self.folder) :].lstrip("/")

    def named(self, path: str) -> str:
        return f"{self.start}{self.relative(path)}"


def _document(revision: Revision, blobs: Blobs, written: str, settings: Settings) -> Inputs:
    """Return one document, with the files beside it."""
    path, source = revision.path(written), f"{revision.name}:{written}"
    end = _end_of_links(revision, blobs, path, source)
    tree = _Tree(posixpath.dirname(path), source.removesuffix(posixpath.basename(path)))
    files = _held(revision, blobs, tree, {path: end})
    return inputs_in(Walk((DocumentPath(source, source),)), files, settings)


def _folder(revision: Revision, blobs: Blobs, written: str, settings: Settings) -> Inputs:
    """Return the documents of a folder that a walk of its checkout would find."""
    path = revision.path(written)
    bare = written.rstrip("/") or ("" if written else ".")
    tree = _Tree(path, f"{revision.name}:{bare}/")
    exclusions = Exclusions(settings.exclude, settings.root, str(revision.top / path))
    names = {each: tree.relative(each) for each in _below(blobs, path)}
    documents = [each for each in names if is_document(each) and not is_hidden(names[each])]
    wanted = [each for each in documents if not exclusions.excludes(names[each])]
    ends = revision.ends(blobs, wanted)
    refused = (each for each in wanted if each not in ends)
    read = _each_once(ends)
    shown = tree.start.rstrip("/")
    found = Walk(
        tuple(DocumentPath(name, name, named=False) for name in sorted(map(tree.named, read))),
        (Directory(shown if bare else tree.start, shown),),
        tuple((tree.named(each), _OUTSIDE) for each in refused),
        len(documents) - len(wanted),
    )
    return inputs_in(found, _held(revision, blobs, tree, read), settings)


def _each_once(ends: Mapping[str, str]) -> dict[str, str]:
    """Return the paths to read, each with its file: of a document and links to it, the document."""
    by_end = {ends[each]: each for each in sorted(ends, key=lambda each: each == ends[each])}
    return {each: end for end, each in by_end.items()}


_OUTSIDE = Finding("is a link that leads out of the revision", Span(1, 1, 1, 1), code="IFX001")


def _held(revision: Revision, blobs: Blobs, tree: _Tree, documents: dict[str, str]) -> Held:
    """Return documents, by the files that their links lead to, and the files beside them."""
    beside = [each for each in _below(blobs, tree.folder) if each.lower().endswith(_BESIDE)]
    ends = revision.ends(blobs, beside) | documents
    contents = revision.read(blobs, ends.values())
    files = {tree.named(path): contents[end] for path, end in ends.items()}
    return Held(files, tree.start)


def _end_of_links(revision: Revision, blobs: Blobs, path: str, source: str) -> str:
    """Return the file that a path leads to; raise UsageError if it leads to none."""
    ends = revision.ends(blobs, [path])
    if path in ends:
        return ends[path]
    target = revision.target(blobs, path)
    if any(_below(blobs, target)):
        raise UsageError(
            f"`{source}` is a link to the folder `{target}`; name that: `{revision.name}:/{target}`"
        )
    if target.startswith(("/", "../")):
        raise UsageError(f"`{source}` is a link that leads out of the revision, to `{target}`")
    raise UsageError(f"`{source}` is a link to `{target}`, which is not in the revision")
