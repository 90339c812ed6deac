"""The parts of a document as a tree: agents, sections and keys; folding ranges; code lenses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ionflux.server.hover import starts_of
from ionflux.server.keys import key_on
from ionflux.server.reading import AgentText, BlockText, DocumentText

Kind = Literal["agent", "section", "key"]


class Symbol(NamedTuple):
    """A part of a document: its name, its offsets and those of its name."""

    name: str
    kind: Kind
    detail: str
    start: int
    end: int
    name_start: int
    name_end: int
    parts: tuple[Symbol, ...] = ()


class Lens(NamedTuple):
    """A remark above the line of an offset."""

    offset: int
    text: str


def symbols(document: DocumentText) -> list[Symbol]:
    """Return the agents of a document, each with its sections and the keys of its definition."""
    return [_agent(document, agent) for agent in document.agents]


def _agent(document: DocumentText, agent: AgentText) -> Symbol:
    name_start, name_end = document.offsets(agent.blueprint.heading.place)
    start, end = min(agent.start, name_start), max(agent.end, name_end)
    parts = tuple(_sections(document, agent, end))
    return Symbol(agent.name, "agent", agent.id or "", start, end, name_start, name_end, parts)


def _sections(document: DocumentText, agent: AgentText, end: int) -> Iterator[Symbol]:
    page = document.page
    headings = page.outline.headings if page else ()
    own = [h for h in headings if agent.start < h.start < end and h.title]
    kinds = {section.heading.start: section.kind or "" for section in agent.sections}
    for number, heading in enumerate(own):
        until = own[number + 1].start if number + 1 < len(own) else end
        first = document.text.find(heading.title, heading.start, heading.end)
        name_start = first if first >= 0 else heading.start
        name_end = name_start + len(heading.title)
        keys = tuple(_keys(document, heading.start, until))
        detail = kinds.get(heading.start, "")
        yield Symbol(
            heading.title, "section", detail, heading.start, until, name_start, name_end, keys
        )


def _keys(document: DocumentText, start: int, end: int) -> Iterator[Symbol]:
    """Yield the top-level keys of a definition between two offsets."""
    for fence in document.fences():
        if start <= fence.start < end and (block := document.block_at(fence.body)):
            yield from _keys_of(document, block)


def _keys_of(document: DocumentText, block: BlockText) -> Iterator[Symbol]:
    lines = document.text[block.start : block.end].split("\n")
    offset, found = block.start, []
    for number, line in enumerate(lines):
        key = (
            key_on(lines, number, document.words)
            if line[:1].strip() and line[:1] not in "-#"
            else None
        )
        if key:
            found.append((key, offset))
        offset += len(line) + 1
    for number, (key, at) in enumerate(found):
        until = found[number + 1][1] if number + 1 < len(found) else block.end
        yield Symbol(key.written, "key", key.name, at, until, at + key.start, at + key.end)


def folds(document: DocumentText) -> list[tuple[int, int]]:
    """Return the first and the last line, from 0, of each part that folds."""
    found = [(symbol.start, symbol.end) for symbol in _all(symbols(document))]
    found += [(fence.start, fence.end) for fence in document.fences()]
    text = document.text
    lines = [
        (text.count("\n", 0, start), text.count("\n", 0, len(text[:end].rstrip())))
        for start, end in found
    ]
    return sorted({(first, last) for first, last in lines if last > first})


def _all(parts: list[Symbol] | tuple[Symbol, ...]) -> Iterator[Symbol]:
    for part in parts:
        yield part
        yield from _all(part.parts)


def lenses(document: DocumentText) -> list[Lens]:
    """Return a remark above each agent with its triggers, inputs and outputs."""
    found = []
    for agent in document.agents:
        if starts := list(starts_of(agent)):
            found.append(Lens(agent.start, f"starts: {'; '.join(starts)}"))
        if values := _values(agent):
            found.append(Lens(agent.start, values))
    return found


def _values(agent: AgentText) -> str:
    takes = [_value(each) for each in _entries(agent, "inputs_schema")]
    gives = [_value(each) for each in _entries(agent, "outputs_config")]
    said = [f"takes: {', '.join(takes)}"] if takes else []
    return " → ".join([*said, *([f"gives: {', '.join(gives)}"] if gives else [])])


def _entries(agent: AgentText, field: str) -> Iterator[dict[str, object]]:
    values = agent.blueprint.values.get(field)
    for each in values if isinstance(values, list) else ():
        if isinstance(each, dict) and isinstance(each.get("key"), str):
            yield each


def _value(entry: dict[str, object]) -> str:
    needed = entry.get("required") is True and entry.get("default") is None
    return f"{entry['key']}{'*' if needed else ''}"
