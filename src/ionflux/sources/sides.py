"""The two sides of a comparison on the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.documents import git
from ionflux.documents.missing import meant
from ionflux.sources.git import advice, is_revision

_NAME = regex(r"[^\s:=*?\[\\-][^\s:=*?\[\\]*")
"""What can be the name of a revision, rather than another kind of source."""


def sides(old: str, new: str | None, configured: Sequence[str]) -> tuple[str, str]:
    """Return the sources to compare.

    A revision without a path has the path of the other side. Without a new side, and if both are
    revisions, that path is the one of `paths` in the project's configuration.
    """
    given = [each for each in (new, old) if each is not None and os.path.exists(each)]
    paths = given[:1] or configured
    if new is None:
        new = _the_one(configured, "name both sides, or one of them")
    return _side(old, paths), _side(new, paths)


def _side(named: str, paths: Sequence[str]) -> str:
    if os.path.exists(named) or not _NAME.fullmatch(named) or git.top(Path.cwd()) is None:
        return named
    if not is_revision(named):
        advised = meant(named) or f"; {advice(named)}"
        raise UsageError(f"no such file, folder or revision: `{named}`{advised}")
    path = os.path.relpath(_the_one(paths, f"write `{named}:PATH`"))
    return f"{named}:{path.replace(os.sep, '/')}"


def _the_one(paths: Sequence[str], otherwise: str) -> str:
    if len(paths) != 1:
        raise UsageError(f"{otherwise} and set one path as `paths` of [tool.ionflux]")
    return paths[0]
