"""Hover: information about the words at an offset."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ionflux.checks.explanations import explanation
from ionflux.checks.rules import codes
from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.models.crons import cron_fault
from ionflux.models.fields import fields, section_fields
from ionflux.models.types import INPUT_ALIASES, OUTPUT_ALIASES, TRIGGER_ALIASES
from ionflux.output.views.words import cron_in_words, in_words
from ionflux.server.keys import WrittenKey, field_of, key_on, keys_below
from ionflux.server.reading import AgentText, DocumentText

_CODE = regex(r"IFX[0-9]{3}")
_LABEL = regex(r"\*\*(?P<label>[^*\n]{1,60}?):?\*\*")
_ALIASES = {"inputs": INPUT_ALIASES, "outputs": OUTPUT_ALIASES, "triggers": TRIGGER_ALIASES}


class Told(NamedTuple):
    """Markdown about the text between two offsets."""

    text: str
    start: int
    end: int


Teller = Callable[[DocumentText, int], Told | None]


def hover(document: DocumentText, offset: int) -> Told | None:
    """Return the information about the words at an offset: a code, a key, a title, an agent."""
    return next((told for tell in _TELLERS if (told := tell(document, offset))), None)


def _code(document: DocumentText, offset: int) -> Told | None:
    start, end = document.word_at(offset, also="")
    word = document.text[start:end]
    if not _CODE.fullmatch(word) or word not in codes():
        return None
    return Told(explanation(word), start, end)


def _yaml(document: DocumentText, offset: int) -> Told | None:
    block = document.block_at(offset)
    if block is None:
        return None
    lines = document.text[block.start : block.end].split("\n")
    number = document.text.count("\n", block.start, offset)
    line, column = document.line_at(offset)
    key = key_on(lines, number, document.words)
    if key is None:
        return None
    line_start = offset - column
    if column > key.end:
        return _value(key, line, offset, column)
    known = keys_below(key.above).get(key.name)
    if known is None:
        return None
    said = [f"**{known.name}**: {known.description}" if known.description else f"**{known.name}**"]
    if known.values:
        said.append(f"One of {', '.join(f'`{value}`' for value in known.values)}.")
    if field := field_of(key.above, key.name):
        said.append(f"Compiles to `{field}`.")
    return Told("\n\n".join(said), line_start + key.start, line_start + key.end)


def _value(key: WrittenKey, line: str, offset: int, column: int) -> Told | None:
    start = key.value + len(line[key.value :]) - len(line[key.value :].lstrip())
    text = line[start:].partition(" #")[0].rstrip()
    bare = text.strip("\"'")
    place = offset - column + start, offset - column + start + len(text)
    if key.name == "cron" and bare:
        fault = cron_fault(bare)
        return Told(f"Not a cron expression: {fault}" if fault else cron_in_words(bare), *place)
    meant = _ALIASES.get(key.above[0] if key.above else "", {}).get(bare)
    if key.name == "type" and meant:
        return Told(f"Another name for `{meant}`.", *place)
    return None


def _heading(document: DocumentText, offset: int) -> Told | None:
    agent = document.agent_at(offset)
    if agent is None:
        return None
    start, end = document.offsets(agent.blueprint.heading.place)
    if start <= offset <= end:
        return Told("\n\n".join(_about(agent)), start, end)
    for section in agent.sections:
        title_start, title_end = document.offsets(section.title_place)
        if title_start <= offset <= title_end:
            return Told(_section(section.kind or ""), title_start, title_end)
    return None


def _section(kind: str) -> str:
    field = section_fields().get(kind)
    return f"Section `{kind}`." + (f"\n\nCompiles to `{field}`." if field else "")


def _about(agent: AgentText) -> Iterator[str]:
    """Yield an agent's name, its purpose, and its triggers."""
    values = agent.blueprint.values
    yield f"**{agent.name}**" + (f" `{agent.id}`" if agent.id else "")
    if isinstance(about := values.get("description") or values.get("tagline"), str):
        yield about
    if starts := list(starts_of(agent)):
        yield "\n".join(f"- {start}" for start in starts)


def starts_of(agent: AgentText) -> Iterator[str]:
    """Yield the triggers of an agent in words, as far as they are complete."""
    triggers = agent.blueprint.values.get("triggers_config")
    for trigger in triggers if isinstance(triggers, list) else ():
        try:
            yield in_words(trigger["type"], trigger["config"])
        except (KeyError, TypeError, AttributeError):
            continue


def _label(document: DocumentText, offset: int) -> Told | None:
    line, column = document.line_at(offset)
    for found in _LABEL.finditer(line):
        if found.start() <= column <= found.end():
            name = document.words.labels.get(words(found["label"]))
            field = fields().get(name) if name else None
            if field:
                text = f"{field.description}\n\nCompiles to `{field.name}`."
                return Told(text, offset - column + found.start(), offset - column + found.end())
    return None


_TELLERS: tuple[Teller, ...] = (_code, _yaml, _heading, _label)
