"""An outline as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template

from ionflux.authoring.outline import CAMEL, Outline, slug_of
from ionflux.core.patterns import regex
from ionflux.language import BlueprintText
from ionflux.models import InputField, OutputField, Trigger
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

_NOT_OF_A_FILE = regex(r"[^A-Za-z0-9_-]")
_LONE_SLASH = regex(r"(?<!\s)\s+/(?:\s+|$)|^/\s+")
_PLAIN = regex(r"[A-Za-z0-9_][A-Za-z0-9_ -]*(?<! )")


def file_name(outline: Outline) -> str:
    """Return the name of the blueprint's file, such as `agent_011_price_scout.md`."""
    stem = _NOT_OF_A_FILE.sub("_", outline.agent.id)
    return f"{stem}_{slug_of(outline.agent.name)}.md"


def blueprint(outline: Outline) -> str:
    """Return the agent's section: every standard section, in the outline's language."""
    agent, text = outline.agent, outline.text
    slug = slug_of(agent.name)
    shown = {
        "name": agent.name,
        "inputs": _listed(text, [_shown_input(text, item) for item in agent.inputs_schema]),
        "outputs": _listed(text, [_shown_output(item) for item in agent.outputs_config]),
    }
    return Template(text.template).substitute(
        shown,
        number=f"{outline.number:03}",
        title=_title(agent.name),
        subtitle=outline.epithet.rstrip("# "),
        summary=agent.description,
        epithet=outline.epithet,
        introduction=Template(text.introduction).substitute(shown),
        promised=len(text.introduction.splitlines()),
        definition="\n".join(_definition(outline, slug)),
        tree=_TREE.substitute(slug=slug),
        namespace=slug,
        starts="\n".join(_start(text, trigger) for trigger in agent.triggers_config),
    )


_TREE = Template("""\
/agents/$slug/
  ├── __init__.py
  ├── agent.py
  ├── prompts.yaml
  ├── tests/
  │   └── test_agent.py
  └── assets/
      └── schema.sql""")


def _title(name: str) -> str:
    """Return a name as a heading has it: PRICE SCOUT for `PriceScout`.

    ` / ` would begin the subtitle; without the spaces it is part of the title.
    """
    if name.isascii() and name.isalnum():
        return CAMEL.sub(" ", name).upper()
    return _LONE_SLASH.sub("/", name)


def _listed(text: BlueprintText, items: list[str]) -> str:
    if not items:
        return text.nothing
    *first, last = items
    return f"{', '.join(first)}{text.conjunction}{last}" if first else last


def _shown_input(text: BlueprintText, item: InputField) -> str:
    need = text.required if item.required else text.optional
    return Template(text.value).substitute(key=item.key, type=item.type, need=need)


def _shown_output(item: OutputField) -> str:
    return f"`{item.key}` ({item.type})"


def _start(text: BlueprintText, trigger: Trigger) -> str:
    return Template(text.starts[trigger.type]).substitute(trigger.config)


def _definition(outline: Outline, slug: str) -> Iterator[str]:
    agent = outline.agent
    yield f"id: {scalar(agent.id)}"
    yield f"name: {scalar(agent.name)}"
    yield f"version: {as_yaml(agent.version)}"
    yield f"description: {as_yaml(agent.description)}"
    if agent.category:
        yield f"category: {scalar(agent.category)}"
    yield f"status: {agent.status}"
    yield "services:\n  - LLM"
    yield "triggers:"
    for trigger in agent.triggers_config:
        yield f"  - type: {trigger.type}"
        yield from (f"    {key}: {as_yaml(value)}" for key, value in trigger.config.items())
    yield "inputs:"
    for field in agent.inputs_schema:
        yield f"  - key: {scalar(field.key)}\n    type: {field.type}"
        yield f"    required: {as_yaml(field.required)}"
    yield "outputs:"
    for output in agent.outputs_config:
        yield f"  - key: {scalar(output.key)}\n    type: {output.type}"
    yield "stack:\n  language: python\n  runtime: langchain\n  models:\n    - openai:gpt-4o"
    yield f"memory:\n  type: pinecone\n  namespace: {scalar(slug)}"


def scalar(text: str) -> str:
    """Return the text as YAML, without quotes where it reads back the same without them."""
    if _PLAIN.fullmatch(text) and to_python(compose(Block(text)).roots[0]) == text:
        return text
    return as_yaml(text)
