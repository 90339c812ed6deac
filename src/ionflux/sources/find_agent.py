"""Look-up of an agent by its id or name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import did_you_mean
from ionflux.models.sameness import id_key, name_key, text_key

_SEPARATORS = regex(r"[\s_-]+")


class _Agent(Protocol):
    """A definition, or a part of one."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


_AgentT = TypeVar("_AgentT", bound=_Agent)


def find_agent(definitions: Sequence[_AgentT], wanted: str) -> _AgentT:
    """Return the agent of that id or name.

    An exact name is preferred to one that differs in case, spaces, dashes or invisible
    characters. Raises UsageError, with the nearest, if there is none, and if several are equally
    near.
    """
    for found in _matches(definitions, wanted):
        if len(found) == 1:
            return found[0]
        if found:
            agents = " and ".join(f"{agent.id} (`{agent.name}`)" for agent in found)
            raise UsageError(f"`{wanted}` may be {agents}; use the agent's id")
    known = [word for agent in definitions for word in (agent.id, agent.name)]
    raise UsageError(f"there is no agent `{wanted}`{did_you_mean(wanted, known)}")


def _matches(definitions: Sequence[_AgentT], wanted: str) -> Iterator[list[_AgentT]]:
    """Yield the agents with that id or name, from the strictest comparison to the loosest."""
    ways: tuple[tuple[Callable[[_AgentT], str], Callable[[str], str]], ...] = (
        (lambda agent: agent.id, id_key),
        (lambda agent: agent.name, str),
        (lambda agent: agent.name, text_key),
        (lambda agent: agent.name, name_key),
        (lambda agent: agent.name, _without_separators),
    )
    for told, key in ways:
        asked = key(wanted)
        yield [agent for agent in definitions if key(told(agent)) == asked]


def _without_separators(name: str) -> str:
    return _SEPARATORS.sub("", name_key(name))
