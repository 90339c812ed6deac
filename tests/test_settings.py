"""The configuration file: which one is read, and its valid content."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ionflux.core.errors import UsageError
from ionflux.core.settings import Settings, load_settings
from ionflux.core.settings_parts import AgentSettings
from ionflux.core.settings_text import show

FULL = """
select = ["IFX1", "IFX2"]
ignore = ["IFX204"]
paths = ["blueprints"]
baseline = "known.json"
strict = true
dialect = "sqlite"
exclude = ["drafts/"]
defaults.category = "Marketing"

[agents.agent_001]
category = "Sales"
status = "active"

[per-path-ignores]
"old/**" = ["IFX2"]

[severity]
schedule-drift = "error"

[configure]
extra = ["output_to_canvas_block"]

[diff.levels]
"inputs_schema[*].description" = "compatible"
"""


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(start=tmp_path) == Settings()


def test_every_key_of_the_contract(tmp_path: Path) -> None:
    file = tmp_path / "ionflux.toml"
    file.write_text(FULL)
    assert load_settings(start=tmp_path) == Settings(
        select=("IFX1", "IFX2"),
        ignore=("IFX204",),
        paths=("blueprints",),
        path_ignores={"old/**": ("IFX2",)},
        severities={"schedule-drift": "error"},
        baseline="known.json",
        strict=True,
        dialect="sqlite",
        exclude=("drafts/",),
        category="Marketing",
        agents={"agent_001": AgentSettings("Sales", "active")},
        diff_levels={"inputs_schema[*].description": "compatible"},
        extra=("output_to_canvas_block",),
        file=str(file),
        root=str(tmp_path),
    )


def test_the_nearest_file_above_wins_and_ionflux_toml_in_its_folder(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "ionflux.toml").write_text('dialect = "sqlite"')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ionflux]\nstrict = true")
    (below / "pyproject.toml").write_text("[project]\nname = 'other'")
    near = load_settings(start=below)
    assert (near.strict, near.dialect) == (True, "postgres")
    (tmp_path / "a" / "ionflux.toml").write_text('ignore = ["IFX2"]')
    assert load_settings(start=below).ignore == ("IFX2",)


def test_a_named_file_or_none_at_all(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_text("strict = true")
    other = tmp_path / "other.toml"
    other.write_text("")
    assert load_settings(other, start=tmp_path) == Settings(file=str(other), root=str(tmp_path))
    assert load_settings(isolated=True, start=tmp_path) == Settings()
    with pytest.raises(UsageError, match="cannot be combined"):
        load_settings(other, isolated=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", r"ionflux.toml:1: unknown key `selct`; did you mean `select`\?"),
        ("\n\nstrict = 1", "ionflux.toml:3: `strict` must be true or false"),
        ("select = 'IFX2'", "ionflux.toml:1: `select` must be a list of strings"),
        ("ignore = [1]", "`ignore` must be a list of strings"),
        ("dialect = 'postgre'", r":1: `dialect` cannot be 'postgre'; did you mean `postgres`\?"),
        ("[defaults]\ncategry = 'x'", r":2: unknown key `defaults.categry`; did you mean `categ"),
        ("[agents.a]\nstatus = 'on'", ":2: `agents.a.status` cannot be 'on'; valid: `active`"),
        ("agents = 3", ":1: `agents` must be a table"),
        ("[agents]\na = 3", ":2: `agents.a` must be a table"),
        ("[diff.levels]\n'name' = 'braking'", r":2: .* did you mean `breaking`\?"),
        ("[diff]\nlevel = {}", r":2: unknown key `diff.level`; did you mean `levels`\?"),
        ("configure.extra = 'a'", "`configure.extra` must be a list of strings"),
        ("configure.extra = ['inputs']", ":1: `configure.extra` cannot name `inputs`"),
        ("strict =", "ionflux.toml: is not TOML: Invalid value"),
    ],
)
def test_what_a_file_must_not_contain(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "ionflux.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        load_settings(start=tmp_path)


def test_a_place_in_a_pyproject_is_searched_in_our_table(tmp_path: Path) -> None:
    text = "[tool.other]\nstrict = 1\n[tool.ionflux]\nstrict = 1\n"
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(UsageError, match=r"pyproject.toml:4: `strict`"):
        load_settings(start=tmp_path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load_settings(tmp_path / "gone.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"exclude = ['\xed']")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_settings(latin)
    shared = tmp_path / "pyproject.toml"
    shared.write_text("[project]\nname = 'x'")
    with pytest.raises(UsageError, match=r"no table `\[tool.ionflux\]`"):
        load_settings(shared)


def test_what_is_shown_is_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "ionflux.toml"
    file.write_text(FULL)
    assert tomllib.loads(show(load_settings(file))) == tomllib.loads(FULL)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.ionflux]\nstrict = true",
        "[ tool . 'ionflux' ]\nstrict = true",
        '["tool"."\\u0069onflux"]\nstrict = true',
        "[tool]\nother = 1\n[tool.ionflux]\nstrict = true",
        "[tool] # ours below\nionflux.strict = true",
        "[ 'tool' ]\nionflux = {strict = true}",
        "tool.ionflux.strict = true",
        "tool = {other = 1, ionflux = {strict = true}}",
    ],
)
def test_a_pyproject_is_read_however_its_table_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_settings(start=tmp_path).strict


def test_a_pyproject_without_our_table_may_be_invalid(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project\nname = 'ionflux'")
    assert load_settings(start=tmp_path).file is None
