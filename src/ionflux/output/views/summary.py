"""The summary of an agent in a list: ten thousand of them take little memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ionflux.core.json_value import JsonValue
from ionflux.output.views.agent_view import Findings
from ionflux.output.views.words import in_words

FIELDS = (
    "id",
    "name",
    "version",
    "status",
    "triggers_config",
    "inputs_schema",
    "outputs_config",
    "underlying_services_required",
)
"""The fields of a definition that its summary is made from."""


class AgentSummary(NamedTuple):
    """One agent: its triggers, inputs and outputs, and the services that it needs."""

    id: str
    name: str
    version: str
    status: str
    starts: Sequence[str]
    takes: Sequence[str]
    """The keys of its inputs; a required one has a star."""
    gives: Sequence[str]
    needs: Sequence[str]
    findings: Findings | None = None
    triggers: Sequence[str] = ()
    """The types of its triggers."""


def summary(values: Mapping[str, JsonValue], findings: Findings | None = None) -> AgentSummary:
    """Return the summary of a definition's `FIELDS`, given as JSON values.

    Raises `KeyError` or `TypeError` if they are not a definition's.
    """
    return AgentSummary(
        values["id"],
        values["name"],
        values["version"],
        values["status"],
        [in_words(each["type"], each["config"]) for each in values["triggers_config"]],
        [each["key"] + "*" * each["required"] for each in values["inputs_schema"]],
        [each["key"] for each in values["outputs_config"]],
        values["underlying_services_required"],
        findings,
        [each["type"] for each in values["triggers_config"]],
    )


class AgentFilter(NamedTuple):
    """Which agents are wanted: those with one of the words of each kind, if there are any."""

    services: Sequence[str] = ()
    statuses: Sequence[str] = ()
    triggers: Sequence[str] = ()

    def keeps(self, agent: AgentSummary) -> bool:
        """Tell whether an agent is wanted."""
        return all(
            not wanted or set(wanted) & set(has)
            for wanted, has in (
                (self.services, agent.needs),
                (self.statuses, [agent.status]),
                (self.triggers, agent.triggers),
            )
        )
