"""Fixes from document to document: what they change, what they keep, and what they do not do.

`tests/fixes/safe` and `tests/fixes/unsafe` have a folder for each fix: `before.md`, `after.md` and
`codes`, the codes of the findings that are fixed with their numbers. Documents that end their
lines as Windows does are made from these.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

import ionflux
from ionflux.checks.rules import rules
from ionflux.core.findings import Diagnostic
from program import run

HERE = Path(__file__).with_name("fixes")
FOLDERS = sorted(HERE.glob("*/*"))
# Codes that are reported for every agent, also for one that a fix reveals.
REMARKS = {"IFX005", "IFX006", "IFX007"}
ENDS = {"line feeds": "\n", "carriage returns": "\r\n"}
every_fix = pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}-{f.name}")


def arguments(folder: Path) -> list[str]:
    if folder.parent.name == "safe":
        return []
    return ["--unsafe", "--select", ",".join(re.findall(r"IFX\d+", codes(folder)))]


def codes(folder: Path) -> str:
    return (folder / "codes").read_text("utf-8").strip()


@every_fix
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "with a byte order mark"])
def test_what_is_fixed_and_nothing_else(folder: Path, end: str, mark: str, tmp_path: Path) -> None:
    before, after = (
        mark + (folder / name).read_text("utf-8").replace("\n", end)
        for name in ("before.md", "after.md")
    )
    document = tmp_path / "agents.md"
    document.write_bytes(before.encode())
    done = run("fix", document, *arguments(folder))
    assert document.read_bytes().decode() == after
    assert done.stdout == ""
    assert f": {codes(folder)}\n" in done.stderr


@every_fix
def test_what_is_fixed_stays_fixed(folder: Path, tmp_path: Path) -> None:
    document = tmp_path / "agents.md"
    shutil.copy(folder / "after.md", document)
    done = run("fix", "--diff", document, *arguments(folder))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


@every_fix
def test_fixed_findings_are_gone_and_there_are_no_new_ones(folder: Path) -> None:
    before, after = (
        Counter(found.code for found in ionflux.compile_paths(folder / name).diagnostics)
        for name in ("before.md", "after.md")
    )
    assert not after.keys() & set(re.findall(r"IFX\d+", codes(folder)))
    assert all(number <= before[code] or code in REMARKS for code, number in after.items())


def test_every_fix_of_the_program_has_a_folder() -> None:
    fixable = {code for code, rule in rules().items() if rule.fix}
    shown = {code for folder in FOLDERS for code in re.findall(r"IFX\d+", codes(folder))}
    assert shown == fixable


def test_the_page_about_fixes_names_them_all() -> None:
    page = (HERE.parents[1] / "docs" / "fixes.md").read_text("utf-8")
    assert {code for code, rule in rules().items() if rule.fix} <= set(re.findall(r"IFX\d+", page))


HEADING = "## AGENT 001 — Scout"
SECTIONS = """
### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Scout
version: "0.1"
```

### 10 ▸ KPIs
"""
GRAPH = """# Agent Blueprint: Chart Agent - v0.1.0

## 2. FluxGraph Definition

```yaml
version: "0.1.0"
name: "chart_fluxgraph"
graph: []
```
"""


def missing(text: str) -> tuple[Diagnostic, ...]:
    """Return the findings about sections that are missing."""
    found = ionflux.compile_text(text, "agents.md").diagnostics
    return tuple(each for each in found if each.code == "IFX005")


@pytest.mark.parametrize(
    "left_open",
    ["<!-- draft: revise", "<pre>", "<?php echo kpi", "<!DOCTYPE html", "<style> guide", "```"],
)
def test_no_section_is_added_within_a_fence_or_raw_html_that_is_left_open(left_open: str) -> None:
    (found,) = missing(f"{HEADING}\n{SECTIONS}{left_open}\nk1\n\n## AGENT 002 — Other\n")
    assert (found.agent, found.fix) == ("agent_001", None)


def test_a_graph_gets_no_sections_of_other_blueprints() -> None:
    (found,) = missing(GRAPH)
    assert "which agent it is" in found.message
    assert found.fix is None


@pytest.mark.parametrize(
    ("heading", "following"),
    [
        (HEADING, "**AGENT 002 — OTHER**"),
        (HEADING, "AGENT 002 — OTHER\n================="),
        (HEADING.replace("##", "#"), "## AGENT 002 — Other"),
    ],
    ids=["in bold", "underlined", "nested"],
)
def test_sections_are_added_before_an_agent_that_follows(
    heading: str, following: str, tmp_path: Path
) -> None:
    other = f"{following}\n{SECTIONS.replace('001', '002')}* two\n"
    document = tmp_path / "agents.md"
    document.write_text(f"{heading}\n{SECTIONS}* one\n\n{other}", "utf-8")
    run("fix", document, "--unsafe", "--select", "IFX005")
    fixed = document.read_text("utf-8")
    assert fixed.partition(f"\n\n{following}\n")[0].endswith("Escape the Obvious\nTBD")
    assert missing(fixed) == ()
