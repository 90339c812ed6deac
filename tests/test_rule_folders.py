"""Every code from source text: a folder with a bad document, the places, and a similar good one.

`bad.md` gives exactly the findings of `expected`, one a line: `path:line[:column] CODE agent`.
`good.md` gives none of that code. Infos of other codes are not counted: short documents lack
sections.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ionflux
from ionflux.checks.rules import rules
from ionflux.core.findings import Diagnostic, Severity

FOLDERS = sorted(Path(__file__).with_name("rules").iterdir())
# Codes of instance files, not of blueprints.
ELSEWHERE = {code for code in rules() if code.startswith("IFX4")}


def found(document: Path, code: str) -> list[Diagnostic]:
    diagnostics = ionflux.compile_paths([document]).diagnostics
    return [d for d in diagnostics if d.code == code or d.severity is not Severity.INFO]


def said(diagnostic: Diagnostic, folder: Path, *, column: bool) -> str:
    path = Path(diagnostic.path).relative_to(folder).as_posix()
    place = f"{path}:{diagnostic.line}{f':{diagnostic.column}' if column else ''}"
    return f"{place} {diagnostic.code} {diagnostic.agent or ''}".strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_bad_is_found_once_and_where_a_reader_would_point(folder: Path) -> None:
    expected = (folder / "expected").read_text(encoding="utf-8").splitlines()
    diagnostics = found(folder / "bad.md", folder.name)
    columns = [bool(re.match(r"[^ ]+:\d+:\d+ ", line)) for line in expected]
    columns += [True] * (len(diagnostics) - len(columns))
    assert [
        said(d, folder, column=column) for d, column in zip(diagnostics, columns, strict=False)
    ] == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_looks_alike_is_clean(folder: Path) -> None:
    assert [d.message for d in found(folder / "good.md", folder.name)] == []


def test_every_code_of_blueprints_has_a_folder() -> None:
    assert {folder.name for folder in FOLDERS} == set(rules()) - ELSEWHERE
