"""The files of a git revision, read with the `git` program."""

from __future__ import annotations

import posixpath
import subprocess
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ionflux.core.errors import UsageError, WorkError
from ionflux.core.words import nearest
from ionflux.documents import git

_LINK = "120000"
_FILES = {"100644", "100755", "100664", _LINK}


class Blob(NamedTuple):
    """A file of a revision: its mode and the name of its object."""

    mode: str
    name: str


Blobs = Mapping[str, Blob]
"""The files of a revision by their paths in the repository."""


class Revision:
    """A revision of the repository around the working directory."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._contents: dict[str, bytes] = {}

    @cached_property
    def top(self) -> Path:
        """The root of the repository."""
        here = Path.cwd()
        return git.top(here) or here

    @cached_property
    def prefix(self) -> str:
        """The path of the working directory in the repository: empty, or ending with `/`."""
        done = _git("rev-parse", "--show-prefix")
        if done.returncode == 0:
            return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")
        if "not a git repository" in _said(done):
            raise UsageError(
                f"`{self.name}:…` is not an existing path, and the working directory is not in a "
                "git repository"
            )
        raise WorkError(f"git: {_said(done)}")

    @cached_property
    def tree(self) -> str:
        """The object name of the revision's tree."""
        _ = self.prefix
        done = None
        if not self.name.startswith("-"):
            done = _git("rev-parse", "--verify", "--quiet", f"{self.name}^{{tree}}")
        if done is not None and done.returncode == 0:
            return done.stdout.decode().strip()
        raise self._unknown()

    def _unknown(self) -> UsageError | WorkError:
        kind = WorkError if _is_shallow() else UsageError
        return kind(f"there is no revision `{self.name}`; {advice(self.name)}")

    def path(self, written: str) -> str:
        """Return a path in the repository; a leading `/` means its root.

        Other paths are relative to the working directory.
        """
        start = "" if written.startswith("/") else self.prefix
        path = posixpath.normpath(posixpath.join(start, written.lstrip("/")) or ".")
        if path == ".." or path.startswith("../"):
            raise UsageError(f"`{self.name}:{written}` leads out of the git repository")
        return "" if path == "." else path

    def blobs(self) -> Blobs:
        """Return the mode and object name of every file of the revision, by its path.

        Raises WorkError for a tree that names a path outside of itself.
        """
        listing = _checked("ls-tree", "-r", "-z", "--full-tree", self.tree)
        found = {}
        for row in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            about, _, path = row.partition("\t")
            mode, _, name = about.split()[:3]
            if mode in _FILES:
                _refuse_outside(path, self.name)
                found[path] = Blob(mode, name)
        return found

    def target(self, blobs: Blobs, link: str) -> str:
        """Return the path in the repository that a link leads to; it may not exist."""
        written = self.read(blobs, [link])[link].decode("utf-8", "surrogateescape")
        return posixpath.normpath(posixpath.join(posixpath.dirname(link), written))

    def ends(self, blobs: Blobs, paths: Iterable[str]) -> dict[str, str]:
        """Return the file of the revision that each path leads to: itself if it is not a link.

        Links to other links, and links that do not lead to a file, are omitted.
        """
        paths = list(paths)
        links = [path for path in paths if blobs[path].mode == _LINK]
        self.read(blobs, links)  # all at once
        targets = {link: self.target(blobs, link) for link in links}
        ends = {path: targets.get(path, path) for path in paths}
        return {p: end for p, end in ends.items() if end in blobs and blobs[end].mode != _LINK}

    def read(self, blobs: Blobs, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of files; those of a link are the path that it leads to."""
        names = {path: blobs[path].name for path in paths}
        missing = [name for name in names.values() if name not in self._contents]
        self._contents.update(_blobs(missing))
        return {path: self._contents[name] for path, name in names.items()}


def is_revision(name: str) -> bool:
    """Tell whether the repository around the working directory has a revision of that name."""
    if not name or name.startswith("-") or git.top(Path.cwd()) is None:
        return False
    try:
        done = git.run("rev-parse", "--verify", "--quiet", f"{name}^{{tree}}")
    except (WorkError, UsageError):
        return False
    return done.returncode == 0


def advice(name: str) -> str:
    """Return what helps against a revision that the repository does not have."""
    if _is_shallow():
        return (
            "this is a shallow clone; `git fetch --unshallow` gets the whole history"
            " (in GitHub Actions: `fetch-depth: 0`)"
        )
    listed = _git("for-each-ref", "--format=%(refname:short)").stdout
    near = nearest(name, listed.decode("utf-8", "replace").split())
    return f"did you mean `{near}`?" if near else "was it fetched (`git fetch`)?"


def _is_shallow() -> bool:
    return _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _refuse_outside(path: str, revision: str) -> None:
    if path.startswith("/") or {"..", ".git", ""} & set(path.split("/")):
        raise WorkError(f"revision `{revision}` contains a path that leads outside: `{path}`")


def _blobs(names: Iterable[str]) -> dict[str, bytes]:
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    answer = _checked("cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode())
    blobs, at = {}, 0
    for name in asked:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if header[-1] == b"missing":
            raise WorkError(f"the repository lacks the object {name}; `git fsck` gives details")
        if header[1] != b"blob":  # a tree that names another tree as a file
            raise WorkError(f"the object {name} is not a file; `git fsck` gives details")
        at = end + 1 + int(header[-1]) + 1
        blobs[name] = answer[end + 1 : at - 1]
    return blobs


def _checked(*arguments: str, given: bytes | None = None) -> bytes:
    done = _git(*arguments, given=given)
    if done.returncode != 0:
        raise WorkError(f"git: {_said(done)}")
    return done.stdout


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"exit status {done.returncode}"


def _git(*arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return git.run(*arguments, given=given)
    except git.NotInstalledError:
        raise WorkError("`REV:PATH` needs the `git` program, which is not installed") from None
