"""`ionflux schema`: JSON Schemas of what the tool reads and writes, and its tables as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ionflux.cli import completion, options
from ionflux.cli.command import argument, command
from ionflux.cli.sourcing import SOURCE, loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.core.settings import Settings
    from ionflux.output.schemas import Schema
    from ionflux.sources import Loaded

_INPUTS = "inputs"


@command("ionflux schema inputs EmailWizard --from blueprints/")
@argument(
    "name",
    required=False,
    shell_complete=completion.schemas,
    help="definition, configuration, run-log, playbook; blueprint or instance, for editors; "
    "inputs, of one agent; or the name of a command that writes JSON.",
)
@argument(
    "agent",
    required=False,
    shell_complete=completion.agents,
    help="With inputs: the agent, by id or name.",
)
@click.option(
    "--from", "source", type=options.filled, metavar="SOURCE", help=f"With inputs: {SOURCE}"
)
@click.option("--sql", is_flag=True, help="Print the tables instead.")
@click.option(
    "--dialect",
    default="postgres",
    metavar="DIALECT",
    help="With --sql: postgres or sqlite.",
)
@options.project
@options.unheeded_quiet
@options.debug
def schema(
    name: str | None,
    agent: str | None,
    *,
    source: str | None,
    sql: bool,
    dialect: str,
    settings: Settings,
) -> None:
    """Print a JSON Schema (2020-12), or the tables as SQL."""
    from ionflux.cli.terminal import write_out

    if sql:
        if name:
            raise UsageError("--sql prints every table, and takes no name")
        from ionflux.database import ddl

        write_out(ddl(dialect))
        return
    from ionflux.output.schemas import text

    if name == _INPUTS:
        if not (agent and source):
            raise UsageError("`inputs` needs an agent and its source: inputs AGENT --from SOURCE")
        found = _inputs(agent, loaded(source, settings))
    else:
        found = _schema(name, agent or source)
    write_out([text(found)])


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
