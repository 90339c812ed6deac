"""The example texts of a new blueprint for its author.

The texts are true of any agent and name this one's triggers, inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import Template
from typing import Any

from ionflux.authoring.names import slug_of
from ionflux.core.json_value import JsonValue
from ionflux.forms.sections.filetree import parse
from ionflux.language import BlueprintText
from ionflux.markdown.plain import plain
from ionflux.models import AgentDefinition

_TREE = Template("""\
/agents/$slug/
  ├── __init__.py
  ├── agent.py
  ├── prompts.yaml
  ├── tests/
  │   └── test_agent.py
  └── assets/
      └── schema.sql""")
_STACK = {
    "language": "python",
    "runtime": "langchain",
    "models_used": ["openai:gpt-4o"],
    "database_dependencies": ["Pinecone", "Postgres"],
    "other_integrations": ["OpenTelemetry", "Grafana"],
}
"""The stack in the form of the model, as in the stack section of the example."""


def completed(fields: Mapping[str, JsonValue], text: BlueprintText) -> dict[str, JsonValue]:
    """Return the fields of a complete definition: the given ones, and the example."""
    slug = slug_of(fields["name"])
    tree = _TREE.substitute(slug=slug)
    found = {
        **fields,
        "stack_details": _STACK,
        "memory_config": {"type": "pinecone", "namespace_template": slug},
        "default_file_structure_template": tree,
        "key_files_and_paths": parse(tree.split("\n")),
        "underlying_services_required": ["LLM"],
        "additional_sections": {"subtitle": fields["epithet"].rstrip("# ")},
    }
    shown = _shown(fields, text, slug)
    for name, written in text.texts.items():
        said = Template(written).substitute(shown)
        if name == "core_capabilities":
            found[name] = [plain(line) for line in said.split("\n")]
        elif name in AgentDefinition.model_fields:
            found[name] = said
        else:
            found["additional_sections"][name] = said
    return found


def _shown(fields: Mapping[str, JsonValue], text: BlueprintText, slug: str) -> dict[str, str]:
    """Return the values of the agent that the texts contain."""
    return {
        "name": fields["name"],
        "namespace": slug,
        "inputs": _listed(text, [_shown_input(text, item) for item in fields["inputs_schema"]]),
        "outputs": _listed(text, [_shown_output(item) for item in fields["outputs_config"]]),
        "starts": "\n".join(_starts(text, fields["triggers_config"])),
    }


def _listed(text: BlueprintText, items: Sequence[str]) -> str:
    if not items:
        return text.nothing
    *first, last = items
    return f"{', '.join(first)}{text.conjunction}{last}" if first else last


def _shown_input(text: BlueprintText, item: Mapping[str, Any]) -> str:
    need = text.required if item["required"] else text.optional
    return Template(text.value).substitute(key=item["key"], type=item["type"], need=need)


def _shown_output(item: Mapping[str, Any]) -> str:
    return f"`{item['key']}` ({item['type']})"


def _starts(text: BlueprintText, triggers: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (Template(text.starts[each["type"]]).substitute(each["config"]) for each in triggers)
