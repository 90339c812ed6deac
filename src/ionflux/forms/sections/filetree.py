"""The drawn file tree: box characters and indents to paths."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from ionflux.core.patterns import regex

_ART = regex(r"[\s│┃|├┣└┗─━┬+`\\'-]*+")
_REMARK = regex(r"(?:^|\s)#+\s*+")
_ELLIPSIS = frozenset({"...", "…"})
_DEEPEST = 64
"""Parts of one row beyond which its directories are not listed one by one."""
MOST = 50_000
"""Entries of a tree; what has more was drawn by no one for anyone."""
_LONGEST = 4096
"""Characters of a path; what is longer is no path on any system."""


def parse(rows: Iterable[str]) -> dict[str, Any] | None:
    """Return the tree as `{"root", "files", "directories"}`, paths relative to the root.

    None where no row names anything, too many do, or one names what can be no path. A row
    without children that does not end in `/` is a file.
    """
    entries = list(islice((entry for row in rows if (entry := _entry(row))), MOST + 1))
    if not 0 < len(entries) <= MOST:
        return None
    root, entries = _root(entries)
    files: list[dict[str, Any]] = []
    directories: dict[str, None] = {}
    parents: list[tuple[int, str]] = []
    for index, (column, name, remark) in enumerate(entries):
        while parents and parents[-1][0] >= column:
            parents.pop()
        path = (parents[-1][1] if parents else "") + name.strip("/")
        if len(path) > _LONGEST:
            return None
        has_children = index + 1 < len(entries) and entries[index + 1][0] > column
        if "/" in name:
            directories |= dict.fromkeys(_ancestors(path, name))
        if has_children or name.endswith("/"):
            directories[path] = None
            parents.append((column, f"{path}/"))
        else:
            files.append({"path": path, "description": remark})
    return {"root": root, "files": files, "directories": list(directories)}


def _entry(row: str) -> tuple[int, str, str | None] | None:
    found = _ART.match(row)
    column = found.end() if found else 0
    text = row[column:]
    remark = _REMARK.search(text)
    name = (text[: remark.start()] if remark else text).strip()
    if not name or name in _ELLIPSIS:
        return None
    return column, name, (text[remark.end() :].strip() or None) if remark else None


def _root(
    entries: list[tuple[int, str, str | None]],
) -> tuple[str, list[tuple[int, str, str | None]]]:
    column, name, _ = entries[0]
    leads = all(other > column for other, _, _ in entries[1:])
    if leads and (len(entries) > 1 or name.endswith("/")):
        return f"{name.rstrip('/')}/", entries[1:]
    return "/", entries


def _ancestors(path: str, name: str) -> list[str]:
    inner = name.strip("/").split("/")[:-1]
    if not inner or len(inner) > _DEEPEST:
        return []
    base = path[: len(path) - len(name.strip("/"))]
    return [base + "/".join(inner[: count + 1]) for count in range(len(inner))]
