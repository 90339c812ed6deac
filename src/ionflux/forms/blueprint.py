"""A blueprint: one agent of a document as it was read, with the places of its values."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from ionflux import markdown
from ionflux.core.findings import Finding, Loc, Span
from ionflux.documents.source import SourceFile


class Way(StrEnum):
    """How a value came into the definition."""

    YAML = "yaml"
    SECTION = "section"
    HEADING = "heading"
    INFERRED = "inferred"
    CONFIGURATION = "configuration"
    DEFAULT = "default"


class Place(Protocol):
    """Anything that knows its place in a document; lines and columns are computed on demand."""

    @property
    def span(self) -> Span:
        """The place in the document."""

    def part(self, start: int, end: int) -> Span | None:
        """Return the place of the text between two offsets, or None if it is not known."""


class Passage:
    """Some text of a document: a slice of it, or several slices that were joined."""

    __slots__ = ("first", "further", "source", "text")

    def __init__(
        self, source: SourceFile, text: str, first: int, further: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Take a text, and where it begins in the document.

        `further` has for each slice after the first where it begins, in the text and in the
        document.
        """
        self.source = source
        self.text = text
        self.first = first
        self.further = further

    def offset(self, position: int) -> int:
        """Return the offset in the document of an offset in the text."""
        for start, offset in reversed(self.further):
            if start <= position:
                return offset + position - start
        return self.first + max(position, 0)

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """Where each slice begins, in the text and in the document."""
        return [(0, self.first), *self.further]

    def part(self, start: int, end: int) -> Span:
        """Return the place of the text between two offsets."""
        return self.source.span(self.offset(start), self.offset(max(end - 1, start)) + 1)

    @property
    def span(self) -> Span:
        """The place of the whole text; white space at its ends does not count."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(len(self.text.rstrip()), start + 1))

    def slice(self, start: int, end: int) -> Passage:
        """Return the passage between two offsets of the text."""
        further = [(at - start, offset) for at, offset in self.further if start < at < end]
        return Passage(self.source, self.text[start:end], self.offset(start), further)


Slice = tuple[Passage, int, int]
"""The text of a passage between two offsets, as a place that is computed on demand."""


def _as_place(place: Place | Slice) -> Place:
    if isinstance(place, tuple) and isinstance(place[0], Passage):
        passage, start, end = place
        return passage.slice(start, end)
    return place


class Extent(NamedTuple):
    """The place between two offsets of a document, without access to its words."""

    source: SourceFile
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place in the document."""
        return self.source.span(self.start, self.end)

    def part(self, _start: int, _end: int) -> Span | None:
        """Return None."""
        return None


class Origin(NamedTuple):
    """Where a value comes from, and how it was read."""

    way: Way
    place: Place


class Heading(NamedTuple):
    """The name and number in an agent's heading, and its place; not every form has numbers."""

    number: int | None
    title: str
    subtitle: str | None = None
    place: Span = Span(1, 1, 1, 1)


def title_of(source: SourceFile, heading: markdown.Heading) -> Extent:
    """Return where the title of a heading is."""
    start = source.text.find(heading.title, heading.start, heading.end) if heading.title else -1
    start = start if start >= 0 else heading.start
    return Extent(source, start, start + max(len(heading.title), 1))


class Section:
    """A section of an agent: its kind (None if no language has it), its heading, its own text.

    `ranges` are offsets in the document: of the text up to the next heading, and of everything
    below headings without a meaning of their own. `passage` is that text; it is set once read.
    """

    __slots__ = ("heading", "is_parent", "kind", "passage", "ranges")

    passage: Passage

    def __init__(self, kind: str | None, heading: markdown.Heading) -> None:
        self.kind = kind
        self.heading = heading
        self.ranges: list[tuple[int, int]] = []
        self.is_parent = False

    @property
    def title(self) -> str:
        """The title as written."""
        return self.heading.title

    @property
    def title_place(self) -> Span:
        """The place of the title."""
        return title_of(self.passage.source, self.heading).span

    @property
    def text(self) -> str:
        """The section's text as Markdown source, without blank lines at its ends."""
        return self.passage.text

    def part(self, start: int, end: int) -> Span:
        """Return the place of the text between two offsets in `text`."""
        return self.passage.part(start, end)


class Meant(NamedTuple):
    """A key that was probably meant as a known one: a finding at its place, and the known key."""

    finding: Finding
    hint: str


class Values(Protocol):
    """A definition block that knows the places of its values."""

    def locate(self, loc: Loc) -> Place | None:
        """Return the place of the value at a path into the model, if the block has it."""


_RESERVED = frozenset({"unknown_keys", "remarks", "subtitle", "stack"})
"""Names in `additional_sections` that are not available to sections without a field."""


_BLANK_LINE = "\n\n"


def _together(passages: Sequence[Passage]) -> Passage:
    """Join passages, with a blank line between two."""
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for passage in passages:
        if length:
            texts.append(_BLANK_LINE)
            length += len(_BLANK_LINE)
        pieces += [(length + at, offset) for at, offset in passage.pieces]
        texts.append(passage.text)
        length += len(passage.text)
    return Passage(passages[0].source, "".join(texts), pieces[0][1], pieces[1:])


