"""Write the files that are generated from the program: `schemas/`, `examples/`, pages of `docs/`.

Run it from anywhere: `python tools/published.py`. A test checks that the files are up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

from field_reference import document as field_reference
from library_reference import document as library_reference
from typer.core import TyperArgument, TyperOption
from typer.main import get_group

import ionflux
from ionflux.checks.explanations import document as codes
from ionflux.cli.program import command, names, program
from ionflux.compiler import compile_paths
from ionflux.core.words import quoted
from ionflux.diff import Kind
from ionflux.diff.levels import rules
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions, emitter
from ionflux.output.schemas import SCHEMAS, text

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """\
# The command line

This page is generated: `python tools/published.py`.

Data goes to standard output, everything else to standard error. Exit status: **0** success;
**1** findings, or the requested kind of difference; **2** the command line or the
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
    """Return the page about differences with the current table of levels."""
    page = (ROOT / "docs" / "diff.md").read_text("utf-8")
    before, begin, rest = page.partition(
        "<!-- levels: from here on made by tools/published.py -->\n"
    )
    _, end, after = rest.partition("<!-- levels: to here -->\n")
    return "".join([before, begin, "\n", *_levels(), "\n", end, after])


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
    """Return the output of `import` for `blueprints/`, in every format and SQL dialect."""
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
        ROOT / "examples" / name: _text(emitter(format_)(records, options))
        for name, (format_, options) in made.items()
    }


def _text(pieces: Iterable[str | bytes]) -> str:
    return "".join(each if isinstance(each, str) else each.decode() for each in pieces)


def reference() -> str:
    """Return the reference of the command line."""
    return "\n".join([_HEAD, *("\n".join(_chapter(name)) for name in names())])


def _chapter(name: str) -> Iterator[str]:
    declared = command(name)
    found = get_group(program()).commands[name]
    usage = found.make_context(name, [], resilient_parsing=True).get_usage()
    yield f"## ionflux {name}\n"
    yield f"    ionflux {' '.join(usage.removeprefix('Usage: ').split())}\n"
    yield f"{cleandoc(declared.function.__doc__ or '')}\n"
    yield "Example:\n" if len(declared.examples) == 1 else "Examples:\n"
    yield "\n".join(f"    {example}" for example in declared.examples) + "\n"
    arguments = [item for item in found.params if isinstance(item, TyperArgument)]
    if arguments:
        yield from (f"* `{item.metavar}`: {item.help}" for item in arguments)
        yield ""
    yield from (_option(item) for item in found.params if isinstance(item, TyperOption))
    yield ""


def _option(option: TyperOption) -> str:
    names = sorted((*option.opts, *option.secondary_opts), key=len)
    value = "" if option.is_flag else f" {option.metavar}"
    return f"* `{', '.join(names)}{value}`: {option.help}{_remark(option)}"


def _remark(option: TyperOption) -> str:
    if option.required:
        return " Required."
    plain = isinstance(option.default, str) and option.show_default
    return f" Default: `{option.default}`." if plain else ""


if __name__ == "__main__":
    for path, content in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
