"""Raw blueprints to models, or findings; the only place that meets pydantic's errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ionflux.core.findings import Finding, Loc
from ionflux.core.nearest import nearest_hint
from ionflux.core.patterns import regex
from ionflux.models.base import Model
from ionflux.models.types import TRIGGER_TYPES

ModelT = TypeVar("ModelT", bound=Model)

_YAML_NAMES = {
    "triggers_config": "triggers",
    "inputs_schema": "inputs",
    "outputs_config": "outputs",
    "stack_details": "stack",
    "models_used": "models",
    "memory_config": "memory",
    "namespace_template": "namespace",
    "underlying_services_required": "services",
}
"""What the fields are called where people write them."""

MOST = 2_000
"""Findings on one model beyond which there is no help in more of them."""

_KINDS = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "typed_dict_type": "a mapping",
    "string_type": "text",
    "bool_type": "`true` or `false`",
}
_QUOTED = regex(r"'([^']*)'")


def validate(model: type[ModelT], values: Mapping[str, Any]) -> tuple[ModelT | None, list[Finding]]:
    """Return the model, or None and a finding for every mistake (IFX103, IFX104, IFX106 to 110)."""
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, [_finding(detail) for detail in error.errors(include_url=False)[:MOST]]


def _finding(detail: Any) -> Finding:  # noqa: ANN401 - pydantic's details are loose mappings
    loc = _without_tag(detail["loc"])
    handler = _HANDLERS.get(detail["type"], _wrong_kind)
    return handler(loc, detail["input"], detail.get("ctx", {}))


def _without_tag(loc: Loc) -> Loc:
    """Drop the name that pydantic puts into a trigger's path for the kind it took it for."""
    if len(loc) > 2 and loc[0] == "triggers_config" and loc[2] in TRIGGER_TYPES:  # noqa: PLR2004
        return (*loc[:2], *loc[3:])
    return loc


def _name(loc: Loc) -> str:
    last = next((part for part in reversed(loc) if isinstance(part, str)), "value")
    return _YAML_NAMES.get(last, last)


def _owner(loc: Loc) -> str:
    nouns = {"triggers_config": "a trigger", "inputs_schema": "an input", "steps": "a step"}
    nouns |= {"outputs_config": "an output"}
    return nouns.get(str(loc[0]), "the definition") if len(loc) > 1 else "the definition"


def _missing(loc: Loc, _: object, __: Mapping[str, Any]) -> Finding:
    name = _name(loc)
    example = _EXAMPLES.get(name, "…")
    if name == "type":
        example = _TYPES.get(str(loc[0]), "…")
    return Finding(
        f"{_owner(loc)} must have `{name}`", loc=loc, code="IFX103", hint=f"add `{name}: {example}`"
    )


_EXAMPLES = {
    "id": "agent_001",
    "version": '"0.1"',
    "cron": '"0 8 * * *"',
    "path": '"/agent/run"',
}
_TYPES = {
    "triggers_config": "schedule`, `webhook`, `event` or `manual",
    "inputs_schema": "string`, `number`, `boolean` or `json",
    "outputs_config": "string`, `md`, `url`, `json`, `number` or `boolean",
}


def _missing_tag(loc: Loc, given: object, context: Mapping[str, Any]) -> Finding:
    if isinstance(given, Mapping) and "type" not in given:
        return _missing((*loc, "type"), given, context)
    return _wrong_kind((*loc, "type"), given, {"expected": "text"})


def _choice(loc: Loc, given: object, context: Mapping[str, Any]) -> Finding:
    valid = _QUOTED.findall(str(context.get("expected") or context.get("expected_tags")))
    word = str(context.get("tag", given))
    if "expected_tags" in context:
        loc = (*loc, "type")
    return Finding(
        f"`{word}` is no {_name(loc).replace('services', 'service')} that is known",
        loc=loc,
        code="IFX104",
        hint=nearest_hint(word, valid, listed=True),
    )


def _pattern(loc: Loc, given: object, context: Mapping[str, Any]) -> Finding:
    name = str(loc[-1])
    if name not in _PATTERNS:
        return _wrong_kind(loc, given, context)
    code, message, hint = _PATTERNS[name]
    return Finding(f"`{given}` {message}", loc=loc, code=code, hint=hint)


_PATTERNS = {
    "id": ("IFX110", "is no id", "write `agent_` and digits, such as `agent_001`, or a UUID"),
    "agent_definition_id": ("IFX110", "is no id of a definition", "write it as `agent_001`"),
    "version": ("IFX109", "is no version", "write it as `0.1` or `1.2.0`"),
    "path": (
        "IFX107",
        "is no webhook path",
        "begin it with `/` and leave out white space, as in `/agent/run`",
    ),
}


def _cron(loc: Loc, _: object, context: Mapping[str, Any]) -> Finding:
    return Finding(
        f"`{context['expression']}` is no cron expression: {context['reason']}",
        loc=loc,
        code="IFX106",
        hint="write five fields: minute, hour, day of month, month, day of week",
    )


def _default(loc: Loc, _: object, context: Mapping[str, Any]) -> Finding:
    return Finding(
        f"the default is no {context['kind']}",
        loc=(*loc, *context["loc"]),
        code="IFX104",
        hint=f"the input's type is `{context['kind']}`",
    )


def _schema(loc: Loc, _: object, context: Mapping[str, Any]) -> Finding:
    return Finding(
        f"`{_name(loc)}` is not a JSON Schema: {context['reason']}",
        loc=loc,
        code="IFX104",
        hint="write a JSON Schema (2020-12) of one value, such as `{type: string, maxLength: 80}`",
    )


def _empty(loc: Loc, _: object, __: Mapping[str, Any]) -> Finding:
    return Finding(f"`{_name(loc)}` is empty", loc=loc, code="IFX104", hint="give it a value")


def _wrong_kind(loc: Loc, given: object, context: Mapping[str, Any]) -> Finding:
    name = f"`{_name(loc)}`" if isinstance(loc[-1], str) else f"an entry of `{_name(loc)}`"
    wanted = str(context.get("expected", "another kind of value"))
    hint = _WRITE.get(wanted)
    if loc[0] in _TYPES and len(loc) <= len(("inputs", 0)):
        key = "type: webhook" if loc[0] == "triggers_config" else "key: …"
        hint = f"write a list of mappings: `- {key}`, and the other keys below it"
    return Finding(
        f"{name} must be {wanted}, not {_described(given)}", loc=loc, code="IFX104",
        hint=hint,
    )  # fmt: skip


_WRITE = {
    "text": "write one value; one with `: ` or `{` in it must stand in quotes",
    "a list": "write one entry a line, each behind `- `",
    "a mapping of keys to values": "write `key: value` below it, each on a line of its own",
    "`true` or `false`": "nearest: `true` or `false`, without quotes",
}


def _described(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f"the text `{value[:40]}`"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else f"`{value}`"


def _of_kind(wanted: str) -> Callable[[Loc, object, Mapping[str, Any]], Finding]:
    def handler(loc: Loc, given: object, context: Mapping[str, Any]) -> Finding:
        if given is None and wanted == "text":
            return _missing(loc, given, context)
        return _wrong_kind(loc, given, {"expected": wanted})

    return handler


_HANDLERS: dict[str, Callable[[Loc, object, Mapping[str, Any]], Finding]] = {
    "missing": _missing,
    "union_tag_not_found": _missing_tag,
    "union_tag_invalid": _choice,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "invalid_cron": _cron,
    "default_type": _default,
    "invalid_json_schema": _schema,
    "string_too_short": _empty,
    **{name: _of_kind(wanted) for name, wanted in _KINDS.items()},
}
