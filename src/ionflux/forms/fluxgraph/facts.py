"""Name, version and status, which a document states in its title, its overview and its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ionflux.core.words import words
from ionflux.forms.blueprint import Blueprint, Place, Way

STATUSES: Mapping[str, str] = {
    "development": "draft",
    "error": "draft",
    "inactive": "deprecated",
    "archived": "deprecated",
}
"""The platform's words for the state of an agent, and what a definition calls each."""

_CODES = {"name": "IFX206", "version": "IFX611", "status": "IFX611"}


class Fact(NamedTuple):
    """One statement of a fact: the text, where it is, and in which part of the document."""

    text: str
    place: Place
    part: str
    way: Way = Way.SECTION


def state(blueprint: Blueprint, name: str, facts: Sequence[Fact]) -> None:
    """Give a field the first of some statements, and report the first that says another thing."""
    if not facts:
        return
    chosen = facts[0]
    text = chosen.text.removeprefix("v") if name == "version" else chosen.text
    if name == "status":
        text = _status(blueprint, text)
    blueprint.set(name, text, chosen.way, chosen.place)
    other = next((f for f in facts[1:] if _meaning(name, f.text) != _meaning(name, text)), None)
    if name == "status":
        same = _meaning(name, chosen.text)
        other = next((f for f in facts[1:] if _meaning(name, f.text) != same), None)
    if other:
        message = f"the {name} is `{other.text}` in {other.part}, `{chosen.text}` in {chosen.part}"
        hint = f"state one {name} throughout"
        blueprint.find(_CODES[name], message, other.place.span, hint, name)


def _status(blueprint: Blueprint, word: str) -> str:
    known = STATUSES.get(word.lower())
    if known:
        blueprint.keep_value("declared_status", word)
    return known or word.lower()


def _meaning(name: str, text: str) -> object:
    return words(text) if name == "name" else text.lower().removeprefix("v")
