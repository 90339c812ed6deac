"""The graph, `transforms_required` and `wasm_modules_cids` do not name the same transforms.

A transform in the inputs of a node, which calls it, also counts as one of the graph.

Why it matters: a transform that is not required is missing when the node runs, and one that is
required but not used is loaded for nothing.

How to fix: name the same transforms in all three.

Bad:

    graph:
      - id: fetch
        transform: Fetch_Transform

    { "transforms_required": ["Fetch_Transform", "Chart_Transform"] }

Good:

    graph:
      - id: fetch
        transform: Fetch_Transform

    { "transforms_required": ["Fetch_Transform"] }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.checks.rules.graph_reads import column, graph_of
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Loc, Severity
from ionflux.core.json_texts import texts_in
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex

SEVERITY = Severity.WARNING

_COLUMN = "execution_requirements_json"
_GRAPH, _REQUIRED, _MODULES = "the graph", "`transforms_required`", "`wasm_modules_cids`"
_KEYS = ("name", "transform", "transform_id", "id")
_WORD = regex(r"\w+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each transform that is not named everywhere."""
    requirements = column(subject.agent, _COLUMN)
    graph = _of_graph(subject)
    called = _called(subject)
    named = {_GRAPH: graph}
    for place, key in ((_REQUIRED, "transforms_required"), (_MODULES, "wasm_modules_cids")):
        stated = requirements.get(key) if isinstance(requirements, Mapping) else None
        if isinstance(stated, list | Mapping):
            named[place] = dict(_of_column(stated, ("additional_sections", _COLUMN, key)))
    every = dict.fromkeys(name for names in named.values() for name in names)
    for name in every:
        there = [place for place, names in named.items() if name in names]
        lacking = [
            place
            for place, names in named.items()
            if name not in names and not (place == _GRAPH and name in called)
        ]
        if lacking:
            loc = named[there[0]][name]
            message = f"`{name}` is in {_listed(there)}, but not in {_listed(lacking)}"
            yield Finding(message, loc=loc, hint="name the same transforms in all of them")


def _of_graph(subject: Subject) -> dict[str, Loc]:
    """Return the transforms of the nodes, each with its first place; templates are skipped."""
    found: dict[str, Loc] = {}
    for index, node in enumerate(graph_of(subject).nodes):
        if "{{" not in node.transform:
            found.setdefault(node.transform, ("graph", "nodes", index, "transform"))
    return found


def _called(subject: Subject) -> set[str]:
    """Return the words of the inputs of nodes: among them are transforms that they call."""
    texts = (text for node in graph_of(subject).nodes for _, text in texts_in(node.inputs, ()))
    return {word for text in texts for word in _WORD.findall(text)}


def _of_column(stated: JsonValue, loc: Loc) -> Iterator[tuple[str, Loc]]:
    if isinstance(stated, Mapping):
        yield from ((name, (*loc, name)) for name in stated)
        return
    for index, item in enumerate(stated):
        name = item
        if isinstance(item, Mapping):
            name = next((item[key] for key in _KEYS if key in item), None)
        if isinstance(name, str):
            yield name, (*loc, index)


def _listed(places: list[str]) -> str:
    return " and ".join(places)
