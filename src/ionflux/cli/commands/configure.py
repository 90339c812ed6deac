"""`ionflux configure`: instance files in, agent configurations out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded
from ionflux.core.errors import UsageError
from ionflux.core.settings import DocumentSettings

if TYPE_CHECKING:
    from ionflux.compiler.verdict import Check, Run, Verdict
    from ionflux.configure import Configured
    from ionflux.core.settings import Settings
    from ionflux.models import AgentDefinition
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
    """Check instance files, and merge them with definitions.

    All or nothing: if any instance has an error, nothing is written. SQL and databases also get
    the definitions that the instances refer to, in the same transaction.

    With --recheck, the configurations of a database are checked in place, and reported: exit 1 if
    one does not fit its definition.
    """
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.cli.rechecking import Recheck, recheck_stored
    from ionflux.cli.terminal import say, write_out
    from ionflux.compiler.verdict import figures
    from ionflux.output.emitters import EmitOptions
    from ionflux.output.reporters import reporter

    how = compiling.options()
    settings = how.settings
    wanted = judging.check(DocumentSettings(settings, nearest=False))
    paths = tuple(files or ())
    if recheck is not None:
        if any((paths, database, check, ddl)):
            raise UsageError(
                "--recheck cannot be combined with files, --database, --check or --ddl"
            )
        format_ = report or format_ or "text"
        asked = Recheck(recheck, definitions, refresh, wanted, judging, format_, output, quiet)
        return recheck_stored(asked, how)
    source = _named(paths, definitions, refresh=refresh)
    report = report or _report_format(format_)
    delivery = Delivery(
        output=output,
        format=None if report else format_,
        options=EmitOptions(dialect or settings.dialect, ddl=ddl),
        database=database,
        check=check,
        quiet=quiet,
        extra=settings.extra,
    )
    if report is None:
        delivery.refuse_contradictions()
    elif database or check or ddl:
        raise UsageError("--report cannot be combined with --database, --check or --ddl")
    render = reporter(report or "text")
    known = loaded(source, how).definitions
    run = _run(paths, judging, report)
    made, result = _judged(run, known, settings, wanted)
    if wanted.write_to:
        write_out([result.baseline], wanted.write_to, quiet=quiet)
    if report:
        write_out(render(result.report), output, quiet=quiet)
    else:
        _show(result, quiet=quiet)
    if not quiet:
        say(*result.notes, *(figures(result) if report in options.FOR_PEOPLE else ()))
    if report:
        return int(result.failed)
    if result.failed or not made.ok:
        say(f"ionflux: nothing was written: the instances have {_reason(made)}")
        return 1
    whole = database is not None or delivery.format_name() == "sql"
    changed = deliver(_records(made, known if whole else ()), delivery)
    return int(check and changed)


def _named(files: tuple[str, ...], definitions: str | None, *, refresh: bool) -> str:
    """Return the source of the definitions; raise UsageError if something is missing."""
    if refresh:
        raise UsageError("--refresh needs --recheck")
    if not files:
        raise UsageError("name instance files, or a database with --recheck")
    if definitions is None:
        raise UsageError("name the definitions of the instances: --definitions SOURCE")
    return definitions


def _report_format(name: str | None) -> str | None:
    """Return the name if it is that of a report format, and not of a format of configurations."""
    from ionflux.output import emitters, reporters

    is_report = name in reporters.formats() and name not in emitters.formats()
    return name if is_report else None


def _run(paths: tuple[str, ...], judging: options.Judging, report: str | None) -> Run:
    """Return how findings are to be reported: on standard error unless as a report."""
    from ionflux.cli.terminal import colored, width_of
    from ionflux.compiler.verdict import Run
    from ionflux.output.report import lines_on_disk

    stream = sys.stdout if report else sys.stderr
    return Run(
        paths,
        lines_on_disk(),
        color=colored(stream),
        writer="configure",
        least=judging.least(report or "text"),
        width=width_of(stream),
        statistics=judging.statistics,
    )


def _judged(
    run: Run, known: tuple[AgentDefinition, ...], settings: Settings, check: Check
) -> tuple[Configured, Verdict]:
    """Return the result for the instances, and the report on it."""
    from ionflux.cli.rechecking import CheckedInstances, sections
    from ionflux.compiler.verdict import verdict
    from ionflux.configure import configure, read_files
    from ionflux.output.report import lines_of

    read = read_files(run.paths)
    made = configure(read.files, known, extra=settings.extra, unread=read.diagnostics)
    documents = len(read.files) + len(read.diagnostics)
    checked = CheckedInstances(made.diagnostics, documents, sections(made.agents, known))
    lines = lines_of({file.path: file.text for file in read.files})
    return made, verdict(checked, check, run._replace(lines=lines))


def _show(result: Verdict, *, quiet: bool) -> None:
    """Write findings to standard error, with the lines that they are about."""
    from ionflux.cli.terminal import say_report
    from ionflux.core.findings import Severity

    worst = result.report.showing(Severity.ERROR)._replace(hidden=())
    say_report(worst if quiet else result.report)


def _reason(made: Configured) -> str:
    return "warnings, and --strict was given" if made.ok else "errors"


def _records(made: Configured, known: tuple[AgentDefinition, ...]) -> Iterator[Record]:
    from ionflux.models.records import Record

    wanted = {configuration.agent_definition_id for configuration in made.configurations}
    yield from (Record("agent_definition", agent) for agent in known if agent.id in wanted)
    yield from (Record("agent_configuration", instance) for instance in made.configurations)
