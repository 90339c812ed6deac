"""Where the records of `import` and `configure` go: a text, or a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.models.records import Record
    from ionflux.output.emitters import EmitOptions


class Delivery(NamedTuple):
    """The options of the command line for the output."""

    options: EmitOptions
    output: Path | None = None
    format: str | None = None
    database: str | None = None
    check: bool = False
    quiet: bool = False
    extra: tuple[str, ...] = ()
    """Keys of the platform in configurations."""

    def format_name(self) -> str:
        """Return the format: the given one, else by the output's ending, else JSON."""
        from ionflux.output.emitters import formats

        if self.format or not self.output:
            return self.format or "json"
        ending = self.output.suffix.lower().removeprefix(".")
        if ending not in formats():
            endings = ", ".join(f".{name}" for name in formats())
            raise UsageError(f"{self.output}: the ending must be one of {endings}, or use --format")
        return ending

    def refuse_contradictions(self) -> None:
        """Raise UsageError if options cannot be combined, before any work is done."""
        from ionflux.output.emitters import EmitOptions, emitter

        if self.options.dialect != EmitOptions().dialect:  # the default is known to be one
            from ionflux.database.dialect import sql_dialect

            sql_dialect(self.options.dialect)
        if self.database is not None:
            if not self.database.strip():
                raise UsageError("--database needs a URL")
            if self.output or self.format:
                raise UsageError("--database cannot be combined with --output or --format")
            return
        name = self.format_name()
        emitter(name)
        if self.check:
            raise UsageError("--check needs --database")
        if name != "sql":
            for option in ("ddl", "prune"):
                if getattr(self.options, option):
                    raise UsageError(f"--{option} needs --format sql or --database")


def deliver(
    records: Iterable[Record],
    delivery: Delivery,
    agent_may_be_missing: Callable[[], bool] = lambda: False,
) -> bool:
    """Write the records, all of them or none; return whether anything differed in a database.

    After all records, nothing is pruned if an agent may be missing among them.
    """
    from ionflux.cli.terminal import say, write_out

    wanted = delivery.options.prunes()
    options = delivery.options._replace(prune=lambda: wanted and not agent_may_be_missing())
    changed = False
    if delivery.database:
        from ionflux.cli.loading import load

        changed = load(
            delivery.database,
            records,
            prune=options.prunes,
            check=delivery.check,
            quiet=delivery.quiet,
            extra=delivery.extra,
        )
    else:
        from ionflux.output.emitters import emitter

        text = emitter(delivery.format_name())(records, options)
        write_out(text, delivery.output, quiet=delivery.quiet)
    if wanted and agent_may_be_missing():
        say("ionflux: nothing was pruned: according to the findings, an agent may be missing")
    return changed
