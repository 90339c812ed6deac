"""`ionflux show`: agents for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ionflux.cli import completion, options
from ionflux.cli.command import argument, command
from ionflux.cli.sourcing import SOURCE, loaded

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ionflux.compiler.context import CompileOptions
    from ionflux.output.views.agent_view import AgentView
    from ionflux.sources import Loaded


@command("ionflux show blueprints/ EmailWizard --origin")
@argument("source", type=options.filled, help=SOURCE)
@argument(
    "agent",
    required=False,
    shell_complete=completion.agents,
    help="One agent, by id or name: as a card.",
)
@click.option(
    "--origin",
    is_flag=True,
    help="Show where each field comes from, and how.",
)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)
@options.compiling
@options.unheeded_quiet
@options.debug
def show(
    source: str, agent: str | None, *, origin: bool, format_: str, how: CompileOptions
) -> None:
    """Show the agents of a source, or one of them.

    All are shown as a table, one as a card.
    """
    from ionflux.cli.terminal import write_out

    views = _views(loaded(source, how), agent, origin=origin)
    picture = _json if format_ == "json" else _card if agent else _table
    write_out([picture(views)])


def _views(found: Loaded, agent: str | None, *, origin: bool) -> tuple[AgentView, ...]:
    from ionflux.output.views.agent_view import agent_view
    from ionflux.sources.find_agent import find_agent

    chosen = (find_agent(found.definitions, agent),) if agent else found.definitions
    diagnostics = found.diagnostics if found.origins else None
    origins = found.origins if origin else None
    return tuple(
        agent_view(each, diagnostics, origins.of(each.id) if origins else None) for each in chosen
    )


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
