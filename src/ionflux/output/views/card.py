"""One agent as a card: what it is, what starts it, what it takes and gives, what it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ionflux.models import AgentDefinition, StackDetails
from ionflux.output.views.agent_view import AgentView
from ionflux.output.views.tables import in_words, origins, safe, table
from ionflux.output.views.tree import drawn

_STORY = {
    "introduction_text": "Introduction",
    "core_capabilities": "Capabilities",
    "essence_punch": "Punch",
    "essence_interpretation": "Interpretation",
}
_CHAPTERS = {
    "scheduling_and_triggers_summary": "Scheduling and triggers",
    "kpis_definition": "KPIs",
    "failure_fallback_strategy": "Failure and fallback",
    "example_integration_flow": "Example",
    "dynamic_expansion_notes": "Expansion",
    "escape_the_obvious_feature": "Escape the obvious",
}
_STACK = {
    "language": "Language",
    "runtime": "Runtime",
    "models_used": "Models",
    "database_dependencies": "Databases",
    "queue_dependencies": "Queues",
    "other_integrations": "Integrations",
}


def card(view: AgentView) -> RenderableType:
    """Return the card; chapters without content are left out."""
    agent = view.definition
    parts = [
        *_head(agent),
        *_texts(agent, _STORY),
        *_chapter("Triggers", _triggers(view)),
        *_chapter("Inputs", _inputs(agent)),
        *_chapter("Outputs", _outputs(agent)),
        *_chapter("Stack", _stack(agent)),
        *_files(agent),
        *_texts(agent, _CHAPTERS),
        *_additional(agent.additional_sections),
        *_chapter("Findings", _counts(view)),
        *_chapter("Origin", origins(view) if view.origins else None),
    ]
    return Group(*parts)


def _head(agent: AgentDefinition) -> Iterator[RenderableType]:
    yield safe(agent.name, "bold")
    known = [agent.id, f"version {agent.version}", agent.status, agent.category]
    yield safe(" · ".join(part for part in known if part), "dim")
    for text, style in ((agent.epithet, "italic"), (agent.tagline, ""), (agent.description, "")):
        if text:
            yield Text()
            yield safe(text, style)
    said = {"Archetype": agent.archetype, "DNA phrase": agent.dna_phrase}
    if any(said.values()):
        yield Text()
        yield _pairs({label: text for label, text in said.items() if text})


def _title(title: str) -> Text:
    return Text(f"\n{title}", style="bold cyan")


def _chapter(title: str, body: RenderableType | None) -> Iterator[RenderableType]:
    if body is not None:
        yield _title(title)
        yield Padding(body, (0, 0, 0, 2), expand=False)


def _texts(agent: AgentDefinition, titles: dict[str, str]) -> Iterator[RenderableType]:
    for field, title in titles.items():
        value = getattr(agent, field)
        text = "\n".join(f"• {item}" for item in value) if isinstance(value, tuple) else value
        yield from _chapter(title, safe(text) if text else None)


def _pairs(said: dict[str, str]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in said.items():
        grid.add_row(safe(label), safe(text))
    return grid


def _triggers(view: AgentView) -> Table | None:
    rows = [
        (trigger.type, words, _settings(dict(trigger.config)))
        for trigger, words in zip(view.definition.triggers_config, view.starts, strict=True)
    ]
    return table(("Type", "Starts", "Settings"), rows) if rows else None


def _settings(config: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {_value(value)}" for key, value in config.items())


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _inputs(agent: AgentDefinition) -> Table | None:
    rows = [
        (
            field.key,
            field.type,
            "yes" if field.required else "no",
            "" if field.default is None else _value(field.default),
            field.description or "",
        )
        for field in agent.inputs_schema
    ]
    return table(("Key", "Type", "Required", "Default", "Description"), rows) if rows else None


def _outputs(agent: AgentDefinition) -> Table | None:
    rows = [(field.key, field.type, field.description or "") for field in agent.outputs_config]
    return table(("Key", "Type", "Description"), rows) if rows else None


def _stack(agent: AgentDefinition) -> Table | None:
    said = {label: _joined(agent.stack_details, field) for field, label in _STACK.items()}
    memory = agent.memory_config
    said["Memory"] = " · ".join(part for part in (memory.type, memory.namespace_template) if part)
    said["Services"] = ", ".join(agent.underlying_services_required)
    filled = {label: text for label, text in said.items() if text}
    return _pairs(filled) if filled else None


def _joined(stack: StackDetails, field: str) -> str:
    value = getattr(stack, field)
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _files(agent: AgentDefinition) -> Iterator[RenderableType]:
    if tree := agent.key_files_and_paths:
        files = {file.path: file.description for file in tree.files}
        yield from _chapter("Files", drawn(tree.root, tree.directories, files))


def _counts(view: AgentView) -> Text | None:
    return safe(", ".join(in_words(view.findings))) if view.findings else None


def _additional(sections: dict[str, Any]) -> Iterator[RenderableType]:
    for key, value in sections.items():
        title = key.replace("_", " ").capitalize()
        yield Text()
        yield safe(title, "bold cyan")
        yield Padding(safe(_value(value)), (0, 0, 0, 2), expand=False)
