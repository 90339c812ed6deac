"""Documents of one hostile shape: four times as much takes four times as long, not sixteen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import ionflux
from benchmarks.ratio import Ratio

_SIZE = 60_000
"""The length of the smaller document of each shape; the larger one has four times as many."""
_TIMES = 4
_LARGE = 2_200_000
"""How many characters every shape may have without reaching a limit."""

_HEADING = "## AGENT 001 — KEEPER / Warden\n"
_IDENTITY = "id: agent_001\nname: Keeper\nversion: 0.1\n"
_BLOCK = f"### YAML\n```yaml\n{_IDENTITY}```\n"

_SECTIONS = {
    "headings": "### a long heading about one thing\n",
    "numbered headings": "### 7 ▸ Thing (3 words)\ntext of it\n",
    "known headings": "### KPIs\nsome text below it\n",
    "prose": "### KPIs\n{some words of a line that says a thing or two\n}",
    "one line of stars": "### KPIs\n{*a **b _c `d }",
    "quotes": "### KPIs\n{“a ”b 'c \"d }",
    "rules": "### KPIs\n{--- - - - - - - - - - - - - - - -\n}",
    "table rows": "### KPIs\n{| one | two | three | four | five |\n}",
    "fences": "```\nsome code in a fence\n```\n",
    "fences opened": "```py\nsome code in a fence\n~~~~\n",
    "comments": "<!-- of some length -->\nand a text\n",
    "comments opened": "a line with <!-- an opening mark\n",
    "stack items": "### Stack\n{* DB: Postgres, Redis (cache) / S3\n}",
    "one stack item": "### Stack\n* DB: {Postgres (a), }",
    "parentheses": "### Stack\n* DB: {((((((}",
    "data store": "### Data Store\n{Redis and Postgres and more tables\n}",
    "capabilities": "### Core Capabilities\n{* does a **thing** very well\n}",
    "nested items": "### Core Capabilities\n* a\n{    * a nested item of the list\n}",
    "labels": "### Essence\n{* **Archetype:** the best of guards\n}",
    "file tree": "### Files\n```\n/agents/\n{├── a_file_with_a_name.py # a remark on it\n}```\n",
    "deep file tree": "### Files\n```\n/agents/\n├── {a_directory/}\n```\n",
    "crons": "### Scheduling\n{* Cron: 0 8 * * * runs each day at 08:00\n}",
    "schedules in one line": "### Scheduling\n{runs daily at 8, }",
    "stars of crons": "### Scheduling\n{* }",
    "paths": "### Scheduling\n{* calls /orders/new and some more\n}",
    "one path": "### Scheduling\ncalls {/orders}",
    "methods": "### Scheduling\n{POST /orders }",
    "namespaces": "### Data Store\n{namespace notes_x is the one in use\n}",
    "introduction": "### Introduction (22 lines)\n{a: line of the introduction\n}",
}
_YAML = {
    "list": "extra:\n{  - a word of some length\n}",
    "list in brackets": "extra: [{word, }]\n",
    "text": "description: |\n{  some words of a description\n}",
    "inputs": "inputs:\n{  - {key: a, type: string}\n}",
    "aliases": "a: &a [b]\nextra:\n{  - *a\n}",
    "comments": "{# a comment of some length\n}",
    "brackets": "extra: {[}\n",
    "question marks": "extra: [{?a, }]\n",
}


def measure() -> Iterator[Ratio]:
    """Yield the worst growth, and the slowest of the large documents against one of prose."""
    grown = {name: _growth(build) for name, build in _shapes().items()}
    worst = max(grown, key=lambda name: grown[name])
    yield Ratio(
        f"the worst of {len(grown)} shapes, time for a character, of {_TIMES} times as many",
        grown[worst],
        2.0,
        f"{worst}; half of the shapes below {sorted(grown.values())[len(grown) // 2]:.2f}",
    )
    taken = {name: _seconds(build(_LARGE)) for name, build in _shapes().items()}
    slowest = max(taken, key=lambda name: taken[name])
    yield Ratio(
        f"the slowest of {len(grown)} shapes, seconds for {_LARGE / 1e6} MB",
        taken[slowest],
        5.0,
        f"{slowest} {taken[slowest]:.1f} s, prose {taken['prose']:.2f} s",
    )


def _shapes() -> dict[str, Callable[[int], str]]:
    sections = {name: _section(pattern) for name, pattern in _SECTIONS.items()}
    return sections | {f"YAML, {name}": _block(pattern) for name, pattern in _YAML.items()}


def _section(pattern: str) -> Callable[[int], str]:
    return lambda size: f"{_HEADING}{_BLOCK}{_filled(pattern, size)}\n"


def _block(pattern: str) -> Callable[[int], str]:
    return lambda size: f"{_HEADING}### YAML\n```yaml\n{_IDENTITY}{_filled(pattern, size)}```\n"


def _filled(pattern: str, size: int) -> str:
    """Repeat the text between the outer braces, or else all of it, up to a size."""
    before, opened, rest = pattern.partition("{")
    unit, _, after = rest.rpartition("}")
    if not opened:
        before, unit, after = "", pattern, ""
    return before + unit * (size // len(unit)) + after


def _growth(build: Callable[[int], str]) -> float:
    small, large = build(_SIZE), build(_SIZE * _TIMES)
    taken = [(_seconds(small), _seconds(large)) for _ in range(3)]
    return min(more for _, more in taken) / min(less for less, _ in taken) / _TIMES


def _seconds(text: str) -> float:
    start = time.process_time()
    ionflux.compile_text(text)
    return time.process_time() - start
