"""All files of a catalogue, and how each is created."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from importlib.resources import files
from math import ceil
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic_core import to_json

from ionflux.catalog import agent_page, search_index
from ionflux.catalog.changes_page import shown_agents
from ionflux.catalog.connections import connections, rows
from ionflux.catalog.entries import Entry, entries
from ionflux.catalog.example import controls, instance_file
from ionflux.catalog.facets import facets
from ionflux.catalog.map_drawing import drawing
from ionflux.catalog.phrases import phrase_in
from ionflux.catalog.values import Locale, message_to_html, paragraphs
from ionflux.core.json_value import JsonValue
from ionflux.core.words import counted
from ionflux.diff import Changes
from ionflux.documents.addresses import addresses
from ionflux.output.schemas import OF_AGENTS, OfAgent, text
from ionflux.sources import Loaded

CARDS = 48
"""How many agents a page of the list has."""

_ASSETS = ("style.css", "catalog.js")


class Contents(NamedTuple):
    """The input of a catalogue: a source, and the changes since another one."""

    loaded: Loaded
    language: str = "en"
    changes: Changes | None = None
    since: str = ""


Make = Callable[[], str]
"""Creates the text of a file."""


class Site:
    """The files of a catalogue by their names, each created on demand."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._locale = Locale(contents.language, phrase_in(contents.language))
        self._address = addresses()
        self.entries = entries(contents.loaded, contents.changes)

    @cached_property
    def files(self) -> Mapping[str, Make]:
        """The files by their names, with `/` between parts."""
        # The slowest files come first, so that no process waits for them at the end.
        found: dict[str, Make] = {
            "assets/search.js": partial(search_index.search_index, self.entries),
            "map.html": self._map,
            **{f"assets/{name}": partial(_asset, name) for name in _ASSETS},
        }
        if self._contents.changes is not None:
            found["changes.html"] = partial(self._changes, self._contents.changes)
        for number in range(1, self._list_pages + 1):
            found[_list_name(number)] = partial(self._list, number)
        for entry in self.entries:
            found |= self._files_of(entry)
        return found

    def _files_of(self, entry: Entry) -> dict[str, Make]:
        schemas = {
            f"schemas/{entry.file}.{kind}.json": partial(_schema, made, entry)
            for kind, made in OF_AGENTS.items()
        }
        return {
            entry.href: partial(self._agent, entry),
            f"schemas/{entry.file}.json": partial(_definition, entry),
            **schemas,
        }

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("ionflux.catalog"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        # Filters of constants are applied when the template is compiled.
        environment.filters |= {
            "_": self._locale.phrase,
            "paragraphs": paragraphs,
            "address": self._address,
            "message_to_html": message_to_html,
        }
        environment.globals |= {
            "counted": self._counted,
            "language": self._contents.language,
            "has_changes": self._contents.changes is not None,
            "initials": search_index.initials,
            "hue": search_index.hue,
            "summary": search_index.summary,
        }
        return environment

    def _counted(self, number: int, noun: str) -> str:
        phrase = self._locale.phrase
        return counted(number, phrase(noun), phrase(f"{noun}s"))

    def _rendered(self, template: str, root: str = "", **values: JsonValue) -> str:
        page = self._templates.get_template(template)
        return page.render(root=root, here=template.partition(".")[0], **values)

    @cached_property
    def _list_pages(self) -> int:
        return max(ceil(len(self.entries) / CARDS), 1)

    def _list(self, number: int) -> str:
        return self._rendered(
            "list.html",
            entries=self.entries[(number - 1) * CARDS : number * CARDS],
            total=len(self.entries),
            number=number,
            pages=[_list_name(each) for each in range(1, self._list_pages + 1)],
            facets=facets(self.entries, self._locale.phrase),
        )

    def _agent(self, entry: Entry) -> str:
        agent, known = entry.agent, self._contents.loaded.origins
        origins = known.of(agent.id) if known else None
        return self._rendered(
            "agent.html",
            root="../",
            entry=entry,
            agent=agent,
            head=agent_page.head(agent),
            identity=agent_page.identity(agent, self._locale),
            in_short=agent_page.in_short(agent, self._locale),
            chapters=agent_page.page_chapters(entry, self._locale),
            related={
                "Mentions": [self.entries[other] for other in entry.names],
                "Mentioned by": [self.entries[other] for other in entry.named_by],
            },
            controls=controls(agent),
            instance_file=instance_file(agent),
            document=self._address(origins.path) if origins else "",
            origins=agent_page.value_origins(agent, origins, self._locale) if origins else (),
        )

    def _map(self) -> str:
        shown = connections(self.entries, self._locale.phrase)
        return self._rendered("map.html", shown=shown, drawing=drawing(shown), rows=rows(shown))

    def _changes(self, changes: Changes) -> str:
        by_id = {entry.agent.id: entry for entry in self.entries}
        return self._rendered(
            "changes.html",
            summary=changes.summary,
            agents=shown_agents(changes, by_id, self._locale),
            since=self._contents.since,
        )


def _list_name(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number}.html"


def _schema(made: OfAgent, entry: Entry) -> str:
    return text(made.make(entry.agent))


def _definition(entry: Entry) -> str:
    return f"{to_json(entry.agent, indent=2).decode()}\n"


def _asset(name: str) -> str:
    return (files("ionflux.catalog") / "assets" / name).read_text("utf-8")
