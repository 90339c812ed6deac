"""An agent for `show`, as a value: its definition, its findings and its origins."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from pydantic import BaseModel, Field

from ionflux.core.findings import Diagnostic, Loc, Severity, Span, dotted
from ionflux.forms.blueprint import Way
from ionflux.models import AgentDefinition
from ionflux.models.base import Model
from ionflux.output.views.words import in_words


class Findings(Model):
    """How many findings of each severity the agent's blueprint has."""

    errors: int = Field(default=0, ge=0, description="Findings that fail a run.")
    warnings: int = Field(default=0, ge=0, description="Findings that fail a strict run.")
    infos: int = Field(default=0, ge=0, description="Remarks.")


class FieldOrigin(Model):
    """Where a field's value comes from."""

    field: str = Field(description="Path of the field, such as `inputs_schema[0].type`.")
    way: Way = Field(description="How the value came into the definition.")
    path: str = Field(description="The document.")
    line: int = Field(ge=1, description="First line of the place, from 1.")
    column: int = Field(ge=1, description="First column of the place, from 1.")
    end_line: int = Field(ge=1, description="Last line of the place.")
    end_column: int = Field(ge=1, description="Last column that belongs to the place.")


class AgentView(Model):
    """One agent as `show` presents it."""

    definition: AgentDefinition = Field(description="The agent's definition.")
    starts: tuple[str, ...] = Field(description="Its triggers in words, in their order.")
    findings: Findings | None = Field(
        default=None, description="Numbers of findings about its blueprint; null for other sources."
    )
    form: str | None = Field(
        default=None,
        description="The form in which its document was read, if origins were requested.",
    )
    origins: tuple[FieldOrigin, ...] | None = Field(
        default=None, description="Where each field comes from, if that was requested."
    )


class AgentList(Model):
    """What `show --format json` writes."""

    agents: tuple[AgentView, ...] = Field(description="The agents, in the order of the source.")


def list_to_json(views: Iterable[AgentView]) -> Iterator[str]:
    """Yield the text of an `AgentList`: UTF-8 as it is, two spaces of indent, a newline at the end.

    Each view is computed when the text before it is written.
    """
    before = '{\n  "agents": ['
    for view in views:
        text = json.dumps([[view.model_dump(mode="json")]], ensure_ascii=False, indent=2)
        yield before + text[len(_OPENING) : -len(_CLOSING)]
        before = ","
    yield "\n  ]\n}\n" if before == "," else '{\n  "agents": []\n}\n'


_OPENING, _CLOSING = "[\n  [", "\n  ]\n]"


class Origins(Protocol):
    """Looks up the place of each value of one definition."""

    @property
    def path(self) -> str:
        """The document."""

    @property
    def form(self) -> str:
        """The form in which the document was read."""

    def at(self, loc: Loc) -> tuple[Way, Span]:
        """Return the way and place of the value at the path, or of its nearest parent."""


def agent_view(
    definition: AgentDefinition,
    findings: Findings | None = None,
    origins: Origins | None = None,
) -> AgentView:
    """Return the agent's view."""
    return AgentView(
        definition=definition,
        starts=tuple(in_words(each.type, each.config) for each in definition.triggers_config),
        findings=findings,
        form=origins and origins.form,
        origins=origins and tuple(_origins(definition, origins)),
    )


def count_findings(diagnostics: Iterable[Diagnostic]) -> Mapping[str, Findings]:
    """Return how many findings each agent has; an agent without any has none of each kind."""
    counts: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for found in diagnostics:
        counts[found.agent or ""][found.severity] += 1
    return defaultdict(
        Findings,
        {
            agent: Findings(
                errors=kinds[Severity.ERROR],
                warnings=kinds[Severity.WARNING],
                infos=kinds[Severity.INFO],
            )
            for agent, kinds in counts.items()
        },
    )


def _origins(definition: AgentDefinition, origins: Origins) -> Iterator[FieldOrigin]:
    for loc in locations(definition):
        way, span = origins.at(loc)
        place = dict(zip(Span._fields, span, strict=True))
        yield FieldOrigin(field=dotted(loc), way=way, path=origins.path, **place)


def locations(model: BaseModel, above: Loc = ()) -> Iterator[Loc]:
    """Yield the path of every field with a value, including those of nested models."""
    for attribute, name in _names(type(model)):
        value = getattr(model, attribute)
        if value is None or value == ():
            continue
        loc: Loc = (*above, name)
        if isinstance(value, BaseModel):
            yield from locations(value, loc)
        elif isinstance(value, tuple) and isinstance(value[0], BaseModel):
            for index, item in enumerate(value):
                yield from locations(item, (*loc, index))
        elif isinstance(value, dict) and name == "additional_sections":
            yield from ((*loc, key) for key in value)
        else:
            yield loc


@cache
def _names(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a model and what JSON calls them."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())
