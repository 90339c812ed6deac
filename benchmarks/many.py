"""A thousand documents: cold, against velite; again, with nothing and with one changed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.corpus import blocks, write
from benchmarks.program import ionflux, run
from benchmarks.ratio import Ratio, against, alternate

_COUNT = 1000
_ROUNDS = 5
_VELITE = "velite@0.4"
_CONFIG = """
import { defineConfig, s } from 'velite'
export default defineConfig({
  root: 'content',
  collections: {
    agents: {
      name: 'Agent',
      pattern: '*.md',
      schema: s.object({
        id: s.string(), name: s.string(), version: s.any(), description: s.any(),
        triggers: s.any(), inputs: s.any(), outputs: s.any(), stack: s.any(), memory: s.any(),
        content: s.markdown()
      })
    }
  }
})
"""


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratios."""
    documents = folder / "thousand"
    files = write(documents, _COUNT)
    cache = folder / "cache"
    command = ionflux(
        "import", documents, "-q", "-o", folder / "thousand.json", "--cache-dir", cache
    )

    def cold() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        run(command)

    changes = iter(range(10 * _ROUNDS))

    def one_changed() -> None:
        with files[_COUNT // 2].open("a", encoding="utf-8") as file:
            file.write(f"\nChange {next(changes)}.\n")
        run(command)

    works = {"cold": cold, "again": lambda: run(command), "changed": one_changed}
    velite = _velite(folder, files)
    if isinstance(velite, list):
        works["velite"] = lambda: _node(velite, folder / "velite")
    taken = alternate(works, _ROUNDS)
    ours = {"ionflux": taken["cold"]}
    name = f"{_COUNT} documents, cold / velite"
    if "velite" in taken:
        yield against(name, ours | {"velite": taken["velite"]}, 0.7)
    else:
        yield Ratio(name, None, 0.7, str(velite))
    yield against(
        f"{_COUNT} documents, again / cold", {"again": taken["again"], "cold": taken["cold"]}, 0.25
    )
    yield against(
        f"{_COUNT} documents, one changed / cold",
        {"changed": taken["changed"], "cold": taken["cold"]},
        0.3,
    )


def growth(folder: Path) -> Iterator[Ratio]:
    """Yield how the time for a document grows from a hundred documents to many."""
    taken: dict[int, float] = {}
    start = folder / "one-of-many"
    write(start, 1)
    base = alternate({"start": lambda: run(_jsonl(folder, start))}, 3)["start"]
    for count in (100, 1_000, 10_000):
        documents = folder / f"growing-{count}"
        write(documents, count)
        rounds = max(1, 3000 // count) if count < 10_000 else 1  # noqa: PLR2004
        seconds = median(_once(_jsonl(folder, documents)) for _ in range(min(rounds, 5)))
        taken[count] = (seconds - base) / count
    yield against(
        "time for a document, of 10000 / of 1000",
        {"of 10000": taken[10_000], "of 1000": taken[1_000]},
        1.15,
    )
    yield against(
        "time for a document, of 1000 / of 100",
        {"of 1000": taken[1_000], "of 100": taken[100]},
        1.15,
    )


def _once(command: list[str]) -> float:
    import time

    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def _jsonl(folder: Path, documents: Path) -> list[str]:
    output = folder / "growing.jsonl"
    return ionflux("import", documents, "-q", "-o", output, "--no-cache", "--jobs", "1")


def _velite(folder: Path, files: list[Path]) -> list[str] | str:
    """Install velite and give it the same documents; return its command, or why there is none."""
    home = folder / "velite"
    if not shutil.which("npm") or not shutil.which("node"):
        return "npm is not installed"
    (home / "content").mkdir(parents=True)
    (home / "package.json").write_text('{"type": "module", "private": true}', encoding="utf-8")
    (home / "velite.config.js").write_text(_CONFIG, encoding="utf-8")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", _VELITE]
    done = subprocess.run(install, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"npm could not install {_VELITE}: {done.stderr[-200:]}"
    for file in files:
        text = file.read_text(encoding="utf-8")
        (block,) = blocks(text)[:1]
        rest = text.replace(f"```yaml\n{block}```", "")
        (home / "content" / file.name).write_text(f"---\n{block}---\n\n{rest}", encoding="utf-8")
    return [str(home / "node_modules/.bin/velite"), "build", "--clean", "--silent"]


def _node(command: list[str], home: Path) -> None:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"velite: {done.stderr[-500:]}{done.stdout[-500:]}")
