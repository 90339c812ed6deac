"""The level of every change: from the rows of fields, and from rules for parts of fields.

The table is documented, row by row, in docs/diff.md, which is generated from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.versions import went_down
from ionflux.diff.changes import Kind
from ionflux.diff.paths import AGENT
from ionflux.diff.walk import Difference
from ionflux.models.fields import Field, below, fields
from ionflux.models.rows import Level


class Thing(str):
    """The name of what changed; the sentence around it depends on the kind of the change."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The meaning of a change of this shape, and its message.

    A path includes everything below it without a rule of its own. `says` is a
    sentence about `{key}`, `{old}` and `{new}`, or the name of a thing. A rule with a condition,
    `when` in words, applies only to some differences.
    """

    paths: tuple[str, ...]
    kinds: tuple[Kind, ...]
    level: Level
    says: str
    reason: str
    when: str = ""
    holds: Callable[[Difference], bool] = lambda _: True


_ANY = tuple(Kind)
_NAMED = Thing("{field}")


def _breaking(path: str, kinds: Iterable[Kind], says: str, reason: str) -> Rule:
    return Rule((path,), tuple(kinds), Level.BREAKING, says, reason)


def _compatible(path: str, kinds: Iterable[Kind], says: str, reason: str) -> Rule:
    return Rule((path,), tuple(kinds), Level.COMPATIBLE, says, reason)


def _cosmetic(path: str, kinds: Iterable[Kind], says: str, reason: str) -> Rule:
    return Rule((path,), tuple(kinds), Level.COSMETIC, says, reason)


def _is_needed(entry: Mapping[str, JsonValue]) -> bool:
    """Tell whether an instance must set an input, according to `configure`."""
    return bool(entry["required"]) and entry["default"] is None


def _becomes_needed(difference: Difference) -> bool:
    old, new = difference.owners
    return _is_needed(new) and not _is_needed(old)


_BELOW_FIELDS: tuple[Rule, ...] = (
    _breaking(
        AGENT, [Kind.REMOVED],
        "agent {agent} was removed: configurations that refer to it will fail",
        "Configurations refer to an agent by its id.",
    ),
    _compatible(AGENT, [Kind.ADDED], "agent {agent} was added", "Nothing depends on it yet."),
    Rule(
        ("version",), (Kind.CHANGED,), Level.BREAKING,
        "version went down from {old} to {new}: programs with the old one will not accept this one",
        "Versions only rise: programs with a later one never get this one.",
        when="it went down",
        holds=lambda change: went_down(change.old, change.new),
    ),
    _breaking(
        "inputs_schema[*]", [Kind.REMOVED],
        "input {key} was removed: configurations that set it will be rejected",
        "An unknown input is an error in the configuration that sets it.",
    ),
    Rule(
        ("inputs_schema[*]",), (Kind.ADDED,), Level.BREAKING,
        "input {key} is new and required: configurations without it will fail",
        "No existing configuration has a value for it.",
        when="it is required and has no default",
        holds=lambda change: _is_needed(change.new),
    ),
    _compatible(
        "inputs_schema[*]", [Kind.ADDED],
        "input {key} was added; it may be omitted",
        "Existing configurations work without it.",
    ),
    Rule(
        ("inputs_schema[*].required",), (Kind.CHANGED,), Level.BREAKING,
        "input {key} became required: callers that omit it will fail",
        "Configurations that omit it were valid before.",
        when="it became required and has no default",
        holds=_becomes_needed,
    ),
    Rule(
        ("inputs_schema[*].required",), (Kind.CHANGED,), Level.COMPATIBLE,
        "input {key} became required; its default is used if it is omitted",
        "Configurations that omit it get the default.",
        when="it became required and has a default",
        holds=lambda change: bool(change.new),
    ),
    Rule(
        ("inputs_schema[*].default",), (Kind.REMOVED,), Level.BREAKING,
        "input {key} lost its default and is required: callers that omit it will fail",
        "Configurations that omit it were valid before.",
        when="the input is required",
        holds=_becomes_needed,
    ),
    _compatible(
        "inputs_schema[*].schema", [Kind.REMOVED],
        Thing("schema of input {key}"),
        "Every value of the type is valid now.",
    ),
    _breaking(
        "outputs_config[*]", [Kind.REMOVED],
        "output {key} was removed: its consumers will not find it",
        "Consumers read outputs by their key.",
    ),
    _compatible(
        "outputs_config[*]", [Kind.ADDED], "output {key} was added", "Nothing reads it yet."
    ),
    _compatible(
        "outputs_config[*].schema", [Kind.ADDED],
        Thing("schema of output {key}"),
        "It guarantees more than before.",
    ),
    _breaking(
        "triggers_config[*]", [Kind.REMOVED],
        "trigger {key} was removed: it will no longer start the agent",
        "Callers and schedules rely on it.",
    ),
    _compatible(
        "triggers_config[*]", [Kind.ADDED],
        "trigger {key} was added",
        "The other triggers work as before.",
    ),
    _breaking(
        "triggers_config[*].config.path", [Kind.CHANGED],
        "webhook moved from {old} to {new}: calls of the old path will fail",
        "Callers use the path of the webhook.",
    ),
    _breaking(
        "triggers_config[*].config.method", [Kind.CHANGED],
        "trigger {key} answers {new} instead of {old}",
        "Calls with the old method are rejected.",
    ),
    _compatible(
        "triggers_config[*].config.cron", [Kind.CHANGED],
        "schedule changed from {old} to {new}",
        "When an agent runs does not concern its callers.",
    ),
    _compatible(
        "triggers_config[*].config[*]", _ANY,
        Thing("{entry} of trigger {key}"),
        "Callers do not see the settings of a trigger.",
    ),
    _breaking(
        "underlying_services_required[*]", [Kind.ADDED],
        "service {key} is now required: workspaces that have not connected it will fail",
        "A workspace has to connect it before the agent runs again.",
    ),
    _compatible(
        "underlying_services_required[*]", [Kind.REMOVED],
        "service {key} is no longer required",
        "An unused connection does no harm.",
    ),
    _compatible(
        "graph.nodes[*]", [Kind.ADDED],
        "node {key} was added to the graph",
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*]", [Kind.REMOVED],
        "node {key} was removed from the graph",
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*].inputs[*]", [Kind.CHANGED],
        "node {key} was rewired: {entry} gets {new} instead of {old}",
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*].inputs[*]", [Kind.ADDED, Kind.REMOVED],
        Thing("input {entry} of node {key}"),
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*].depends_on[*]", [Kind.ADDED],
        "node {key} was rewired: it waits for {entry}",
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*].depends_on[*]", [Kind.REMOVED],
        "node {key} was rewired: it no longer waits for {entry}",
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "graph.nodes[*].outputs[*]", [Kind.ADDED, Kind.REMOVED],
        Thing("output {entry} of node {key}"),
        "How an agent works inside does not concern its callers.",
    ),
    _compatible(
        "playbooks[*]", [Kind.ADDED, Kind.REMOVED],
        Thing("playbook {key}"),
        "A default that instances may replace; callers do not refer to it.",
    ),
    Rule(
        tuple(f"playbooks[*].{name}" for name in
              ("id", "name", "trigger_event_type", "steps", "is_active")),
        _ANY, Level.COMPATIBLE,
        Thing("{part} of playbook {key}"),
        "A default that instances may replace; callers do not refer to it.",
    ),
    _cosmetic(
        "playbooks[*].description", _ANY,
        Thing("description of playbook {key}"),
        "Text for people.",
    ),
    _cosmetic(
        "additional_sections[*][*]", _ANY,
        Thing("{entry} in additional section {key}"),
        "Kept so that nothing is lost; the model gives it no meaning.",
    ),
    _cosmetic(
        "additional_sections[*]", _ANY,
        Thing("additional section {key}"),
        "Kept so that nothing is lost; the model gives it no meaning.",
    ),
)  # fmt: skip
"""The rules that a field's row cannot state: for entries of lists, and with conditions."""

