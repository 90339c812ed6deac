"""A new field is one row: added to a copy of the program, it works from end to end."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import ionflux

TOOLS = Path(__file__).resolve().parents[1] / "tools"
ROW = """\
    risk_notes: Annotated[str | None, text("Risks", section="risk_notes", label=True)] = Field(
        default=None, description="What may go wrong, and how it shows."
    )
"""
BEFORE = "    underlying_services_required: "
"""The field before which the row goes: the last of those that text fills."""

IN_YAML = """\
## AGENT 001 — X

```yaml
id: agent_001
name: X
version: "1.0"
risk_notes: It may rain.
```
"""
IN_SECTION = f"""\
{IN_YAML.replace("risk_notes: It may rain.", "category: Weather")}
### 9 ▸ Risk notes
It may snow.
"""
IN_LABEL = IN_SECTION.replace("### 9 ▸ Risk notes\n", "**Risk notes:** ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the program with one more row, and two documents."""
    folder = tmp_path_factory.mktemp("copy")
    package = Path(ionflux.__file__).parent
    shutil.copytree(package, folder / "src" / "ionflux")
    model = folder / "src" / "ionflux" / "models" / "agent_definition.py"
    before, found, after = model.read_text("utf-8").partition(BEFORE)
    assert found
    model.write_text(f"{before}{ROW}{found}{after}", "utf-8")
    for name, text in (("yaml", IN_YAML), ("section", IN_SECTION), ("label", IN_LABEL)):
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def python(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run the copy, which may keep its bytecode, and return its output."""
    modules = os.pathsep.join([str(folder / "src"), str(TOOLS)])
    variables = {"PYTHONPATH": modules, "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, **variables, "PYTHONDONTWRITEBYTECODE": ""},
    )
    assert done.returncode == status, done.stderr
    return done.stdout


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run a command of the copy and return its output."""
    return python(folder, "-m", "ionflux", *arguments, status=status)


@pytest.mark.parametrize(
    ("document", "value"),
    [("yaml", "It may rain."), ("section", "It may snow."), ("label", "It may snow.")],
)
def test_it_is_read(folder: Path, document: str, value: str) -> None:
    (agent,) = json.loads(run(folder, "import", f"{document}.md"))["agent_definitions"]
    assert agent["risk_notes"] == value
    keys = list(agent)
    assert keys.index("risk_notes") == keys.index("underlying_services_required") - 1
    assert "unknown_keys" not in agent["additional_sections"]


def test_it_is_rendered(folder: Path) -> None:
    run(folder, "render", "section.md", "--out", "rendered", "--language", "en")
    text = (folder / "rendered" / "agent_001_x.md").read_text("utf-8")
    assert "▸ Risk notes\nIt may snow.\n" in text
    (agent,) = json.loads(run(folder, "import", "rendered"))["agent_definitions"]
    assert agent["risk_notes"] == "It may snow."


def test_findings_know_its_section(folder: Path) -> None:
    (folder / "empty.md").write_text(IN_SECTION.replace("It may snow.", "TBD"), "utf-8")
    without, empty = (
        {each["code"]: each for each in json.loads(report)["diagnostics"]}
        for report in (
            run(folder, "validate", f"{name}.md", "--format", "json") for name in ("yaml", "empty")
        )
    )
    assert "`Risk notes`" in without["IFX005"]["message"]
    assert "`Risk notes`" not in empty["IFX005"]["message"]
    assert empty["IFX006"]["field"] == "risk_notes"


def test_it_is_a_column(folder: Path) -> None:
    assert "\n  risk_notes text,\n" in run(folder, "schema", "--sql")
    seed = run(folder, "import", "yaml.md", "--format", "sql")
    assert "/* risk_notes */ 'It may rain.'" in seed
    run(folder, "import", "yaml.md", "--database", "sqlite:///agents.db")
    with sqlite3.connect(folder / "agents.db") as connection:
        rows = connection.execute("SELECT risk_notes FROM agent_definitions").fetchall()
    connection.close()
    assert rows == [("It may rain.",)]
    assert "It may rain." in run(folder, "show", "sqlite:///agents.db", "X")


def test_a_change_of_it_has_its_level(folder: Path) -> None:
    compared = json.loads(run(folder, "diff", "yaml.md", "section.md", "--format", "json"))
    levels = {change["path"]: change["level"] for change in compared["changes"]}
    assert levels == {"category": "compatible", "risk_notes": "cosmetic"}


def test_a_card_shows_it(folder: Path) -> None:
    assert "\nRisks\n  It may rain.\n" in run(folder, "show", "yaml.md", "X")
    origin = json.loads(run(folder, "show", "section.md", "--origin", "--format", "json"))
    places = {each["field"]: each["line"] for each in origin["agents"][0]["origins"]}
    assert places["risk_notes"] == 11


def test_the_catalogue_shows_and_finds_it(folder: Path) -> None:
    run(folder, "catalog", "yaml.md", "--out", "site")
    page = (folder / "site" / "agents" / "agent_001.html").read_text("utf-8")
    assert re.search(r"<h2[^>]*>Risks</h2>\s*<p[^>]*>It may rain\.</p>", page)
    assert " may rain" in (folder / "site" / "assets" / "search.js").read_text("utf-8")


def test_schemas_have_it(folder: Path) -> None:
    blueprint = json.loads(run(folder, "schema", "blueprint"))
    assert blueprint["properties"]["risk_notes"]["description"].startswith("What may go wrong")
    definition = json.loads(run(folder, "schema", "definition"))
    assert "risk_notes" in definition["required"]


def test_the_documentation_has_it(folder: Path) -> None:
    made = "from field_reference import document; print(document())"
    page = python(folder, "-c", made)
    line = next(row for row in page.splitlines() if "`risk_notes`" in row)
    for words in ("What may go wrong", "| text |", "section `Risk notes`", "label `Risk notes`"):
        assert words in line
    assert "cosmetic" in line
    for table in page.split("\n\n"):
        rows = [row for row in table.splitlines() if row.startswith("|")]
        assert len({row.count(" |") for row in rows}) <= 1, table
