"""One agent as a card: its fields by the chapters that their rows name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ionflux.core.json_value import JsonValue
from ionflux.models import AgentDefinition, FileTree, Graph
from ionflux.models.base import Model
from ionflux.models.fields import Field, below, chapters
from ionflux.models.rows import HEAD, IDENTITY
from ionflux.output.views.agent_view import AgentView
from ionflux.output.views.graph import drawn_graph
from ionflux.output.views.prose import Prose
from ionflux.output.views.summary import FIELDS, summary
from ionflux.output.views.tables import origins, safe, table
from ionflux.output.views.tree import drawn
from ionflux.output.views.words import findings_in_words


def card(view: AgentView) -> RenderableType:
    """Return the card; chapters without content are omitted."""
    agent = view.definition
    parts = [
        *_head(agent),
        *(part for title in _chapters() for part in _chapter(title, _body(title, view))),
        *_additional(agent.additional_sections),
        *_chapter("Findings", _counts(view)),
        *_chapter("Origin", origins(view) if view.origins else None),
    ]
    return Group(*parts)


def brief(view: AgentView) -> RenderableType:
    """Return the most important facts about an agent, one per line: they fit on a screen."""
    agent = summary(view.definition.model_dump(mode="json", include={*FIELDS}), view.findings)
    head = [part for part in _head(view.definition) if str(part)]
    said = {
        "Starts": agent.starts,
        "Takes": agent.takes,
        "Gives": agent.gives,
        "Needs": agent.needs,
        "Findings": findings_in_words(agent.findings),
    }
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style="dim", no_wrap=True, min_width=max(map(len, said)))
    grid.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for label, values in said.items():
        if values:
            grid.add_row(label, safe(", ".join(values)))
    return Group(*(_in_one_line(part) for part in head), Text(), grid)


def _in_one_line(part: RenderableType) -> RenderableType:
    if isinstance(part, Text):
        part = Text(" ".join(part.plain.split()), style=part.style)
        part.no_wrap, part.overflow = True, "ellipsis"
    return part


def _chapters() -> Iterable[str]:
    return (title for title in chapters() if title not in {IDENTITY, HEAD})


def _head(agent: AgentDefinition) -> Iterator[RenderableType]:
    yield safe(agent.name, "bold")
    values = {field.name: getattr(agent, field.name) for field in chapters()[IDENTITY]}
    values |= {"name": None, "version": f"version {agent.version}"}
    yield safe(" · ".join(value for value in values.values() if value), "dim")
    for field in chapters()[HEAD]:
        if text := getattr(agent, field.name):
            yield Text()
            yield safe(text, "italic" if field.name == "epithet" else "")


def _title(title: str) -> Text:
    return Text(f"\n{title}", style="bold cyan")


def _chapter(title: str, body: RenderableType | None) -> Iterator[RenderableType]:
    if body is not None:
        yield _title(title)
        yield Padding(body, (0, 0, 0, 2), expand=False)


def _body(title: str, view: AgentView) -> RenderableType | None:
    """Return the content of a chapter: the value of its only field, or names with values."""
    shown = chapters()[title]
    if len(shown) == 1 and not isinstance(shown[0].type, type(Model)):
        return _alone(shown[0], view)
    said: dict[str, str] = {}
    for field in shown:
        said |= _named(field, getattr(view.definition, field.name))
    return _pairs({name: text for name, text in said.items() if text})


def _alone(field: Field, view: AgentView) -> RenderableType | None:
    value = getattr(view.definition, field.name)
    if field.name == "triggers_config":
        return _triggers(view)
    if isinstance(value, FileTree):
        files = {file.path: file.description for file in value.files}
        return drawn(value.root, value.directories, files)
    if isinstance(value, Graph):
        return drawn_graph(value)
    if isinstance(value, tuple) and below(field):
        return _entries(below(field), value)
    if isinstance(value, str) and field.row.section:
        return Prose(value)
    text = "\n".join(map(_bullet, value)) if isinstance(value, tuple) else value
    return safe(text) if text else None


def _bullet(item: str) -> str:
    """Return a list item; what is nested in it, one a line, is below its text."""
    return f"• {item.replace(chr(10), f'{chr(10)}  ')}"


def _named(field: Field, value: object) -> dict[str, str]:
    """Return the values of a field by their names; one with its own chapter joins its parts."""
    title = field.row.title or field.name
    if not isinstance(value, Model):
        return {title: _value(value)}
    said = {
        inner.row.title or name: _value(getattr(value, name))
        for name, inner in below(field).items()
    }
    return {title: " · ".join(filter(None, said.values()))} if field.row.chapter else said


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pairs(said: Mapping[str, str]) -> Table | None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in said.items():
        grid.add_row(safe(label), safe(text))
    return grid if said else None


def _triggers(view: AgentView) -> Table | None:
    rows = [
        (trigger.type, words, _settings(trigger.config))
        for trigger, words in zip(view.definition.triggers_config, view.starts, strict=True)
    ]
    return table(("Type", "Starts", "Settings"), rows) if rows else None


def _settings(config: Mapping[str, JsonValue]) -> str:
    return "\n".join(f"{key}: {_value(value)}" for key, value in config.items())


def _entries(columns: Mapping[str, Field], entries: Sequence[Model]) -> Table | None:
    """Return a table of entries, without empty columns."""
    if not entries:
        return None
    rows = [entry.model_dump(mode="json") for entry in entries]
    filled = [name for name in columns if any(row[name] is not None for row in rows)]
    titles = [columns[name].row.title or name for name in filled]
    return table(titles, ([_cell(columns[name], row[name]) for name in filled] for row in rows))


def _cell(field: Field, value: JsonValue) -> str:
    return ("no", "yes")[value] if field.row.reads == "flag" else _value(value)


def _counts(view: AgentView) -> Text | None:
    return safe(", ".join(findings_in_words(view.findings))) if view.findings else None


def _additional(sections: Mapping[str, JsonValue]) -> Iterator[RenderableType]:
    for key, value in sections.items():
        title = key.replace("_", " ").capitalize()
        yield Text()
        yield safe(title, "bold cyan")
        text = Prose(value) if isinstance(value, str) else safe(_value(value))
        yield Padding(text, (0, 0, 0, 2), expand=False)
