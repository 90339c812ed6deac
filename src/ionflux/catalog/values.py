"""Values of a definition as blocks of a page, according to the rows of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, singledispatch
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import escape

from ionflux.catalog.graph_drawing import graph_drawing
from ionflux.catalog.phrases import CRON_LOCALES, Phrase
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.markdown.html import to_html
from ionflux.models import (
    EventTrigger,
    FileTree,
    Graph,
    GraphNode,
    ManualTrigger,
    ScheduleTrigger,
    Trigger,
)
from ionflux.models.base import Model
from ionflux.models.fields import Field, below, fields
from ionflux.output.views.words import cron_in_words

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "string": "text",
        "number": "number",
        "boolean": "yes or no",
        "json": "structured data",
        "md": "formatted text",
        "url": "web address",
    }
)
"""Types of inputs and outputs in words."""

_SAID = frozenset({"cron", "path", "method", "timezone"})
"""Settings of a trigger that are already in its sentence."""


_VALUE = regex(r"`([^`]*)(?:`|\Z)")
"""A value in a message, which has no back quote in it."""


class Block(NamedTuple):
    """A part of a page: the name of the macro that draws it, and its arguments."""

    kind: str
    content: Any


class Start(NamedTuple):
    """A trigger of an agent: the words around a code, and other settings."""

    kind: str
    before: str
    code: str = ""
    after: str = ""
    settings: tuple[tuple[str, str], ...] = ()


class Branch(NamedTuple):
    """A file or a folder of a tree."""

    name: str
    remark: str | None
    branches: tuple[Branch, ...]


class Locale(NamedTuple):
    """The language of the pages: its code, and its phrases."""

    language: str
    phrase: Phrase


def block(field: Field, value: object, locale: Locale) -> Block | None:
    """Return the block that shows the value of a field; None if there is nothing to show."""
    return None if value is None or value in ((), {}, "") else _block(value, field, locale)


@singledispatch
def _block(value: object, _field: Field, _locale: Locale) -> Block | None:
    return Block("code", as_code(value))


@_block.register
def _text(value: str, field: Field, _locale: Locale) -> Block:
    return Block("html", to_html(value)) if is_markdown(field) else Block("text", value)


@_block.register
def _tree(value: FileTree, _field: Field, _locale: Locale) -> Block:
    return Block("tree", (value.root, _branches(value)))


@_block.register
def _graph(value: Graph, _field: Field, locale: Locale) -> Block | None:
    known = {name: inner for name, inner in fields(GraphNode).items() if name != "id"}
    nodes = [(node, Block("pairs", list(_titled(node, known, locale)))) for node in value.nodes]
    return Block("graph", (graph_drawing(value), nodes)) if nodes else None


def _titled(
    value: Model, known: Mapping[str, Field], locale: Locale
) -> Iterator[tuple[str, Block]]:
    """Yield the titles and blocks of a model's values."""
    for name, inner in known.items():
        if shown := block(inner, getattr(value, name), locale):
            yield locale.phrase(inner.row.title or name), shown


@_block.register
def _pairs(value: Model, field: Field, locale: Locale) -> Block | None:
    said = list(_titled(value, below(field), locale))
    return Block("pairs", said) if said else None


@_block.register(tuple)
def _several(values: tuple[Any, ...], field: Field, locale: Locale) -> Block:
    if field.row.reads == "triggers":
        return Block("starts", [start(trigger, locale) for trigger in values])
    if below(field):
        return _table(below(field), values, locale)
    if field.row.reads == "words" and not field.row.each:
        return Block("list", [_lines(str(value)) for value in values])
    return Block("chips", [as_code(value) for value in values])


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text without Markdown."""
    return [paragraph.strip() for paragraph in text.split("\n\n")]


def message_to_html(message: str) -> str:
    """Return a message as HTML: escaped, with text between back quotes as code."""
    return _VALUE.sub(r"<code>\1</code>", str(escape(message)))


def is_markdown(field: Field) -> bool:
    """Tell whether a field contains Markdown: prose of a section, not the text of a label."""
    return field.row.reads == "prose" and not field.row.label


def _lines(text: str) -> tuple[str, list[str]]:
    """Return the first line of an entry, and the points below it."""
    first, *others = text.split("\n")
    return first, [line.strip().lstrip("-*+•– ") for line in others if line.strip()]


def _table(columns: Mapping[str, Field], values: Sequence[Model], locale: Locale) -> Block:
    """Return a table of entries, without empty columns."""
    rows = [value.model_dump(mode="json", by_alias=True) for value in values]
    filled = [name for name in columns if any(row[name] is not None for row in rows)]
    titles = [locale.phrase(columns[name].row.title or name) for name in filled]
    cells = [[_cell(columns[name], row[name], locale) for name in filled] for row in rows]
    return Block("table", (titles, cells))


def _cell(field: Field, value: JsonValue, locale: Locale) -> Block:
    if value is None:
        return Block("text", "")
    if field.row.reads == "flag":
        return Block("flag", (value, locale.phrase("yes" if value else "no")))
    if field.name == "type" and value in TYPES:
        return Block("text", locale.phrase(TYPES[value]))
    if field.row.reads == "prose":
        return Block("text", str(value))
    return Block("code", as_code(value))


def as_code(value: JsonValue) -> str:
    """Return a value in readable form."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def start(trigger: Trigger, locale: Locale) -> Start:
    """Return a trigger in words."""
    config, phrase = trigger.config, locale.phrase
    settings = tuple((key, as_code(value)) for key, value in config.items() if key not in _SAID)
    if isinstance(trigger, ScheduleTrigger):
        said = _cron(trigger.config["cron"], CRON_LOCALES[locale.language])
        zone = config.get("timezone")
        after = f"({phrase('time zone')} {zone})" if zone else ""
        return Start("schedule", f"{said[:1].upper()}{said[1:]}", "", after, settings)
    if isinstance(trigger, EventTrigger):
        return Start("event", phrase("When an event arrives"), "", "", settings)
    if isinstance(trigger, ManualTrigger):
        return Start("manual", phrase("When a user starts it"), "", "", settings)
    address = " ".join(str(config.get(key)) for key in ("method", "path"))
    return Start("webhook", phrase("When"), address, phrase("is called"), settings)


_cron = lru_cache(maxsize=1000)(cron_in_words)


def _branches(tree: FileTree) -> tuple[Branch, ...]:
    remarks = {file.path.strip("/"): file.description for file in tree.files}
    paths = [*remarks, *(path.strip("/") for path in tree.directories)]
    children: dict[str, list[str]] = {}
    for path in paths:
        for above, name in _steps(path):
            known = children.setdefault(above, [])
            if name not in known:
                known.append(name)
    folders = frozenset(path.strip("/") for path in tree.directories) | children.keys()

    def below_of(path: str) -> Iterator[Branch]:
        for name in children.get(path, ()):
            full = f"{path}/{name}".strip("/")
            shown = f"{name}/" if full in folders else name
            yield Branch(shown, remarks.get(full), tuple(below_of(full)))

    return tuple(below_of(""))


def _steps(path: str) -> Iterator[tuple[str, str]]:
    above = ""
    for name in filter(None, path.split("/")):
        yield above, name
        above = f"{above}/{name}".strip("/")
