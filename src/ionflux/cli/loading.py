"""Loading into a database, as `import` and `configure` offer it: call, then report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ionflux.cli.terminal import say, show_findings, write_out
from ionflux.core.terminal import printable

if TYPE_CHECKING:
    from ionflux.configure.rollout import Broken, Rollout
    from ionflux.database import LoadReport, RowChange, Store
    from ionflux.models.records import Record

_WOULD = {"inserted": "insert", "updated": "update", "deprecated": "deprecate"}


def load(
    url: str,
    records: Iterable[Record],
    *,
    prune: bool | Callable[[], bool],
    check: bool,
    quiet: bool = False,
    extra: Collection[str] = (),
) -> bool:
    """Load the records, or with `check` list on standard output what loading would change.

    Returns whether anything differed. The summary goes to standard error unless `quiet`, and so do
    findings about stored configurations that the new definitions break. `extra` are keys of the
    platform in configurations.
    """
    from ionflux.database import connect

    changes: list[str] = []  # shown once all of them are known, like any report
    note = (lambda change: changes.append(_said(change))) if check else _hush
    with connect(url) as store:
        rollout = _rollout(store, extra)
        if rollout:
            records = rollout.watched(records)
        report = store.load(records, prune=prune, check=check, on_change=note)
        write_out(changes)
        if rollout:
            _show_broken(rollout.broken(), check=check)
    if not quiet:
        say(*summary(report, check=check))
    return report.changed


def _rollout(store: Store, extra: Collection[str]) -> Rollout | None:
    agents = store.configured_agents()
    if not agents:
        return None
    from ionflux.configure.rollout import Rollout  # most databases have no instances

    return Rollout(store, agents, extra=extra)


def _show_broken(broken: Broken, *, check: bool) -> None:
    from ionflux.configure import stored_path
    from ionflux.output.report import lines_of

    texts = {stored_path(each): each.yaml_config for each in broken.configurations}
    show_findings(broken.diagnostics, lines_of(texts))
    if broken.names:
        would = "would no longer fit" if check else "no longer fit"
        say(f"configurations that {would}:", *(f"  {name}" for name in broken.names))


def summary(report: LoadReport, *, check: bool) -> Iterator[str]:
    """Yield a line for each entity, and one for definitions that are only in the database."""
    for entity, tally in report.tallies.items():
        counts = [f"{tally.inserted} inserted", f"{tally.updated} updated"]
        counts += [f"{tally.deprecated} deprecated"] if tally.deprecated else []
        lead = "would be: " if check else ""
        yield f"{entity}s: {lead}{', '.join([*counts, f'{tally.unchanged} unchanged'])}"
    # With configurations come only the definitions that they refer to.
    if report.absent and "agent_configuration" not in report.tallies:
        yield (
            f"{report.absent} more in the database, in use and not in the blueprints;"
            " --prune marks such definitions as deprecated"
        )
    for each in report.lowered:
        yield f"{each.id}: the version goes down from {each.old} to {each.new}"
    if report.still_deprecated:
        yield (
            f"deprecated in the database, and the blueprints do not state otherwise:"
            f" {', '.join(report.still_deprecated)}"
        )
    if check and report.statements:
        yield (
            "the tables are missing, or were created by an earlier version: a load brings them"
            " to this version (`ionflux schema --sql --migrate URL` shows how)"
        )


def _said(change: RowChange) -> str:
    words = f"would {_WOULD[change.action]} {change.entity} {change.id} {change.name}"
    return f"{printable(words.rstrip())}\n"


def _hush(change: RowChange) -> None:
    """Do not report single rows."""
