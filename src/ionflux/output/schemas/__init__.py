"""JSON Schema (2020-12) of everything that the tool reads as data or writes as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ionflux.core.json_value import JsonValue
from ionflux.language import Vocabulary
from ionflux.models import AgentConfiguration, AgentDefinition, AgentRunLog, Graph, Playbook
from ionflux.output.schemas.agent import input_schema, output_schema
from ionflux.output.schemas.base import Schema, of_type, titled, with_shared_parts
from ionflux.output.schemas.blueprint import blueprint
from ionflux.output.schemas.commands import (
    configure_output,
    diff_output,
    import_output,
    record_line,
    show_output,
    validate_output,
)
from ionflux.output.schemas.dialect import dialect
from ionflux.output.schemas.instance import instance

__all__ = [
    "OF_AGENTS",
    "SCHEMAS",
    "OfAgent",
    "Published",
    "Schema",
    "input_schema",
    "instance",
    "output_schema",
    "text",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A schema that has a name: what it is of, and the function that describes it.

    `has_keys` tells whether there are keys in it that a project's dialects may have words for.
    """

    summary: str
    described: Callable[..., Schema]
    has_keys: bool = False

    def make(self, words: Vocabulary | None = None) -> Schema:
        """Return the schema; `words` are those of all languages unless given."""
        return with_shared_parts(self.described(words) if self.has_keys else self.described())


def _entity(model: type) -> Callable[[], Schema]:
    return lambda: titled(of_type(model), model.__name__)


SCHEMAS: Mapping[str, Published] = {
    "definition": Published("an agent's definition", _entity(AgentDefinition)),
    "configuration": Published("a configured instance of an agent", _entity(AgentConfiguration)),
    "graph": Published("the graph of a FluxGraph agent", _entity(Graph)),
    "run-log": Published("one run of an instance", _entity(AgentRunLog)),
    "playbook": Published("a playbook", _entity(Playbook)),
    "blueprint": Published("the YAML block of a blueprint, for editors", blueprint, has_keys=True),
    "instance": Published("one YAML document of an instance file, for editors", instance),
    "dialect": Published("a dialect in the configuration", dialect),
    "import": Published("what `import` writes as JSON", import_output),
    "record": Published("a line of what `import` writes as JSONL", record_line),
    "configure": Published("what `configure` writes as JSON", configure_output),
    "validate": Published("what `validate --format json` writes", validate_output),
    "show": Published("what `show --format json` writes", show_output),
    "diff": Published("what `diff --format json` writes", diff_output),
}
"""Every published schema by the name that `ionflux schema` knows it by."""


@dataclass(frozen=True, slots=True)
class OfAgent:
    """A schema that each agent has its own of: what it is of, and how it is made."""

    summary: str
    make: Callable[[AgentDefinition], Schema]


OF_AGENTS: Mapping[str, OfAgent] = {
    "inputs": OfAgent("what one agent takes", input_schema),
    "outputs": OfAgent("what one agent gives", output_schema),
}
"""The schemas of agents by the names that `ionflux schema` knows them by."""


def text(schema: Mapping[str, JsonValue]) -> str:
    """Return a schema, or several by their names, as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
