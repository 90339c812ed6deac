"""Markdown lists and tables as entries with their places."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.patterns import regex
from ionflux.forms.sections.texts import lines_of, without_break

ITEM = regex(r"(?P<indent>[ \t]*+)(?:[-*+•–—‣◦▪●·]|[0-9]{1,9}\\?[.)])(?:[ \t]++(?P<text>.*)|$)")
_DASHES = frozenset("|-: \t")
_HEADING = regex(r" {0,3}#{1,6}[ \t].*")
_CELL_END = regex(r"(?<!\\)\|")


class Item:
    """A list item: its text without its marker, its place, and the items nested in it."""

    __slots__ = ("end", "nested", "pieces", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.pieces = [text]
        self.start = start
        self.end = end
        self.nested: list[Item] = []

    @property
    def text(self) -> str:
        """The item's own text, its continuation lines joined to it."""
        return self.pieces[0] if len(self.pieces) == 1 else " ".join(self.pieces)


def read(
    text: str, code: Iterable[tuple[int, int]] = ()
) -> tuple[list[Item], list[tuple[int, int]]]:
    """Return the list items in a text, and all other lines.

    Items at any depth below the first level are nested in the top-level item before them. Lines
    within `code` are among the other lines.
    """
    items: list[Item] = []
    rest: list[tuple[int, int]] = []
    current: Item | None = None
    top = 0
    after_blank = False
    fences = sorted(code, reverse=True)
    for start, end in lines_of(text):
        while fences and fences[-1][1] <= start:
            fences.pop()
        if fences and fences[-1][0] <= start:
            rest.append((start, end))
            continue
        if found := ITEM.fullmatch(text, start, end):
            written, said = found.groups()
            indent = len(written.expandtabs(4)) if written else 0
            offset = found.start("text") if said else end
            current = Item(said.strip() if said else "", offset, end)
            top = indent if not items else min(top, indent)
            if items and indent > top + 1:
                items[-1].nested.append(current)
                items[-1].end = end
            else:
                items.append(current)
        elif not (line := text[start:end]).strip():
            after_blank = True
            continue
        elif (
            current
            and (not after_blank or line[:2].isspace())
            and not ("#" in line and _HEADING.fullmatch(line))
        ):
            current.pieces[-1] = without_break(current.pieces[-1])
            current.pieces.append(line.strip())
            current.end = end
            items[-1].end = end
        else:
            current = None
            rest.append((start, end))
        after_blank = False
    return items, rest


def outer_items(text: str) -> list[tuple[int, int]]:
    """Return where each item of the first level begins and ends, and each line outside of items."""
    found: list[tuple[int, int]] = []
    top = len(text) - len(text.lstrip(" "))
    for start, end in lines_of(text):
        line = text[start:end]
        if not line.strip():
            continue
        if found and len(line) - len(line.lstrip()) > top + 1:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


class Row:
    """A row of a table: its cells' texts and their places."""

    __slots__ = ("cells", "end", "extents", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.cells: list[str] = []
        self.extents: list[tuple[int, int]] = []
        line = text[start:end].rstrip()
        begin = len(line) - len(line.lstrip())
        begin += line[begin : begin + 1] == "|"
        ends = [found.start() for found in _CELL_END.finditer(line, begin)]
        if not ends or ends[-1] < len(line) - 1:
            ends.append(len(line))
        for stop in ends:
            cell = line[begin:stop]
            lead = len(cell) - len(cell.lstrip())
            self.cells.append(cell.strip())
            self.extents.append(
                (start + begin + lead, start + begin + max(len(cell.rstrip()), lead))
            )
            begin = stop + 1


def table(text: str) -> tuple[list[Row], list[tuple[int, int]]] | None:
    """Return the rows of a table, the header first, and all other lines.

    None if a text has no table: rows with a line of dashes below the first.
    """
    if "|" not in text:
        return None
    extents = lines_of(text)
    for index in range(1, len(extents)):
        start, end = extents[index]
        above = text[slice(*extents[index - 1])]
        line = text[start:end]
        if "|" in above and "|" in line and "-" in line and _DASHES.issuperset(line):
            return _rows(text, extents, index)
    return None


def _rows(
    text: str, extents: list[tuple[int, int]], separator: int
) -> tuple[list[Row], list[tuple[int, int]]]:
    rows = [Row(text, *extents[separator - 1])]
    stop = separator + 1
    while stop < len(extents) and "|" in text[slice(*extents[stop])]:
        rows.append(Row(text, *extents[stop]))
        stop += 1
    others = [*extents[: separator - 1], *extents[stop:]]
    return rows, [extent for extent in others if text[slice(*extent)].strip()]
