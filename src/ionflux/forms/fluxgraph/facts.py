"""Name, version and status, which a document states in its title, overview and columns."""

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
"""The platform's words for the state of an agent, with those of a definition."""

_CODES = {"name": "IFX206", "version": "IFX611", "status": "IFX611"}


class Fact(NamedTuple):
    """One statement of a fact: the text, its place, and the part of the document."""

    text: str
    place: Place
    part: str
    way: Way = Way.SECTION


def state(blueprint: Blueprint, name: str, facts: Sequence[Fact]) -> None:
    """Set a field to the first of some statements, and report the first that differs."""
    if not facts:
        return
    chosen = facts[0]
    blueprint.set(name, _value(blueprint, name, chosen), chosen.way, chosen.place)
    meaning = _meaning(name, chosen.text)
    other = next((fact for fact in facts[1:] if _meaning(name, fact.text) != meaning), None)
    if other:
        message = f"the {name} is `{other.text}` in {other.part}, `{chosen.text}` in {chosen.part}"
        hint = f"state one {name} throughout"
        blueprint.find(_CODES[name], message, other.place.span, hint, name)


def _value(blueprint: Blueprint, name: str, fact: Fact) -> str:
    """Return the value of a field; the word for a status that has another name is kept."""
    if name == "name":
        return fact.text
    said, _, remark = fact.text.partition("(")
    said = said.strip()
    if remark:
        blueprint.remarks[name] = remark.rstrip(") ")
    if name == "version":
        return said.removeprefix("v").removeprefix("V").lstrip(". ")
    known = STATUSES.get(said.lower())
    if known:
        blueprint.keep_value("declared_status", said)
        blueprint.came(("additional_sections", "declared_status"), fact.way, fact.place)
    return known or said.lower()


def _meaning(name: str, text: str) -> object:
    """Return a key that equal statements of a fact share."""
    if name == "name":
        return words(text)
    return text.partition("(")[0].strip().lower().removeprefix("v")