class Blueprint:
    """One agent while it is read: values in the shape of an `AgentDefinition`, places, findings.

    Nothing is validated yet. `meant` has unknown keys by the paths that they were probably meant
    for; `block` is the definition block, if there is one, and `stated` the fields that it states.
    `spellings` are values that should be written in another way, which is not an error. `form` is
    the name of the form that read the agent.
    """

    def __init__(
        self, source: SourceFile, heading: Heading, place: Place, form: str = "sections"
    ) -> None:
        self.source = source
        self.form = form
        self.heading = heading
        self.place = place
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.spellings: list[Finding] = []
        self.meant: dict[Loc, Meant] = {}
        self.kinds: frozenset[str] = frozenset()
        self.sections: dict[str, list[Section]] = {}
        self.block: Values | None = None
        self.block_fence: markdown.Fence | None = None
        self.stated: frozenset[str] = frozenset()
        self.dependencies: dict[str, dict[Hashable, tuple[str, Slice]]] = {}
        self.remarks: dict[str, str] = {}
        self._kept: dict[str, list[Passage]] = {}
        self._plain: dict[str, Any] = {}
        self._texts: dict[str, list[Passage]] = {}
        self._repeated: dict[str, int] = {}
        self._origins: dict[Loc, tuple[Way, Place | Slice]] = {}
        self._entries: dict[Loc, list[Slice]] = {}

    def set(self, name: str, value: object, way: Way, place: Place | Slice) -> None:
        """Set the value of a field."""
        self.values[name] = value
        self._origins[(name,)] = way, place

    def came(self, loc: Loc, way: Way, place: Place | Slice) -> None:
        """Note where a value below a field, or a whole list, comes from."""
        self._origins[loc] = way, place

    def entries_came(self, loc: Loc, places: Iterable[Slice]) -> None:
        """Note where the next entries of a list that is read from a section come from."""
        self._entries.setdefault(loc, []).extend(places)

    def has(self, name: str) -> bool:
        """Tell whether a field already has a value."""
        return name in self.values or name in self._texts

    def find(
        self, code: str, message: str, place: Span, hint: str | None = None,
        field: str | None = None,
    ) -> None:  # fmt: skip
        """Note a finding."""
        self.findings.append(Finding(message, place, code=code, hint=hint, field=field))

    def add_text(self, name: str, passage: Passage, kind: str) -> None:
        """Set a text field, or append to it.

        If the YAML already states the field, the text is kept as `kind`.
        """
        if name in self.values:
            self.keep(kind, passage)
        else:
            self._texts.setdefault(name, []).append(passage)

    def keep(self, name: str, passage: Passage) -> None:
        """Keep a text in `additional_sections`, after those that already have the name."""
        self._kept.setdefault(name, []).append(passage)

    def keep_apart(self, name: str, passage: Passage) -> str:
        """Keep a text in `additional_sections` under an unused name; return the name."""
        base = name
        while name in self._kept or name in _RESERVED:
            self._repeated[base] = self._repeated.get(base, 1) + 1
            name = f"{base}_{self._repeated[base]}"
        self._kept[name] = [passage]
        return name

    def keep_value(self, name: str, value: object) -> None:
        """Keep a value other than a section's text in `additional_sections`."""
        if value:
            self._plain[name] = value

    def depend(self, kind: str, key: Hashable, technology: str, place: Slice) -> None:
        """Add a technology to a dependency list, unless it is already there."""
        self.dependencies.setdefault(kind, {}).setdefault(key, (technology, place))

    def finish(self) -> None:
        """Put the texts that were collected into the values."""
        for name, passages in self._texts.items():
            whole = passages[0] if len(passages) == 1 else _together(passages)
            self.set(name, whole.text, Way.SECTION, whole)
        kept: dict[str, Any] = dict(self._plain)
        for name, passages in self._kept.items():
            whole = passages[0] if len(passages) == 1 else _together(passages)
            kept[name] = whole.text
            self.came(("additional_sections", name), Way.SECTION, whole)
        if self.remarks:
            kept["remarks"] = self.remarks
        if kept:
            self.values["additional_sections"] = kept

    def exact_origin(self, loc: Loc) -> Origin | None:
        """Return the origin of the value at a path; None if it was not written."""
        found = self._exact_origin(loc)
        return Origin(found[0], _as_place(found[1])) if found else None

    def _exact_origin(self, loc: Loc) -> tuple[Way, Place | Slice] | None:
        if found := self._origins.get(loc):
            return found
        entries = self._entries.get(loc[:-1]) if loc else None
        if entries and isinstance(loc[-1], int) and 0 <= loc[-1] < len(entries):
            return Way.SECTION, entries[loc[-1]]
        if self.block and (place := self.block.locate(loc)):
            return Way.YAML, place
        return None

    def is_stated(self, loc: Loc) -> bool:
        """Tell whether the definition block states the value at a path."""
        found = self._exact_origin(loc)
        return found is not None and found[0] is Way.YAML

    def origin(self, loc: Loc) -> Origin:
        """Return the origin of the value at a path, of its nearest parent, or of the heading."""
        nearest = loc
        while nearest:
            if found := self.exact_origin(nearest):
                if nearest != loc and loc[-1] == "required":
                    return Origin(Way.DEFAULT, found.place)
                return found
            nearest = nearest[:-1]
        return Origin(Way.DEFAULT, self.block_place or self.place)

    @property
    def block_place(self) -> Place | None:
        """The place of the definition block as a whole."""
        return self.block.locate(()) if self.block else None

    def span(self, loc: Loc, part: tuple[int, int] | None = None) -> Span:
        """Return the place of a value, or of a part of its text.

        A missing value has the place where its owner begins; the empty path is the heading, and a
        field that was not written belongs to the definition block.
        """
        if not loc:
            return self.place.span
        if found := self.exact_origin(loc):
            return (found.place.part(*part) if part else None) or found.place.span
        span = self.origin(loc).place.span
        return Span(span.line, span.column, span.line, span.column)
