"""A file tree as drawn, pasted or listed: rows to paths."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import Any

from ionflux.core.patterns import regex

_LINES = "│┃|├┣└┗─━┬┳┌┏╭╰╮╯║╠╚╔═╦╟╙"
_ART = f" \t\xa0\u3000{_LINES}+`\\'-"
"""The lines of a drawn tree, before a name."""
_BRANCHES = "├┣└┗╰╠╚╟╙"
"""The beginnings of a line to a name."""
_STEMS = "".join(sign for sign in _ART if sign not in _BRANCHES)
_SIZE = regex(r"\[[^\[\]]*+\]\s++")
_REMARK = regex(
    r"(?:(?:^|\s)(?:#+|//+|<-+|←|⟵|[—–](?=\s)|-(?=\s))|:(?=\s))\s*+(?P<text>.*)"
    r"|\s\((?P<inner>[^()]*+)\)\s*+$"
)
_LINK = regex(r"\s(?:->|=>|→|⟶|➜)\s*+(?P<target>.*)")
_SUMMARY = regex(r"\d+ [^\W\d]+(?:, \d+ [^\W\d]+)?")
_BYTES = regex(r"[\d.,]+\s?(?:[KMGT]i?B?|B|bytes?)?", re.IGNORECASE)
# The command that printed the tree; a folder may also be named `tree`.
_COMMAND = regex(r"[$>][ \t].*|tree[ \t]++(?=-?[\w./~]).*")
_SEVERAL = regex(r"(?:[^\s,]++,\s*+)++[^\s,]++")
_ELLIPSIS = frozenset({"...", "…"})
_ICONS = frozenset({"So", "Sk", "Mn", "Cf", "Me"})
_DEEPEST = 64
"""The limit of parts of a row, above which its directories are not listed one by one."""
MOST = 50_000
"""The limit of entries of a tree, more than any real tree has."""
_LONGEST = 4096
"""The limit of characters of a path, more than any system allows."""


_Entry = tuple[int, int, str, str | None]
"""A row: the columns at which its name begins and its branch ends (0 if it has none), the name,
and the remark after it."""
_Node = tuple[int, str, str | None]
"""A row with its level in the tree, as a column."""


def parse(rows: Iterable[str]) -> dict[str, Any] | None:
    """Return the tree as `{"root", "files", "directories"}`, paths relative to the root.

    None if no row has a name, too many have one, or a name cannot be a path. A row without
    children that does not end in `/` is a file.
    """
    entries = list(islice(_entries(rows), MOST + 1))
    if not 0 < len(entries) <= MOST:
        return None
    root, below = _root(_levelled(entries))
    files: list[dict[str, Any]] = []
    directories: dict[str, None] = {}
    parents: list[tuple[int, str]] = []
    following = [*(column for column, _, _ in below[1:]), 0]
    for (column, name, remark), next_column in zip(below, following, strict=False):
        while parents and parents[-1][0] >= column:
            parents.pop()
        bare = name.strip("/") if "/" in name else name
        path = (parents[-1][1] + bare) if parents else bare
        if len(path) > _LONGEST:
            return None
        if "/" in bare:
            directories |= dict.fromkeys(_ancestors(path, bare))
        if next_column > column or name[-1] == "/":
            directories[path] = None
            parents.append((column, f"{path}/"))
        else:
            files.append({"path": path, "description": remark})
    return {"root": root, "files": files, "directories": list(directories)}


def _levelled(entries: Sequence[_Entry]) -> list[_Node]:
    """Return the entries with the columns of their branches, if every row has one.

    `├─b.py` and `└── c.py` are on one level, though their names begin at different columns.
    """
    branches = [branch for _, branch, _, _ in entries]
    if min(branches[1:], default=0):
        return [(branch, name, remark) for _, branch, name, remark in entries]
    return [(column, name, remark) for column, _, name, remark in entries]


def is_drawn(rows: Iterable[str]) -> bool:
    """Tell whether some rows look like a tree, with lines between the entries or a folder."""
    return any(row.rstrip().endswith("/") or any(c in _LINES for c in row) for row in rows)


def may_be_path(row: str) -> bool:
    """Tell whether a row of a list names a file or a folder, rather than being prose."""
    entry = _entry(row)
    name = entry[2] if entry else ""
    return " " not in name and ("/" in name or "." in name)


def _entries(rows: Iterable[str]) -> Iterator[_Entry]:
    """Yield the entry of each row that has a name; a row may list several files: `a.py, b.py`."""
    for entry in filter(None, map(_entry, rows)):
        column, branch, name, remark = entry
        names = [each.strip() for each in name.split(",")] if "," in name else []
        if names and _SEVERAL.fullmatch(name) and all("." in each for each in names):
            yield from ((column, branch, each, remark) for each in names)
        else:
            yield entry


def _entry(row: str) -> _Entry | None:
    name, remark = row.lstrip(_ART), None
    column = len(row) - len(name)
    branch = len(row[:column].rstrip(_STEMS))
    name = name.rstrip().replace("\\", "/")
    if not name or (not column and _COMMAND.fullmatch(name)):
        return None
    if name.isascii() and " " not in name and name[0] not in "[#" and name[-1] not in "*.":
        return column, branch, name, None
    if name[0] == "[" and (size := _SIZE.match(name)):
        name = name[size.end() :]
    if not name.isascii():
        name = _without_icon(name)
    if " " in name or name.startswith("#"):
        if _SUMMARY.fullmatch(name):
            return None
        name, remark = _without_remark(name)
    name = name.removesuffix("*").rstrip()
    if not name or name in _ELLIPSIS:
        return None
    return column, branch, name, remark


def _without_icon(name: str) -> str:
    bare = name
    while bare and unicodedata.category(bare[0]) in _ICONS:
        bare = bare[1:]
    return bare.lstrip() if bare != name and bare[:1] in " \t" else name


def _without_remark(text: str) -> tuple[str, str | None]:
    """Return a name without what follows it: a remark, a size, a link's target."""
    remark = None
    if found := _REMARK.search(text):
        said = found["text"] if found["text"] is not None else found["inner"]
        remark = said.strip() or None
        if found["inner"] is not None and _BYTES.fullmatch(said.strip()):
            remark = None
        text = text[: found.start()]
    if link := _LINK.search(text):
        target = link["target"].strip()
        if remark is None and " " in target:
            remark = target
        text = text[: link.start()]
    return text.strip(), remark


def _root(entries: Sequence[_Node]) -> tuple[str, Sequence[_Node]]:
    column, name, _ = entries[0]
    leads = min([column for column, _, _ in entries[1:]], default=column + 1) > column
    if leads and (len(entries) > 1 or name.endswith("/")):
        return f"{name.rstrip('/')}/", entries[1:]
    if all(path.startswith("/") for _, path, _ in entries):
        return _common(entries)
    return "/", entries


def _common(entries: Sequence[_Node]) -> tuple[str, Sequence[_Node]]:
    """Return the common folder of complete paths, and the paths below it."""
    folders = [posixpath.dirname(path.rstrip("/") or "/") for _, path, _ in entries]
    root = f"{posixpath.commonpath(folders).rstrip('/')}/"
    below = [(column, path[len(root) :], remark) for column, path, remark in entries]
    return root, [entry for entry in below if entry[1].strip("/")]


def _ancestors(path: str, name: str) -> list[str]:
    inner = name.split("/")[:-1]
    if len(inner) > _DEEPEST:
        return []
    base = path[: len(path) - len(name)]
    return [base + above for above in accumulate(inner, "{}/{}".format)]
