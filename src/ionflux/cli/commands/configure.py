"""`ionflux configure`: instance files in, agent configurations out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded, refuse_second_stdin
from ionflux.core.errors import UsageError
from ionflux.core.settings import DocumentSettings

if TYPE_CHECKING:
    from ionflux.cli.delivery import Delivery
    from ionflux.cli.reporting import Reporting
    from ionflux.compiler.context import CompileOptions
    from ionflux.configure import Configured
    from ionflux.models.records import Record


@command(
    "ionflux configure instances/ --definitions blueprints/",
    "ionflux configure instances/ --definitions blueprints/ --strict --format sarif",
    "ionflux configure --recheck postgresql://app@db/agents --definitions blueprints/",
)
def configure(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            parser=options.filled,
            metavar="FILE…",
            help="Instance files, and folders of them; `-` is standard input.",
        ),
    ] = None,
    *,
    definitions: Annotated[
        str | None,
        typer.Option(
            "--definitions",
            "-d",
            "--from",
            parser=options.filled,
            metavar="SOURCE",
            help=options.SOURCE,
        ),
    ] = None,
    recheck: Annotated[
        str | None,
        typer.Option(
            "--recheck",
            parser=options.filled,
            metavar="URL",
            help="Check the configurations stored in this database, instead of files; against its"
            " own definitions, unless others are given.",
        ),
    ] = None,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="With --recheck: rewrite the caches and namespaces of those without an error.",
        ),
    ] = False,
    output: options.Output = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="json (default), jsonl or sql; or a report format, as for --report.",
        ),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="FORMAT",
            help="Write the findings in a format of `validate`, instead of configurations.",
        ),
    ] = None,
    judging: options.Judging,
    dialect: options.Dialect = None,
    ddl: options.Ddl = False,
    database: options.Database = None,
    check: options.Checking = False,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Compile instance files to configurations.

    Instances are checked against their definitions and merged with them. All or nothing: if any
    instance has an error, nothing is written. SQL and databases also get the definitions that the
    instances refer to, in the same transaction.

    With --recheck, the configurations that a database contains are checked; exit 1 if one does not
    fit its definition.
    """
    from ionflux.cli.delivery import Delivery
    from ionflux.cli.instances import Recheck, recheck_stored
    from ionflux.cli.reporting import Reporting
    from ionflux.output.emitters import EmitOptions

    how = compiling.options()
    wanted = judging.check(DocumentSettings(how.settings, nearest=False))
    report = report or (_report_format(format_) if recheck is None else format_ or "text")
    reporting = Reporting(wanted, judging, report, output, quiet)
    reporting.refuse_contradictions()
    paths = tuple(files or ())
    if recheck is not None:
        _refuse("--recheck", "files, --database, --check or --ddl", paths, database, check, ddl)
        asked = Recheck(recheck, definitions, refresh)
        return recheck_stored(asked, reporting, how)
    source = _named(paths, definitions, refresh=refresh)
    refuse_second_stdin(*dict.fromkeys(paths), source)
    if reporting.format:
        _refuse("--report", "--database, --check or --ddl", database, check, ddl)
        return _report(paths, source, reporting, how)
    delivery = Delivery(
        output=output,
        format=format_,
        options=EmitOptions(dialect or how.settings.dialect, ddl=ddl),
        database=database,
        check=check,
        quiet=quiet,
        extra=how.settings.extra,
    )
    return _write(paths, source, reporting, delivery, how)


def _report_format(name: str | None) -> str | None:
    """Return the name if it is that of a report format, and not of a format of configurations."""
    from ionflux.output import emitters, reporters

    is_report = name in reporters.formats() and name not in emitters.formats()
    return name if is_report else None


def _refuse(option: str, others: str, *given: object) -> None:
    """Raise UsageError if an option is given together with others."""
    if any(given):
        raise UsageError(f"{option} cannot be combined with {others}")


def _named(files: tuple[str, ...], definitions: str | None, *, refresh: bool) -> str:
    """Return the source of the definitions; raise UsageError if something is missing."""
    if refresh:
        raise UsageError("--refresh needs --recheck")
    if not files:
        raise UsageError("name instance files, or a database with --recheck")
    if definitions is None:
        raise UsageError("name the definitions of the instances: --definitions SOURCE")
    return definitions


def _report(files: tuple[str, ...], source: str, reporting: Reporting, how: CompileOptions) -> int:
    """Report the findings about instances; return the exit status."""
    from ionflux.cli.instances import check_files

    definitions = loaded(source, how).definitions
    _, result = check_files(files, definitions, reporting, how.settings.extra)
    reporting.write(result)
    return int(result.failed)


def _write(
    files: tuple[str, ...],
    source: str,
    reporting: Reporting,
    delivery: Delivery,
    how: CompileOptions,
) -> int:
    """Write the configurations, if no instance has an error; return the exit status."""
    from ionflux.cli.delivery import deliver
    from ionflux.cli.instances import check_files
    from ionflux.cli.terminal import say

    delivery.refuse_contradictions()
    found = loaded(source, how)
    made, result = check_files(files, found.definitions, reporting, how.settings.extra)
    reporting.write(result)
    if result.failed or not made.ok:
        reason = "warnings, which fail with `strict`" if made.ok else "errors"
        say(f"ionflux: nothing was written: the instances have {reason}")
        return 1
    with_definitions = delivery.database is not None or delivery.format_name() == "sql"
    changed = deliver(_records(made, found.records() if with_definitions else ()), delivery)
    return int(delivery.check and changed)


def _records(made: Configured, known: Iterable[Record]) -> Iterator[Record]:
    from ionflux.models.records import Record

    wanted = {configuration.agent_definition_id for configuration in made.configurations}
    yield from (record for record in known if record.field("id") in wanted)
    yield from (Record("agent_configuration", instance) for instance in made.configurations)