_ENTRY = Thing("{key} in {part}")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the default levels; the first rule that fits a change decides."""
    return (*_BELOW_FIELDS, *_of_fields(fields()))


def _of_fields(table: Mapping[str, Field], owner: Field | None = None) -> Iterator[Rule]:
    """Yield the rules in the rows of some fields, and in those of the fields below them."""
    for field in table.values():
        path, judged = _path(field, owner), field.row.judgement
        if field.row.each:
            reason = "The same entries in another order."
            yield _cosmetic(path, [Kind.CHANGED], Thing("order of {field}"), reason)
        if judged and field.row.each:
            yield Rule((f"{path}[*]",), _ANY, judged.level, _ENTRY, judged.reason)
        elif judged:
            says = judged.says or _thing(field, owner)
            yield Rule((path,), _ANY, judged.level, says, judged.reason)
        yield from _of_fields(below(field), field._replace(name=path))


def _path(field: Field, owner: Field | None) -> str:
    if owner is None:
        return field.name
    return f"{owner.name}[*].{field.name}" if owner.row.noun else f"{owner.name}.{field.name}"


def _thing(field: Field, owner: Field | None) -> Thing:
    if owner is None:
        return _NAMED
    title = (field.row.title or field.name).lower()
    if owner.row.noun:
        return Thing(f"{title} of {owner.row.noun} {{key}}")
    return Thing(f"{(owner.row.title or '').lower()} {title}")


_STEP = regex(r"\[\*\]|\.?[^.\[]+|\.")
_UNKNOWN = Rule((), _ANY, Level.BREAKING, _NAMED, "It has no level yet.")


@cache
def _by_shape() -> Mapping[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules():
        for path in rule.paths:
            found[path].append(rule)
    return found


def rule_of(shape: str, difference: Difference) -> Rule:
    """Return the rule for a change at a path with `*` for its keys, or at its nearest parent."""
    for parent in _parents(shape):
        for rule in _by_shape().get(parent, ()):
            if difference.kind in rule.kinds and rule.holds(difference):
                return rule
    return _UNKNOWN


@cache
def _parents(shape: str) -> tuple[str, ...]:
    steps = _STEP.findall(shape)
    return tuple("".join(steps[:end]) for end in range(len(steps), 0, -1))
