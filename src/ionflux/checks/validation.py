"""Validate values as models, or return findings; the only place that reads pydantic's errors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from ionflux.checks.values import SHOWN, described, flag_of
from ionflux.core.findings import Finding, Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.numbers import size_fault
from ionflux.core.words import nearest, quoted
from ionflux.models.agent_definition import AgentDefinition, MemoryConfig, StackDetails
from ionflux.models.annotations import choices, discriminator, follow, members
from ionflux.models.base import (
    ID_PATTERN,
    NAME_PATTERN,
    NAMESPACE_PATTERN,
    PATH_PATTERN,
    VERSION_PATTERN,
    Model,
    time_zones,
)
from ionflux.models.fields import fields
from ionflux.models.sameness import name_key
from ionflux.models.types import ALIASES

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ModelT = TypeVar("ModelT", bound=Model)

MOST = 2_000
"""The limit of findings on one model; more are not useful."""

_WHOLES = {
    "AgentDefinition": "the definition",
    "Playbook": "the playbook",
    "InstanceFile": "the instance",
    "EffectiveSchedule": "a schedule",
    "EffectiveWebhook": "a webhook",
}
"""The words for models that are not entries of a list."""

_NOUNS = {"steps": "step", "triggers": "override", "nodes": "node"}
"""The words for entries of lists that are not in the table of fields."""

_EXAMPLES = {
    "id": "agent_001",
    "version": '"0.1"',
    "cron": '"0 8 * * *"',
    "path": '"/agent/run"',
    "agent_definition_id": "agent_001",
}
_FIRST_KEYS = {
    "triggers_config": "type: webhook",
    "inputs_schema": "key: …",
    "outputs_config": "key: …",
}
"""The lists of mappings in a definition, and how an entry begins."""


class _Mistake(NamedTuple):
    """One error of pydantic's: its path, as reported and as written, and the type at its end."""

    model: type[Model]
    path: Loc
    loc: Loc
    kind: object
    given: object
    context: Mapping[str, JsonValue]

    @property
    def name(self) -> str:
        """The name of the value as written in the document."""
        last = next((part for part in reversed(self.loc) if isinstance(part, str)), "value")
        return _keys().get(last, last)

    @property
    def owner(self) -> str:
        """The words for the owner of the value."""
        lists = (_nouns().get(str(part)) for part in reversed(self.loc[:-1]))
        noun = next(filter(None, lists), None)
        if noun is None:
            return _WHOLES.get(self.model.__name__, "the mapping")
        return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"

    def finding(self, code: str, message: str, hint: str | None = None) -> Finding:
        """Return the finding at the mistake's path."""
        return Finding(message, loc=self.loc, code=code, hint=hint)


@cache
def _keys() -> Mapping[str, str]:
    """Return the names of fields in YAML, where they differ from their own."""
    models = (AgentDefinition, StackDetails, MemoryConfig)
    rows = [field for model in models for field in fields(model).values()]
    return {field.name: field.row.key for field in rows if field.row.key}


@cache
def _nouns() -> Mapping[str, str]:
    """Return the word for an entry of each list."""
    return _NOUNS | {name: f.row.noun for name, f in fields().items() if f.row.noun}


def validate(
    model: type[ModelT], values: Mapping[str, JsonValue], *, drop_unknown: bool = False
) -> tuple[ModelT | None, list[Finding]]:
    """Return the model, or None and a finding for every mistake (IFX103 to IFX107, 109, 110).

    With `drop_unknown`, unknown keys are removed from `values`, each with a finding (IFX105); they
    alone do not prevent the model from being created.
    """
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [_finding(model, detail) for detail in details[:MOST]]
    if not drop_unknown:
        return None, findings
    unknown = [detail for detail in details if detail["type"] == _UNKNOWN]
    for detail in unknown:
        _remove(values, follow(model, detail["loc"])[0])
    whole = len(unknown) == len(details)
    return model.model_validate(values) if whole else None, findings


def missing_key(
    loc: Loc, owner: str, words: Sequence[str] = (), *, name: str | None = None
) -> Finding:
    """Return the finding about a key that its owner must have (IFX103).

    `words` are the valid values; `name` is the name of the key if it is not the end of its path.
    """
    name = name or str(loc[-1])
    example = _EXAMPLES.get(name) or _listed(words) or "…"
    message = f"{owner} must have `{name}`"
    return Finding(message, loc=loc, code="IFX103", hint=f"add `{name}: {example}`")


def unknown_key(loc: Loc, valid: Collection[str]) -> Finding:
    """Return the finding about an unknown key (IFX105)."""
    name = str(loc[-1])
    near = nearest(name, valid)
    hint = f"nearest: `{near}`" if near else f"valid: {quoted(valid)}"
    return Finding(f"the key `{name}` is unknown", loc=loc, code="IFX105", hint=hint)


