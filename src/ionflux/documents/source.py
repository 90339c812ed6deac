"""The text of a document: decoded, with line feeds as line ends, and within limits."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from ionflux.core.findings import Finding, Span
from ionflux.core.patterns import regex

MAX_BYTES = 10_000_000
"""The size limit of a document."""

MAX_LINES = 300_000
"""The limit of lines in a document: empty lines take many times their size in memory."""

_TOP = Span(1, 1, 1, 1)
_MARK = regex(r"^\ufeff+", re.MULTILINE)
_HINT = "save the document as UTF-8 text"
_TOO_LARGE = f"the document is larger than {MAX_BYTES // 1_000_000} MB"
_SPLIT = "split it into several documents"


class SourceFile:
    """A document: its path as shown in findings, and its text without a byte order mark."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; a final line end does not begin another line."""
        return self.text.removesuffix("\n").split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets at which the lines begin."""
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        return list(accumulate(lengths, initial=0))

    def line(self, offset: int) -> int:
        """Return the line, from 1, that an offset in the text is on."""
        return bisect_right(self._starts, offset)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and a column, both from 1."""
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """Return the place of the text between two offsets, of one character at least."""
        starts = self._starts
        first = bisect_right(starts, start)
        end = max(end - 1, start)
        last = bisect_right(starts, end, first - 1)
        return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)


def normalise(text: str) -> str:
    """Drop byte order marks at line starts and turn every line end into a line feed.

    Files that were joined with `cat` have marks in the middle.
    """
    if "\ufeff" in text:
        text = _MARK.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def normalised(text: str) -> SourceFile:
    """Return a text, known to be readable, as a document without a name."""
    return SourceFile("", normalise(text))


def from_text(text: str, path: str) -> SourceFile | Finding:
    """Return the document, or the reason why it is unreadable (IFX001)."""
    text = normalise(text)
    if len(text) > MAX_BYTES:
        return _unreadable(_TOO_LARGE, _TOP, _SPLIT)
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:  # a surrogate
        return _binary(text, error.start)
    if size > MAX_BYTES:
        return _unreadable(_TOO_LARGE, _TOP, _SPLIT)
    return _readable(text, path)


def _readable(text: str, path: str) -> SourceFile | Finding:
    """Return the document of a normalised text that is UTF-8 and within the size limit."""
    if "\0" in text:
        return _binary(text, text.index("\0"))
    if len(text) > MAX_LINES and text.count("\n") > MAX_LINES:
        return _unreadable(f"the document has more than {MAX_LINES} lines", _TOP, _SPLIT)
    return SourceFile(path, text)


def from_bytes(data: bytes, path: str) -> SourceFile | Finding:
    """Decode the document, or report where it is not UTF-8 (IFX001)."""
    if len(data) > MAX_BYTES:
        return _unreadable(_TOO_LARGE, _TOP, _SPLIT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = normalise(data[: error.start].decode("utf-8"))
        return _unreadable(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8",
            place_at(before, len(before)),
        )
    return _readable(normalise(text), path)


def read(path: str | Path) -> SourceFile | Finding:
    """Read and decode a file, or report why it cannot be read (IFX001)."""
    data = contents(path)
    return data if isinstance(data, Finding) else from_bytes(data, str(path))


def contents(path: str | Path) -> bytes | Finding:
    """Return a file's bytes, cut just past the limit, or report why not (IFX001)."""
    try:
        with open(path, "rb") as file:
            return read_bounded(file)
    except OSError as error:
        return _unreadable(f"cannot be read: {error.strerror or error}", _TOP, None)
    except ValueError as error:  # text that cannot be a path
        return _unreadable(f"cannot be read: {error}", _TOP, None)


def read_bounded(file: BinaryIO) -> bytes:
    """Return a file's contents, up to one byte more than the limit."""
    size = min(os.fstat(file.fileno()).st_size, MAX_BYTES)
    start = file.read(size + 1)  # a larger buffer would take longer to allocate than to fill
    # A pipe has no size, and a file may grow.
    return start if len(start) <= size else start + file.read(MAX_BYTES - size)


def place_at(text: str, offset: int) -> Span:
    """Return the place of one character, by its offset."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column)


def _binary(text: str, offset: int) -> Finding:
    character = f"U+{ord(text[offset]):04X}"
    message = f"the document contains the character {character}: it is binary, not text"
    return _unreadable(message, place_at(text, offset))


def _unreadable(message: str, where: Span, hint: str | None = _HINT) -> Finding:
    return Finding(message, where, code="IFX001", hint=hint)
