"""Settings in `[tool.ionflux]` for findings, paths and agents, and which file applies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from in_process import Done, ionflux

BLUEPRINT = """## AGENT {number:03} — Keeper {number}

### 5 ▸ YAML Definition
```yaml
id: agent_{number:03}
name: Keeper{number}
version: {version}
```

### 9 ▸ Scheduling & Triggers
*   Cron: 0 8 * * * counts.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Create two drifting documents: `a.md` and, in a folder of another team, `team/b.md`."""
    (tmp_path / "team").mkdir()
    (tmp_path / "a.md").write_text(BLUEPRINT.format(number=1, version="0.1"), "utf-8")
    (tmp_path / "team/b.md").write_text(BLUEPRINT.format(number=2, version="0.1"), "utf-8")
    return tmp_path


def validate(folder: Path, *arguments: str) -> Done:
    return ionflux("validate", *arguments, folder=folder)


def found(folder: Path, *arguments: str, code: str = "IFX201") -> dict[str, str]:
    """Return the severity of findings with a code, by agent."""
    done = validate(folder, "-f", "json", *(arguments or (".",)))
    listed = json.loads(done.stdout)["diagnostics"]
    return {each["agent"]: each["severity"] for each in listed if each["code"] == code}


@pytest.mark.parametrize("code", ["IFX201", "IFX2", "schedule-drift"])
def test_codes_are_ignored_by_path(project: Path, code: str) -> None:
    (project / "ionflux.toml").write_text(f'[per-path-ignores]\n"team/**" = ["{code}"]')
    assert found(project) == {"agent_001": "warning"}
    assert found(project / "team", "../a.md", "b.md") == {"agent_001": "warning"}
    imported = ionflux("import", ".", folder=project)
    assert "agent_001 " in imported.stderr
    assert imported.stderr.count("IFX201") == 1


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ('IFX201 = "error"', "error"),
        ('schedule-drift = "info"', "info"),
        ('IFX2 = "info"\nIFX201 = "error"', "error"),
    ],
)
def test_codes_have_the_severity_that_is_configured(
    project: Path, severities: str, expected: str
) -> None:
    (project / "pyproject.toml").write_text(f"[tool.ionflux.severity]\n{severities}")
    assert set(found(project).values()) == {expected}
    assert validate(project, ".").returncode == int(expected == "error")
    assert ionflux("import", ".", folder=project).returncode == int(expected == "error")


def test_an_error_with_a_lower_severity_still_stops_an_import(project: Path) -> None:
    (project / "a.md").write_text(BLUEPRINT.format(number=1, version="first"), "utf-8")
    (project / "ionflux.toml").write_text('severity.IFX109 = "warning"')
    assert found(project, code="IFX109") == {"agent_001": "warning"}
    assert validate(project, ".").returncode == 0
    refused = ionflux("import", ".", folder=project)
    assert (refused.returncode, refused.stdout) == (1, "")


def test_the_baseline_of_the_configuration_is_relative_to_it(project: Path) -> None:
    assert validate(project, ".", "--write-baseline", "team/known.json").returncode == 0
    (project / "ionflux.toml").write_text('baseline = "team/known.json"\nstrict = true')
    assert validate(project, ".").returncode == 0
    assert validate(project / "team", "b.md").returncode == 0
    again = validate(project, ".", "--write-baseline", "team/known.json")
    assert (again.returncode, "no longer found" in again.stderr) == (0, False)


def test_agents_are_known_by_id_or_name_and_unknown_ones_noted(project: Path) -> None:
    (project / "ionflux.toml").write_text(
        '[agents.keeper1]\nstatus = "active"\n[agents.agent_002]\ncategory = "Shelf"\n'
        '[agents.agent_020]\ncategory = "Shelf"'
    )
    done = ionflux("import", ".", folder=project)
    agents = json.loads(done.stdout)["agent_definitions"]
    assert [(each["status"], each["category"]) for each in agents] == [
        ("active", None),
        ("draft", "Shelf"),
    ]
    note = "has settings for unknown agents: `agent_020`; did you mean `agent_002`?"
    assert note in done.stderr
    assert note in validate(project, ".").stderr
    assert "not here" not in ionflux("import", "-q", ".", folder=project).stderr


def test_each_document_obeys_the_nearest_configuration_above_it(project: Path) -> None:
    (project / "ionflux.toml").write_text('ignore = ["IFX201"]\ndefaults.category = "Ours"')
    (project / "team/ionflux.toml").write_text(
        'defaults.category = "Theirs"\nexclude = ["draft.md"]\nseverity.IFX201 = "error"'
    )
    (project / "team/draft.md").write_text(BLUEPRINT.format(number=3, version="0.1"), "utf-8")
    for folder, path in ((project, "."), (project / "team", ".."), (project.parent, str(project))):
        assert found(folder, path) == {"agent_002": "error"}
    assert "excluded" in validate(project, ".").stderr
    (project / "team/ionflux.toml").write_text('defaults.category = "Theirs"')
    for _ in ("compiled", "from the cache"):
        done = ionflux("import", ".", "--cache-dir", "cache", folder=project)
        agents = json.loads(done.stdout)["agent_definitions"]
        assert [each["category"] for each in agents] == ["Ours", "Theirs", "Theirs"]
    shown = json.loads(ionflux("show", ".", "-f", "json", folder=project).stdout)["agents"]
    assert [each["definition"]["category"] for each in shown] == ["Ours", "Theirs", "Theirs"]


def test_a_named_configuration_or_none_is_for_all_documents(project: Path) -> None:
    (project / "team/ionflux.toml").write_text('ignore = ["IFX201"]')
    assert found(project) == {"agent_001": "warning"}
    assert set(found(project, "--isolated", ".")) == {"agent_001", "agent_002"}
    assert found(project, "--config", "team/ionflux.toml", ".") == {}
    assert set(found(project, "--ignore", "IFX204", ".")) == {"agent_001", "agent_002"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.ionflux]\nstrict = true", "without `[tool.ionflux]`, which is for pyproject.toml"),
        ('severity.IFX201 = "bad"', "`severity.IFX201` cannot be 'bad'; valid: `error`"),
        ('severity.IFX999 = "error"', "there is no code or prefix `IFX999`"),
        ('[per-path-ignores]\n"a.md" = "IFX2"', "must be a list of strings"),
        ('[per-path-ignores]\n"a.md" = ["IFX999"]', "there is no code or prefix `IFX999`"),
        ("per-path-ignore = {}", "did you mean `per-path-ignores`?"),
        ("baseline = 1", "`baseline` must be a string"),
        ('baseline = "gone.json"', "gone.json: cannot be read"),
        ('paths = ["gone"]', "gone: there is no such file or directory"),
    ],
)
def test_mistakes_in_the_file_are_reported_with_their_place(
    project: Path, text: str, message: str
) -> None:
    (project / "ionflux.toml").write_text(text)
    done = validate(project)
    assert (done.returncode, done.stdout) == (2, "")
    if "paths" not in text:
        done = validate(project, ".")
    assert message in done.stderr


def test_of_two_files_in_one_folder_one_is_read_and_the_other_noted(project: Path) -> None:
    (project / "ionflux.toml").write_text("strict = true")
    (project / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert "not read" not in validate(project, ".").stderr
    (project / "pyproject.toml").write_text("[tool.ionflux]\nstrict = false")
    done = validate(project, ".")
    assert done.returncode == 1
    assert "pyproject.toml is not read: " in done.stderr
    assert "pyproject.toml is not read: " in ionflux("import", ".", folder=project).stderr


def test_the_settings_that_apply_are_shown(project: Path) -> None:
    (project / "ionflux.toml").write_text('severity.IFX2 = "info"\npaths = ["team"]')
    shown = validate(project, "--show-settings").stdout
    assert 'paths = ["team"]' in shown
    assert '"IFX2" = "info"' in shown


def test_settings_of_agents_without_instances_are_not_noted(project: Path) -> None:
    (project / "ionflux.toml").write_text('[agents.agent_002]\nstatus = "active"')
    instance = "agent_definition_id: agent_001\nworkspace_id: w\nname: N\ncreated_by_user_id: u\n"
    (project / "i.yaml").write_text(f"{instance}config: {{}}\n", "utf-8")
    done = ionflux("configure", "i.yaml", "--from", ".", folder=project)
    assert (done.returncode, done.stderr) == (0, "")
