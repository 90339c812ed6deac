"""What several formats share: JSON, file names, and an agent as instructions."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.words import fold
from ionflux.models import AgentDefinition
from ionflux.models.fields import fields
from ionflux.models.rows import Level

_NO_WORD = regex(r"[^a-z0-9]+")
_TEXTS = {"prose", "words"}


def to_json(value: JsonValue) -> str:
    """Return a value as readable JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def kebab_case(text: str) -> str:
    """Return a text as lower case letters and digits of ASCII, with single hyphens between."""
    return _NO_WORD.sub("-", fold(text)).strip("-")


def text_fields() -> tuple[str, ...]:
    """Return the names of the fields that are text for people, in the order of the model."""
    return tuple(
        name
        for name, field in fields().items()
        if field.row.title
        and field.row.reads in _TEXTS
        and field.row.judgement
        and field.row.judgement.level is Level.COSMETIC
    )


def instructions(agent: AgentDefinition) -> str:
    """Return an agent as Markdown: its texts, each under its title."""
    return "\n\n".join([f"# {agent.name}", *_chapters(agent)])


def _chapters(agent: AgentDefinition) -> Iterator[str]:
    for name in text_fields():
        if value := getattr(agent, name):
            body = value if isinstance(value, str) else "\n".join(map(_item, value))
            yield f"## {fields()[name].row.title}\n\n{body}"


def _item(text: str) -> str:
    """Return an item of a list; its other lines are items below it."""
    return f"- {text}".replace("\n", "\n  - ")
