"""The files of a directory that are not ignored: listed by git, or filtered by ignore files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import filterfalse
from pathlib import Path
from typing import NamedTuple

from ionflux.core.errors import UsageError
from ionflux.documents import git
from ionflux.documents.ignore import IgnoreFile, as_bytes, ignore_file, ignore_lines, pattern

_IGNORE_FILE = ".gitignore"


class Files(NamedTuple):
    """Paths of files relative to a folder, and of folders that cannot be read, with the reason."""

    names: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]


def files_of(folder: str, *, tracked: bool = False) -> Files:
    """Return the files of a folder and its subfolders, as `git ls-files` would list them.

    Without git or outside a repository, `.gitignore` files are applied, and hidden folders are
    skipped. Nested repositories list their own files. Links to folders are not followed. With
    `tracked`, only files that git tracks count, where there is a repository.
    """
    listed = git.listing(Path(folder), tracked=tracked)
    if listed is None:
        return _scanned(folder)
    found = [Files(listed.files, listed.unreadable)]
    for name in filterfalse(is_hidden, _repositories(folder, listed)):
        below = files_of(os.path.join(folder, name), tracked=tracked)
        found.append(_moved(below, f"{name.rstrip('/')}/"))
    return Files(
        tuple(name for files in found for name in files.names),
        tuple(each for files in found for each in files.unreadable),
    )


def is_hidden(path: str) -> bool:
    """Tell whether a part of a relative path begins with a dot."""
    return path.startswith(".") or f"{os.sep}." in path


def _repositories(folder: str, listed: git.Listing) -> Iterator[str]:
    """Yield the nested repositories of a folder, whose files git does not list."""
    yield from (name for name in listed.files if name.endswith("/"))
    repository = git.top(Path(folder))
    if repository and (repository / ".gitmodules").exists():
        yield from (name for name in listed.files if Path(folder, name, ".git").exists())


def _moved(files: Files, prefix: str) -> Files:
    names = tuple(f"{prefix}{name}" for name in files.names)
    return Files(names, tuple((f"{prefix}{name}", why) for name, why in files.unreadable))


_Ignores = tuple[tuple[int, IgnoreFile], ...]
# The ignore files that apply to a folder, the nearest first; each with the length of the path of
# its own folder, which its patterns do not match.


def _scanned(folder: str) -> Files:
    """Return the files of a folder that its ignore files, and those above, do not ignore."""
    names: list[str] = []
    unreadable: list[tuple[str, str]] = []
    base = f"{os.path.realpath(folder).rstrip(os.sep)}/"
    above = _above(Path(base))
    pending = [] if above is None else [("", above)]
    while pending:
        relative, ignores = pending.pop()
        ignores = (*_ignores_in(f"{base}{relative}"), *ignores)
        try:
            with os.scandir(f"{base}{relative}") as entries:
                found = list(entries)
        except OSError as error:
            unreadable.append((relative, error.strerror or str(error)))
            continue
        for entry in found:
            is_folder = entry.is_dir(follow_symlinks=False)
            path = as_bytes(entry.path)
            if entry.name.startswith(".") or _ignored(path, ignores, is_folder=is_folder):
                continue
            name = f"{relative}{entry.name}"
            if is_folder:
                pending.append((f"{name}/", ignores))
            else:
                names.append(name)
    return Files(tuple(names), tuple(unreadable))


def _ignored(path: str, ignores: _Ignores, *, is_folder: bool) -> bool:
    for start, file in ignores:
        verdict = file.verdict(path[start:], is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def _above(folder: Path) -> _Ignores | None:
    """Return the ignore files above a folder in its repository; None if they ignore the folder."""
    top = git.top(folder)
    ignores: _Ignores = ()
    for each in _way(top, folder) if top else ():
        if _ignored(as_bytes(str(each)), ignores, is_folder=True):
            return None
        if each != folder:
            ignores = (*_ignores_in(f"{str(each).rstrip('/')}/"), *ignores)
    return ignores


def _way(top: Path, folder: Path) -> list[Path]:
    """Return the folders from the root of a repository down to a folder in it, both included."""
    return [each for each in (*reversed(folder.parents), folder) if each.is_relative_to(top)]


def _ignores_in(folder: str) -> _Ignores:
    """Return the ignore file of a folder, whose path ends with a slash; links are not followed."""
    file = f"{folder}{_IGNORE_FILE}"
    try:
        if os.path.islink(file):
            return ()
        return ((len(as_bytes(folder)), ignore_file(Path(file).read_bytes())),)
    except OSError:
        return ()


class Exclusions:
    """The files of a directory that are excluded by patterns relative to `root`.

    `key` is the key of the patterns in the configuration.
    """

    def __init__(
        self, patterns: Sequence[str], root: str | None, directory: str, *, key: str = "exclude"
    ) -> None:
        for line in patterns:
            if pattern(as_bytes(line)) is None:
                raise UsageError(f"`{key}`: {line!r} is not a pattern as in `.gitignore`")
        self.file = ignore_lines(patterns)
        self.folders = {"": False}
        self.prefix = _below(root or os.getcwd(), directory)
        if self._is_excluded(self.prefix):  # a named directory is not itself excluded
            self.prefix = ""
        self.folders[self.prefix] = False

    def excludes(self, name: str) -> bool:
        """Tell whether a file is excluded, by its path relative to the directory."""
        if not self.file.patterns:
            return False
        return self._is_excluded(f"{self.prefix}{as_bytes(name)}")

    def _is_excluded(self, path: str) -> bool:
        """Tell whether a file is excluded, or a folder, whose path ends with a slash."""
        if path in self.folders:
            return self.folders[path]
        bare = path.rstrip("/")
        parent = bare[: bare.rfind("/") + 1]
        is_folder = path.endswith("/")
        found = self._is_excluded(parent) or bool(self.file.verdict(bare, is_folder=is_folder))
        if is_folder:
            self.folders[path] = found
        return found


def _below(root: str, directory: str) -> str:
    """Return the path from a root to a directory, as a prefix; empty if it is not below."""
    full, top = Path(directory), Path(root).resolve()
    if full == top or not full.is_relative_to(top):
        return ""
    return as_bytes(f"{full.relative_to(top).as_posix()}/")
