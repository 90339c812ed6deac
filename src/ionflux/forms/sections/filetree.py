"""A file tree as drawn, pasted or listed: rows to paths."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Sequence
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
_COMMANDS = ("$ ", "> ", "tree ")
"""How a row begins that is the command which printed the tree."""
_SEVERAL = regex(r"(?:[^\s,]++,\s*+)++[^\s,]++")
_ELLIPSIS = frozenset({"...", "…"})
_ICONS = frozenset({"So", "Sk", "Mn", "Cf", "Me"})
_DEEPEST = 64
"""The limit of parts of a row, above which its directories are not listed one by one."""
MOST = 50_000
"""The limit of entries of a tree, more than any real tree has."""
_LONGEST = 4096
"""The limit of characters of a path, more than any system allows."""


_Entry = tuple[int, str, str | None]
"""A row: the column at which its name begins, the name, and the remark after it."""


def parse(rows: Iterable[str]) -> dict[str, Any] | None:
    """Return the tree as `{"root", "files", "directories"}`, paths relative to the root.

    None if no row has a name, too many have one, or a name cannot be a path. A row without
    children that does not end in `/` is a file.
    """
    read = ((row, entry) for row in rows if (entry := _entry(row)))
    found = ((row, each) for row, entry in read for each in _each(entry))
    drawn = list(islice(found, MOST + 1))
    if not 0 < len(drawn) <= MOST:
        return None
    entries = [entry for _, entry in drawn]
    root, below = _root(_by_branches([row for row, _ in drawn], entries))
    files: list[dict[str, Any]] = []
    directories: dict[str, None] = {}
    parents: list[tuple[int, str]] = []
    last = len(below) - 1
    for index, (column, name, remark) in enumerate(below):
        while parents and parents[-1][0] >= column:
            parents.pop()
        bare = name.strip("/") if "/" in name else name
        path = (parents[-1][1] + bare) if parents else bare
        if len(path) > _LONGEST:
            return None
        if "/" in bare:
            directories |= dict.fromkeys(_ancestors(path, bare))
        if (index < last and below[index + 1][0] > column) or name[-1] == "/":
            directories[path] = None
            parents.append((column, f"{path}/"))
        else:
            files.append({"path": path, "description": remark})
    return {"root": root, "files": files, "directories": list(directories)}


def _by_branches(rows: Sequence[str], entries: list[_Entry]) -> list[_Entry]:
    """Return the entries with the columns of their branches, if every row has one.

    `├─b.py` and `└── c.py` are on one level, though their names begin at different columns.
    """
    columns = [
        len(row[: entry[0]].rstrip(_STEMS)) for row, entry in zip(rows, entries, strict=True)
    ]
    if min(columns[1:], default=0) == 0:
        return entries
    return [(column, *entry[1:]) for column, entry in zip(columns, entries, strict=True)]


def is_drawn(rows: Iterable[str]) -> bool:
    """Tell whether some rows look like a tree, with lines between the entries or a folder."""
    return any(row.rstrip().endswith("/") or any(c in _LINES for c in row) for row in rows)


def may_be_path(row: str) -> bool:
    """Tell whether a row of a list names a file or a folder, rather than being prose."""
    entry = _entry(row)
    return entry is not None and " " not in entry[1] and ("/" in entry[1] or "." in entry[1])


def _each(entry: _Entry) -> tuple[_Entry, ...]:
    """Return an entry for each of the files that one row lists: `a.py, b.py`."""
    column, name, remark = entry
    if "," not in name or not _SEVERAL.fullmatch(name):
        return (entry,)
    names = [each.strip() for each in name.split(",")]
    if not all("." in each for each in names):
        return (entry,)
    return tuple([(column, each, remark) for each in names])


def _entry(row: str) -> _Entry | None:
    name, remark = row.lstrip(_ART), None
    column = len(row) - len(name)
    name = name.rstrip().replace("\\", "/")
    if not name or name.startswith(_COMMANDS):
        return None
    if name.isascii() and " " not in name and name[0] not in "[#" and name[-1] not in "*.":
        return column, name, None
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
    return column, name, remark


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


def _root(entries: Sequence[_Entry]) -> tuple[str, Sequence[_Entry]]:
    column, name, _ = entries[0]
    leads = all(entry[0] > column for entry in entries[1:])
    if leads and (len(entries) > 1 or name.endswith("/")):
        return f"{name.rstrip('/')}/", entries[1:]
    if all(path.startswith("/") for _, path, _ in entries):
        return _common(entries)
    return "/", entries


def _common(entries: Sequence[_Entry]) -> tuple[str, Sequence[_Entry]]:
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
