"""The documents of a folder and their findings; unsaved texts win over the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ionflux.authoring.fixes import Fixed, Wanted, fixed
from ionflux.compiler import CompiledDocument, Inputs, gather, inputs_in, open_inputs
from ionflux.compiler.results import Compilation
from ionflux.compiler.verdict import Check, judged
from ionflux.core.errors import IonfluxError
from ionflux.core.findings import Diagnostic, Finding, Severity
from ionflux.core.settings import DocumentSettings, Settings
from ionflux.documents import source
from ionflux.documents.files import Disk
from ionflux.documents.siblings import SiblingFiles
from ionflux.documents.walk import DocumentPath, Walk, is_document
from ionflux.language.dialects import vocabulary_of
from ionflux.models import AgentDefinition, StackDetails
from ionflux.models.fields import fields
from ionflux.server.completion import Known
from ionflux.server.reading import DocumentText

_Stamp = tuple[int, int]


def is_read(path: str) -> bool:
    """Tell whether an open document is checked: one that was never saved has no ending yet."""
    return is_document(path) or path.startswith("untitled:")


class Buffers:
    """The files on disk, overlaid by the texts that are open in the editor."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._disk = Disk()

    def contents(self, path: str) -> bytes | Finding:
        """Return the open text at a path, else the file on disk."""
        text = self.texts.get(path)
        if text is None:
            return self._disk.contents(path)
        return text.encode("utf-8", "surrogatepass")

    def stamp(self, path: str) -> bytes | None:
        """Return the stamp of a file that is not open."""
        return None if path in self.texts else self._disk.stamp(path)

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files beside a document, as they are on disk."""
        return self._disk.siblings(path)


class _Compiled(NamedTuple):
    """A document as it was compiled from a text, or from a file with this stamp."""

    document: CompiledDocument
    text: str | None
    stamp: _Stamp | None


class Workspace:
    """The documents below a folder, or single documents without a folder.

    Paths are real ones, without links. The error of an invalid configuration is in `fault`.
    """

    def __init__(self, root: str | None = None, least: Severity = Severity.INFO) -> None:
        """Set the folder, and the least severity of findings that are shown."""
        severities = tuple(Severity)
        self._shown = severities[: severities.index(least) + 1]
        self.root = os.path.realpath(root) if root else None
        self.buffers = Buffers()
        self.settings = DocumentSettings(Settings(), nearest=True)
        self.fault: str | None = None
        self._compiled: dict[str, _Compiled] = {}
        self._texts: dict[str, DocumentText] = {}
        self._between: dict[str, tuple[Diagnostic, ...]] = {}
        self._walk: Walk | None = None
        self.configure()

    def configure(self) -> None:
        """Read the configuration again; an invalid one leaves the settings unchanged."""
        try:
            own = Settings.find(self.root) if self.root else Settings()
            self.settings = DocumentSettings(own, nearest=True)
            self.fault = None
        except IonfluxError as error:
            self.fault = str(error)
        self._compiled.clear()
        self._texts.clear()
        self._walk = None

    def open(self, path: str, text: str) -> None:
        """Store the text of an open document."""
        if path not in self.buffers.texts:
            self._walk = None
        self.buffers.texts[path] = text
        self._texts.pop(path, None)

    def close(self, path: str) -> None:
        """Forget the text of a document, so that the file on disk counts again."""
        self.buffers.texts.pop(path, None)
        self._texts.pop(path, None)
        self._compiled.pop(path, None)

    def files_changed(self) -> None:
        """Search for the documents again when they are next needed."""
        self._walk = None

    def holds(self, path: str) -> bool:
        """Tell whether a document is one of the workspace."""
        return path in self.paths()

    def document(self, path: str) -> DocumentText | None:
        """Return a document for requests of editors, or None if it cannot be read."""
        if path not in self.buffers.texts:
            data = self.buffers.contents(path)
            if isinstance(data, Finding):
                return None
            return self._read(path, data.decode("utf-8", "replace"))
        if path not in self._texts:
            self._texts[path] = self._read(path, self.buffers.texts[path])
        return self._texts[path]

    def documents(self) -> Iterator[DocumentText]:
        """Yield every document of the workspace, and other open ones."""
        for path in sorted({*self.paths(), *self.buffers.texts}):
            if found := self.document(path):
                yield found

    def check(self, path: str) -> tuple[Diagnostic, ...]:
        """Return the findings of a document; those between documents are from the last check."""
        return (*self._judged([self._part(path)]), *self._between.get(path, ()))

    def check_all(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Return the findings of every document of the workspace, and of others that are open."""
        paths = self.paths()
        parts = [self._part(path) for path in paths]
        found: dict[str, list[Diagnostic]] = {path: [] for path in paths}
        for each in self._judged(parts):
            found.setdefault(each.path, []).append(each)
        for path in self.buffers.texts.keys() - found.keys():
            if is_read(path):
                found[path] = list(self._judged([self._part(path)]))
        for path, part in zip(paths, parts, strict=True):
            own = {_key(each) for each in part.diagnostics}
            self._between[path] = tuple(each for each in found[path] if _key(each) not in own)
        return {path: tuple(each) for path, each in found.items()}

    def fix(self, path: str, wanted: Wanted) -> Fixed | None:
        """Return an open document with fixes applied, or None if there is no such document."""
        text = self.buffers.texts.get(path)
        if text is None:
            return None
        inputs = self._inputs([path])
        return fixed(text, lambda text: gather([inputs.compile_one(path, text)]), wanted)

    def paths(self) -> list[str]:
        """Return the documents of the workspace, as they are on disk or open."""
        return [document.real for document in self._documents()]

    def compile(self, path: str) -> bool:
        """Compile a document of the workspace; tell whether it was not already compiled."""
        before = self._compiled.get(path)
        self._part(path)
        return self._compiled.get(path) is not before

    def compiled(self) -> Compilation:
        """Return all documents of the workspace, merged."""
        return gather(map(self._part, self.paths()))

    def known(self) -> Known:
        """Return the values used in the workspace."""
        definitions = self.compiled().definitions
        agents = {definition.id: definition.name for definition in definitions}
        lists = [name for name, field in fields(StackDetails).items() if field.row.each]
        return Known(agents, {name: _used(definitions, name) for name in lists})

    def _read(self, path: str, text: str) -> DocumentText:
        return DocumentText(path, text, vocabulary_of(self.settings.of(path)))

    def _documents(self) -> Sequence[DocumentPath]:
        if self._walk is None:
            self._walk = self._walked()
        return self._walk.documents

    def _walked(self) -> Walk:
        if self.root is None:
            return Walk(())
        try:
            found = open_inputs(self._named(self.root), settings=self.settings).found
        except IonfluxError as error:
            self.fault = str(error)
            return Walk(())
        documents = tuple(each._replace(path=each.real, named=False) for each in found.documents)
        return found._replace(documents=documents)

    def _named(self, root: str) -> list[str]:
        """Return the paths in the configuration, else the whole folder."""
        own = self.settings.run
        return [os.path.join(own.root or root, path) for path in own.paths] or [root]

    def _part(self, path: str) -> CompiledDocument:
        """Return a compiled document; an unchanged one is not compiled again."""
        text = self.buffers.texts.get(path)
        stamp = None if text is not None else _stamp(path)
        before = self._compiled.get(path)
        if before and before.text == text and before.stamp == stamp:
            return before.document
        (document,) = self._inputs([path]).compile()
        self._compiled[path] = _Compiled(document, text, stamp)
        return document

    def _inputs(self, paths: Sequence[str]) -> Inputs:
        documents = tuple(DocumentPath(path, path, named=False) for path in paths)
        return inputs_in(Walk(documents), self.buffers, self.settings)

    def _judged(self, parts: Sequence[CompiledDocument]) -> tuple[Diagnostic, ...]:
        """Return the findings that `validate` would show with these settings."""
        compiled = gather(parts)
        try:
            found = judged(compiled, Check.of(self.settings), self._lines)
        except IonfluxError as error:
            self.fault = str(error)
            found = compiled.diagnostics
        return tuple(each for each in found if each.severity in self._shown)

    def _lines(self, path: str) -> Sequence[str]:
        data = self.buffers.contents(path)
        return (
            []
            if isinstance(data, Finding)
            else source.normalise(data.decode("utf-8", "replace")).split("\n")
        )


def _used(definitions: Iterable[AgentDefinition], name: str) -> tuple[str, ...]:
    values = (value for each in definitions for value in getattr(each.stack_details, name))
    return tuple(dict.fromkeys(values))


def _key(found: Diagnostic) -> tuple[str, int, int, str]:
    return found.code, found.line, found.column, found.message


def _stamp(path: str) -> _Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
