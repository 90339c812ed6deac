"""The `git` program: which files of a folder it knows, and which it does not ignore."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.errors import UsageError, WorkError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

# What a hook of git finds in its environment is about the hook's repository.
_OF_A_HOOK = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
)
_QUIET = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
# A repository may come from anywhere, and its configuration must not start programs.
_SAFE = ("-c", "core.fsmonitor=false", "--literal-pathspecs")
_UNREADABLE = rb"^warning: could not open directory '(.*)/': (.*)$"


class NotInstalledError(WorkError):
    """There is no `git` to be run."""


class Listing(NamedTuple):
    """The files of a folder, relative to it, and the folders that git could not read.

    A name that ends with `/` is a repository of its own, of which git lists nothing.
    """

    files: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]


def top(folder: Path) -> Path | None:
    """Return the top of the repository that a folder is in; None where it is in none."""
    for each in (folder, *folder.parents):
        # Unlike those of Path, this function takes a folder that may not be read for an answer.
        if os.path.lexists(each / ".git"):
            return each
    return None


def listing(folder: Path) -> Listing | None:
    """Return what git lists of a folder: tracked files, and others that it does not ignore.

    None where there is no repository, no git, or where it does not answer.
    """
    if top(folder) is None:
        return None
    try:
        done = run("ls-files", "-z", "-co", "--exclude-standard", folder=folder)
    except WorkError:
        return None
    if done.returncode != 0:
        return None
    unread = re.findall(_UNREADABLE, done.stderr, re.MULTILINE)
    names = (os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
    unreadable = ((os.fsdecode(n), os.fsdecode(why)) for n, why in unread)
    return Listing(tuple(dict.fromkeys(names)), tuple(unreadable))


def run(
    *arguments: str, folder: Path | None = None, given: bytes | None = None
) -> CompletedProcess[bytes]:
    """Run git to its end, with nothing of the environment that is meant for another repository.

    Raises WorkError where git cannot be run, and UsageError for an argument that it cannot take.
    """
    import subprocess  # a document that is named needs no git

    kept = {k: v for k, v in os.environ.items() if folder is None or k not in _OF_A_HOOK}
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            env=kept | _QUIET,
        )
    except FileNotFoundError:
        raise NotInstalledError("the `git` program is not installed") from None
    except OSError as error:
        raise WorkError(f"git does not run: {error.strerror}") from None
    except ValueError:  # a NUL, or half of a surrogate pair
        raise UsageError(f"git does not take such a name: {arguments[-1]!r}") from None
