"""The documents at some paths: files, and those in directories."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.findings import Finding, Span
from ionflux.documents.missing import meant

_TOP = Span(1, 1, 1, 1)
_ENDINGS = (".md", ".markdown")


if TYPE_CHECKING:
    from ionflux.documents.listing import Exclusions


class DocumentPath(NamedTuple):
    """A document: its path as shown in messages, and its real path without links.

    `named` tells whether the document itself was named, and not only a directory above it.
    """

    path: str
    real: str
    named: bool = True

    @property
    def is_the_file(self) -> bool:
        """Whether no part of the path is a link."""
        return os.path.abspath(self.path) == self.real


class Directory(NamedTuple):
    """A named directory: its path as shown in messages, and its real path without links."""

    path: str
    real: str

    def holds(self, document: DocumentPath) -> bool:
        """Tell whether a document is in the directory or below it."""
        return document.real.startswith(f"{self.real.rstrip(os.sep)}{os.sep}")


class Walk(NamedTuple):
    """The documents at some paths, sorted, each once.

    `unreadable` has paths that cannot be read, each with the reason; `excluded` is the number of
    documents that the configuration excludes.
    """

    documents: tuple[DocumentPath, ...]
    directories: tuple[Directory, ...] = ()
    unreadable: tuple[tuple[str, Finding], ...] = ()
    excluded: int = 0


def is_document(name: str) -> bool:
    """Tell from a file's name whether the walk of a directory includes it."""
    return name.endswith(_ENDINGS)


def walk(
    paths: Iterable[str | Path],
    exclude: Sequence[str] = (),
    root: str | None = None,
    *,
    tracked: bool = False,
) -> Walk:
    """Return the documents of files and directories, sorted, each once.

    In directories, hidden files, those that git ignores and those that match `exclude` are skipped:
    patterns as in a `.gitignore`, relative to `root`, or to the working directory. Two paths of one
    file, because they overlap or because of links, are one document. With `tracked`, files that
    git does not track are also skipped. Raises UsageError for a path that does not exist.
    """
    walked, named = _Documents(), _Documents()
    directories: list[Directory] = []
    unreadable: dict[str, Finding] = {}
    excluded: set[str] = set()
    for path in map(str, paths):
        real = os.path.realpath(path)
        if os.path.isdir(path):
            from ionflux.documents.listing import Exclusions  # not needed for files

            directory = Directory(path, real)
            directories.append(directory)
            found = _Walked(directory, Exclusions(exclude, root, real), tracked=tracked)
            walked.add(found.documents())
            unreadable |= found.unreadable
            excluded |= found.excluded
        elif os.path.lexists(path):
            named.add([DocumentPath(path, real)])
        else:
            raise UsageError(f"{path}: there is no such file or directory{meant(path)}")
    documents = walked.by_path | named.by_path
    return Walk(
        tuple(sorted(documents.values())),
        tuple(directories),
        tuple(unreadable.items()),
        len(excluded - documents.keys()),
    )


class _Documents:
    """Documents by their real paths; of two paths of one document, the path without links."""

    def __init__(self) -> None:
        self.by_path: dict[str, DocumentPath] = {}

    def add(self, documents: Iterable[DocumentPath]) -> None:
        for document in documents:
            other = self.by_path.setdefault(document.real, document)
            if document.is_the_file and not other.is_the_file:
                self.by_path[document.real] = document


class _Walked:
    """The walk of one directory; `unreadable` and `excluded` are complete at its end."""

    def __init__(self, directory: Directory, exclusions: Exclusions, *, tracked: bool) -> None:
        self.directory = directory
        self.exclusions = exclusions
        self.tracked = tracked
        self.unreadable: dict[str, Finding] = {}
        self.excluded: set[str] = set()

    def documents(self) -> Iterator[DocumentPath]:
        from ionflux.documents.listing import files_of, is_hidden

        files, unreadable = files_of(self.directory.real, tracked=self.tracked)
        for name, why in unreadable:
            self.refuse(name, f"cannot be read: {why}")
        start, real_start = (os.path.join(each, "") for each in self.directory)
        for name in files:
            if not is_document(name) or is_hidden(name):
                continue
            document = DocumentPath(f"{start}{name}", f"{real_start}{name}", named=False)
            if self.exclusions.excludes(name):
                self.excluded.add(document.real)
            elif (mode := _mode(document.real)) and stat.S_ISREG(mode):
                yield document
            elif mode and stat.S_ISLNK(mode):
                yield from self.behind_link(document, name)

    def behind_link(self, document: DocumentPath, name: str) -> Iterator[DocumentPath]:
        after = document._replace(real=os.path.realpath(document.real))
        if not self.directory.holds(after):
            self.refuse(name, "is a link that leads out of the directory")
        elif _may_be_read(document.real):
            yield after

    def refuse(self, name: str, why: str) -> None:
        path = os.path.join(self.directory.path, name)
        self.unreadable[path.rstrip(os.sep)] = Finding(why, _TOP, code="IFX001")


def _mode(path: str) -> int | None:
    """Return the mode of a file or link; None for a tracked file that was deleted."""
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError:  # reading it will report the reason
        return stat.S_IFREG


def _may_be_read(link: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(link).st_mode)
    except FileNotFoundError:
        return False
    except OSError:  # a link to itself; reading it will report that
        return True
