"""The catalogue of a thousand agents: its build, its first page, and its search while typing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.corpus import write
from benchmarks.program import ionflux, run
from benchmarks.ratio import Ratio

_COUNT = 1000
_ROUNDS = 3
_QUERIES = ("w", "wi", "wiz", "wizard", "email", "shopify event", "agent", "pinecone 12")

_ANSWER = """
async (query) => {
  const field = document.querySelector("#query");
  field.focus();
  while (!window.catalogue) await new Promise((done) => setTimeout(done, 5));
  field.value = query;
  const start = performance.now();
  field.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();  // the new list is laid out
  return performance.now() - start;
}
"""


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield seconds, kilobytes and milliseconds, each with its limit."""
    documents = folder / "catalogued"
    write(documents, _COUNT)
    taken = []
    # Each round has a folder of its own: a file system is slow after many files were removed.
    sites = [folder / f"site-{number}" for number in range(_ROUNDS)]
    for site in sites:
        start = time.perf_counter()
        run(ionflux("catalog", documents, "--out", site, "-q", "--no-cache"))
        taken.append(time.perf_counter() - start)
    shown = ", ".join(f"{seconds:.2f} s" for seconds in taken)
    yield Ratio(f"catalogue of {_COUNT} agents, seconds", median(taken), 5, shown)
    site = sites[-1]
    first = [site / name for name in ("index.html", "assets/style.css", "assets/catalog.js")]
    sizes = [path.stat().st_size / 1000 for path in first]
    shown = ", ".join(f"{path.name} {size:.0f} kB" for path, size in zip(first, sizes, strict=True))
    yield Ratio("its first page, kilobytes", sum(sizes), 300, shown)
    yield _answers(site)


def _answers(site: Path) -> Ratio:
    name = "an answer of its search, milliseconds"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return Ratio(name, None, 50, "playwright is not installed")
    browser = shutil.which("chromium")
    if browser is None:
        return Ratio(name, None, 50, "Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto((site / "index.html").as_uri())
        taken = {query: page.evaluate(_ANSWER, query) for query in _QUERIES}
        chromium.close()
    shown = ", ".join(f"`{query}` {milliseconds:.0f}" for query, milliseconds in taken.items())
    return Ratio(name, max(taken.values()), 50, shown)
