"""Which form of documents an agent was read in, and documents with agents of several forms."""

from __future__ import annotations

import json
from pathlib import Path

from program import run

BLUEPRINTS = Path(__file__).parent.parent / "blueprints"


def forms_of(*arguments: str | Path) -> dict[str, int]:
    """Return the forms in a JSON report."""
    written = run("validate", "--format", "json", *arguments).stdout
    found: dict[str, int] = json.loads(written)["summary"]["forms"]
    return found


def test_the_report_counts_agents_by_form_also_from_the_cache(tmp_path: Path) -> None:
    cached = ("--cache-dir", tmp_path / "cache", BLUEPRINTS)
    assert forms_of(*cached) == {"sections": 10}
    assert forms_of(*cached) == {"sections": 10}
    assert forms_of("--no-cache", "--jobs", "2", BLUEPRINTS) == {"sections": 10}


def test_origins_name_the_form() -> None:
    shown = run("show", BLUEPRINTS, "EmailWizard", "--origin").stdout
    assert "Form: sections" in shown
    written = json.loads(run("show", BLUEPRINTS, "--origin", "--format", "json").stdout)
    assert {agent["form"] for agent in written["agents"]} == {"sections"}
    plain = json.loads(run("show", BLUEPRINTS, "--format", "json").stdout)
    assert {agent["form"] for agent in plain["agents"]} == {None}
