"""`ionflux schema`: JSON Schemas of what the tool reads and writes, and its tables as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.completion import agents, schemas
from ionflux.cli.options import Config, Debug, Isolated, Quiet
from ionflux.cli.sourcing import SOURCE, loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.output.schemas import Schema
    from ionflux.sources import Loaded

_INPUTS = "inputs"


def command(
    name: Annotated[
        str | None,
        typer.Argument(
            help="definition, configuration, run-log, playbook; blueprint or instance, for "
            "editors; inputs, of one agent; or the name of a command that writes JSON.",
            show_default=False,
            autocompletion=schemas,
        ),
    ] = None,
    agent: Annotated[
        str | None,
        typer.Argument(
            help="With inputs: the agent, by id or name.", show_default=False, autocompletion=agents
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="SOURCE", help=f"With inputs: {SOURCE}")
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the tables instead.")] = False,
    dialect: Annotated[str, typer.Option(help="With --sql: postgres or sqlite.")] = "postgres",
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Print a JSON Schema (2020-12), or the tables as SQL.

    Example: ionflux schema inputs EmailWizard --from blueprints/
    """
    del quiet, debug
    if sql:
        if name:
            raise UsageError("--sql prints every table, and takes no name")
        from ionflux.database import ddl

        typer.echo("".join(ddl(dialect)), nl=False)
        return
    from ionflux.output.schemas import text

    if name == _INPUTS:
        if not (agent and source):
            raise UsageError("`inputs` needs an agent and its source: inputs AGENT --from SOURCE")
        schema = _inputs(agent, loaded(source, config, isolated=isolated))
    else:
        schema = _schema(name, agent or source)
    typer.echo(text(schema).encode(), nl=False)


def _schema(name: str | None, given: str | None) -> Schema:
    from ionflux.core.words import did_you_mean
    from ionflux.output.schemas import SCHEMAS

    names = [*SCHEMAS, _INPUTS]
    if name is None:
        raise UsageError(f"which schema? There is {', '.join(names)}")
    if name not in SCHEMAS:
        raise UsageError(f"there is no schema `{name}`{did_you_mean(name, names)}")
    if given:
        raise UsageError(f"`{name}` is the same for every agent; only `{_INPUTS}` takes one")
    return SCHEMAS[name].make()


def _inputs(agent: str, found: Loaded) -> Schema:
    from ionflux.output.schemas import inputs
    from ionflux.sources.find_agent import find_agent

    return inputs(find_agent(found.definitions, agent))
