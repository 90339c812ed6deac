"""The references of a FluxGraph agent: in the nodes of its graph, and in its JSON columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ionflux.checks.subject import Subject
from ionflux.core.findings import Loc
from ionflux.core.json_texts import texts_in
from ionflux.core.json_value import JsonValue
from ionflux.core.words import nearest
from ionflux.models import AgentDefinition, Graph
from ionflux.models.expressions import Reference, read_expression, read_template
from ionflux.models.wiring import references

INPUTS = ("trigger", "input_data")
"""The beginning of references to inputs: `trigger.input_data.NAME`."""

_KEPT = "additional_sections"
_SCHEMAS = frozenset({"input_schema_json", "output_schema_json"})
_EXPRESSIONS = ("condition", "formula", "expression")
"""The endings of keys whose texts are expressions without braces."""
_COMPARED = 200
"""How many names are compared to find the nearest."""
_ASKED = 100
"""How many words get a suggestion: comparing takes time, and does not help a thousand times."""


class Read(NamedTuple):
    """A reference, and the path in the model of its text."""

    loc: Loc
    reference: Reference

    @property
    def part(self) -> tuple[int, int]:
        """The offsets of the reference in the text."""
        return self.reference.start, self.reference.end

    @property
    def input(self) -> str | None:
        """The name of the input that it reads; None if it does not read a particular one."""
        path = self.reference.path
        return path[2] if path[:2] == INPUTS and len(path) > len(INPUTS) else None


class Nearest:
    """Names, to find the nearest to a word; of many words or names, only the first count."""

    def __init__(self, names: Iterable[str], likeness: float = 0.6) -> None:
        self.names = tuple(islice(names, _COMPARED))
        self.likeness = likeness
        self._known: dict[str, str | None] = {}

    def to(self, word: str) -> str | None:
        """Return the name that is most like a word, or None."""
        if word not in self._known and len(self._known) < _ASKED:
            self._known[word] = nearest(word, self.names, likeness=self.likeness)
        return self._known.get(word)

    def hint(self, word: str, otherwise: str | None = None) -> str | None:
        """Return the hint with the nearest name."""
        near = self.to(word)
        return f"nearest: `{near}`" if near else otherwise


def column(agent: AgentDefinition, name: str) -> JsonValue:
    """Return the value of a JSON column, or None."""
    value = agent.additional_sections.get(name)
    return None if isinstance(value, str) else value


def listed(value: JsonValue, key: str) -> list[JsonValue]:
    """Return the list under a key of a mapping; empty if there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def graph_of(subject: Subject) -> Graph:
    """Return the graph of an agent; these checks run only for agents that have one."""
    return subject.agent.graph or Graph()


def in_templates(subject: Subject) -> Iterator[Read]:
    """Yield the references in templates, once per text."""
    seen: set[tuple[Loc, tuple[str, ...]]] = set()
    for read in (*_in_graph(subject), *_in_columns(subject.agent)):
        if (read.loc, read.reference.path) not in seen:
            seen.add((read.loc, read.reference.path))
            yield read


def in_expressions(agent: AgentDefinition) -> Iterator[Reference]:
    """Yield the references in conditions and formulas of the columns, which have no braces."""
    for loc, text in _column_texts(agent):
        if str(loc[-1]).endswith(_EXPRESSIONS):
            yield from read_expression(text).references


def _in_graph(subject: Subject) -> Iterator[Read]:
    for index, node in enumerate(graph_of(subject).nodes):
        for loc, reference in references(node):
            yield Read(("graph", "nodes", index, *loc), reference)


def _in_columns(agent: AgentDefinition) -> Iterator[Read]:
    for loc, text in _column_texts(agent):
        for reference in read_template(text).references:
            yield Read(loc, reference)


def _column_texts(agent: AgentDefinition) -> Iterator[tuple[Loc, str]]:
    for name, value in agent.additional_sections.items():
        if name.endswith("_json") and name not in _SCHEMAS and not isinstance(value, str):
            yield from texts_in(value, (_KEPT, name))
