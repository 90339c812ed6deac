"""Subagents of Claude Code: a Markdown file for each agent, with its instructions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ionflux.exporters import ExportOptions, Source
from ionflux.exporters.text import instructions, kebab_case, text_fields, to_json
from ionflux.models import AgentDefinition, InputField, OutputField, Playbook, PlaybookStep

HOLDS = frozenset(
    {"id", "name", "inputs_schema", "outputs_config", "graph", "playbooks", *text_fields()}
)
_FAMILIES = ("opus", "sonnet", "haiku")


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return a file for each agent, named after it; agents of the same name also get their id."""
    del options
    names = [kebab_case(agent.name) or kebab_case(agent.id) for agent in source.agents]
    files = {}
    for agent, name in zip(source.agents, names, strict=True):
        unique = name if names.count(name) == 1 else f"{name}-{kebab_case(agent.id)}"
        parts = [*_head(agent, unique), *_body(agent, source.of(agent))]
        files[f"{unique}.md"] = "\n".join(parts)
    return files


def lost(agent: AgentDefinition) -> Iterator[str]:
    """Yield the parts of fields that are lost."""
    given: tuple[InputField | OutputField, ...] = (*agent.inputs_schema, *agent.outputs_config)
    if any(field.value_schema for field in given):
        yield "the schemas of values"


def _head(agent: AgentDefinition, name: str) -> Iterator[str]:
    """Yield the front matter; JSON strings are strings of YAML."""
    about = agent.description or agent.tagline or agent.epithet or agent.name
    yield "---"
    yield f"name: {name}"
    yield f"description: {json.dumps(' '.join(about.split()), ensure_ascii=False)}"
    if model := _model(agent):
        yield f"model: {model}"
    yield "---"


def _model(agent: AgentDefinition) -> str | None:
    """Return the family of the agent's first model, if it is one of Claude's."""
    model = kebab_case(next(iter(agent.stack_details.models_used), ""))
    return next((family for family in _FAMILIES if family in model.split("-")), None)


def _body(agent: AgentDefinition, playbooks: Sequence[Playbook]) -> Iterator[str]:
    yield f"\n{instructions(agent)}\n"
    yield from _values("What it is given", agent.inputs_schema)
    yield from _values("What it returns", agent.outputs_config)
    if agent.graph:
        yield f"## Graph\n\n```json\n{to_json(agent.graph.model_dump(mode='json'))}```\n"
    if playbooks:
        yield "\n\n".join(["## Playbooks", *map(_playbook, playbooks)]) + "\n"
    yield f"Known as `{agent.id}`.\n"


def _values(title: str, given: Iterable[InputField | OutputField]) -> Iterator[str]:
    items = [*map(_value, given)]
    if items:
        yield "\n".join([f"## {title}\n", *items, ""])


def _playbook(playbook: Playbook) -> str:
    """Return a playbook as a chapter: its purpose, its trigger, and its steps in order."""
    title = playbook.name if playbook.is_active else f"{playbook.name} (inactive)"
    about = [playbook.description] if playbook.description else []
    start = f"Starts with `{playbook.trigger_event_type}`."
    steps = [f"{number}. {_step(step)}" for number, step in enumerate(playbook.steps, start=1)]
    return "\n\n".join([f"### {title}", *about, start, "\n".join(steps)])


def _step(step: PlaybookStep) -> str:
    """Return a step: its type, and its other values."""
    others = step.model_dump(mode="json", exclude={"type"})
    said = f": {json.dumps(others, ensure_ascii=False)}" if others else ""
    return f"`{step.type}`{said}"


def _value(field: InputField | OutputField) -> str:
    """Return one value as an item: its key, its type, and its other properties."""
    said: list[str] = [field.type]
    if isinstance(field, InputField):
        said += ["required"] if field.is_needed else []
        if field.default is not None:
            said.append(f"default {json.dumps(field.default, ensure_ascii=False)}")
    about = f": {' '.join(field.description.split())}" if field.description else ""
    return f"- `{field.key}` ({', '.join(said)}){about}"