def _remove(values: JsonValue, loc: Loc) -> None:
    for part in loc[:-1]:
        values = values[part]
    del values[loc[-1]]


def _finding(model: type[Model], detail: ErrorDetails) -> Finding:
    loc, kind = follow(model, detail["loc"])
    mistake = _Mistake(model, detail["loc"], loc, kind, detail["input"], detail.get("ctx", {}))
    return _HANDLERS.get(detail["type"], _wrong_kind("another kind of value"))(mistake)


def _missing(mistake: _Mistake) -> Finding:
    return missing_key(mistake.loc, mistake.owner, choices(mistake.kind), name=mistake.name)


def _listed(words: Sequence[str]) -> str:
    """Return words as a list to be put between backticks: `a`, `b` or `c`."""
    return "` or `".join(filter(None, ("`, `".join(words[:-1]), *words[-1:])))


def _without_tag(mistake: _Mistake) -> Finding:
    key = str(discriminator(mistake.kind))
    inner = mistake._replace(loc=(*mistake.loc, key))
    if isinstance(mistake.given, Mapping) and key not in mistake.given:
        return _missing(inner)
    return _wrong_kind("text")(inner)


def _tag(mistake: _Mistake) -> Finding:
    key = str(discriminator(mistake.kind))
    # The tag of the context is a text, whatever was given.
    given = mistake.given.get(key) if isinstance(mistake.given, Mapping) else None
    inner = mistake._replace(loc=(*mistake.loc, key), given=given)
    return _missing(inner) if given is None else _choice(inner)


def _choice(mistake: _Mistake) -> Finding:
    if mistake.given is None:
        return _empty(mistake)
    if isinstance(mistake.given, Mapping | list | tuple):
        return _wrong_kind("text")(mistake)
    word, is_entry = str(mistake.given), isinstance(mistake.loc[-1], int)
    noun = _nouns().get(str(mistake.loc[-2]), mistake.name) if is_entry else mistake.name
    valid = choices(mistake.kind)
    hint = f"nearest: `{_nearest_choice(word, valid)}`; valid: {quoted(valid)}"
    return mistake.finding("IFX104", f"`{word}` is not a valid {noun}", hint)


def _nearest_choice(word: str, valid: tuple[str, ...]) -> str | None:
    """Return the valid word that one was probably meant as, also by another name: `texto`."""
    aliases = ALIASES.get(valid, {})
    near = nearest(word, (*valid, *aliases)) or nearest(word, valid, likeness=0)
    return aliases.get(near or "", near)


def _pattern(mistake: _Mistake) -> Finding:
    pattern = mistake.context["pattern"]
    if pattern in {NAME_PATTERN, NAMESPACE_PATTERN}:
        return _unseen(mistake)
    code, noun, hint = _PATTERNS[pattern]
    if not str(mistake.given).strip():
        return mistake.finding(code, f"`{mistake.name}` is empty", hint)
    return mistake.finding(code, f"`{_visible(mistake.given)}` is not a valid {noun}", hint)


def _visible(given: object) -> str:
    """Return a text with each invisible character replaced by its number."""
    text = str(given)
    if text.isprintable():
        return text
    return "".join([c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text])


_PATTERNS = {
    ID_PATTERN: ("IFX110", "id", "write `agent_` and digits, such as `agent_001`, or a UUID"),
    VERSION_PATTERN: ("IFX109", "version", "write it as `0.1` or `1.2.0`"),
    PATH_PATTERN: (
        "IFX107",
        "webhook path",
        "begin it with `/` and leave out white space, `?` and `#`, as in `/agent/run`",
    ),
}


def _unseen(mistake: _Mistake) -> Finding:
    """Report a name with blanks, breaks or invisible characters."""
    text = str(mistake.given)
    if not name_key(text):
        fault = "is blank"
    elif "\t" in text.strip():
        fault = "contains a tab"
    elif any(character in text.strip() for character in _BREAKS):
        fault = "contains a line break"
    elif text.strip().isprintable() and text != text.strip():
        fault = "begins or ends with white space"
    else:
        fault = "contains invisible characters"
    hint = "write it on one line, without spaces or invisible characters at its ends"
    return mistake.finding("IFX104", f"`{mistake.name}` {fault}", hint)


_BREAKS = "\n\r\v\f\x85\u2028\u2029"


def _timezone(mistake: _Mistake) -> Finding:
    near = nearest(str(mistake.given), time_zones())
    hint = f"nearest: `{near}`" if near else "write an IANA name, such as `America/Sao_Paulo`"
    return mistake.finding("IFX104", f"`{mistake.given}` is not the name of a time zone", hint)


