"""Agent cards of the Agent2Agent protocol, version 1.0: a file for each agent."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ionflux.core.json_value import JsonValue
from ionflux.core.portable_names import portable_name
from ionflux.exporters import ExportOptions, Source
from ionflux.exporters.text import kebab_case, to_json
from ionflux.models import AgentDefinition

HOLDS = frozenset(
    {"id", "name", "version", "description", "core_capabilities", "category"}
    | {"underlying_services_required"}
)
_JSON = "application/json"
_OUTPUTS = {"md": "text/markdown", "string": "text/plain", "url": "text/plain"}


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return a card for each agent; its address is below the base URL."""
    return {
        f"{portable_name(agent.id)}.json": to_json(dict(_card(agent, options)))
        for agent in source.agents
    }


def _card(agent: AgentDefinition, options: ExportOptions) -> Iterator[tuple[str, JsonValue]]:
    url = f"{options.base_url}/a2a/{quote(agent.id)}"
    yield "name", agent.name
    yield "description", agent.description or agent.tagline or agent.epithet or agent.name
    yield (
        "supportedInterfaces",
        [{"url": url, "protocolBinding": "HTTP+JSON", "protocolVersion": "1.0"}],
    )
    yield "version", agent.version
    yield "capabilities", {}
    yield "defaultInputModes", [_JSON]
    modes = dict.fromkeys(_OUTPUTS.get(field.type, _JSON) for field in agent.outputs_config)
    yield "defaultOutputModes", [*modes] or [_JSON]
    yield "skills", [*_skills(agent)]


def _skills(agent: AgentDefinition) -> Iterator[JsonValue]:
    """Yield a skill for each capability, else a single one for what the agent does."""
    about = agent.core_capabilities or (agent.description or agent.name,)
    tags: list[JsonValue] = [*filter(None, [agent.category]), *agent.underlying_services_required]
    for number, text in enumerate(about, start=1):
        name = text.splitlines()[0].partition(":")[0].strip() or agent.name
        yield {
            "id": f"{agent.id}-{number}-{kebab_case(name)[:40]}".rstrip("-"),
            "name": name,
            "description": text,
            "tags": tags or ["agent"],
        }
