"""`ionflux show`: agents for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded
from ionflux.cli.terminal import fitted
from ionflux.core.errors import UsageError
from ionflux.models.types import SERVICES, STATUSES, TRIGGER_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ionflux.output.views.agent_view import AgentView
    from ionflux.output.views.summary import AgentFilter, AgentSummary
    from ionflux.sources import Loaded


def _known(words: tuple[str, ...]) -> Callable[[str], str]:
    """Return a function that returns one of the words, typed in any case."""
    folded = {word.lower(): word for word in words}
    one_of = options.one_of(*words)
    return lambda value: folded.get(value.lower()) or one_of(value)


class Filters(NamedTuple):
    """Options that choose agents of a list; None for all."""

    service: Annotated[
        list[str] | None,
        typer.Option(
            "--service",
            parser=_known(SERVICES),
            autocompletion=lambda: [*SERVICES],
            metavar="SERVICE",
            help="Only agents that need this service; may be repeated.",
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            parser=_known(STATUSES),
            autocompletion=lambda: [*STATUSES],
            metavar="STATUS",
            help="Only agents in this status; may be repeated.",
        ),
    ] = None
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            "--trigger",
            parser=_known(TRIGGER_TYPES),
            autocompletion=lambda: [*TRIGGER_TYPES],
            metavar="TYPE",
            help="Only agents with a trigger of this type; may be repeated.",
        ),
    ] = None

    def wanted(self) -> AgentFilter:
        """Return the filter of the options."""
        from ionflux.output.views.summary import AgentFilter

        return AgentFilter(self.service or (), self.status or (), self.trigger or ())


@command(
    "ionflux show blueprints/",
    "ionflux show blueprints/ --service Shopify --trigger schedule",
    "ionflux show blueprints/ --format csv > agents.csv",
    "ionflux show blueprints/ EmailWizard --brief",
    "ionflux show blueprints/ EmailWizard --origin",
)
def show(
    source: options.Source,
    agent: Annotated[
        str | None,
        typer.Argument(
            metavar="AGENT",
            autocompletion=completion.agents,
            help="One agent, by id or name.",
        ),
    ] = None,
    *,
    filters: Filters,
    is_brief: Annotated[
        bool, typer.Option("--brief", help="With an agent: only what fits on one screen.")
    ] = False,
    origin: Annotated[
        bool, typer.Option("--origin", help="Show where each field comes from, and how.")
    ] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            parser=options.one_of("text", "json", "csv", "markdown"),
            metavar="FORMAT",
            help="text, json, csv or markdown.",
        ),
    ] = "text",
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> None:
    """Show agents as a table, or one as a card.

    Output that is longer than the terminal is shown in a pager.
    """
    from ionflux.cli.pager import page
    from ionflux.cli.terminal import write_out

    if is_brief and not agent:
        raise UsageError("--brief needs an agent: ionflux show SOURCE AGENT --brief")
    wanted = filters.wanted()
    found = loaded(source, compiling.options(quiet=quiet))
    if format_ == "json":
        from ionflux.output.views.agent_view import list_to_json

        write_out(list_to_json(_views(found, agent, wanted, origin=origin)))
    elif format_ != "text":
        write_out(_list(format_, _summaries(found, agent, wanted)))
    elif agent:
        page(_card(found, agent, wanted, origin=origin, is_brief=is_brief))
    elif is_fitted := fitted():
        page("".join(_table(found, wanted, is_fitted, origin=origin)))
    else:
        write_out(_table(found, wanted, None, origin=origin))


def _summaries(found: Loaded, agent: str | None, wanted: AgentFilter) -> Iterator[AgentSummary]:
    chosen = found.agent(agent).id if agent else None
    return (each for each in found.summaries() if chosen in {None, each.id} and wanted.keeps(each))


def _list(format_: str, agents: Iterator[AgentSummary]) -> Iterator[str]:
    from ionflux.output.views.lists import as_csv, as_markdown

    return as_csv(agents) if format_ == "csv" else as_markdown(agents)


def _card(found: Loaded, agent: str, wanted: AgentFilter, *, origin: bool, is_brief: bool) -> str:
    from ionflux.output.views.card import brief, card
    from ionflux.output.views.tables import rendered

    views = _views(found, agent, wanted, origin=origin)
    return rendered(*map(brief if is_brief else card, views))


def _views(
    found: Loaded, agent: str | None, wanted: AgentFilter, *, origin: bool
) -> Iterator[AgentView]:
    """Yield the views of all agents, or of one, with the origins of their values if requested."""
    from ionflux.output.views.agent_view import agent_view

    kept = {each.id for each in found.summaries() if wanted.keeps(each)} if any(wanted) else None
    chosen = [found.agent(agent)] if agent else found.definitions
    origins = found.origins if origin else None
    for each in chosen:
        if kept is None or each.id in kept:
            where = origins.of(each.id) if origins else None
            yield agent_view(each, found.findings(each.id), where)


def _table(found: Loaded, wanted: AgentFilter, width: int | None, *, origin: bool) -> Iterator[str]:
    agents = filter(wanted.keeps, found.summaries())
    if width:
        from ionflux.output.views.tables import rendered, stacked

        yield rendered(stacked(agents, width), width=width)
    else:
        from ionflux.output.views.plain_table import overview

        yield from overview(agents)
    if origin:
        yield from _origins(_views(found, None, wanted, origin=True))


def _origins(views: Iterator[AgentView]) -> Iterator[str]:
    from ionflux.output.views.tables import origins, rendered, safe

    for view in views:
        if view.origins:
            yield rendered(safe(f"\n{view.definition.name}", "bold"), origins(view))
