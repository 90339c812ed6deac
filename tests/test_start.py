"""Short commands do not load heavy libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from speed_documents import blueprint

_HEAVY = ("pydantic", "markdown_it", "ruamel.yaml")
_NEEDLESS = (
    *("asyncio", "html", "json", "logging", "multiprocessing", "rich", "sqlite3"),
    *(
        "ionflux.documents.listing",
        "ionflux.models.expressions",
        "ionflux.checks.rules.graph_reads",
    ),
)
"""Modules that importing one document without a graph does not need, without a cache."""
_RUN = """
import sys
sys.argv[0] = "ionflux"
watched = sys.argv.pop(1).split()
from ionflux.cli import main
main()
print(*[name for name in watched if name in sys.modules], file=sys.stderr)
"""


def loaded(
    *arguments: str, watched: Sequence[str] = _HEAVY, **variables: str
) -> tuple[str, list[str]]:
    """Run the program in its own process; return its output, and which of them it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, " ".join(watched), *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout, done.stderr.split()


def test_the_version() -> None:
    said, heavy = loaded("--version")
    assert said.startswith("ionflux ")
    assert heavy == []


@pytest.mark.parametrize(
    ("typed", "offered"), [("ionflux imp", "import"), ("ionflux import --data", "--database")]
)
def test_shell_completion(typed: str, offered: str) -> None:
    said, heavy = loaded(
        _IONFLUX_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(typed.count(" "))
    )
    assert offered in said.split()
    assert {*heavy} <= {"pydantic"}  # which typer from 0.29 on completes with


def test_an_import_without_the_cache(tmp_path: Path) -> None:
    document = tmp_path / "agent.md"
    document.write_text(blueprint(1), encoding="utf-8")
    arguments = ("import", str(document), "-q", "--no-cache", "--isolated")
    said, needless = loaded(*arguments, watched=_NEEDLESS)
    assert "agent_001" in said
    assert needless == []


def test_an_import_that_finds_everything_in_the_cache(tmp_path: Path) -> None:
    document = tmp_path / "agent.md"
    document.write_text(blueprint(1), encoding="utf-8")
    first, heavy_first = loaded("import", str(document), "-q", "--cache-dir", str(tmp_path))
    again, heavy_again = loaded("import", str(document), "-q", "--cache-dir", str(tmp_path))
    assert first == again
    assert "agent_001" in first
    assert heavy_first == ["pydantic", "ruamel.yaml"]  # no HTML, so nothing to ask a parser for
    assert heavy_again == []


def test_a_report_that_lists_all_rules(tmp_path: Path) -> None:
    document = tmp_path / "agent.md"
    document.write_text(blueprint(1), encoding="utf-8")
    options = ("-q", "-f", "sarif", "--cache-dir", str(tmp_path))
    first, _ = loaded("validate", str(document), *options)
    again, heavy = loaded("validate", str(document), *options)
    assert first == again
    assert '"id": "IFX611"' in first
    assert heavy == []
