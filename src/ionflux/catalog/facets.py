"""The filters of the list, and the choices that each offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ionflux.catalog.entries import Entry
from ionflux.catalog.phrases import Phrase
from ionflux.models.rows import Level
from ionflux.models.types import SERVICES, STATUSES, TRIGGER_TYPES


class Facet(NamedTuple):
    """A filter: its name in the index, its title, and its choices with their words."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


def facets(entries: Sequence[Entry], phrase: Phrase) -> tuple[Facet, ...]:
    """Return the filters that divide these agents; one with a single choice does not."""
    agents = [entry.agent for entry in entries]
    services = {service for agent in agents for service in agent.underlying_services_required}
    starts = {trigger.type for agent in agents for trigger in agent.triggers_config}
    categories = sorted({agent.category for agent in agents if agent.category})
    statuses = {agent.status for agent in agents}
    levels = {entry.change.level for entry in entries if entry.change}
    found = {finding_state(entry) for entry in entries}
    words = {"yes": phrase("with findings"), "no": phrase("without findings")}
    all_of_them = (
        Facet("service", "Service", _choices(SERVICES, services)),
        Facet("start", "Started by", _choices(TRIGGER_TYPES, starts, phrase)),
        Facet("category", "Category", _choices(categories, set(categories))),
        Facet("status", "Status", _choices(STATUSES, statuses, phrase)),
        Facet("findings", "Findings", tuple(each for each in words.items() if each[0] in found)),
        Facet("change", "Change", _choices(Level, levels, phrase)),
    )
    return tuple(
        each._replace(title=phrase(each.title)) for each in all_of_them if len(each.choices) > 1
    )


def _choices(
    known: Iterable[str], there: Iterable[str], phrase: Phrase = str
) -> tuple[tuple[str, str], ...]:
    found = set(there)
    return tuple((str(each), phrase(str(each))) for each in known if each in found)


def finding_state(entry: Entry) -> str:
    """Return whether there are errors or warnings, `yes` or `no`; empty without a check."""
    if entry.findings is None:
        return ""
    return "yes" if entry.has_problems else "no"
