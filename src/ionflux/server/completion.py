"""Completion: what may be written at an offset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ionflux.core.patterns import regex
from ionflux.language import Language
from ionflux.models import StackDetails
from ionflux.models.crons import CRON_MACROS
from ionflux.models.fields import fields, keys, standard_sections
from ionflux.server.keys import Key, canonical, keys_above, keys_below
from ionflux.server.reading import BlockText, DocumentText

Kind = Literal["key", "value", "section", "label", "agent"]

_BEGUN_KEY = regex(r"(?P<lead>[ \t]*(?:- +)*)(?P<word>[\w-]*)")
_BEGUN_VALUE = regex(
    r"(?P<lead>[ \t]*(?:- +)*)(?P<key>[\w-]+)[ \t]*:[ \t]+[\"']?(?P<word>[^\"'#]*)"
)
_BEGUN_ITEM = regex(r"(?P<lead>[ \t]*(?:- +)+)[\"']?(?P<word>[^\"'#:]*)")
_BEGUN_TITLE = regex(r"#{2,6} +(?P<word>[^#\n]*)")
_BEGUN_LABEL = regex(r"[ \t]*(?:[*-] +)?\*\*(?P<word>[\w -]*)")
_BEGUN_AGENT = regex(r"\b(?P<word>agent_?\w*)$")


class Proposal(NamedTuple):
    """A text that replaces the text between an offset and the cursor."""

    text: str
    kind: Kind
    start: int
    detail: str = ""
    written: str | None = None
    """The inserted snippet, if it is more than the text."""


class Known(NamedTuple):
    """Values used in the workspace: names of agents by their ids, and values of the stack."""

    agents: Mapping[str, str]
    used: Mapping[str, Iterable[str]]
    """Values by their field of `stack_details`."""


def completion(document: DocumentText, offset: int, known: Known) -> list[Proposal]:
    """Return what may be written at an offset: keys and values, titles, labels, agents."""
    line, column = document.line_at(offset)
    typed, line_start = line[:column], offset - column
    block = document.block_at(offset)
    if block:
        found = list(_in_yaml(document, block, offset, known))
        if found:
            return found
    agents = list(_agents(typed, line_start, known))
    return agents or ([] if block else list(_in_text(document, typed, line_start)))


def _in_yaml(
    document: DocumentText, block: BlockText, offset: int, known: Known
) -> Iterator[Proposal]:
    line, column = document.line_at(offset)
    lines = document.text[block.start : block.end].split("\n")
    number = document.text.count("\n", block.start, offset)
    typed, line_start = line[:column], offset - column

    def above(lead: str) -> tuple[str, ...]:
        return tuple(keys_above(lines, number, len(lead), document.words))

    if value := _BEGUN_VALUE.fullmatch(typed):
        path = above(value["lead"])
        name = canonical(value["key"], document.words)
        yield from _values(path, name, line_start + value.start("word"), known)
    elif key := _BEGUN_KEY.fullmatch(typed):
        path = above(key["lead"])
        start = line_start + key.start("word")
        yield from _keys(keys_below(path), start)
        yield from _used(path, start, known)
    elif item := _BEGUN_ITEM.fullmatch(typed):
        path = above(item["lead"])
        yield from _used(path, line_start + item.start("word"), known)


def _keys(table: Mapping[str, Key], start: int) -> Iterator[Proposal]:
    for key in table.values():
        yield Proposal(key.name, "key", start, key.description, f"{key.name}: ")


def _values(path: tuple[str, ...], name: str, start: int, known: Known) -> Iterator[Proposal]:
    key = keys_below(path).get(name)
    for value in key.values if key else ():
        yield Proposal(value, "value", start, key.description if key else "")
    if name == "cron":
        for macro, cron in CRON_MACROS.items():
            yield Proposal(macro, "value", start, cron, f'"{macro}"')
    yield from _used((*path, name), start, known)


def _used(path: tuple[str, ...], start: int, known: Known) -> Iterator[Proposal]:
    """Yield the values that other agents of the workspace have in a list of the stack."""
    if len(path) > 1 and path[-2] == "stack" and (field := keys(StackDetails).get(path[-1])):
        for value in known.used.get(field.name, ()):
            yield Proposal(value, "value", start, "used in this workspace")
    elif path and path[-1] == "services":
        key = keys_below(()).get("services")
        for value in key.values if key else ():
            yield Proposal(value, "value", start)


def _agents(typed: str, line_start: int, known: Known) -> Iterator[Proposal]:
    if found := _BEGUN_AGENT.search(typed):
        for agent, name in known.agents.items():
            yield Proposal(agent, "agent", line_start + found.start("word"), name)


def _in_text(document: DocumentText, typed: str, line_start: int) -> Iterator[Proposal]:
    page = document.page
    if page is None:
        return
    if title := _BEGUN_TITLE.fullmatch(typed):
        start = line_start + title.start("word")
        for kind in standard_sections():
            yield Proposal(page.language.title_of(kind), "section", start, kind)
    elif label := _BEGUN_LABEL.fullmatch(typed):
        start = line_start + label.start("word")
        for name, detail in _labels(page.language):
            yield Proposal(name, "label", start, detail, f"{name}:** ")


def _labels(language: Language) -> Iterator[tuple[str, str]]:
    seen = set()
    for label, name in language.labels.items():
        field = fields().get(name)
        if field and field.row.label and name not in seen:
            seen.add(name)
            yield label[:1].upper() + label[1:], field.description
