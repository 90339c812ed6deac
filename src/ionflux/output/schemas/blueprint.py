"""Schema of a blueprint's YAML block, for editors: what may be written, not the result.

It accepts the keys and values that `import` accepts, so it is wider than the model: any spelling of
a key, other words for types, numbers where text is meant, `null` for a missing value. Other words
for types are `deprecated`, so that an editor can report them like `validate`. Only `validate`
checks what a schema cannot express: whether a scalar is in quotes, the fields of a cron expression,
the names of time zones, and entries that conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel

from ionflux.core.words import fold
from ionflux.language import Vocabulary, vocabulary
from ionflux.models import AgentDefinition, InputField, MemoryConfig, OutputField, StackDetails
from ionflux.models.base import PATH_PATTERN
from ionflux.models.crons import CRON_FIELDS, CRON_MACROS
from ionflux.models.fields import Field, keys
from ionflux.models.types import (
    HTTP_METHODS,
    INPUT_ALIASES,
    INPUT_TYPES,
    OUTPUT_ALIASES,
    OUTPUT_TYPES,
    SERVICES,
    TRIGGER_ALIASES,
    TRIGGER_TYPES,
)
from ionflux.output.schemas.base import Schema, of_type, titled

_NULL: Schema = {"type": "null"}
_TEXT: Schema = {"$ref": "#/$defs/Text"}
_OPTIONAL_TEXT: Schema = {"anyOf": [_TEXT, _NULL]}
_SEPARATOR = r"[\s_-]+"
_KEY_SEPARATOR = "[ _-]"


def blueprint(words: Vocabulary | None = None) -> Schema:
    """Return the schema of the YAML definition block; `words` are those of a project's dialects."""
    block = _Block(words or vocabulary())
    schema = block.mapping(AgentDefinition)
    defs = {
        "Text": {
            "description": "Text; a number or a boolean is read as it is written.",
            "anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}],
        },
        "Texts": {"anyOf": [{"type": "array", "items": _TEXT}, _NULL]},
        "Services": {"anyOf": [{"type": "array", "items": {"enum": list(SERVICES)}}, _NULL]},
        "Triggers": _list_of("Trigger"),
        "Trigger": block.trigger(),
        "Inputs": _list_of("Input"),
        "Input": block.entry(InputField, INPUT_TYPES, INPUT_ALIASES),
        "Outputs": _list_of("Output"),
        "Output": block.entry(OutputField, OUTPUT_TYPES, OUTPUT_ALIASES),
        "Stack": {"anyOf": [block.mapping(StackDetails), _NULL]},
        "Memory": {"anyOf": [block.mapping(MemoryConfig, keys()["memory"].row.kept), _NULL]},
    }
    whole = titled(schema, "Blueprint", "The YAML definition block of an agent's blueprint.")
    return whole | {"$defs": defs}


def _list_of(name: str) -> Schema:
    return {"anyOf": [{"type": "array", "items": {"$ref": f"#/$defs/{name}"}}, _NULL]}


def _holding(pattern: str, value: Schema | None = None) -> Schema:
    """Return the schema of an object with a key of a pattern; JSON Schema has no keyword for it."""
    none = {"propertyNames": {"type": "string", "not": {"type": "string", "pattern": pattern}}}
    there: Schema = {"type": "object", "not": {"type": "object", **none}}
    return there | ({"patternProperties": {pattern: value}} if value else {})


def _folded(word: str, separator: str) -> str:
    """Return the pattern of a word in any case, with or without its accents."""
    return "".join(separator if letter in "_- " else _letter(letter) for letter in word)


def _letter(letter: str) -> str:
    variants = dict.fromkeys(v for each in (letter, fold(letter)) for v in (each, each.upper()))
    return re.escape(letter) if len(variants) == 1 else f"[{''.join(variants)}]"


# Schemas of values, by how they are read.


def _value(field: Field, shape: Schema) -> Schema:
    return _VALUES[field.row.reads](field, shape)


