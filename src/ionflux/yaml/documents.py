"""The YAML documents of a file, each read separately: a mistake in one does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ionflux.core.patterns import regex
from ionflux.yaml.nodes import Block

# At the start of a line these end a document, even inside a block scalar.
_MARK = regex(r"(?:---|\.\.\.)(?=\s|$)")
_NO_CONTENT = regex(r"\s*+(?:#.*|%.*|---\s*+(?:#.*)?|\.\.\.\s*+(?:#.*)?)?")


def documents(lines: Sequence[str]) -> tuple[Block, ...]:
    """Return the documents that are not empty, in their order."""
    return tuple(
        Block("\n".join(part) + "\n", first)
        for first, part in _parts(lines)
        if not all(map(_NO_CONTENT.fullmatch, part))
    )


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the lines between marks, and the number of the first of them."""
    start = 0
    for index, line in enumerate(lines):
        if _MARK.match(line):
            yield start + 1, lines[start:index]
            # The end mark belongs to neither document; a start mark may have content after it.
            start = index + line.startswith("...")
    yield start + 1, lines[start:]
