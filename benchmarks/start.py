"""The whole command on one agent, against a process that imports libraries and ends.

The libraries are typer, pydantic, markdown-it-py and ruamel.yaml: what a program for such
documents is usually made with.
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


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratio as users meet it, and that of a run that finds nothing in the cache."""
    (document,) = write(folder / "one", 1)
    known = ionflux("import", document, "--cache-dir", folder / "start-cache")
    anew = ionflux("import", document, "--no-cache")
    works = {
        "known": lambda: run(known),
        "anew": lambda: run(anew),
        "imports": lambda: run([sys.executable, "-c", _IMPORT]),
    }
    taken = alternate(works, _ROUNDS)
    imports = {"the imports": taken["imports"]}
    name = "importing typer, pydantic, markdown-it-py and ruamel.yaml"
    yield against(f"one agent, from the cache / {name}", {"import": taken["known"]} | imports, 1.2)
    yield against(f"one agent, cold / {name}", {"import": taken["anew"]} | imports, 1.2)
