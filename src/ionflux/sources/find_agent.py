"""An agent among definitions, by what a person calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ionflux.core.errors import UsageError
from ionflux.core.words import did_you_mean
from ionflux.models import AgentDefinition


def find_agent(definitions: Sequence[AgentDefinition], wanted: str) -> AgentDefinition:
    """Return the agent of that id or name; case, spaces and dashes of a name do not matter.

    Raises UsageError with the nearest where there is none.
    """
    by_word = {_folded(agent.name): agent for agent in reversed(definitions)}
    by_word |= {agent.id: agent for agent in definitions}
    found = by_word.get(wanted) or by_word.get(_folded(wanted))
    if found is None:
        known = [word for agent in definitions for word in (agent.id, agent.name)]
        raise UsageError(f"there is no agent `{wanted}`{did_you_mean(wanted, known)}")
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()
