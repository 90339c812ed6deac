"""JSON Schemas (2020-12) of everything that the tool reads as data or writes as JSON."""

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
    """A named schema: what it describes, and the function that creates it.

    `has_keys` tells whether it has keys that a project's dialects may have words for.
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
    "import": Published("the JSON output of `import`", import_output),
    "record": Published("a line of the JSONL output of `import`", record_line),
    "configure": Published("the JSON output of `configure`", configure_output),
    "validate": Published("the output of `validate --format json`", validate_output),
    "show": Published("the output of `show --format json`", show_output),
    "diff": Published("the output of `diff --format json`", diff_output),
}
"""Every published schema by its name in `ionflux schema`."""


@dataclass(frozen=True, slots=True)
class OfAgent:
    """A schema that differs for each agent: what it describes, and how it is created."""

    summary: str
    make: Callable[[AgentDefinition], Schema]


OF_AGENTS: Mapping[str, OfAgent] = {
    "inputs": OfAgent("the inputs of one agent", input_schema),
    "outputs": OfAgent("the outputs of one agent", output_schema),
}
"""The schemas of agents by their names in `ionflux schema`."""


def text(schema: Mapping[str, JsonValue]) -> str:
    """Return a schema, or several by their names, as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
