"""The content of an agent's page, chapter by chapter, according to the rows of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ionflux.catalog.entries import Entry
from ionflux.catalog.values import Block, Locale, as_code, block, start
from ionflux.compiler.results import AgentOrigins
from ionflux.core.findings import dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.words import words
from ionflux.markdown.html import to_html
from ionflux.models import AgentDefinition
from ionflux.models.fields import Field, chapters, fields
from ionflux.models.rows import HEAD, IDENTITY
from ionflux.output.views.agent_view import locations

_PLAIN_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "Triggers": "What starts it",
        "Inputs": "What it receives",
        "Outputs": "What it returns",
        "Stack": "What it needs",
    }
)
"""The titles of chapters for people who do not know the fields."""

_KEPT: Mapping[str, str] = MappingProxyType(
    {
        "data_store": "Data store",
        "ipo_flow": "Inputs, processing, outputs",
        "memory_description": "Memory",
        "punch_final": "Final punch",
        "remarks": "Remarks",
        "stack": "Stack",
        "strategic_integrations": "Strategic integrations",
        "subtitle": "Subtitle",
        "unknown_keys": "Unknown keys",
    }
)
"""The titles of texts without a field of their own; others have their names as titles."""

_SHORT = ("triggers_config", "inputs_schema", "outputs_config", "underlying_services_required")
_BEFORE_PLAYBOOKS = "Stack"


class Part(NamedTuple):
    """A block of a chapter, with its title where the chapter has several."""

    title: str
    block: Block


class Chapter(NamedTuple):
    """A chapter of a page; `anchor` is its name in addresses."""

    anchor: str
    title: str
    parts: tuple[Part, ...]


def head(agent: AgentDefinition) -> Mapping[str, str]:
    """Return the lines at the top of the page by their fields, without those that are empty."""
    values = {field.name: getattr(agent, field.name) for field in chapters()[HEAD]}
    return {name: value for name, value in values.items() if value}


def identity(agent: AgentDefinition, locale: Locale) -> list[tuple[str, str, str]]:
    """Return how the agent is identified, apart from its name: fields, titles and values."""
    shown = [field for field in chapters()[IDENTITY] if field.name != "name"]
    return [
        (field.name, locale.phrase(field.row.title or field.name), str(value))
        for field in shown
        if (value := getattr(agent, field.name)) is not None
    ]


def in_short(agent: AgentDefinition, locale: Locale) -> list[tuple[str, list[Any]]]:
    """Return the agent's triggers, inputs, outputs and needs, each as a short list."""
    known = fields()
    shown: dict[str, list[Any]] = {
        "triggers_config": [start(trigger, locale) for trigger in agent.triggers_config],
        "inputs_schema": [(field.key, field.is_needed) for field in agent.inputs_schema],
        "outputs_config": [(field.key, False) for field in agent.outputs_config],
        "underlying_services_required": list(agent.underlying_services_required),
    }
    titles = (known[name].row.chapter or known[name].row.title or name for name in _SHORT)
    pairs = zip(titles, shown.values(), strict=True)
    return [(locale.phrase(_PLAIN_TITLES.get(title, title)), found) for title, found in pairs]


def page_chapters(entry: Entry, locale: Locale) -> tuple[Chapter, ...]:
    """Return the chapters that have something to show, in the order of the model."""
    return tuple(_chapters(entry, locale))


def _chapters(entry: Entry, locale: Locale) -> Iterator[Chapter]:
    for title, shown in chapters().items():
        if title not in {IDENTITY, HEAD}:
            parts = _together(tuple(_parts(shown, entry.agent, locale)))
            if parts:
                yield Chapter(_anchor(title), _title(title, locale), parts)
        if title == _BEFORE_PLAYBOOKS and entry.playbooks:
            part = Part("", Block("playbooks", entry.playbooks))
            yield Chapter("playbooks", locale.phrase("Playbooks"), (part,))
    if others := tuple(_additional(entry.agent.additional_sections, locale)):
        yield Chapter("additional", locale.phrase("Also in the blueprint"), others)


def _title(title: str, locale: Locale) -> str:
    return locale.phrase(_PLAIN_TITLES.get(title, title))


def _anchor(title: str) -> str:
    return "-".join(words(title)) or "chapter"


def _parts(shown: tuple[Field, ...], agent: AgentDefinition, locale: Locale) -> Iterator[Part]:
    for field in shown:
        if made := block(field, getattr(agent, field.name), locale):
            alone = len(shown) == 1 or (made.kind == "pairs" and field.row.chapter is None)
            yield Part("" if alone else locale.phrase(field.row.title or field.name), made)


def _together(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the short texts of a chapter with several as pairs of titles and texts."""
    if len(parts) <= 1 or any(part.block.kind != "text" for part in parts):
        return parts
    return (Part("", Block("pairs", [(part.title, part.block) for part in parts])),)


def _additional(sections: Mapping[str, JsonValue], locale: Locale) -> Iterator[Part]:
    for key, value in sections.items():
        title = locale.phrase(_KEPT.get(key) or key.replace("_", " ").strip().capitalize())
        if isinstance(value, str):
            yield Part(title, Block("html", to_html(value, below=3)))
        elif value:
            yield Part(title, Block("code", as_code(value)))


class ValueOrigin(NamedTuple):
    """The origin of a value: its field, the way in words, and the line of the document."""

    field: str
    way: str
    line: int


def value_origins(
    agent: AgentDefinition, origins: AgentOrigins, locale: Locale
) -> Iterator[ValueOrigin]:
    """Yield the origin of each value of an agent."""
    for loc in locations(agent):
        way, span = origins.at(loc)
        yield ValueOrigin(dotted(loc), locale.phrase(way.value), span.line)
