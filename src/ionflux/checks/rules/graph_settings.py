"""The settings in a FluxGraph document, and which statements are of the same setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ionflux.checks.rules.graph_reads import graph_of
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Loc, dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.words import words
from ionflux.models import AgentDefinition

_KEPT = "additional_sections"
_MODEL = "model_id"
_LEFT_OUT = frozenset(
    {"input_schema_json", "output_schema_json", "trigger_config_json",
     "ecosystem_integration_points_json"}
)  # fmt: skip
"""Columns without settings."""
_FILLING = frozenset({"default", "defaults", "policy", "period", "the", "of", "in", "for"})
"""Words of a name that do not distinguish settings."""
_OF_ANY_MODEL = _FILLING | {
    "llm", "model", "models", "config", "configs", "configuration", "setting", "settings", "param",
    "params", "parameters", "option", "options", "per", "step", "generate", "generation", "node",
    "transform", "override", "inputs",
}  # fmt: skip
"""Words of the names of a model's settings that do not distinguish models."""
_ABOUT: Mapping[str, tuple[str, ...]] = {"logging_json": ("log",)}
"""Words that settings of a column have in other columns, but not in their own."""
_LOG = frozenset({"logs", "logging"})
_OF_MODELS = ("temperature", "max_tokens", "max_tokens_to_sample", "top_p", "model_id")
"""Settings of a model that columns also state by themselves, such as `default_temperature`."""
_STEM = 5
"""How many first letters words share that mean the same, such as `summary` and `summarise`."""


class Setting(NamedTuple):
    """One value: its path in the model, the words of its name, and its column if it has one."""

    loc: Loc
    words: frozenset[str]
    value: JsonValue
    column: str = ""

    @property
    def name(self) -> str:
        """The key that states it."""
        return str(self.loc[-1])

    @property
    def is_telling(self) -> bool:
        """Whether its name is specific, unlike `enabled`."""
        return len(self.words) > 1

    @property
    def is_default(self) -> bool:
        """Whether it is called the default of something."""
        return "default" in words(self.name)


def column_settings(agent: AgentDefinition) -> Iterator[Setting]:
    """Yield the settings of the JSON columns, except those in lists."""
    for name, value in agent.additional_sections.items():
        if name.endswith("_json") and name not in _LEFT_OUT:
            for path, leaf in _leaves(value, ()):
                about = _ABOUT.get(name, ())
                yield Setting((_KEPT, name, *path), _named((*about, *path)), leaf, name)


def node_settings(subject: Subject) -> Iterator[Setting]:
    """Yield the numbers and switches that are inputs of nodes."""
    for index, node in enumerate(graph_of(subject).nodes):
        for path, leaf in _leaves(node.inputs, ()):
            if isinstance(leaf, bool | int | float) and len(path) == 1:
                yield Setting(("graph", "nodes", index, "inputs", *path), _named(path), leaf)


def input_defaults(agent: AgentDefinition) -> Iterator[Setting]:
    """Yield the defaults of inputs and of their parts."""
    for index, field in enumerate(agent.inputs_schema):
        loc: Loc = ("inputs_schema", index)
        if field.default is not None and not isinstance(field.default, dict | list):
            yield Setting((*loc, "default"), _named((field.key,)), field.default)
        parts = (field.value_schema or {}).get("properties")
        for name, part in parts.items() if isinstance(parts, Mapping) else ():
            default = part.get("default") if isinstance(part, Mapping) else None
            if default is not None and not isinstance(default, dict | list):
                where = (*loc, "schema", "properties", name, "default")
                yield Setting(where, _named((name,)), default)


def _leaves(value: JsonValue, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], JsonValue]]:
    """Yield the single values of a mapping, at any depth; a model's settings are judged apart."""
    if isinstance(value, Mapping) and _MODEL not in value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif path and isinstance(value, str | bool | int | float):
        yield path, value


def _named(path: tuple[str, ...]) -> frozenset[str]:
    said = (word for part in path for word in words(part) if word not in _FILLING)
    return frozenset("log" if word in _LOG else word for word in said)


class _Model(NamedTuple):
    """The settings of a model: their place, and the words that distinguish them from others."""

    loc: Loc
    words: frozenset[str]
    values: Mapping[str, JsonValue]
    is_key: bool = False
    """Whether the path is that of the only setting, and not of a mapping of them."""


def model_settings(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each setting of a model that differs between a column and a node."""
    nodes = [
        model
        for index, node in enumerate(graph_of(subject).nodes)
        for model in _models(node.inputs, ("graph", "nodes", index, "inputs"), (node.id,))
    ]
    for model in _of_columns(subject.agent) if nodes else ():
        if (other := _counterpart(model, nodes)) is not None:
            yield from _differences(model, other)


def _of_columns(agent: AgentDefinition) -> Iterator[_Model]:
    for name, value in agent.additional_sections.items():
        if name.endswith("_json") and name not in _LEFT_OUT:
            yield from _models(value, (_KEPT, name), ())
            for path, leaf in _leaves(value, ()):
                yield from _alone((_KEPT, name, *path), leaf)


def _alone(loc: Loc, value: JsonValue) -> Iterator[_Model]:
    """Yield a setting of a model that is stated separately."""
    said = frozenset(words(str(loc[-1])))
    setting = max((key for key in _OF_MODELS if said >= {*words(key)}), key=len, default=None)
    if setting:
        yield _Model(loc, said - _OF_ANY_MODEL - {*words(setting)}, {setting: value}, is_key=True)


def _models(value: JsonValue, loc: Loc, names: tuple[str, ...]) -> Iterator[_Model]:
    if isinstance(value, Mapping) and isinstance(value.get(_MODEL), str):
        said = frozenset(word for name in names for word in words(name))
        yield _Model(loc, said - _OF_ANY_MODEL, value)
    entries = value.items() if isinstance(value, Mapping) else ()
    for key, inner in entries:
        yield from _models(inner, (*loc, key), (*names, key))
    for index, inner in enumerate(value if isinstance(value, list | tuple) else ()):
        yield from _models(inner, (*loc, index), names)


def _counterpart(model: _Model, nodes: Sequence[_Model]) -> _Model | None:
    """Return the node's settings that a column's settings are the default of; None if unclear."""
    shared = [(_likeness(model.words, node.words), node) for node in nodes]
    most = max((count for count, _ in shared), default=0)
    best = [node for count, node in shared if count == most]
    if most:
        return best[0] if len(best) == 1 else None
    return nodes[0] if len(nodes) == 1 and not model.words else None


def _likeness(one: frozenset[str], other: frozenset[str]) -> int:
    return len({word[:_STEM] for word in one} & {word[:_STEM] for word in other})


def _differences(model: _Model, other: _Model) -> Iterator[Finding]:
    for key, value in model.values.items():
        there = other.values.get(key)
        kinds = (str, bool, int, float)
        if not (isinstance(value, kinds) and isinstance(there, kinds)) or "{{" in str(there):
            continue
        if value != there:
            message = f"`{key}` is `{value}` here, and `{there}` in `{dotted((*other.loc, key))}`"
            loc = model.loc if model.is_key else (*model.loc, key)
            yield Finding(message, loc=loc, hint="give both the same value")
