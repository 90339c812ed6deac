"""Triggers and stack of a FluxGraph agent, merged from its YAML and its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ionflux.core.json_value import JsonValue
from ionflux.core.words import words
from ionflux.forms.blueprint import Blueprint, Passage, Way
from ionflux.forms.fluxgraph import triggers
from ionflux.forms.fluxgraph.chapters import Chapter, of_kind
from ionflux.forms.fluxgraph.columns import Columns
from ionflux.forms.fluxgraph.definition import Definition
from ionflux.forms.fluxgraph.schemas import entry
from ionflux.forms.fluxgraph.triggers import Trigger
from ionflux.forms.sections import labels, lists
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.texts import says_nothing
from ionflux.markdown.plain import plain
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python

_DEPLOYMENT, _RUNTIME = "deployment_info_json", "runtime_environment"
_MODEL = "model_id"
_EXTERNAL = ("external", "systems")
_NONE = ((), ("none",), ("no",))
"""How an entry that does not name a system begins."""


def read_triggers(blueprint: Blueprint, definition: Definition) -> None:
    """Read the triggers of the YAML, with the additions from the trigger column."""
    written = entry(definition.root, "triggers")
    if not isinstance(written, SequenceNode):
        if written is not None and (value := to_python(written)) is not None:
            blueprint.values["triggers_config"] = value
        return
    stated = definition.triggers()
    root = definition.columns.get(triggers.COLUMN)
    column = list(triggers.in_column(to_python(root))) if root else []
    groups, _ = triggers.grouped(stated, column)
    found = []
    for index, (trigger, group) in enumerate(zip(stated, groups, strict=True)):
        config = dict(trigger.config)
        for each in group:
            _add(blueprint, definition, config, trigger, each)
        if config.get("description") is None and (comment := definition.comment(index)):
            config["description"] = comment
        found.append({"type": trigger.type, "config": config})
    blueprint.values["triggers_config"] = found


def _add(
    blueprint: Blueprint,
    definition: Definition,
    config: dict[str, JsonValue],
    trigger: Trigger,
    other: Trigger,
) -> None:
    """Add the settings that only the trigger column has."""
    for key, value in other.config.items():
        if key in config or (triggers.is_topic(key) and trigger.topics):
            continue
        config[key] = value
        place = definition.locate(("additional_sections", triggers.COLUMN, *other.loc))
        if place:
            blueprint.came((*trigger.loc, "config", key), Way.YAML, place)


def read_stack(
    page: Page, blueprint: Blueprint, chapters: Sequence[Chapter], root: Node | None,
    columns: Columns,
) -> None:  # fmt: skip
    """Read the runtime of the deployment, every model, and the external systems."""
    stack: dict[str, JsonValue] = {}
    runtime = entry(columns.roots.get(_DEPLOYMENT), _RUNTIME)
    if isinstance(runtime, Scalar) and not runtime.is_null:
        stack["runtime"] = runtime.text
        blueprint.came(("stack_details", "runtime"), Way.YAML, runtime)
    models: dict[str, Scalar] = {}
    for node in filter(None, [root, *columns.roots.values()]):
        for scalar in _models(node):
            models.setdefault(scalar.text, scalar)
    stack["models_used"] = list(models)
    if models:
        first = next(iter(models.values()))
        blueprint.came(("stack_details", "models_used"), Way.YAML, first)
    for index, scalar in enumerate(models.values()):
        blueprint.came(("stack_details", "models_used", index), Way.YAML, scalar)
    systems = [each for c in of_kind(chapters, "dependencies") for each in _systems(page, c)]
    stack["other_integrations"] = [text for text, _ in systems]
    if systems:
        loc = ("stack_details", "other_integrations")
        blueprint.came(loc, Way.SECTION, systems[0][1])
        blueprint.entries_came(loc, [(place, 0, len(place.text)) for _, place in systems])
    blueprint.values["stack_details"] = stack


def _models(node: Node) -> Iterator[Scalar]:
    """Yield the values of every key `model_id`, at any depth; templates are skipped."""
    parts: list[tuple[str | None, Node]] = []
    if isinstance(node, MappingNode):
        parts = [(key, value) for key, (_, value) in node.entries.items()]
    elif isinstance(node, SequenceNode):
        parts = [(None, item) for item in node.items]
    for key, value in parts:
        if not isinstance(value, Scalar):
            yield from _models(value)
        elif key == _MODEL and not value.is_null and "{{" not in value.text:
            yield value


def _systems(page: Page, chapter: Chapter) -> Iterator[tuple[str, Passage]]:
    """Yield the external systems that the dependencies list, one per item."""
    passage = chapter.passage(page)
    if passage is None:
        return
    for start, end in _under_label(passage.text):
        listed = lists.read(passage.text[start:end])[0]
        extents = [(item.text, start + item.start, start + item.end) for item in listed]
        for written, begin, stop in extents or [(passage.text[start:end], start, end)]:
            text = plain(written).removesuffix(".")
            if words(text)[:1] not in _NONE and not says_nothing(text, page.vocabulary):
                yield text, passage.slice(begin, stop)


def _under_label(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the text under the label `External Systems`."""
    for start, end in lists.outer_items(text):
        first = text[start:end].partition("\n")[0]
        label = labels.label_of(first)
        if label and words(label[0])[:2] == _EXTERNAL:
            yield start + label[1], end
