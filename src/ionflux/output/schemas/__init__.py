"""JSON Schema (2020-12) of everything that the tool reads as data or writes as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ionflux.models import AgentConfiguration, AgentDefinition, AgentRunLog, Playbook
from ionflux.output.schemas.base import Schema, of_type, titled
from ionflux.output.schemas.blueprint import blueprint
from ionflux.output.schemas.instance import inputs, instance
from ionflux.output.schemas.outputs import (
    configure_output,
    diff_output,
    import_output,
    record_line,
    show_output,
    validate_output,
)

__all__ = ["SCHEMAS", "Published", "Schema", "inputs", "instance", "text"]


@dataclass(frozen=True, slots=True)
class Published:
    """A schema that has a name: what it is of, and how it is made."""

    summary: str
    make: Callable[[], Schema]


def _entity(model: type) -> Callable[[], Schema]:
    return lambda: titled(of_type(model), model.__name__)


SCHEMAS: Mapping[str, Published] = {
    "definition": Published("an agent's definition", _entity(AgentDefinition)),
    "configuration": Published("a configured instance of an agent", _entity(AgentConfiguration)),
    "run-log": Published("one run of an instance", _entity(AgentRunLog)),
    "playbook": Published("a playbook", _entity(Playbook)),
    "blueprint": Published("the YAML block of a blueprint, for editors", blueprint),
    "instance": Published("one YAML document of an instance file, for editors", instance),
    "import": Published("what `import` writes as JSON", import_output),
    "record": Published("a line of what `import` writes as JSONL", record_line),
    "configure": Published("what `configure` writes as JSON", configure_output),
    "validate": Published("what `validate --format json` writes", validate_output),
    "show": Published("what `show --format json` writes", show_output),
    "diff": Published("what `diff --format json` writes", diff_output),
}
"""Every published schema by the name that `ionflux schema` knows it by."""


def text(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