def _word(field: Field, shape: Schema) -> Schema:
    """Return the schema of a scalar that is read as it is written."""
    stated = shape["properties"][field.name]
    branches = stated.get("anyOf", [stated])
    text = next(branch for branch in branches if branch.get("type") == "string")
    text = {name: text[name] for name in ("type", "enum", "pattern", "minLength") if name in text}
    accepted = [text, *(number for number, sample in _SCALARS if _accepts(text, sample))]
    if field.name not in shape.get("required", ()):
        accepted.append(_NULL)
    return {"anyOf": accepted}


_SCALARS: tuple[tuple[Schema, tuple[str, ...]], ...] = (
    ({"type": "number"}, ("1", "-1")),
    ({"type": "number", "minimum": 0}, ("1",)),
    ({"type": "boolean"}, ("true",)),
)
"""Scalars that are not text, and patterns of how they are written."""


def _accepts(text: Schema, samples: Iterable[str]) -> bool:
    if "enum" in text:
        return False
    return all(map(re.compile(text.get("pattern", "")).search, samples))


_VALUES: Mapping[str, Callable[[Field, Schema], Schema]] = {
    "word": _word,
    "prose": lambda _, __: _OPTIONAL_TEXT,
    "words": lambda _, __: {"$ref": "#/$defs/Texts"},
    "services": lambda _, __: {"$ref": "#/$defs/Services"},
    "triggers": lambda _, __: {"$ref": "#/$defs/Triggers"},
    "inputs": lambda _, __: {"$ref": "#/$defs/Inputs"},
    "outputs": lambda _, __: {"$ref": "#/$defs/Outputs"},
    "stack": lambda _, __: {"$ref": "#/$defs/Stack"},
    "memory": lambda _, __: {"$ref": "#/$defs/Memory"},
    "flag": lambda _, __: {"anyOf": [{"type": "boolean"}, _NULL]},
    "value": lambda _, __: {},
    "schema": lambda _, __: {"anyOf": [{"type": "object"}, _NULL]},
}


def _choice(words: Iterable[str], aliases: Mapping[str, str] | None = None) -> Schema:
    """Return the schema of one of some words, or of an alias of one."""
    others = dict(aliases or {})
    accepted: list[Schema] = [{"enum": list(words)}]
    if others:
        accepted.append({"enum": list(others), "deprecated": True, "description": "Another name."})
    accepted.append({"type": "string", "pattern": _any_of((*words, *others)), "deprecated": True})
    return {"anyOf": accepted}


def _any_of(words: Iterable[str]) -> str:
    return rf"^\s*(?:{'|'.join(_folded(word, _SEPARATOR) for word in words)})\s*$"


_FITTING: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
}
"""Schemas of an input's default, by the input's type; for `json` it may be anything."""


_CRON = "|".join(
    [*(_folded(macro, "") for macro in CRON_MACROS), rf"\S+(?:\s+\S+){{{CRON_FIELDS - 1}}}"]
)
_SETTINGS: Mapping[str, Schema] = {
    "cron": {"description": "Cron expression of five fields, or a macro like `@daily`."},
    "path": {"description": "Path that starts with `/`."},
    "method": {"description": "HTTP method; `POST` by default."},
    "timezone": {"description": "IANA name of the time zone of a schedule; UTC by default."},
}
"""Settings that a type of trigger needs; other triggers may use the names for any value."""

_NEEDED: Mapping[str, tuple[str, Schema]] = {
    "schedule": ("cron", {"type": "string", "pattern": rf"^\s*(?:{_CRON})\s*$"}),
    "webhook": ("path", {"type": "string", "pattern": PATH_PATTERN}),
}


