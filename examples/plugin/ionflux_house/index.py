"""An index of agents as a Markdown list."""

from __future__ import annotations

from ionflux.exporters import ExportOptions, Source

HOLDS = frozenset({"id", "name", "version", "description"})


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return one file with a line for each agent."""
    del options
    lines = (f"* {agent.id}: {agent.name} {agent.version}\n" for agent in source.agents)
    return {"index.md": "".join(lines)}
