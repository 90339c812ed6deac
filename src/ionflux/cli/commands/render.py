"""`ionflux render`: documents from definitions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.cli import completion, options
from ionflux.cli.command import argument, command
from ionflux.cli.sourcing import SOURCE, loaded

if TYPE_CHECKING:
    from ionflux.compiler.context import CompileOptions
    from ionflux.models import AgentDefinition
    from ionflux.sources import Loaded


@command(
    "ionflux render sqlite:///agents.db --out blueprints/",
    "ionflux render definitions.json EmailWizard --out . --language en",
)
@argument("source", type=options.filled, help=SOURCE)
@argument(
    "agents",
    nargs=-1,
    shell_complete=completion.agents,
    help="Agents, by id or name; without any, all of them.",
)
@click.option(
    "--out", type=options.path, required=True, metavar="DIR", help="Folder to write to; is created."
)
@click.option(
    "--language",
    default="pt",
    shell_complete=completion.languages,
    help="Of titles and labels: pt, en or es; the texts stay what they are.",
)
@click.option("--form", default="sections", help="Form of the documents: sections.")
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
@options.compiling
@options.quiet
@options.debug
def render(
    source: str,
    agents: tuple[str, ...],
    *,
    out: Path,
    language: str,
    form: str,
    force: bool,
    how: CompileOptions,
    quiet: bool,
) -> None:
    """Write a document for each agent of a source.

    Importing it gives the same definition again. What no document can say is an error, and then
    nothing is written.
    """
    from ionflux.authoring.rendering import form_named, language_named
    from ionflux.authoring.rendering.folder import rendered_files, write
    from ionflux.cli.terminal import say
    from ionflux.core.words import counted

    written_in, form = language_named(language), form_named(form)
    found = loaded(source, how)
    files = rendered_files(_chosen(found, agents), found.playbooks, written_in, form)
    written = write(files, out, force=force)
    if not quiet:
        same = len(files) - written
        rest = f"; {counted(same, 'file is', 'files are')} the same already" if same else ""
        say(f"{counted(written, 'file')} written to {out}{rest}")


def _chosen(found: Loaded, agents: tuple[str, ...]) -> tuple[AgentDefinition, ...]:
    """Return the agents that are named, each once, or all."""
    if not agents:
        return found.definitions
    named = [found.agent(agent) for agent in agents]
    return tuple({agent.id: agent for agent in named}.values())
