"""Write the files that follow from the program: `schemas/`, `examples/`, pages of `docs/`.

Run it from anywhere: `python tools/published.py`. A test holds the files equal to the program.
"""

# ruff: noqa: INP001 - this is a script, no package

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

import ionflux
from ionflux.checks.explanations import document as codes
from ionflux.cli import program
from ionflux.cli.command import Argument, Command
from ionflux.compiler import compile_paths
from ionflux.core.words import quoted
from ionflux.diff import Kind
from ionflux.diff.levels import rules
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions, emitter
from ionflux.output.field_reference import document as field_reference
from ionflux.output.library_reference import document as library_reference
from ionflux.output.schemas import SCHEMAS, text

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """\
# The command line

This page is made from the program: `python tools/published.py`.

Data goes to standard output, all else to standard error. Exit status: **0** done and clean;
**1** findings, or the difference that was asked about; **2** the command line or the
configuration is wrong, or a path does not exist; **3** the work could not be done.
"""


def files() -> dict[Path, str]:
    """Return every file with the text that it should have."""
    found = {ROOT / "schemas" / f"{name}.json": text(s.make()) for name, s in SCHEMAS.items()}
    pages = {
        ROOT / "docs" / "cli.md": reference(),
        ROOT / "docs" / "codes.md": codes(),
        ROOT / "docs" / "diff.md": differences(),
        ROOT / "docs" / "fields.md": field_reference(),
        ROOT / "docs" / "library.md": library_reference(
            {name: getattr(ionflux, name) for name in ionflux.__all__}
        ),
    }
    return found | pages | examples()


def differences() -> str:
    """Return the page about differences with the table of levels in its place."""
    page = (ROOT / "docs" / "diff.md").read_text("utf-8")
    before, begin, rest = page.partition(
        "<!-- levels: from here on made by tools/published.py -->\n"
    )
    _, end, behind = rest.partition("<!-- levels: to here -->\n")
    return "".join([before, begin, "\n", *_levels(), "\n", end, behind])


def _levels() -> Iterator[str]:
    yield "| change of | what happened | level | why |\n| --- | --- | --- | --- |\n"
    paths: dict[tuple[str, ...], list[str]] = {}
    for rule in rules():
        level = f"{rule.level}, when {rule.when}" if rule.when else rule.level.value
        kinds = "any" if len(rule.kinds) == len(Kind) else ", ".join(rule.kinds)
        paths.setdefault((kinds, level, rule.reason), []).extend(rule.paths)
    for cells, listed in paths.items():
        yield f"| {' | '.join([quoted(listed), *cells])} |\n"


def examples() -> dict[Path, str]:
    """Return what `import` makes of `blueprints/`, in every format and SQL dialect."""
    compiled = compile_paths([ROOT / "blueprints"])
    records = [
        Record(record.entity, record.model, Path(record.source).relative_to(ROOT).as_posix())
        for record in compiled.records()
    ]
    made = {
        "agents.json": ("json", EmitOptions()),
        "agents.jsonl": ("jsonl", EmitOptions()),
        "seed.postgres.sql": ("sql", EmitOptions("postgres", ddl=True)),
        "seed.sqlite.sql": ("sql", EmitOptions("sqlite", ddl=True)),
    }
    return {
        ROOT / "examples" / name: "".join(emitter(format_)(records, options))
        for name, (format_, options) in made.items()
    }


def reference() -> str:
    """Return the reference of the command line."""
    context = program.make_context("ionflux", [], resilient_parsing=True)
    found = [program.get_command(context, name) for name in program.list_commands(context)]
    chapters = ("\n".join(_chapter(command, context)) for command in found if command)
    return "\n".join([_HEAD, *chapters])


def _chapter(command: Command, program_context: click.Context) -> Iterator[str]:
    context = click.Context(command, program_context, info_name=command.name)
    said = context.get_usage().removeprefix("Usage: ").replace(" [OPTIONS]", "")
    yield f"## ionflux {command.name}\n"
    yield f"    {' '.join(said.split())} [OPTIONS]\n"
    yield f"{cleandoc(command.help or '')}\n"
    yield "Example:\n" if len(command.examples) == 1 else "Examples:\n"
    yield "\n".join(f"    {example}" for example in command.examples) + "\n"
    arguments = [item for item in command.params if isinstance(item, Argument)]
    if arguments:
        yield from map(_argument, arguments)
        yield ""
    yield from (_option(item) for item in command.params if isinstance(item, click.Option))
    yield ""


def _argument(argument: Argument) -> str:
    return f"* `{argument.human_readable_name.strip('[]')}`: {argument.words}"


def _option(option: click.Option) -> str:
    names = sorted((*option.opts, *option.secondary_opts), key=len)
    value = "" if option.is_flag else f" {option.metavar or _choices(option)}"
    return f"* `{', '.join(names)}{value}`: {option.help}{_remark(option)}"


def _choices(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.human_readable_name.upper()


def _remark(option: click.Option) -> str:
    if option.required:
        return " Required."
    default = option.to_info_dict()["default"]
    plain = isinstance(default, str) and not option.is_flag
    return f" Default: `{default}`." if plain and default else ""


if __name__ == "__main__":
    for path, content in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
