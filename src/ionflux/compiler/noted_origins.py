"""The origins of a definition's values, also as bytes that processes exchange."""

from __future__ import annotations

from pydantic_core import from_json, to_json

from ionflux.compiler.results import AgentOrigins
from ionflux.core.findings import Loc, Span
from ionflux.forms.blueprint import Blueprint, Way
from ionflux.models import AgentDefinition


def value_origins(path: str, definition: AgentDefinition, blueprint: Blueprint) -> AgentOrigins:
    """Return the origins of a definition's values."""
    from ionflux.output.views.agent_view import locations  # few callers need origins

    table: dict[Loc, tuple[Way, Span]] = {}
    for loc in locations(definition):
        origin = blueprint.exact_origin(loc)
        if origin is None and len(loc) > 1:
            origin = blueprint.origin(loc)
        if origin:
            table[loc] = (origin.way, origin.place.span)
        for end in range(2, len(loc)):
            entry = loc[:end]  # of a list: it may be absent as a whole
            known = entry in table or not isinstance(entry[-1], int)
            if not known and (origin := blueprint.exact_origin(entry)):
                table[entry] = (origin.way, origin.place.span)
    table[()] = (Way.DEFAULT, blueprint.place.span)
    return AgentOrigins(path, table, blueprint.form)


def dump(origins: AgentOrigins) -> bytes:
    """Return origins as JSON; without the path of the document."""
    values = [(loc, way.value, *span) for loc, (way, span) in origins.values.items()]
    return to_json([origins.form, values])


def load(data: bytes, path: str) -> AgentOrigins:
    """Return the origins of a definition of the document at a path."""
    form, values = from_json(data)
    table = {tuple(loc): (_WAYS[way], Span(*span)) for loc, way, *span in values}
    return AgentOrigins(path, table, form)


_WAYS = {way.value: way for way in Way}
