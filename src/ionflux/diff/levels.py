"""The level of every change: the table of spec section 8 as data, and what a project may alter.

The table is documented, row by row, in docs/diff.md; a test holds the two equal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from typing import Any

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import did_you_mean
from ionflux.diff.changes import Kind, Level
from ionflux.diff.paths import AGENT
from ionflux.diff.versions import went_down
from ionflux.models import AgentDefinition


class Thing(str):
    """The name of what changed; the sentence around it depends on the kind of the change."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What a change of this shape means, and how to say it.

    `says` is a sentence about `{key}`, `{old}` and `{new}`, or the name of a thing. A row with a
    condition, `when` in words, is tried on old and new.
    """

    paths: tuple[str, ...]
    kinds: tuple[Kind, ...]
    level: Level
    says: str
    reason: str
    when: str = ""
    holds: Callable[[Any, Any], bool] = lambda _old, _new: True


_ANY = tuple(Kind)
_LISTS = ("models_used", "database_dependencies", "queue_dependencies", "other_integrations")
_NARRATIVE = (
    "epithet", "tagline", "introduction_text", "archetype", "dna_phrase", "core_capabilities",
    "essence_punch", "essence_interpretation", "description", "scheduling_and_triggers_summary",
    "kpis_definition", "failure_fallback_strategy", "example_integration_flow",
    "dynamic_expansion_notes", "escape_the_obvious_feature",
)  # fmt: skip


def _breaking(path: str, kinds: Iterable[Kind], says: str, reason: str) -> Row:
    return Row((path,), tuple(kinds), Level.BREAKING, says, reason)


def _compatible(paths: Iterable[str], kinds: Iterable[Kind], says: str, reason: str) -> Row:
    return Row(tuple(paths), tuple(kinds), Level.COMPATIBLE, says, reason)


def _cosmetic(paths: Iterable[str], kinds: Iterable[Kind], says: str, reason: str) -> Row:
    return Row(tuple(paths), tuple(kinds), Level.COSMETIC, says, reason)


ROWS: tuple[Row, ...] = (
    _breaking(
        AGENT, [Kind.REMOVED],
        "agent {agent} was removed: configurations that refer to it will fail",
        "Configurations refer to an agent by its id.",
    ),
    _compatible(
        [AGENT], [Kind.ADDED],
        "agent {agent} was added",
        "Nobody depends on what was not there.",
    ),
    _breaking(
        "id", [Kind.CHANGED],
        "agent {old} is probably called {new} now: configurations refer to it by its id",
        "Reported for a rename; to those who knew the old id, the agent is gone.",
    ),
    _breaking(
        "name", [Kind.CHANGED],
        "name changed from {old} to {new}: whoever looks it up by its name will not find it",
        "Names are unique and people and programs look agents up by them.",
    ),
    Row(
        ("version",), (Kind.CHANGED,), Level.BREAKING,
        "version went down from {old} to {new}: whoever has the old one will not take this one",
        "Versions only ever rise; who holds a later one never gets this one.",
        when="it went down",
        holds=went_down,
    ),
    _cosmetic(
        ["version"], [Kind.CHANGED],
        "version changed from {old} to {new}",
        "The version tells of changes; it is none itself.",
    ),
    _breaking(
        "inputs_schema[*]", [Kind.REMOVED],
        "input {key} was removed: configurations that set it will be refused",
        "An unknown input is an error of the configuration that sets it.",
    ),
    Row(
        ("inputs_schema[*]",), (Kind.ADDED,), Level.BREAKING,
        "input {key} is new and required: configurations without it will fail",
        "No configuration that exists has a value for it.",
        when="it is required",
        holds=lambda _, new: bool(new["required"]),
    ),
    _compatible(
        ["inputs_schema[*]"], [Kind.ADDED],
        "optional input {key} was added",
        "Configurations may go on without it.",
    ),
    _breaking(
        "inputs_schema[*].type", [Kind.CHANGED],
        "input {key} takes {new} where it took {old}: values of the old type will be refused",
        "Values that are set have the old type.",
    ),
    Row(
        ("inputs_schema[*].required",), (Kind.CHANGED,), Level.BREAKING,
        "input {key} became required: callers that leave it out will fail",
        "Configurations that leave it out were right until now.",
        when="it became required",
        holds=lambda _, new: bool(new),
    ),
    _compatible(
        ["inputs_schema[*].required"], [Kind.CHANGED],
        "input {key} became optional",
        "Who gives a value may go on doing so.",
    ),
    _compatible(
        ["inputs_schema[*].default"], _ANY,
        Thing("default of input {key}"),
        "Only those are concerned who left the choice to the agent.",
    ),
    _cosmetic(
        ["inputs_schema[*].description"], _ANY,
        Thing("description of input {key}"),
        "Text for people.",
    ),
    _breaking(
        "inputs_schema[*].schema", [Kind.ADDED, Kind.CHANGED],
        Thing("schema of input {key}"),
        "Values that were valid may not be any more.",
    ),
    _compatible(
        ["inputs_schema[*].schema"], [Kind.REMOVED],
        Thing("schema of input {key}"),
        "Every value of the type is valid now.",
    ),
    _breaking(
        "outputs_config[*]", [Kind.REMOVED],
        "output {key} was removed: whoever reads it will find nothing",
        "Others read outputs by their key.",
    ),
    _compatible(
        ["outputs_config[*]"], [Kind.ADDED],
        "output {key} was added",
        "Nobody reads it yet.",
    ),
    _breaking(
        "outputs_config[*].type", [Kind.CHANGED],
        "output {key} is {new} where it was {old}: whoever reads it expects the old type",
        "Readers expect the old type.",
    ),
    _breaking(
        "outputs_config[*].schema", [Kind.CHANGED, Kind.REMOVED],
        Thing("schema of output {key}"),
        "Readers expect values of the old form.",
    ),
    _compatible(
        ["outputs_config[*].schema"], [Kind.ADDED],
        Thing("schema of output {key}"),
        "It promises more than there was.",
    ),
    _cosmetic(
        ["outputs_config[*].description"], _ANY,
        Thing("description of output {key}"),
        "Text for people.",
    ),
    _breaking(
        "triggers_config[*]", [Kind.REMOVED],
        "trigger {key} was removed: what it started will not start any more",
        "Callers and schedules rely on it.",
    ),
    _compatible(
        ["triggers_config[*]"], [Kind.ADDED],
        "trigger {key} was added",
        "Those that were there go on as before.",
    ),
    _breaking(
        "triggers_config[*].config.path", [Kind.CHANGED],
        "webhook moved from {old} to {new}: calls of the old path will find nothing",
        "Others call the webhook by its path.",
    ),
    _breaking(
        "triggers_config[*].config.method", [Kind.CHANGED],
        "trigger {key} answers {new} where it answered {old}",
        "Calls with the old method are turned away.",
    ),
    _compatible(
        ["triggers_config[*].config.cron"], [Kind.CHANGED],
        "schedule changed from {old} to {new}",
        "When an agent runs is its own affair.",
    ),
    _compatible(
        ["triggers_config[*].config[*]"], _ANY,
        Thing("{entry} of trigger {key}"),
        "Settings of a trigger that callers do not see.",
    ),
    _breaking(
        "memory_config.type", _ANY,
        Thing("memory type"),
        "What was remembered stays in the old store.",
    ),
    _breaking(
        "memory_config.namespace_template", _ANY,
        Thing("memory namespace"),
        "What was remembered stays under the old namespace.",
    ),
    _breaking(
        "underlying_services_required[*]", [Kind.ADDED],
        "service {key} is required now: workspaces that have not connected it will fail",
        "A workspace has to connect it before the agent runs again.",
    ),
    _compatible(
        ["underlying_services_required[*]"], [Kind.REMOVED],
        "service {key} is not required any more",
        "A connection that is not used harms nobody.",
    ),
    _compatible(
        ["stack_details.language", "stack_details.runtime"], _ANY,
        Thing("{field}"),
        "How an agent is built is its own affair.",
    ),
    _compatible(
        [f"stack_details.{name}[*]" for name in _LISTS], _ANY,
        Thing("{key} in {part}"),
        "How an agent is built is its own affair.",
    ),
    _compatible(
        ["default_file_structure_template", "key_files_and_paths", "key_files_and_paths.root"],
        _ANY,
        Thing("{field}"),
        "Files are the agent's own affair.",
    ),
    _compatible(
        ["key_files_and_paths.files[*]", "key_files_and_paths.directories[*]"], _ANY,
        Thing("{key} in {part}"),
        "Files are the agent's own affair.",
    ),
    _cosmetic(
        ["key_files_and_paths.files[*].description"], _ANY,
        Thing("remark on file {key}"),
        "Text for people.",
    ),
    _compatible(["status"], _ANY, Thing("status"), "Where an agent stands breaks no call of it."),
    _compatible(["category"], _ANY, Thing("category"), "Only its shelf in the market changes."),
    _compatible(
        ["playbooks[*]"], [Kind.ADDED, Kind.REMOVED],
        Thing("playbook {key}"),
        "A default that instances may replace; no caller names it.",
    ),
    _compatible(
        [f"playbooks[*].{name}" for name in
         ("id", "name", "trigger_event_type", "steps", "is_active")], _ANY,
        Thing("{part} of playbook {key}"),
        "A default that instances may replace; no caller names it.",
    ),
    _cosmetic(
        ["playbooks[*].description"], _ANY,
        Thing("description of playbook {key}"),
        "Text for people.",
    ),
    _cosmetic(_NARRATIVE, _ANY, Thing("{field}"), "Text for people."),
    _cosmetic(
        ["additional_sections[*][*]"], _ANY,
        Thing("{entry} in additional section {key}"),
        "Kept so that nothing is lost; the model gives it no meaning.",
    ),
    _cosmetic(
        ["additional_sections[*]"], _ANY,
        Thing("additional section {key}"),
        "Kept so that nothing is lost; the model gives it no meaning.",
    ),
    _cosmetic(
        ["underlying_services_required", *[f"stack_details.{name}" for name in _LISTS],
         "key_files_and_paths.files", "key_files_and_paths.directories"], [Kind.CHANGED],
        Thing("order of {field}"),
        "The same entries in another order. (Inputs, outputs and triggers have none.)",
    ),
)  # fmt: skip
"""The default levels; the first row that fits a change decides."""

_UNKNOWN = Row((), _ANY, Level.BREAKING, Thing("{field}"), "Nobody has judged it yet.")

_BY_SHAPE: dict[str, list[Row]] = defaultdict(list)
for _row in ROWS:
    for _path in _row.paths:
        _BY_SHAPE[_path].append(_row)


def row_of(shape: str, kind: Kind, old: Any, new: Any) -> Row:  # noqa: ANN401 - any JSON value
    """Return the row for a change at a path with `*` for its keys, or at its nearest parent."""
    for parent in _parents(shape):
        for row in _BY_SHAPE.get(parent, ()):
            if kind in row.kinds and row.holds(old, new):
                return row
    return _UNKNOWN


@cache
def _parents(shape: str) -> tuple[str, ...]:
    steps = re.findall(r"\[\*\]|\.?[^.\[]+|\.", shape)
    return tuple("".join(steps[:end]) for end in range(len(steps), 0, -1))


Override = Callable[[str, Level], Level]


def overrides(levels: Mapping[str, str] | None) -> Override:
    """Return what a project's patterns make of a path and its level; the last that fits decides.

    In a pattern `*` stands for any characters, `?` for one, brackets for themselves. Raises
    UsageError for a level that there is none, and for a pattern that no path can fit.
    """
    rules = [
        (regex(_regex(pattern)), _level(pattern, name))
        for pattern, name in reversed(list((levels or {}).items()))
    ]

    def judged(path: str, level: Level) -> Level:
        return next((wanted for regex, wanted in rules if regex.match(path)), level)

    return judged


def _level(pattern: str, name: str) -> Level:
    names = [level.value for level in Level]
    if name in names:
        return Level(name)
    raise UsageError(f"diff.levels: `{pattern}`: no level `{name}`{did_you_mean(name, names)}")


def _regex(pattern: str) -> str:
    heads = [*AgentDefinition.model_fields, "playbooks"]
    head = re.split(r"[.\[]", pattern, maxsplit=1)[0]
    if pattern != AGENT and not any(re.match(translate(head), name) for name in heads):
        raise UsageError(
            f"diff.levels: `{pattern}` fits no path: no field is called `{head}`"
            f"{did_you_mean(head, heads)}"
        )
    return translate(pattern.replace("[", "[[]"))
