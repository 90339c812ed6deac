"""A blueprint in the making: what its readers have found so far, and where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ionflux.core.findings import Finding, Loc, Span
from ionflux.forms.raw import Meant, Origin, Way
from ionflux.forms.sections.texts import GAP, Passage, boilerplate, trim
from ionflux.language import Vocabulary, technologies
from ionflux.markdown import Fence, Outline, Section

UNKNOWN_KEYS = "unknown_keys"
"""Where `additional_sections` keeps keys of the YAML that no dialect knows; no section's name."""


class Document:
    """What all agents of a document are read from; `headings` are the lines of their headings."""

    def __init__(self, outline: Outline, vocabulary: Vocabulary, headings: frozenset[int]) -> None:
        self.outline = outline
        self.vocabulary = vocabulary
        self.headings = headings

    @cached_property
    def lines(self) -> Sequence[str]:
        """The document's lines, and behind them the empty one that `GAP` means."""
        return [*self.outline.lines, ""]

    @cached_property
    def fences(self) -> Mapping[int, Fence]:
        """The document's fences by their first lines."""
        return {fence.first: fence for fence in self.outline.fences}

    @cached_property
    def _furniture(self) -> list[int]:
        found = boilerplate(self.outline.lines, self.vocabulary)
        return [number for number in sorted(found) if not self.is_code(number)]

    def furniture_in(self, section: Section) -> Sequence[int]:
        """Return a section's lines that belong to the form and say nothing; code has none."""
        first = bisect_left(self._furniture, section.first)
        return self._furniture[first : bisect_left(self._furniture, section.end)]

    def is_code(self, number: int) -> bool:
        """Tell whether a line stands in a fence, or is a fence's own."""
        index = bisect_right(self._fence_lines, number) - 1
        return index >= 0 and number <= self.outline.fences[index].last

    @cached_property
    def _fence_lines(self) -> list[int]:
        return [fence.first for fence in self.outline.fences]

    def fences_in(self, section: Section) -> Sequence[Fence]:
        """Return the fences that stand in a section or below it."""
        return self.fences_between(section.first, section.end - 1)

    def fences_between(self, first: int, last: int) -> Sequence[Fence]:
        """Return the fences that begin in some lines."""
        start = bisect_left(self._fence_lines, first)
        return self.outline.fences[start : bisect_right(self._fence_lines, last)]

    def line_span(self, number: int) -> Span:
        """Return the place of a whole line."""
        return Span(number + 1, 1, number + 1, max(len(self.lines[number].rstrip()), 1))


class Whole(NamedTuple):
    """A place that has no words of its own to look for."""

    span: Span

    def part(self, _start: int, _end: int) -> Span | None:
        """Return None."""
        return None


class Draft:
    """An agent's fields, kept sections and findings; texts stay lines until `finish`."""

    def __init__(self, document: Document, section: Section) -> None:
        self.document = document
        self.section = section
        self.lines = document.lines
        self.vocabulary = document.vocabulary
        self.heading = Whole(document.outline.heading_span(section))
        self.values: dict[str, Any] = {}
        self.origins: dict[Loc, Origin] = {}
        self.findings: list[Finding] = []
        self.meant: dict[Loc, Meant] = {}
        self.dependencies: dict[str, dict[str, tuple[str, Passage]]] = {}
        self._texts: dict[str, list[int]] = {}
        self._kept: dict[str, list[int]] = {}
        self._repeated: dict[str, int] = {}

    def has(self, name: str) -> bool:
        """Tell whether a field has a value already."""
        return name in self.values or name in self._texts

    def in_yaml(self, name: str) -> bool:
        """Tell whether the YAML says what a field holds."""
        return name in self.values and self.origins[(name,)].way is Way.YAML

    def passage(self, numbers: Sequence[int], column: int = 0) -> Passage:
        """Return some lines as a place."""
        return Passage(self.lines, numbers, column)

    def find(
        self, code: str, message: str, where: Span, hint: str | None = None,
        field: str | None = None,
    ) -> None:  # fmt: skip
        """Note a finding."""
        self.findings.append(Finding(message, where, code=code, hint=hint, field=field))

    def find_at(
        self, code: str, message: str, section: Section, hint: str | None = None,
        field: str | None = None,
    ) -> None:  # fmt: skip
        """Note a finding about a section, at its title."""
        self.find(code, message, self.document.outline.heading_span(section), hint, field)

    def set(self, name: str, value: Any, place: Passage) -> None:  # noqa: ANN401 - any field
        """Give a field its value."""
        self.values[name] = value
        self.origins[(name,)] = Origin(Way.SECTION, place)

    def set_text(self, name: str, numbers: Iterable[int], kind: str) -> None:
        """Give a text field some lines; further ones are put behind the first.

        Where the YAML has said what the field holds, the lines are kept as `kind`.
        """
        if name in self.values:
            self.keep(kind, numbers)
        else:
            self._append(self._texts, name, numbers)

    def keep(self, name: str, numbers: Iterable[int]) -> None:
        """Keep lines in `additional_sections`, behind those that have the name already."""
        self._append(self._kept, name, numbers)

    def keep_apart(self, name: str, numbers: Iterable[int]) -> str:
        """Keep lines in `additional_sections` under a name that no others have; return it."""
        base = name
        while name in self._kept or name == UNKNOWN_KEYS:
            self._repeated[base] = self._repeated.get(base, 1) + 1
            name = f"{base}_{self._repeated[base]}"
        self._append(self._kept, name, numbers)
        return name

    def depends_on(self, kind: str, technology: str) -> bool:
        """Tell whether a technology stands in a dependency list already."""
        return technologies.key(technology) in self.dependencies.get(kind, ())

    def depend(self, kind: str, technology: str, place: Passage) -> None:
        """Add a technology to a dependency list, unless it stands there already."""
        self.dependencies.setdefault(kind, {}).setdefault(
            technologies.key(technology), (technology, place)
        )

    def finish(self, unknown_keys: Mapping[str, Any]) -> None:
        """Turn the lines of texts into texts, and what was kept into `additional_sections`."""
        for name, numbers in self._texts.items():
            place = self.passage(numbers)
            self.set(name, place.text, place)
        kept: dict[str, Any] = {UNKNOWN_KEYS: unknown_keys} if unknown_keys else {}
        for name, numbers in self._kept.items():
            place = self.passage(numbers)
            kept[name] = place.text
            self.origins["additional_sections", name] = Origin(Way.SECTION, place)
        if kept:
            self.values["additional_sections"] = kept

    def _append(self, texts: dict[str, list[int]], name: str, numbers: Iterable[int]) -> None:
        if trimmed := trim(self.lines, numbers):
            lines = texts.setdefault(name, [])
            lines += [GAP, *trimmed] if lines else trimmed
