"""The items of a definition, and the ways in which a document can state each.

The ways follow from the rows of the fields; the first that reads back the same is
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from ionflux.authoring.rendering.definition_block import add_unknown, stated, triggers
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.plain_text import as_markdown
from ionflux.core.json_value import JsonValue
from ionflux.forms.sections.titles import kept_name
from ionflux.language import Language
from ionflux.models import AgentDefinition
from ionflux.models.fields import KEPT_SECTIONS, Field, fields, section_fields

ADDITIONAL = "additional_sections"
OF_ROWS = frozenset({"created_at", "updated_at"})
"""Fields of a row in a database, which documents do not have."""
_TEMPLATE = "default_file_structure_template"
_REMARKS, _SUBTITLE, _UNKNOWN, _PUNCH = "remarks", "subtitle", "unknown_keys", "punch_final"
_WITH_KEYS = ("inputs_schema", "outputs_config", "stack_details", "memory_config")
"""Fields that may have unknown keys below them."""
_FROM_SUBTITLE = ("epithet", "description")
"""Fields that are the heading's subtitle if nothing else states them."""


class Way(NamedTuple):
    """One way to state something: a function that adds it to a draft, and the kind of its section.

    For an unknown section, this is the title.
    """

    put: Callable[[Draft], None]
    kind: str | None = None
    beside: tuple[str, ...] = ()
    """Fields whose keys must be present for it to be read the same."""
    by_key: bool = False
    """Whether it is a key of the YAML block."""
    is_last: bool = False
    """Whether its section is after all others."""
    is_joined: bool = False
    """Whether it is in the section of another text, which may change how it is read."""


class Item(NamedTuple):
    """A statement of a definition: the names of its fields, and the ways to state it."""

    names: tuple[str, ...]
    ways: tuple[Way, ...]


def items_of(definition: AgentDefinition, language: Language) -> Iterator[Item]:
    """Yield the items of a definition, in the order of a document."""
    return _Items(definition, language).all()


class _Items:
    def __init__(self, definition: AgentDefinition, language: Language) -> None:
        self.values = definition.model_dump(by_alias=True)
        self.language = language
        self.additional: Mapping[str, JsonValue] = self.values[ADDITIONAL]
        remarks = self.additional.get(_REMARKS)
        self.remarks = remarks if isinstance(remarks, Mapping) else {}

    def all(self) -> Iterator[Item]:
        for field in fields().values():
            value = self.values[field.name]
            ways = self.ways(field, value)
            if ways or self.has_no_place(field, value):
                yield Item(self.names(field), ways)
        # The text after the mark in an introduction comes after the introduction.
        for name in sorted(self.additional, key=lambda name: name == _PUNCH):
            value = self.additional[name]
            yield Item((f"{ADDITIONAL}.{name}",), tuple(self.additional_ways(name, value)))

    def has_no_place(self, field: Field, value: JsonValue) -> bool:
        """Tell whether a field has a value but neither key nor section."""
        if field.name == "key_files_and_paths" and self.values[_TEMPLATE] is not None:
            return False
        is_placed = field.row.key or field.name in {ADDITIONAL, *OF_ROWS}
        return not is_placed and value not in ((), AgentDefinition.model_fields[field.name].default)

    @staticmethod
    def names(field: Field) -> tuple[str, ...]:
        """Return the fields that are stated together: the tree also states its paths."""
        return (field.name, "key_files_and_paths") if field.name == _TEMPLATE else (field.name,)

    def ways(self, field: Field, value: JsonValue) -> tuple[Way, ...]:
        """Return the ways to state a field; none if it has no value, or there is no way."""
        own = _OWN_WAYS.get(field.name)
        if own:
            return tuple(own(self, field, value))
        kind = field.row.section or field.row.within
        if value in ((), AgentDefinition.model_fields[field.name].default):
            is_denied = field.row.reads == "words" and kept_name(kind or "") in self.additional
            return (Way(say_nothing, kind), self.yaml(field, [])) if is_denied else ()
        if kind is None or field.row.reads not in {"prose", "words"}:
            said = stated(field, value, self.remarks)
            return (self.yaml(field, said),) if field.row.key and said != {} else ()
        in_section = tuple(self.in_section(field, kind, value))
        return (*in_section, self.yaml(field, stated(field, value, {})), *map(_last, in_section))

    def yaml(self, field: Field, value: JsonValue) -> Way:
        """Return the way to state a field by its key."""
        key = field.row.key or field.name

        def put(draft: Draft) -> None:
            draft.yaml[key] = deepcopy(value)  # unknown keys are put into it

        return Way(put, by_key=True)

    def in_section(self, field: Field, kind: str, value: JsonValue) -> Iterator[Way]:
        """Yield the way to state a field in its section; a kept text may already state it."""
        row = field.row
        if kept_name(kind) in self.additional:
            yield Way(say_nothing, kind)
        elif row.reads == "words":
            if (text := _listed(value)) is not None:
                yield _section(kind, text)
        elif row.label and not row.section:
            if (text := as_markdown(value)) is not None:
                yield _section(kind, f"**{self.language.label_of(field.name)}:** {text}", "\n")
        else:
            yield _section(kind, value)

    def description(self, field: Field, value: JsonValue) -> Iterator[Way]:
        """Yield the ways to state what the agent does: quoted under its heading, or by its key."""
        if value is None:
            return
        if (text := as_markdown(value)) is not None:
            yield _section("agent", f"“{text}”")
        yield self.yaml(field, value)
        yield from self.in_section(field, field.row.section or "", value)

    def files(self, field: Field, value: JsonValue) -> Iterator[Way]:
        """Yield the ways to draw the file tree: in a fence, indented, or as a list."""
        kind = field.row.within or ""
        if value is None:
            return
        if kept_name(kind) in self.additional:
            yield Way(say_nothing, kind)
            yield Way(lambda draft: draft.doubles.append((kind, fenced(value))), kind)
        else:
            yield _section(kind, fenced(value))
            yield _section(kind, "\n".join(f"    {line}" for line in value.split("\n")))
            yield _section(kind, value)

    def services(self, field: Field, value: JsonValue) -> Iterator[Way]:
        """Yield the ways to state which services are needed: without any if none is inferred."""
        if not value:
            yield Way(say_nothing)
        yield self.yaml(field, list(value))

    def triggers(self, field: Field, value: JsonValue) -> Iterator[Way]:
        """Yield the ways to state what starts the agent."""
        if value:
            yield self.yaml(field, triggers(value, nested=False))
            yield self.yaml(field, triggers(value, nested=True))

    def additional_ways(self, name: str, value: JsonValue) -> Iterator[Way]:
        """Yield the ways to state values without a field of their own."""
        if name == _REMARKS:
            yield Way(say_nothing)  # they are put after the values that they belong to
        elif name == _UNKNOWN and isinstance(value, Mapping):
            yield Way(lambda draft: add_unknown(draft.yaml, value), beside=_WITH_KEYS)
            yield Way(lambda draft: draft.yaml.update(value))
        elif name == _SUBTITLE and isinstance(value, str):
            yield Way(lambda draft: setattr(draft, "subtitle", value), beside=_FROM_SUBTITLE)
        elif name in _kept_keys():
            key, inner = _kept_keys()[name]
            yield Way(lambda draft: draft.yaml.setdefault(key, {}).update({inner: value}))
        if isinstance(value, str) and name not in {_REMARKS, _UNKNOWN, _SUBTITLE}:
            yield from self.text_ways(name, value)

    def text_ways(self, name: str, text: str) -> Iterator[Way]:
        """Yield the ways to state a text: in the section that it is from, or in one of its own."""
        if name == _PUNCH:
            mark = self.language.title_of(_PUNCH)
            yield _section("introduction", f"**⚡ {mark}**\n{text}")._replace(is_joined=True)
        if kind := _kept_kinds().get(name):
            way = _section(kind, text)._replace(beside=_texts_of(kind))
            yield way
            yield _last(way)
        if kind is None or kind == "agent":
            title = name.replace("_", " ")
            title = title[:1].upper() + title[1:]
            yield Way(lambda draft: draft.add(title, text), title)
            yield _last(Way(lambda draft: draft.add(title, text), title))


