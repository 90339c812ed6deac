"""The README is correct: its commands, options, settings and documents."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

import ionflux
from command_line import NAMES
from ionflux.core.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def fences(info: str) -> list[str]:
    found = re.findall(r"^(`{3,})(\w*)\n(.*?)^\1$", README, re.MULTILINE | re.DOTALL)
    return [body for _, language, body in found if language == info]


def test_every_command_is_in_the_table() -> None:
    listed = re.findall(r"^\| `ionflux ([a-z-]+)", README, re.MULTILINE)
    assert sorted(listed) == [*NAMES]


def test_every_command_runs_and_prints_what_is_shown() -> None:
    filled = runpy.run_path(str(ROOT / "tools" / "readme.py"))["filled"]()
    assert filled == README, "run `python tools/readme.py`"


def test_the_settings_are_valid(tmp_path: Path) -> None:
    (block,) = fences("toml")
    assert tomllib.loads(block)["tool"]["ionflux"]
    (tmp_path / "pyproject.toml").write_text(block, "utf-8")
    settings = load_settings(start=tmp_path)
    assert settings.strict
    assert settings.agents["agent_004"].status == "active"


def test_the_blueprint_compiles_with_nothing_but_missing_sections() -> None:
    (document,) = fences("markdown")
    result = ionflux.compile_text(document)
    assert [definition.name for definition in result.definitions] == ["PriceScout"]
    assert {found.code for found in result.diagnostics} == {"IFX005"}


def test_every_link_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
