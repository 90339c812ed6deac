"""`ionflux catalog`: a static site about the agents of a source."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded, refuse_second_stdin
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.catalog import Contents
    from ionflux.compiler.context import CompileOptions


@command(
    "ionflux catalog blueprints/ --out site",
    "ionflux catalog blueprints/ --out site --language pt --since origin/main",
    "ionflux catalog blueprints/ --out site --serve",
)
def catalog(
    source: options.Source,
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            parser=options.path,
            metavar="DIR",
            help="Where to write the site; files that the catalogue did not create are kept.",
        ),
    ],
    language: Annotated[
        str,
        typer.Option(
            "--language",
            parser=options.one_of("en", "pt"),
            metavar="en|pt",
            help="Language of the pages; texts from blueprints are not translated.",
        ),
    ] = "en",
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            parser=options.filled,
            metavar="SOURCE",
            help="Also show what changed since this source, or this revision of SOURCE.",
        ),
    ] = None,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve",
            help="Show the site on a local address, and build it again when the source changes.",
        ),
    ] = False,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            parser=options.port,
            metavar="N",
            help="With --serve: the port of the address.",
        ),
    ] = 8000,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> None:
    """Write a static site about the agents.

    It has a list to search and filter, a page for each agent, a map, and, with --since, what
    changed. It opens from disk, and any host serves it.
    """
    if serve:
        _check_serving(source, since)
    refuse_second_stdin(source, since)
    how = compiling.options()
    if since is not None:
        from ionflux.sources.sides import sides

        since, source = sides(since, source, how.settings.default_paths())
    build = partial(_build, source, since, language, out, how=how, quiet=quiet)
    build()
    if serve:
        _serve(source, out, port, build)


def _build(
    source: str, since: str | None, language: str, out: Path, *, how: CompileOptions, quiet: bool
) -> None:
    from ionflux.catalog import build
    from ionflux.cli.terminal import say
    from ionflux.core.words import counted

    done = build(_contents(source, since, language, how), out, how.jobs)
    if not quiet:
        files = counted(done.written, "file")
        say(f"{out}: {files} written, {done.unchanged} unchanged, {done.removed} removed")


def _contents(source: str, since: str | None, language: str, how: CompileOptions) -> Contents:
    from ionflux.catalog import Contents
    from ionflux.diff import compare

    new = loaded(source, how._replace(origins=True))
    if since is None:
        return Contents(new, language)
    old = loaded(since, how)
    changes = compare(
        old.definitions,
        new.definitions,
        old_playbooks=old.playbooks,
        new_playbooks=new.playbooks,
        levels=how.settings.diff_levels,
    )
    return Contents(new, language, changes, since)


def _check_serving(source: str, since: str | None) -> None:
    """Raise UsageError if the site cannot be served, before any work is done."""
    from ionflux.catalog.serving import check_watching

    check_watching()
    if not os.path.exists(source) or since == "-":
        raise UsageError("--serve needs a source that is a document, a folder or another file")


def _serve(source: str, out: Path, port: int, build: partial[None]) -> None:
    from ionflux.catalog.serving import serve
    from ionflux.cli.terminal import say
    from ionflux.core.errors import IonfluxError

    def rebuild() -> None:
        try:
            build()
        except typer.Exit:  # the errors were shown; the site stays unchanged
            pass
        except IonfluxError as error:
            say(f"ionflux: {error.message}")

    def ready() -> None:
        say(f"http://127.0.0.1:{port}/ (end with Ctrl-C)")

    serve(out, Path(source), port, ready, rebuild)
