"""How agents are connected: their triggers, their needs, and references between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from ionflux.catalog.entries import Entry
from ionflux.catalog.phrases import Phrase
from ionflux.language import technologies
from ionflux.models import AgentDefinition

MOST = 100
"""How many agents a map shows individually; more are grouped."""

_GROUPS = 24
"""How many groups a map shows; the smallest are merged."""

_WEBHOOKS, _MOST_NEEDS = 150, 60
"""How many other nodes there are; more webhooks are one node, and so are rare needs."""

_STARTS = {"schedule": "Schedule", "event": "Event", "manual": "By hand", "": "Not stated"}
_START, _AGENT, _NEED = "start", "agent", "need"


class Node(NamedTuple):
    """A node of the map: its column, its kind, its label, and its address."""

    column: str
    kind: str
    label: str
    href: str = ""
    note: str = ""


class Link(NamedTuple):
    """A line of the map between two nodes; `weight` is the number of agents."""

    source: Node
    target: Node
    weight: int = 1


_Pairs = Sequence[tuple[Entry, Node]]
_Counts = Counter[tuple[Node, Node]]


class Connections(NamedTuple):
    """The nodes of the map, the lines between columns, and those between agents."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    mentions: tuple[Link, ...]
    grouped: bool = False


def connections(entries: Sequence[Entry], phrase: Phrase) -> Connections:
    """Return how the agents connect; many are grouped by common properties."""
    grouped = len(entries) > MOST
    nodes = _groups(entries, phrase) if grouped else list(map(_agent_node, entries))
    pairs = list(zip(entries, nodes, strict=True))
    starts = _starts(pairs, phrase, by_kind=grouped)
    if len({source for source, _ in starts}) > _WEBHOOKS:
        starts = _starts(pairs, phrase, by_kind=True)
    links = starts + _few(_needs(pairs), phrase)
    mentions = Counter(
        (node, nodes[other])
        for entry, node in pairs
        for other in entry.names
        if nodes[other] != node
    )
    known = dict.fromkeys([*nodes, *(node for link in links for node in link)])
    return Connections(tuple(known), _linked(links), _linked(mentions), grouped)


class Row(NamedTuple):
    """An agent, or a group of agents, with the labels of all linked nodes."""

    node: Node
    starts: tuple[str, ...]
    needs: tuple[str, ...]
    names: tuple[str, ...]


def rows(shown: Connections) -> list[Row]:
    """Return the map as rows of a table; a store that is also a queue is named once."""
    starts: dict[Node, list[str]] = defaultdict(list)
    needs: dict[Node, list[str]] = defaultdict(list)
    names: dict[Node, list[str]] = defaultdict(list)
    for link in shown.links:
        if link.target.column == _AGENT:
            starts[link.target].append(link.source.label)
        else:
            needs[link.source].append(link.target.label)
    for link in shown.mentions:
        names[link.source].append(link.target.label)
    agents = (node for node in shown.nodes if node.column == _AGENT)
    return [
        Row(agent, tuple(starts[agent]), tuple(dict.fromkeys(needs[agent])), tuple(names[agent]))
        for agent in agents
    ]


def _linked(counts: Mapping[tuple[Node, Node], int]) -> tuple[Link, ...]:
    return tuple(Link(source, target, weight) for (source, target), weight in counts.items())


def _agent_node(entry: Entry) -> Node:
    return Node(_AGENT, _AGENT, entry.agent.name, entry.href, entry.agent.id)


def _starts(pairs: _Pairs, phrase: Phrase, *, by_kind: bool) -> _Counts:
    """Count the agents by their triggers: webhooks individually, or only by their kind."""
    return Counter(
        (source, node)
        for entry, node in pairs
        for source in dict.fromkeys(_starts_of(entry.agent, phrase, by_kind=by_kind))
    )


def _starts_of(agent: AgentDefinition, phrase: Phrase, *, by_kind: bool) -> Iterator[Node]:
    for trigger in agent.triggers_config:
        if trigger.type == "webhook" and not by_kind:
            config = trigger.config
            yield Node(_START, "webhook", f"{config['method']} {config['path']}")
        else:
            yield _start_node(trigger.type, phrase)
    if not agent.triggers_config:
        yield _start_node("", phrase)


def _start_node(kind: str, phrase: Phrase) -> Node:
    href = f"index.html#start={kind}" if kind else ""
    return Node(_START, kind or "none", phrase(_STARTS.get(kind, "Webhook")), href)


def _needs(pairs: _Pairs) -> _Counts:
    """Count the agents by their needs; a technology has one node, however it is written."""
    written = _spellings([entry.agent for entry, _ in pairs])
    return Counter(
        (node, target)
        for entry, node in pairs
        for target in dict.fromkeys(_needs_of(entry.agent, written))
    )


def _needs_of(agent: AgentDefinition, written: Mapping[str, str]) -> Iterator[Node]:
    for service in agent.underlying_services_required:
        yield Node(_NEED, "service", service, f"index.html#service={quote(service)}")
    for store in (*_memory(agent), *reversed(agent.stack_details.database_dependencies)):
        yield Node(_NEED, "store", written[_key(store)])
    for queue in agent.stack_details.queue_dependencies:
        yield Node(_NEED, "queue", written[_key(queue)])


def _memory(agent: AgentDefinition) -> tuple[str, ...]:
    return (agent.memory_config.type,) if agent.memory_config.type else ()


def _key(technology: str) -> str:
    """Return a key shared by names of the same technology; a name without words is its own key."""
    return technologies.key(technology) or technology


def _spellings(agents: Sequence[AgentDefinition]) -> Mapping[str, str]:
    """Return the most common spelling of each technology, by its key; a memory's type is a word."""
    stacks = [agent.stack_details for agent in agents]
    listed = (name for s in stacks for name in (*s.database_dependencies, *s.queue_dependencies))
    memories = (kind for agent in agents for kind in _memory(agent))
    names = [*Counter(listed).most_common(), *Counter(memories).most_common()]
    return {_key(name): name for name, _ in reversed(names)}


def _few(needs: _Counts, phrase: Phrase) -> _Counts:
    """Return the most common needs; the rest is one node."""
    weights: Counter[Node] = Counter()
    for (_, target), weight in needs.items():
        weights[target] += weight
    if len(weights) <= _MOST_NEEDS:
        return needs
    kept, rest = dict(weights.most_common(_MOST_NEEDS)), Node(_NEED, "other", phrase("Other"))
    found: _Counts = Counter()
    for (node, target), weight in needs.items():
        found[node, target if target in kept else rest] += weight
    return found


def _groups(entries: Sequence[Entry], phrase: Phrase) -> list[Node]:
    """Return for each agent the node of its group: its category, else the services it needs."""
    categories = {entry.agent.category for entry in entries}
    by_category = len(categories - {None}) > 1
    keys = [_category(entry) if by_category else _services(entry, phrase) for entry in entries]
    counts = Counter(keys)
    kept = {key for key, _ in counts.most_common(_GROUPS)}
    keys = [key if key in kept else (phrase("Other"), "") for key in keys]
    counts = Counter(keys)
    agents = phrase("agents")
    return [
        Node(_AGENT, "group", f"{label or phrase('Other')} ({counts[label, href]})", href, agents)
        for label, href in keys
    ]


def _category(entry: Entry) -> tuple[str, str]:
    category = entry.agent.category or ""
    return category, f"index.html#category={quote(category)}" if category else ""


def _services(entry: Entry, phrase: Phrase) -> tuple[str, str]:
    services = entry.agent.underlying_services_required
    return ", ".join(services) or phrase("No service"), ""
