"""`ionflux show`: agents for people."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.completion import agents
from ionflux.cli.options import Config, Debug, Isolated, Quiet
from ionflux.cli.sourcing import SOURCE, loaded

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ionflux.output.views.agent_view import AgentView
    from ionflux.sources import Loaded


class Format(StrEnum):
    """What `show` writes."""

    TEXT = "text"
    JSON = "json"


def command(
    source: Annotated[str, typer.Argument(help=SOURCE, show_default=False)],
    agent: Annotated[
        str | None,
        typer.Argument(
            help="One agent, by id or name: as a card.", show_default=False, autocompletion=agents
        ),
    ] = None,
    origin: Annotated[
        bool, typer.Option("--origin", help="Add where every field comes from, and by which way.")
    ] = False,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="For people, or for programs.")
    ] = Format.TEXT,
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Show the agents of a source as a table, or one of them as a card.

    Example: ionflux show blueprints/ EmailWizard --origin
    """
    del quiet, debug
    found = loaded(source, config, isolated=isolated)
    views = _portraits(found, agent, origin=origin)
    pictures = _json if format_ is Format.JSON else _card if agent else _table
    typer.echo(pictures(views).encode(), nl=False)


def _portraits(found: Loaded, agent: str | None, *, origin: bool) -> tuple[AgentView, ...]:
    from ionflux.output.views.agent_view import agent_view
    from ionflux.sources.find_agent import find_agent

    chosen = (find_agent(found.definitions, agent),) if agent else found.definitions
    diagnostics = found.diagnostics if found.origins else None
    origins = found.origins if origin else {}
    return tuple(agent_view(each, diagnostics, origins.get(each.id)) for each in chosen)


def _json(views: tuple[AgentView, ...]) -> str:
    from ionflux.output.views.agent_view import AgentList

    return AgentList(agents=views).to_json()


def _card(views: tuple[AgentView, ...]) -> str:
    from ionflux.output.views.card import card
    from ionflux.output.views.tables import rendered

    return rendered(*map(card, views))


def _table(views: tuple[AgentView, ...]) -> str:
    from ionflux.output.views.tables import origins, overview, rendered, safe

    parts: list[RenderableType] = [overview(views, stacked=sys.stdout.isatty())]
    for view in views:
        if view.origins:
            parts += [safe(f"\n{view.definition.name}", "bold"), origins(view)]
    return rendered(*parts)
