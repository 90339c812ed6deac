"""Schemas of the JSON that commands write."""

from __future__ import annotations

from ionflux.core.findings import Diagnostic
from ionflux.models import AgentConfiguration, AgentDefinition, Playbook
from ionflux.models.records import entities
from ionflux.output.schemas.base import Schema, assembled, closed, of_type, titled
from ionflux.output.views.agent_view import AgentList

_COUNT: Schema = {"type": "integer", "minimum": 0}

_DIAGNOSTIC_FIELDS = {
    "code": "The code, such as `IFX201`; `ionflux explain CODE` explains it.",
    "name": "The code in words, such as `schedule-drift`.",
    "severity": "Errors fail a run; warnings do so with `--strict`.",
    "message": "What was found.",
    "path": "The document.",
    "line": "First line of the place, from 1.",
    "column": "First column of the place, from 1.",
    "end_line": "Last line of the place.",
    "end_column": "Last column that belongs to the place.",
    "agent": "Id of the agent concerned.",
    "field": "Path of the field concerned.",
    "hint": "How to fix it.",
}
_PLACE = ("line", "column", "end_line", "end_column")


def diagnostic() -> Schema:
    """Return the schema of one diagnostic."""
    schema = of_type(Diagnostic)
    schema["description"] = "A finding with its code, severity and place."
    schema["properties"]["fix"] = _fix()
    schema["required"] = [name for name in schema["required"] if name != "fix"]
    del schema["$defs"]["Fix"], schema["$defs"]["Edit"]
    for field, description in _DIAGNOSTIC_FIELDS.items():
        schema["properties"][field]["description"] = description
    for field in _PLACE:
        schema["properties"][field]["minimum"] = 1
    return schema


def _fix() -> Schema:
    """Return the schema of a fix."""
    position = closed(
        {
            "line": {"type": "integer", "minimum": 1, "description": "The line, from 1."},
            "column": {"type": "integer", "minimum": 1, "description": "The column, from 1."},
        },
        ("line", "column"),
    )
    edit = closed(
        {
            "start": {**position, "description": "Where the text to replace begins."},
            "end": {**position, "description": "Where what follows it begins."},
            "text": {"type": "string", "description": "The new text; lines end with a line feed."},
        },
        ("start", "end", "text"),
    )
    edit["description"] = "Text that replaces the text between two places."
    fix = closed(
        {
            "safe": {"type": "boolean", "description": "Whether the meaning stays the same."},
            "edits": {
                "type": "array",
                "description": "They are applied together.",
                "items": edit,
                "minItems": 1,
            },
        },
        ("safe", "edits"),
    )
    fix["description"] = "Edits that fix the finding; omitted if there are none."
    return fix


def import_output() -> Schema:
    """Return the schema of the JSON of `import`."""
    lists = {"agent_definitions": AgentDefinition, "playbooks": Playbook}
    return assembled(lists, "ImportOutput", "Definitions and playbooks, in document order.")


def configure_output() -> Schema:
    """Return the schema of the JSON of `configure`."""
    lists = {"agent_configurations": AgentConfiguration}
    return assembled(lists, "ConfigureOutput", "Configurations, in the order of the files.")


def record_line() -> Schema:
    """Return the schema of one line of JSONL: an entity's fields, with its name beside them."""
    defs: Schema = {}
    lines = []
    for entity, model in entities().items():
        schema = of_type(model)
        defs |= schema.pop("$defs", {})
        schema["properties"] = {"entity": {"const": entity}, **schema["properties"]}
        schema["required"] = ["entity", *schema["required"]]
        schema["title"] = f"{schema['title']}Record"
        lines.append(schema)
    described = "One record of one of the entities."
    return titled({"oneOf": lines, "$defs": defs}, "Record", described)


def validate_output() -> Schema:
    """Return the schema of the JSON of `validate`."""
    counts = {
        "documents": "Documents read.",
        "agents": "Agent sections found.",
        "errors": "Findings that fail the run.",
        "warnings": "Findings that fail the run with `--strict`.",
        "infos": "Remarks.",
    }
    numbers: Schema = {key: {**_COUNT, "description": text} for key, text in counts.items()}
    numbers["forms"] = {
        "description": "How many agents were read in each form, such as `sections`.",
        "type": "object",
        "additionalProperties": {**_COUNT, "minimum": 1},
    }
    summary = closed(numbers, tuple(counts))
    one = diagnostic()
    defs = one.pop("$defs", {})
    parts = {"summary": summary, "diagnostics": {"type": "array", "items": one, "$defs": defs}}
    return assembled(parts, "ValidateOutput", "Findings by path, line, column and code.")


def diff_output() -> Schema:
    """Return the schema of the JSON of `diff`."""
    from ionflux.diff.schema import diff_schema  # only this schema needs it

    schema = diff_schema()
    one = diagnostic()
    schema["$defs"] |= one.pop("$defs", {}) | {"Diagnostic": one}
    schema["properties"]["configurations"] = {
        "description": "With --configurations: what the new side breaks in them.",
        "type": "array",
        "items": {"$ref": "#/$defs/Diagnostic"},
    }
    return titled(schema, "DiffOutput", "Differences between two sets of definitions.")


def show_output() -> Schema:
    """Return the schema of the JSON of `show`."""
    return titled(of_type(AgentList), "ShowOutput")
