"""The whole command on one agent, against a process that imports libraries and ends.

The libraries are typer, pydantic, markdown-it-py and ruamel.yaml: the usual basis
of a program for such documents. Much of pydantic is imported with the first model, and of
typer when a command runs, so there is a second yardstick: the least program that uses all four.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.program import ionflux, run
from benchmarks.ratio import Ratio, against, alternate

_ROUNDS = 15
_IMPORT = "import typer, pydantic, markdown_it, ruamel.yaml"
_USE = """
import typer
from markdown_it import MarkdownIt
from pydantic import BaseModel
from ruamel.yaml import YAML

class Agent(BaseModel):
    id: str

def main(path: str) -> None:
    (fence,) = [each for each in MarkdownIt().parse(open(path).read()) if each.type == "fence"]
    typer.echo(Agent.model_validate(YAML(typ="safe").load(fence.content)).model_dump_json())

typer.run(main)
"""
_USED_ON = "# Agent\n\n```yaml\nid: agent_001\n```\n"


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratio for users, and that of a run with an empty cache."""
    (document,) = write(folder / "one", 1)
    small = folder / "small.md"
    small.write_text(_USED_ON, encoding="utf-8")
    known = ionflux("import", document, "--cache-dir", folder / "start-cache")
    anew = ionflux("import", document, "--no-cache")
    works = {
        "known": lambda: run(known),
        "anew": lambda: run(anew),
        "imports": lambda: run([sys.executable, "-c", _IMPORT]),
        "uses": lambda: run([sys.executable, "-c", _USE, str(small)]),
    }
    taken = alternate(works, _ROUNDS)
    imports = {"the imports": taken["imports"]}
    name = "importing typer, pydantic, markdown-it-py and ruamel.yaml"
    yield against(f"one agent, from the cache / {name}", {"import": taken["known"]} | imports, 1.2)
    yield against(f"one agent, cold / {name}", {"import": taken["anew"]} | imports, 1.2)
    name = "a program of ten lines that uses each of them once"
    uses = {"the program": taken["uses"]}
    yield against(f"one agent, cold / {name}", {"import": taken["anew"]} | uses, 1.2)