_OWN_WAYS: Mapping[str, Callable[[_Items, Field, JsonValue], Iterator[Way]]] = {
    "description": _Items.description,
    _TEMPLATE: _Items.files,
    "key_files_and_paths": lambda *_: iter(()),
    "underlying_services_required": _Items.services,
    "triggers_config": _Items.triggers,
    **dict.fromkeys(OF_ROWS, lambda *_: iter(())),
    ADDITIONAL: lambda *_: iter(()),
}
"""Fields with other ways than those that follow from their rows."""


def say_nothing(_: Draft) -> None:
    """Write nothing: something else states it."""


def _section(kind: str, text: str, between: str = "\n\n") -> Way:
    return Way(lambda draft: draft.say(kind, text, between=between), kind)


def _last(way: Way) -> Way:
    """Return the way to state the same in a section after all others."""

    def put(draft: Draft) -> None:
        way.put(draft)
        draft.last = way.kind

    return way._replace(put=put, is_last=True)


def _texts_of(kind: str) -> tuple[str, ...]:
    """Return the fields that the text of a section may be or contain.

    It is kept as a whole if their keys are present.
    """
    rows = {field.name: field.row for field in fields().values() if field.row.key}
    if any(row.label and row.within == kind for row in rows.values()) or kind == "agent":
        return tuple(name for name, row in rows.items() if row.label)
    texts = {name: row for name, row in rows.items() if row.reads in {"prose", "words"}}
    return tuple(name for name, row in texts.items() if kind in {row.section, row.within})


def _listed(values: Sequence[str]) -> str | None:
    """Return texts as a list, with more lines of each as points below its first."""
    lines = []
    for value in values:
        for number, line in enumerate(value.split("\n")):
            if (text := as_markdown(line)) is None:
                return None
            lines.append(f"    *   {text}" if number else f"*   {text}")
    return "\n".join(lines)


def fenced(text: str, info: str = "") -> str:
    """Return a text in a fence that no line of it closes."""
    run = "```"
    while run in text:
        run += "`"
    return f"{run}{info}\n{text}\n{run}"


def _kept_kinds() -> Mapping[str, str]:
    """Return the kinds of section whose texts are kept, by the names under which they are kept."""
    kinds = [*section_fields(), *KEPT_SECTIONS, "definition", "agent"]
    return {kept_name(kind): kind for kind in kinds}


def _kept_keys() -> Mapping[str, tuple[str, str]]:
    """Return the keys that have no field and are kept, by the names under which they are kept."""
    return {
        kept: (field.row.key or field.name, inner)
        for field in fields().values()
        for inner, kept in field.row.kept.items()
    }
