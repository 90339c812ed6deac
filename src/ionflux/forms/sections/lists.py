"""Markdown lists: one entry for each top-level item, with its nested items and places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ionflux.core.patterns import regex

_ITEM = regex(r"(?P<indent>\s*+)(?:[-*+•]|[0-9]{1,9}[.)])(?:\s++(?P<text>.*)|$)")


class Item:
    """A list item: its text, the lines it stands in, and the items nested in it."""

    __slots__ = ("column", "nested", "numbers", "pieces")

    def __init__(self, text: str, number: int, column: int) -> None:
        self.pieces = [text]
        self.numbers = [number]
        self.column = column
        self.nested: list[Item] = []

    @property
    def text(self) -> str:
        """The item's own text, its continuation lines joined to it."""
        return " ".join(self.pieces)


def read(lines: Sequence[str], numbers: Iterable[int]) -> tuple[list[Item], list[int]]:
    """Return the list items in some lines, and the lines that belong to none.

    Items at any depth below the first level are nested in the top-level item before them.
    """
    items: list[Item] = []
    rest: list[int] = []
    current: Item | None = None
    top = 0
    after_blank = False
    for number in numbers:
        line = lines[number]
        if not line.strip():
            after_blank = True
            continue
        if found := _ITEM.fullmatch(line):
            indent = len(found["indent"].expandtabs(4))
            current = Item((found["text"] or "").strip(), number, found.start("text"))
            top = indent if not items else min(top, indent)
            if items and indent > top + 1:
                items[-1].nested.append(current)
                items[-1].numbers.append(number)
            else:
                items.append(current)
        elif current and (not after_blank or line[:2].isspace()):
            current.pieces.append(line.strip())
            current.numbers.append(number)
        else:
            current = None
            rest.append(number)
        after_blank = False
    return items, rest
