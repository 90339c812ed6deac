"""`ionflux show`: agents for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import command
from ionflux.cli.sourcing import loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ionflux.output.views.agent_view import AgentView
    from ionflux.sources import Loaded


@command("ionflux show blueprints/ EmailWizard --origin")
def show(
    source: Annotated[
        str, typer.Argument(parser=options.filled, metavar="SOURCE", help=options.SOURCE)
    ],
    agent: Annotated[
        str | None,
        typer.Argument(
            metavar="AGENT",
            autocompletion=completion.agents,
            help="One agent, by id or name: as a card.",
        ),
    ] = None,
    *,
    origin: Annotated[
        bool, typer.Option("--origin", help="Show where each field comes from, and how.")
    ] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            parser=options.one_of("text", "json"),
            metavar="text|json",
            help="For people, or for programs.",
        ),
    ] = "text",
    compiling: options.Compiling,
) -> None:
    """Show the agents of a source, or one of them.

    All are shown as a table, one as a card.
    """
    from ionflux.cli.terminal import write_out

    found = loaded(source, compiling.options())
    if format_ == "text" and not agent:
        write_out(_table(found, origin=origin))
        return
    views = _views(found, agent, origin=origin)
    if format_ == "json":
        from ionflux.output.views.agent_view import list_to_json

        write_out(list_to_json(views))
        return
    from ionflux.output.views.card import card
    from ionflux.output.views.tables import rendered

    write_out([rendered(*map(card, views))])


def _views(found: Loaded, agent: str | None, *, origin: bool) -> Iterator[AgentView]:
    """Yield the views of all agents, or of one, with where their values come from if asked for."""
    from ionflux.output.views.agent_view import agent_view

    chosen = [found.agent(agent)] if agent else found.definitions
    origins = found.origins if origin else None
    for each in chosen:
        yield agent_view(each, found.findings(each.id), origins.of(each.id) if origins else None)


def _table(found: Loaded, *, origin: bool) -> Iterator[str]:
    agents = found.summaries()
    if sys.stdout.isatty():
        from ionflux.output.views.tables import rendered, stacked

        yield rendered(stacked(agents))
    else:
        from ionflux.output.views.plain_table import overview

        yield from overview(agents)
    if origin:
        yield from _origins(_views(found, None, origin=True))


def _origins(views: Iterator[AgentView]) -> Iterator[str]:
    from ionflux.output.views.tables import origins, rendered, safe

    for view in views:
        if view.origins:
            yield rendered(safe(f"\n{view.definition.name}", "bold"), origins(view))
