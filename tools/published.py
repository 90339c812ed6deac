"""Write the files that follow from the program: `schemas/`, `examples/`, pages of `docs/`.

Run it from anywhere: `python tools/published.py`. A test holds the files equal to the program.
"""

# ruff: noqa: ANN401, INP001 - typer's parameters have no public types; this is a script, no package

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from ionflux.checks.explanations import document as codes
from ionflux.cli import build_app
from ionflux.compiler import compile_paths
from ionflux.core.words import quoted
from ionflux.diff import Kind
from ionflux.diff.levels import rules
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions, emitter
from ionflux.output.field_reference import document as field_reference
from ionflux.output.schemas import SCHEMAS, text

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """\
# The command line

This page is made from the program: `python tools/published.py`.

Data goes to standard output, all else to standard error. Exit status: **0** done and clean;
**1** findings, or the difference that was asked about; **2** the command line or the
configuration is wrong, or a path does not exist; **3** the work could not be done.
"""
_EXAMPLE = re.compile(r"\n\n(?:\b\n|\x08\n)?Examples?:\s*(?P<lines>.*)\Z", re.DOTALL)


def files() -> dict[Path, str]:
    """Return every file with the text that it should have."""
    found = {ROOT / "schemas" / f"{name}.json": text(s.make()) for name, s in SCHEMAS.items()}
    pages = {
        ROOT / "docs" / "cli.md": reference(),
        ROOT / "docs" / "codes.md": codes(),
        ROOT / "docs" / "diff.md": differences(),
        ROOT / "docs" / "fields.md": field_reference(),
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
    group: Any = typer.main.get_command(build_app())
    commands = [group.commands[name] for name in sorted(group.commands)]
    return "\n".join([_HEAD, *("\n".join(_command(command)) for command in commands)])


def _command(command: Any) -> Iterator[str]:
    said, example = _split(command.help)
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    options = [item for item in command.params if item.param_type_name == "option"]
    words = " ".join(_in_usage(argument) for argument in arguments)
    yield f"## ionflux {command.name}\n"
    yield f"    ionflux {command.name} {words} [OPTIONS]\n".replace("  [", " [")
    yield f"{said}\n"
    yield "Example:\n"
    yield "\n".join(f"    {line.strip()}" for line in example.strip().splitlines()) + "\n"
    if arguments:
        yield from _listed([(_named(item), item) for item in arguments])
    yield from _listed([(_spelled(item), item) for item in options if item.name != "help"])


def _split(help_text: str) -> tuple[str, str]:
    found = _EXAMPLE.search(help_text)
    if found is None:
        raise ValueError(f"no example in: {help_text}")
    return help_text[: found.start()], found["lines"]


def _named(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper()).rstrip("_")


def _in_usage(argument: Any) -> str:
    name = _named(argument)
    several = "" if argument.nargs == 1 or name.endswith("…") else "…"
    return f"{name}{several}" if argument.required else f"[{name}{several}]"


def _spelled(option: Any) -> str:
    names = sorted((*option.opts, *option.secondary_opts), key=len)
    value = "" if option.is_flag else f" {option.metavar or option.name.strip('_').upper()}"
    return f"{', '.join(names)}{value}"


def _listed(items: list[tuple[str, Any]]) -> Iterator[str]:
    for words, item in items:
        yield f"* `{words}`: {item.help or ''}{_remark(item)}".rstrip().rstrip(":")
    yield ""


def _remark(item: Any) -> str:
    if item.required:
        return " Required."
    default = item.default.value if isinstance(item.default, Enum) else item.default
    if isinstance(default, bool) or default in (None, "", ()) or callable(default):
        return ""
    return f" Default: `{default}`."


if __name__ == "__main__":
    for path, content in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
