"""`ionflux schema`: JSON Schemas of what the tool reads and writes, and its tables as SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import command
from ionflux.cli.sourcing import loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.core.json_value import JsonValue
    from ionflux.models import AgentDefinition
    from ionflux.output.schemas import Schema


@command(
    "ionflux schema definition",
    "ionflux schema inputs EmailWizard --from blueprints/",
    "ionflux schema --sql --dialect sqlite",
)
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=completion.schemas,
            help="definition, configuration, run-log, playbook or graph; blueprint or instance, for"
            " editors; dialect, for the configuration; inputs or outputs, of an agent; or the name"
            " of a command, for the JSON that it writes.",
        ),
    ] = None,
    agent: Annotated[
        str | None,
        typer.Argument(
            metavar="AGENT",
            autocompletion=completion.agents,
            help="With inputs and outputs: the agent, by id or name.",
        ),
    ] = None,
    *,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            parser=options.filled,
            metavar="SOURCE",
            help="With inputs and outputs: where the agents are; anything that `show` accepts.",
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="With inputs and outputs: the schemas of all agents, by their ids."
        ),
    ] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Print the tables instead.")] = False,
    dialect: Annotated[
        str,
        typer.Option("--dialect", metavar="DIALECT", help="With --sql: postgres or sqlite."),
    ] = "postgres",
    migrate: Annotated[
        str | None,
        typer.Option(
            "--migrate",
            parser=options.filled,
            metavar="URL",
            help="With --sql: print the migration of this database's tables to this version.",
        ),
    ] = None,
    compiling: options.Compiling,
) -> None:
    """Print a JSON Schema, or the tables as SQL."""
    from ionflux.cli.terminal import write_out

    if sql:
        if name:
            raise UsageError("--sql prints every table, and does not accept a name")
        write_out([_tables(dialect, migrate)])
        return
    if migrate is not None:
        raise UsageError("--migrate needs --sql")
    from ionflux.output.schemas import OF_AGENTS, text

    if name is not None and name in OF_AGENTS:
        if source is None or (agent is None) != every:
            raise UsageError(
                f"`{name}` needs a source and an agent, or --all: {name} AGENT --from SOURCE"
            )
        definitions = loaded(source, compiling.options()).definitions
        write_out([text(_of_agents(OF_AGENTS[name].make, definitions, agent))])
    else:
        write_out([text(_schema(name, agent or source or every, compiling))])


def _tables(dialect: str, database: str | None) -> str:
    from ionflux.database import connect, ddl

    if database is None:
        return ddl(dialect)
    with connect(database) as store:
        return store.migration()


def _of_agents(
    make: Callable[[AgentDefinition], Schema],
    definitions: Sequence[AgentDefinition],
    agent: str | None,
) -> dict[str, JsonValue]:
    """Return the schema of one agent, or those of all by their ids."""
    from ionflux.sources.find_agent import find_agent

    if agent is None:
        return {definition.id: make(definition) for definition in definitions}
    return make(find_agent(definitions, agent))


def _schema(name: str | None, given: str | bool, compiling: options.Compiling) -> Schema:
    from ionflux.core.words import did_you_mean, quoted
    from ionflux.language.dialects import vocabulary_of
    from ionflux.output.schemas import OF_AGENTS, SCHEMAS

    names = [*SCHEMAS, *OF_AGENTS]
    if name is None:
        raise UsageError(f"`NAME` is missing; valid: {quoted(names)}")
    if name not in SCHEMAS:
        raise UsageError(f"there is no schema `{name}`{did_you_mean(name, names)}")
    if given:
        only = " and ".join(quoted([each]) for each in OF_AGENTS)
        raise UsageError(f"`{name}` is the same for every agent; only {only} accept one")
    return SCHEMAS[name].make(vocabulary_of(compiling.options().settings))