def _uuid(mistake: _Mistake) -> Finding:
    hint = "write a UUID, or omit the key to get one that is the same on every run"
    return mistake.finding("IFX110", f"`{mistake.given}` is not a valid UUID", hint)


def _cron(mistake: _Mistake) -> Finding:
    expression, reason = mistake.context["expression"], mistake.context["reason"]
    hint = (
        "write five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12),"
        " day of week (0-7)"
    )
    if not expression.strip():
        return mistake.finding("IFX106", "the cron expression is empty", hint)
    return mistake.finding(
        "IFX106", f"`{expression}` is not a valid cron expression: {reason}", hint
    )


def _default(mistake: _Mistake) -> Finding:
    kind = mistake.context["kind"]
    inner = mistake._replace(loc=(*mistake.loc, *mistake.context["loc"]))
    hint = f"the input's type is `{kind}`"
    given = mistake.context["given"]
    if isinstance(given, str) and (fault := size_fault(given)):
        hint = f"{hint}, and `{given[:SHOWN]}` is {fault}"
    found = inner.finding("IFX104", f"the default is not a {kind}", hint)
    return found._replace(write=flag_of(given) if kind == "boolean" else None)


def _schema(mistake: _Mistake) -> Finding:
    message = f"`{mistake.name}` is not a JSON Schema: {mistake.context['reason']}"
    hint = "write a JSON Schema (2020-12) of one value, such as `{type: string, maxLength: 80}`"
    return mistake.finding("IFX104", message, hint)


def _empty(mistake: _Mistake) -> Finding:
    subject = _subject(mistake)
    return mistake.finding("IFX104", f"{subject} is empty", "give it a value")


def _too_long(mistake: _Mistake) -> Finding:
    longest = mistake.context["max_length"]
    return mistake.finding("IFX104", f"{_subject(mistake)} is longer than {longest} characters")


def _unknown(mistake: _Mistake) -> Finding:
    _, owner = follow(mistake.model, mistake.path[:-1])
    return unknown_key(mistake.loc, members(owner))


def _text(mistake: _Mistake) -> Finding:
    """Report null as a missing text."""
    if mistake.given is not None:
        return _wrong_kind("text")(mistake)
    return _empty(mistake) if isinstance(mistake.loc[-1], int) else _missing(mistake)


def _subject(mistake: _Mistake) -> str:
    if not mistake.loc:
        return mistake.owner
    return (
        f"`{mistake.name}`" if isinstance(mistake.loc[-1], str) else f"an entry of `{mistake.name}`"
    )


def _wrong_kind(wanted: str) -> Callable[[_Mistake], Finding]:
    def handler(mistake: _Mistake) -> Finding:
        loc, hint = mistake.loc, _WRITE.get(wanted)
        if loc and loc[0] in _FIRST_KEYS and len(loc) <= len(("inputs_schema", 0)):
            first = _FIRST_KEYS[str(loc[0])]
            hint = f"write a list of mappings: `- {first}`, and the other keys below it"
        message = f"{_subject(mistake)} must be {wanted}, not {described(mistake.given)}"
        return mistake.finding("IFX104", message, hint)

    return handler


def _flag(mistake: _Mistake) -> Finding:
    """Report a word for true or false that is a string in YAML 1.2."""
    return _wrong_kind(_BOOLEAN)(mistake)._replace(write=flag_of(mistake.given))


_LIST, _MAPPING, _BOOLEAN = "a list", "a mapping of keys to values", "`true` or `false`"
_WRITE = {
    "text": "write one value; a value with `: ` or `{` in it must be in quotes",
    _LIST: "write one entry per line, each after `- `",
    _MAPPING: "write `key: value` below it, each on its own line",
    _BOOLEAN: "nearest: `true` or `false`, without quotes",
}


_UNKNOWN = "extra_forbidden"
_HANDLERS: Mapping[str, Callable[[_Mistake], Finding]] = {
    "missing": _missing,
    _UNKNOWN: _unknown,
    "union_tag_not_found": _without_tag,
    "union_tag_invalid": _tag,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "uuid_parsing": _uuid,
    "invalid_cron": _cron,
    "invalid_timezone": _timezone,
    "default_type": _default,
    "invalid_json_schema": _schema,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "string_type": _text,
    "uuid_type": _wrong_kind("text"),
    "bool_type": _flag,
    **dict.fromkeys(("tuple_type", "list_type"), _wrong_kind(_LIST)),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type", "typed_dict_type"),
        _wrong_kind(_MAPPING),
    ),
    **dict.fromkeys(
        ("datetime_type", "datetime_parsing", "datetime_from_date_parsing"),
        _wrong_kind("a date and time such as `2025-01-31T08:00:00Z`"),
    ),
}
"""The handler of each type of error that pydantic reports."""