class _Block:
    """The schemas of mappings, with their keys in every accepted spelling."""

    def __init__(self, words: Vocabulary) -> None:
        self.languages = tuple(words.languages.values())

    def mapping(self, model: type[BaseModel], kept: Iterable[str] = ()) -> Schema:
        """Return the schema of a mapping with the keys of a model, and `kept` ones of any value."""
        shape = of_type(model, "validation")
        table = keys(model)
        values = {
            key: {"description": field.description, **_value(field, shape)}
            for key, field in table.items()
        }
        values |= {key: {"description": "Kept as it is."} for key in kept if key not in values}
        required = [key for key, field in table.items() if field.name in shape.get("required", ())]
        return self.keyed(values, required)

    def keyed(self, values: Mapping[str, Schema], required: Iterable[str]) -> Schema:
        spelled = {key: self.spellings(key) for key in values}
        clauses = [self.has(key) for key in required]
        return {
            "type": "object",
            "properties": {word: values[key] for key, words in spelled.items() for word in words},
            "patternProperties": {self.variants(key): values[key] for key in values},
            "additionalProperties": False,
        } | ({"allOf": clauses} if clauses else {})

    def has(self, key: str, value: Schema | None = None) -> Schema:
        """Return the schema of an object that has a key in any spelling, with such a value."""
        return _holding(self.any_spelling(key), value)

    def spellings(self, key: str) -> tuple[str, ...]:
        """Return the spellings of a key of the block in all languages."""
        written = (
            word for each in self.languages for word, name in each.keys.items() if name == key
        )
        return tuple(dict.fromkeys([key, *written]))

    def any_spelling(self, key: str) -> str:
        """Return the pattern of a key in all its spellings, in any case, also without accents."""
        return f"^(?:{'|'.join(_folded(word, _KEY_SEPARATOR) for word in self.spellings(key))})$"

    def variants(self, key: str) -> str:
        """Return the pattern of those spellings that are not listed as properties."""
        listed = "|".join(map(re.escape, self.spellings(key)))
        return f"^(?!(?:{listed})$){self.any_spelling(key).removeprefix('^')}"

    def entry(
        self, model: type[BaseModel], types: tuple[str, ...], aliases: Mapping[str, str]
    ) -> Schema:
        """Return the schema of one input or output."""
        schema = self.mapping(model)
        kind = {"description": "Kind of value.", **_choice(types, aliases)}
        for name in (*self.spellings("type"), self.variants("type")):
            held = schema["properties" if name in schema["properties"] else "patternProperties"]
            held[name] = kind
        if "default" in keys(model):
            schema["allOf"] += [self.default(name, aliases) for name in _FITTING]
        return schema

    def default(self, name: str, aliases: Mapping[str, str]) -> Schema:
        words = [name, *(alias for alias, meant in aliases.items() if meant == name)]
        fitting: Schema = {"anyOf": [_FITTING[name], _NULL]}
        return {
            "if": self.has("type", {"type": "string", "pattern": _any_of(words)}),
            "then": {
                "type": "object",
                "patternProperties": {self.any_spelling("default"): fitting},
            },
        }

    def trigger(self) -> Schema:
        kind = {"description": "What starts the agent.", **_choice(TRIGGER_TYPES, TRIGGER_ALIASES)}
        nested: Schema = {"type": "object", "properties": {**_SETTINGS}}
        config: Schema = {
            "description": "The same settings, one level deeper.",
            "anyOf": [nested, {"not": {"type": "object"}}],
        }
        known = {"type": kind, "config": config}
        spelled = {word: value for key, value in known.items() for word in self.spellings(key)}
        return {
            "type": "object",
            "properties": {**spelled, **_SETTINGS},
            "patternProperties": {self.variants(key): value for key, value in known.items()},
            "allOf": [self.has("type"), *map(self.case, _NEEDED)],
        }

    def case(self, name: str) -> Schema:
        """Require the setting of a trigger of this type, next to `type` or under `config`."""
        words = [name, *(alias for alias, meant in TRIGGER_ALIASES.items() if meant == name)]
        key, value = _NEEDED[name]
        there = _holding(f"^{_folded(key, '')}$", value)
        valid = {f"^{_folded(key, '')}$": {"anyOf": [value, _NULL]}}
        if name == "schedule":
            valid["^timezone$"] = {"anyOf": [{"type": "string"}, _NULL]}
        if name == "webhook":
            valid[f"^{_folded('method', '')}$"] = {
                "anyOf": [*_choice(HTTP_METHODS)["anyOf"], _NULL]
            }
        settings: Schema = {"type": "object", "patternProperties": valid}
        below: Schema = {"anyOf": [settings, {"not": {"type": "object"}}]}
        return {
            "if": self.has("type", {"type": "string", "pattern": _any_of(words)}),
            "then": {
                "type": "object",
                "patternProperties": {**valid, self.any_spelling("config"): below},
                "anyOf": [there, self.has("config", there)],
            },
        }
