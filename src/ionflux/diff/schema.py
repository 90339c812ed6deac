"""The JSON Schema of the output of `diff --format json`."""

from __future__ import annotations

from ionflux.core.json_value import JsonValue
from ionflux.diff.changes import Kind, Summary
from ionflux.diff.versions import BUMPS
from ionflux.models.rows import Level

Schema = dict[str, JsonValue]

_PLACE: Schema = {
    "description": "Where a document has it; lines and columns from 1, the end included.",
    "type": "object",
    "properties": {
        "path": {"type": "string"},
        **{
            name: {"type": "integer", "minimum": 1}
            for name in ("line", "column", "end_line", "end_column")
        },
    },
    "required": ["path", "line", "column", "end_line", "end_column"],
    "additionalProperties": False,
}


def diff_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the JSON output of `diff`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object(
            {
                "summary": _object(
                    {name: {"type": "integer", "minimum": 0} for name in Summary._fields}
                ),
                "agents": {"type": "array", "items": {"$ref": "#/$defs/AgentChange"}},
                "changes": {"type": "array", "items": {"$ref": "#/$defs/Change"}},
            }
        ),
        "$defs": {"AgentChange": _agent(), "Change": _change(), "Place": _PLACE},
    }


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _said(words: str, **more: object) -> Schema:
    return {"description": words, **more}


_PLACES = {"old_place": {"$ref": "#/$defs/Place"}, "new_place": {"$ref": "#/$defs/Place"}}
_LEVEL = _said("How much it matters to users.", enum=[level.value for level in Level])
_KIND = _said("What happened.", enum=[kind.value for kind in Kind])


def _agent() -> Schema:
    return _object(
        {
            "id": _said("The agent's id.", type="string"),
            "change": _KIND,
            "level": _LEVEL,
            "old_version": _said("Null for an added agent.", type=["string", "null"]),
            "new_version": _said("Null for a removed agent.", type=["string", "null"]),
            "required_bump": _said(
                "The part of the version to raise; null without a version on both sides.",
                enum=[*BUMPS, None],
            ),
            "bump_ok": _said("Whether the version was raised that far.", type="boolean"),
        },
        {
            "renamed_from": _said("The removed agent it probably was.", type="string"),
            "renamed_to": _said("The added agent it probably is.", type="string"),
            **_PLACES,
        },
    )


def _change() -> Schema:
    return _object(
        {
            "agent": _said("The agent's id.", type="string"),
            "path": _said("What changed; `.` is the agent itself.", type="string", minLength=1),
            "kind": _KIND,
            "level": _LEVEL,
            "old": _said("The value before; null if it was added."),
            "new": _said("The value now; null if it was removed."),
            "message": _said("A sentence for people.", type="string"),
        },
        {
            "index": _said("Position of an added entry in the new list.", type="integer"),
            **_PLACES,
        },
    )
