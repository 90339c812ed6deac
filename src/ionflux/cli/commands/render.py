"""`ionflux render`: documents from definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded


@command(
    "ionflux render sqlite:///agents.db --out blueprints/",
    "ionflux render definitions.json EmailWizard --out . --language en",
)
def render(
    source: options.Source,
    agents: options.Agents = None,
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", parser=options.path, metavar="DIR", help="Folder to write to; it is created."
        ),
    ],
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            show_default=False,
            autocompletion=completion.languages,
            help="Language of titles and labels: pt (default), en, es, or a dialect of the"
            " configuration; texts are not translated.",
        ),
    ] = "pt",
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            show_default=False,
            help="Form of the documents: sections (default) or front-matter.",
        ),
    ] = "sections",
    force: Annotated[
        bool, typer.Option("--force", help="Replace existing files that differ.")
    ] = False,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> None:
    """Write a document for each agent.

    Importing it gives the same definition again. If no document can express a definition, that is
    an error, and nothing is written.
    """
    from ionflux.authoring.rendering import form_named, language_named
    from ionflux.authoring.rendering.folder import rendered_files, write
    from ionflux.cli.terminal import say
    from ionflux.core.words import counted

    how = compiling.options()
    written_in, form = language_named(language, how.settings), form_named(form)
    found = loaded(source, how)
    chosen = found.chosen(agents)
    files = rendered_files(chosen, found.playbooks, written_in, form, how.settings)
    written = write(files, out, force=force)
    if not quiet:
        same = len(files) - written
        rest = f"; {counted(same, 'file is', 'files are')} already the same" if same else ""
        say(f"{counted(written, 'file')} written to {out}{rest}")
