"""Which removed agent an added one probably is, found by index instead of trying all pairs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition
from ionflux.models.sameness import name_key

_SUFFIX = regex(r"(?:(?<![\s_.-])[\s_.-]++[vV]|(?<=[a-z])V)[0-9]++(?:[._][0-9]++)*+$")


def renames(
    removed: Sequence[AgentDefinition], added: Sequence[AgentDefinition]
) -> dict[str, AgentDefinition]:
    """Return, by the id of an added agent, the removed one that it probably was.

    Equal names (ignoring case and suffixes such as `_v2`) count before equal inputs and outputs.
    Agents without any input or output are not considered similar.
    """
    found: dict[str, AgentDefinition] = {}
    for alike in (_name, _contract):
        taken = {agent.id for agent in found.values()}
        gone = _index((agent for agent in removed if agent.id not in taken), alike)
        for agent in added:
            if agent.id not in found and (queue := gone.get(alike(agent))):
                found[agent.id] = queue.popleft()
    return found


def _index(
    agents: Iterable[AgentDefinition], alike: Callable[[AgentDefinition], Hashable]
) -> dict[Hashable, deque[AgentDefinition]]:
    index: defaultdict[Hashable, deque[AgentDefinition]] = defaultdict(deque)
    for agent in agents:
        if (key := alike(agent)) is not None:
            index[key].append(agent)
    return index


def _name(agent: AgentDefinition) -> Hashable:
    return name_key(_SUFFIX.sub("", agent.name))


def _contract(agent: AgentDefinition) -> Hashable:
    inputs = frozenset((field.key, field.type, field.required) for field in agent.inputs_schema)
    outputs = frozenset((field.key, field.type) for field in agent.outputs_config)
    return (inputs, outputs) if inputs or outputs else None
