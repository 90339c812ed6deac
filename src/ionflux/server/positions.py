"""Places in a document in the protocol's terms: from 0, in the units that the client chose."""

from __future__ import annotations

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from ionflux.core.findings import Diagnostic
from ionflux.server.reading import DocumentText

_MARK = "\ufeff"


class Positions:
    """Offsets of one document to positions of the protocol, and back.

    A byte order mark at the start of a line is in the editor's text, but not in the document's.
    """

    def __init__(self, document: DocumentText, original: str, codec: PositionCodec) -> None:
        self.source = document.source
        self.lines = original.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.codec = codec

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = self.source.line(min(offset, len(self.source.text)))
        return self._position(line, offset - self.source.offset(line, 1))

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def of(self, found: Diagnostic) -> Range:
        """Return the range of a finding, whose last column belongs to it."""
        start = self._position(found.line, found.column - 1)
        return Range(start, self._position(found.end_line, found.end_column))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one after the end of a line is at its end."""
        number = min(position.line, len(self.lines) - 1)
        line = self.lines[number]
        units = column = 0
        while column < len(line) and units < position.character:
            units += self.codec.client_num_units(line[column])
            column += 1
        column = max(column - self._marks(number), 0)
        start = self.source.offset(number + 1, 1)
        return min(start + column, len(self.source.text))

    def _position(self, line: int, column: int) -> Position:
        number = min(line - 1, len(self.lines) - 1)
        text = self.lines[number]
        column = min(column + self._marks(number), len(text))
        return Position(number, self.codec.client_num_units(text[:column]))

    def _marks(self, number: int) -> int:
        line = self.lines[number]
        return len(line) - len(line.lstrip(_MARK)) if line.startswith(_MARK) else 0
