"""Which documents some paths stand for: files as named, directories walked."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.findings import Finding, Span

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_TOP = Span(1, 1, 1, 1)


class DocumentPath(NamedTuple):
    """A document to read; `walked` is the directory it was found in, None where it was named."""

    path: str
    walked: str | None = None


class Walk(NamedTuple):
    """The documents that some paths stand for, sorted, and the directories that hide theirs."""

    documents: tuple[DocumentPath, ...]
    directories: tuple[str, ...]
    unreadable: tuple[tuple[str, Finding], ...]


def walk(paths: Iterable[str | Path], exclude: Sequence[str] = (), root: str | None = None) -> Walk:
    """Return the documents of files and directories: `*.md`, sorted, each once.

    Hidden files, those that a `.gitignore` names and those that match `exclude` (patterns as in
    `.gitignore`) are left out of directories, not of what is named. A path that does not exist
    is a UsageError.
    """
    documents: dict[str, DocumentPath] = {}
    directories, unreadable = [], []
    for path in map(str, paths):
        if os.path.isdir(path):  # noqa: PTH112 - paths stay as they were typed
            directories.append(path)
            found = _Directory(path, _excluded(exclude), root)
            for document in found.documents():
                documents.setdefault(_key(document), DocumentPath(document, path))
            unreadable += found.unreadable
        elif os.path.lexists(path):
            documents[_key(path)] = DocumentPath(path)
        else:
            raise UsageError(f"{path}: there is no such file or directory")
    ordered = sorted(documents.values(), key=lambda d: d.path)
    return Walk(tuple(ordered), tuple(directories), tuple(unreadable))


def _key(path: str) -> str:
    """Return what is equal for one file however its path is written; links stay what they are."""
    return os.path.abspath(path)  # noqa: PTH100 - `resolve` would follow links


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself: reading it says what is wrong
        return True


class _Directory:
    """A walk through one directory, with the ignore files that it meets."""

    def __init__(self, top: str, excluded: GitIgnoreSpec | None, root: str | None) -> None:
        self.top = top
        self.excluded = excluded
        self.prefix = _below(root, top)
        if self.prefix and self.excludes(self.prefix):  # named, so not left out as a whole
            self.prefix = ""
        self.unreadable: list[tuple[str, Finding]] = []

    def documents(self) -> Iterator[str]:
        above = list(_ignores_above(Path(self.top).resolve()))
        pending = [(self.top, "", above)]
        while pending:
            folder, relative, ignores = pending.pop()
            ignores = [*ignores, *_ignores_in(Path(folder).resolve())]
            for entry in self.entries(folder):
                name = f"{relative}{entry.name}"
                directory = entry.is_dir(follow_symlinks=False)
                if self.left_out(entry, name, directory, ignores):
                    continue
                if directory:
                    pending.append((entry.path, f"{name}/", ignores))
                elif entry.name.endswith(".md") and _may_be_read(entry):
                    yield entry.path

    def excludes(self, name: str) -> bool:
        return self.excluded is not None and self.excluded.match_file(name)

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as found:
                return list(found)
        except OSError as error:
            finding = Finding(f"cannot be read: {error.strerror}", _TOP, code="IFX001")
            self.unreadable.append((folder, finding))
            return []

    def left_out(
        self,
        entry: os.DirEntry[str],
        name: str,
        directory: bool,  # noqa: FBT001 - a fact about the entry
        ignores: list[tuple[Path, GitIgnoreSpec]],
    ) -> bool:
        if entry.name.startswith("."):
            return True
        mark = "/" if directory else ""
        if self.excludes(f"{self.prefix}{name}{mark}"):
            return True
        if not ignores:
            return False
        full = Path(self.top).resolve() / name
        verdict = False
        for base, spec in ignores:  # from the top down: the nearest file has the last word
            result = spec.check_file(full.relative_to(base).as_posix() + mark)
            if result.include is not None:
                verdict = result.include
        return verdict


def _below(root: str | None, folder: str) -> str:
    """Return the path from the root to a folder, as a prefix; empty where it is not below."""
    full = Path(folder).resolve()
    if root is None or full == Path(root) or not full.is_relative_to(root):
        return ""
    return f"{full.relative_to(root).as_posix()}/"


def _ignores_above(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """Yield the ignore files of the repository above a folder, from its top down."""
    above = []
    for parent in folder.parents if not _is_top(folder) else ():
        above.append(parent)
        if _is_top(parent):
            for each in reversed(above):
                yield from _ignores_in(each)
            return


def _is_top(folder: Path) -> bool:
    return os.path.exists(folder / ".git")  # noqa: PTH110 - Path raises where it may not look


def _ignores_in(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    try:
        text = (folder / ".gitignore").read_text("utf-8", "replace")
    except OSError:
        return
    yield folder, _patterns(text.splitlines())


def _excluded(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    for pattern in patterns:
        if _compiled([pattern]) is None:
            raise UsageError(f"`exclude`: {pattern!r} is no pattern such as `.gitignore` takes")
    return _patterns(patterns) if patterns else None


def _patterns(lines: Sequence[str]) -> GitIgnoreSpec:
    """Return the patterns of an ignore file; as with git, a malformed one matches nothing."""
    spec = _compiled(lines)
    return _patterns([x for x in lines if _compiled([x]) is not None]) if spec is None else spec


def _compiled(lines: Iterable[str]) -> GitIgnoreSpec | None:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most folders leave nothing out

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of `[[:space:]]`, about regular expressions
            return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        return None
