"""Paths in reports for services: relative to the repository root, with `/`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from ionflux.documents import git


def addresses() -> Callable[[str], str]:
    """Return a function from a path to its address.

    An address is relative to GITHUB_WORKSPACE, else to the root of the repository, else to the
    working directory, and absolute for paths outside. Names in angle brackets are kept.
    """
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE")
    root = os.path.realpath(workspace or git.top(here) or here)

    real = cache(os.path.realpath)

    @lru_cache(maxsize=1024)
    def address(path: str) -> str:
        if path.startswith("<"):
            return path
        folder, name = os.path.split(path)
        # A link keeps its own name, since it is a file in the repository.
        full = os.path.join(real(folder), name)
        below = Path(full).is_relative_to(root)
        return Path(os.path.relpath(full, root) if below else full).as_posix()

    return address
