"""Tools of the Model Context Protocol: each agent is a tool with its inputs and outputs."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.core.json_value import JsonValue
from ionflux.exporters import ExportOptions, Source
from ionflux.exporters.text import to_json
from ionflux.models import AgentDefinition
from ionflux.output.schemas.agent import input_schema, output_schema

HOLDS = frozenset({"id", "name", "version", "description", "inputs_schema", "outputs_config"})


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return the result of `tools/list` as one file."""
    del options
    return {"tools.json": to_json({"tools": [dict(_tool(agent)) for agent in source.agents]})}


def _tool(agent: AgentDefinition) -> Iterator[tuple[str, JsonValue]]:
    yield "name", agent.id
    yield "title", agent.name
    if about := agent.description or agent.tagline:
        yield "description", about
    yield "inputSchema", input_schema(agent)
    if agent.outputs_config:
        yield "outputSchema", output_schema(agent)
    yield "_meta", {"ionflux/version": agent.version}
