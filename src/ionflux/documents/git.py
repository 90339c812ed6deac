"""The `git` program, and the files that it lists in a folder."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.errors import UsageError, WorkError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

# A git hook runs with variables that name its own repository.
_OF_A_HOOK = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
)
_QUIET = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
# The configuration of a repository from an unknown source must not start programs.
_SAFE = ("-c", "core.fsmonitor=false", "--literal-pathspecs")


@cache
def _unreadable() -> re.Pattern[bytes]:
    return re.compile(rb"^warning: could not open directory '(.*)/': (.*)$", re.MULTILINE)


class NotInstalledError(WorkError):
    """The `git` program is not installed."""


class Listing(NamedTuple):
    """The files of a folder, relative to it, and the folders that git could not read.

    A name that ends with `/` is a nested repository, whose files git does not list.
    """

    files: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]


def top(folder: Path) -> Path | None:
    """Return the root of the repository that a folder is in, or None."""
    for each in (folder, *folder.parents):
        if os.path.lexists(each / ".git"):
            return each
    return None


def listing(folder: Path, *, tracked: bool = False) -> Listing | None:
    """Return the files of a folder that are tracked, or untracked and not ignored.

    With `tracked`, only the former are listed.

    Returns None outside a repository, and if git is missing or fails.
    """
    if top(folder) is None:
        return None
    try:
        which = ("-c",) if tracked else ("-co", "--exclude-standard")
        done = run("ls-files", "-z", *which, folder=folder)
    except WorkError:
        return None
    if done.returncode != 0:
        return None
    unread = _unreadable().findall(done.stderr)
    names = (os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
    unreadable = ((os.fsdecode(n), os.fsdecode(why)) for n, why in unread)
    return Listing(tuple(dict.fromkeys(names)), tuple(unreadable))


def run(
    *arguments: str, folder: Path | None = None, given: bytes | None = None
) -> CompletedProcess[bytes]:
    """Run git in a folder, without the variables that a hook of another repository sets.

    Raises WorkError if git cannot be run, and UsageError for an argument that is not valid text.
    """
    import subprocess  # not needed for a single document

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
        raise WorkError(f"git cannot be run: {error.strerror}") from None
    except ValueError:  # a NUL, or half of a surrogate pair
        raise UsageError(f"not a valid name for git: {arguments[-1]!r}") from None
