"""Records: an entity's instance with the name of its entity and the document it came from."""

from __future__ import annotations

from typing import NamedTuple

from ionflux.models.agent_configuration import AgentConfiguration
from ionflux.models.agent_definition import AgentDefinition
from ionflux.models.agent_run_log import AgentRunLog
from ionflux.models.base import Model
from ionflux.models.playbook import Playbook

ENTITIES: dict[str, type[Model]] = {
    "agent_definition": AgentDefinition,
    "agent_configuration": AgentConfiguration,
    "agent_run_log": AgentRunLog,
    "playbook": Playbook,
}
"""Every entity by its name; its plural is the key of the JSON output and the table's name."""


class Record(NamedTuple):
    """One row to be: what it is, and the path of the document that says so."""

    entity: str
    model: Model
    source: str = ""
