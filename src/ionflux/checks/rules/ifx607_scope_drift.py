"""The graph's approval scopes, the permissions and the consent scopes do not match.

The check compares the scopes of the nodes, `ionwall_permissions_needed`, and the lists of the
security column whose names begin with `required_ionwall_consent_scopes`. A `*`, a template or a
placeholder in a scope matches any text.

Why it matters: a node without its permission stops; a permission that no node needs is one that
users should not be asked for.

How to fix: name the same scopes in all three.

Bad:

    graph:
      - id: fetch
        transform: Fetch_Transform
        ionwall_approval_scope: "read_pod_data:charts"

    { "ionwall_permissions_needed": ["read_pod_data:maps"] }

Good:

    graph:
      - id: fetch
        transform: Fetch_Transform
        ionwall_approval_scope: "read_pod_data:charts"

    { "ionwall_permissions_needed": ["read_pod_data:*"] }
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ionflux.checks.rules.graph_reads import column, graph_of
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Loc, Severity
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex

SEVERITY = Severity.WARNING

_GRAPH = "the approval scopes of the graph"
_COLUMNS = (
    ("the permissions", "ecosystem_integration_points_json", "ionwall_permissions_needed"),
    ("the consent scopes", "security_json", "required_ionwall_consent_scopes"),
)
_COMPARED = 200
"""How many scopes with placeholders are compared."""
_KEYS = ("scope", "permission", "name")
_OPEN = regex(r"\{\{[^{}]*\}\}|\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\*+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each scope that is not covered everywhere."""
    named = {_GRAPH: _of_graph(subject)}
    for place, name, key in _COLUMNS:
        if (found := _of_column(column(subject.agent, name), name, key)) is not None:
            named[place] = found
    known = {place: _Scopes(scopes) for place, scopes in named.items()}
    reported: set[str] = set()
    for place, scopes in named.items():
        for scope, loc in scopes.items():
            others = (other for other in named if other != place)
            lacking = [other for other in others if not known[other].cover(scope)]
            if lacking and scope not in reported:
                reported.add(scope)
                message = f"`{scope}` is among {place}, but not among {' and '.join(lacking)}"
                yield Finding(message, loc=loc, hint="name the same scopes in all of them")


def _of_graph(subject: Subject) -> dict[str, Loc]:
    found: dict[str, Loc] = {}
    for index, node in enumerate(graph_of(subject).nodes):
        if node.approval_scope:
            loc = ("graph", "nodes", index, "approval_scope")
            found.setdefault(node.approval_scope, loc)
    return found


def _of_column(value: JsonValue, name: str, beginning: str) -> dict[str, Loc] | None:
    """Return the scopes of the lists whose keys have a prefix; None if there is no such list."""
    entries = value.items() if isinstance(value, Mapping) else ()
    lists = {key: said for key, said in entries if key.startswith(beginning)}
    found: dict[str, Loc] = {}
    for key, said in lists.items():
        for index, item in enumerate(said if isinstance(said, list) else ()):
            scope = item
            if isinstance(item, Mapping):
                scope = next((item[part] for part in _KEYS if part in item), None)
            if isinstance(scope, str):
                found.setdefault(scope, ("additional_sections", name, key, index))
    return found if lists else None


class _Scopes:
    """Scopes, to look up another; of many with placeholders, only the first count."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = frozenset(known)
        self.open = [ends for ends in map(_ends, known) if ends][:_COMPARED]
        self.some = sorted(self.known)[:_COMPARED]

    def cover(self, scope: str) -> bool:
        """Tell whether one of them covers a scope, or is covered by it."""
        if scope in self.known or any(_matches(ends, scope) for ends in self.open):
            return True
        ends = _ends(scope)
        return ends is not None and any(_matches(ends, one) for one in self.some)


def _ends(scope: str) -> tuple[str, str] | None:
    """Return the beginning and end of a scope around its placeholders; None if it has none."""
    fixed = _OPEN.split(scope)
    return (fixed[0], fixed[-1]) if len(fixed) > 1 else None


def _matches(ends: tuple[str, str], scope: str) -> bool:
    begin, end = ends
    long_enough = len(scope) >= len(begin) + len(end)
    return long_enough and scope.startswith(begin) and scope.endswith(end)
