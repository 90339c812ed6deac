"""Every regular expression takes time in proportion to the length of a text, whatever it is.

`make fuzz` does the same with 1,000 KB and with many more strings; quadratic time is also visible
with 20 KB.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import ionflux
from bad_strings import bad_strings
from growth import superlinear
from in_process import ionflux as run
from ionflux.documents.git import listing
from reading_samples import blueprint
from source_patterns import (
    declared,
    forget,
    functions_that_compile,
    made_otherwise,
    recorded,
    works,
)

_SIZE = 20_000


def test_every_pattern_is_declared_or_made_by_a_function() -> None:
    assert made_otherwise() == []


def test_declared_patterns_are_linear() -> None:
    found = declared()
    assert len(found) > 150
    assert [
        (each.name, method, bad, growth)
        for each in found
        for method, work in each.works()
        for bad in bad_strings(each.source)
        if (growth := superlinear(work, bad.of, _SIZE))
    ] == []


AT_ONE_PLACE = {
    "documents/ignore.py:pattern": frozenset({"fullmatch"}),
    "diff/overrides.py:overrides": frozenset({"match"}),
    "diff/overrides.py:_regex": frozenset({"match"}),
}
"""Functions that match patterns at the beginning of a text, and do not search."""

FULL = blueprint(
    "### Stack\n* DB: Postgres or MySQL\n",
    "### Triggers\nstarts on an event, or is run by hand\n",
    "### KPIs\nsee Agent 002 (OtherOne)\n```yaml\nkey: 1\n```\n⚡ Punch",
    preamble="~~~~\ncode\n~~~~",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a project whose commands create all patterns."""
    (tmp_path / "a.md").write_text(FULL, "utf-8")
    (tmp_path / ".gitignore").write_text("*a*b*.md\n/x/**/y/*z\n**/q/**/r\n[a-z]?*c\n")
    (tmp_path / "ionflux.toml").write_text('[diff.levels]\n"inputs_schema[*].k*y" = "breaking"\n')
    (tmp_path / "bad.toml").write_text("[diff]\nlevel = 1\n")
    return tmp_path


def test_patterns_that_functions_make_are_linear(folder: Path) -> None:
    forget()
    with recorded() as found:
        ionflux.compile_text(FULL)
        run("validate", ".", folder=folder)
        run("diff", "a.md", "a.md", folder=folder)
        run("schema", "blueprint", folder=folder)
        run("validate", "--config", "bad.toml", folder=folder)
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        listing(folder)
    assert set(found) == functions_that_compile()
    assert [
        (function, method, source, bad, growth)
        for function, patterns in found.items()
        for source, flags in patterns.items()
        for method, work in works(source, flags, AT_ONE_PLACE.get(function, frozenset()))
        for bad in bad_strings(source)
        if (growth := superlinear(work, bad.of, _SIZE))
    ] == []
