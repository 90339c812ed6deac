"""Default playbooks, and the files beside a document that fill them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ionflux
from ionflux import Playbook
from reading_samples import blueprint, compiled

TREE = "### Files\n```\n/agents/keeper/\n  playbooks/\n    lost_note.yaml\n    readme.md\n```\n"
FILLED = """\
name: Lost Note — Gentle
description: Ask once.
trigger_event_type: note_lost
steps:
  - type: ask
    delay_minutes: 10
    on: no
  - {type: wait}
"""


def playbooks(folder: Path, text: str | None = None) -> ionflux.Compilation:
    document = folder / "keeper.md"
    document.write_text(text or blueprint(TREE), encoding="utf-8")
    return ionflux.compile_paths([document])


def lay(file: Path, text: str = FILLED) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def only(result: ionflux.Compilation) -> Playbook:
    assert result.ok, result.diagnostics
    (playbook,) = result.playbooks
    return playbook


def test_a_playbook_without_a_file() -> None:
    playbook = only(compiled(blueprint(TREE)))
    assert playbook == only(compiled(blueprint(TREE, preamble="“other words”")))
    assert playbook.model_dump(exclude={"id"}, exclude_none=True) == {
        "agent_definition_id": "agent_001",
        "name": "Lost Note",
        "trigger_event_type": "lost_note",
        "steps": (),
        "is_active": False,
    }


@pytest.mark.parametrize(
    "place",
    [
        "playbooks/Keeper/lost_note.yaml",
        "playbooks/agent_001/lost_note.yaml",
        "agents/keeper/playbooks/lost_note.yaml",
    ],
)
def test_a_playbook_with_a_file(tmp_path: Path, place: str) -> None:
    default = only(playbooks(tmp_path))
    lay(tmp_path / place)
    playbook = only(playbooks(tmp_path))
    assert playbook.id == default.id
    assert (playbook.name, playbook.description) == ("Lost Note — Gentle", "Ask once.")
    assert (playbook.trigger_event_type, playbook.is_active) == ("note_lost", True)
    assert [step.model_dump() for step in playbook.steps] == [
        {"type": "ask", "delay_minutes": 10, "on": "no"},
        {"type": "wait"},
    ]


def test_a_file_may_say_that_it_is_not_active(tmp_path: Path) -> None:
    lay(tmp_path / "playbooks/Keeper/lost_note.yaml", "is_active: false\n")
    playbook = only(playbooks(tmp_path))
    assert (playbook.name, playbook.is_active) == ("Lost Note", False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("steps:\n- delay: 1\n", (2, 3)),
        ("name: a\nsteps: [{type: b}, c]\n", (2, 20)),
        ("name: a\nstep: []\n", (2, 1)),
        ("is_active: 'yes'\n", (1, 12)),
        ("- a\n", (1, 1)),
        ("name: a\nname: b\n", (2, 1)),
        ('name: "a\n', (1, 7)),
        ("", (1, 1)),
        ("---\n# nothing\n---\n", (1, 1)),
        ("---\nname: a\n---\nname: b\n", (3, 1)),
        ("name: a\n...\n---\nname: [\n", (3, 1)),
        ("a\x00b", (1, 2)),
    ],
)
def test_a_file_that_fits_no_playbook(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    file = tmp_path / "playbooks" / "Keeper" / "lost_note.yaml"
    lay(file, text)
    errors = [d for d in playbooks(tmp_path).diagnostics if d.severity == "error"]
    assert [(d.code, d.path, d.agent) for d in errors] == [("IFX501", str(file), "agent_001")]
    assert (errors[0].line, errors[0].column) == place


@pytest.mark.parametrize("begins", ["", "---\n", "# about it\n--- # here\n", "%YAML 1.2\n---\n"])
@pytest.mark.parametrize("ends", ["", "---\n", "...\n", "...\n# the end\n", "---\n\n---\n"])
def test_a_file_may_begin_and_end_with_the_marks_of_a_document(
    tmp_path: Path, begins: str, ends: str
) -> None:
    lay(tmp_path / "playbooks/Keeper/lost_note.yaml", f"{begins}{FILLED}{ends}")
    assert only(playbooks(tmp_path)).description == "Ask once."


def test_places_in_a_file_count_the_lines_above_the_mark(tmp_path: Path) -> None:
    lay(tmp_path / "playbooks/Keeper/lost_note.yaml", "# a\n---\nname: a\nsteps:\n- delay: 1\n")
    (error,) = [d for d in playbooks(tmp_path).diagnostics if d.severity == "error"]
    assert (error.line, error.column) == (5, 3)
    assert error.message == "a step must have `type`"


@pytest.mark.parametrize(
    ("place", "rename"),
    [
        ("playbooks/keeper/lost_note.yaml", "playbooks/Keeper/lost_note.yaml"),
        ("playbooks/KEEPER/Lost_Note.yaml", "playbooks/Keeper/lost_note.yaml"),
        ("playbooks/Keeper/lost_note.yml", "playbooks/Keeper/lost_note.yaml"),
        ("playbooks/Keeper/lost_note.YAML", "playbooks/Keeper/lost_note.yaml"),
        ("Playbooks/Keeper/lost_note.yaml", "playbooks/Keeper/lost_note.yaml"),
        ("playbooks/Agent_001/lost_note.yaml", "playbooks/agent_001/lost_note.yaml"),
        ("Agents/Keeper/playbooks/lost_note.yml", "agents/keeper/playbooks/lost_note.yaml"),
    ],
)
def test_a_file_in_another_spelling_is_reported(tmp_path: Path, place: str, rename: str) -> None:
    lay(tmp_path / place)
    cache = tmp_path / "cache"
    document = tmp_path / "keeper.md"
    document.write_text(blueprint(TREE), encoding="utf-8")
    found = ionflux.compile_paths([document], cache=cache).diagnostics
    errors = [d for d in found if d.severity == "error"]
    assert [(d.code, d.path, d.line) for d in errors] == [("IFX501", str(tmp_path / place), 1)]
    assert f"rename it to `{rename}`" in str(errors[0].hint)
    (tmp_path / rename).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).rename(tmp_path / rename)
    assert only(ionflux.compile_paths([document], cache=cache)).is_active


def test_other_spellings_do_not_matter_if_the_file_exists(tmp_path: Path) -> None:
    lay(tmp_path / "playbooks/keeper/lost_note.yaml", "name: other\n")
    lay(tmp_path / "playbooks/agent_001/lost_note.yaml")
    assert only(playbooks(tmp_path)).description == "Ask once."


def test_a_file_in_the_other_ending_may_be_a_playbook_of_its_own(tmp_path: Path) -> None:
    tree = TREE.replace("readme.md", "lost_note.yml")
    lay(tmp_path / "playbooks/Keeper/lost_note.yml")
    result = playbooks(tmp_path, blueprint(tree))
    assert result.ok
    assert [playbook.is_active for playbook in result.playbooks] == [False, True]


def test_nothing_outside_the_documents_folder_is_read(tmp_path: Path) -> None:
    lay(tmp_path / "secret.yaml")
    folder = tmp_path / "docs"
    (folder / "playbooks" / "Keeper").mkdir(parents=True)
    (folder / "playbooks" / "Keeper" / "lost_note.yaml").symlink_to(tmp_path / "secret.yaml")
    assert not only(playbooks(folder)).is_active
    climbing = TREE.replace("/agents/keeper/", "../").replace("playbooks/\n", "../playbooks/\n")
    lay(tmp_path / "playbooks" / "lost_note.yaml")
    lay(tmp_path.parent / "playbooks" / "lost_note.yaml")
    assert not only(playbooks(folder, blueprint(climbing))).is_active


@pytest.mark.parametrize(
    "name", ["../../secret", "../../docs/../secret", "x/../../../secret", "{top}/secret"]
)
def test_no_name_of_an_agent_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    lay(tmp_path / "secret" / "lost_note.yaml")
    folder = tmp_path / "docs"
    (folder / "playbooks" / "x").mkdir(parents=True)
    text = blueprint(TREE).replace("name: Keeper", f'name: "{name.format(top=tmp_path)}"')
    assert not only(playbooks(folder, text)).is_active


INSIDE = ["lost_note.yaml", "Keeper/lost_note.yaml", "playbooks/lost_note.yaml",
          "keeper/playbooks/lost_note.yaml"]  # fmt: skip


@pytest.mark.parametrize("place", ["playbooks", "playbooks/Keeper", "agents", "agents/keeper"])
def test_no_folder_that_is_a_link_leads_out(tmp_path: Path, place: str) -> None:
    for inside in INSIDE:
        lay(tmp_path / "outside" / inside)
    link = tmp_path / "docs" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "outside", target_is_directory=True)
    assert not only(playbooks(tmp_path / "docs")).is_active
    link.unlink()
    link.symlink_to(tmp_path / "docs" / "within", target_is_directory=True)
    for inside in INSIDE:
        lay(tmp_path / "docs" / "within" / inside)
    assert only(playbooks(tmp_path / "docs")).is_active


def test_a_link_to_itself_is_not_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "Keeper").symlink_to(folder / "agent_001")
    (folder / "agent_001").symlink_to(folder / "Keeper")
    assert not only(playbooks(tmp_path)).is_active


def test_each_yaml_file_has_a_playbook_of_its_own() -> None:
    tree = "### Files\n```\nplaybooks/\n  a.yaml\n  b.YML\n  a.yaml\n  c.txt\n  deep/d.yaml\n```"
    result = compiled(blueprint(tree))
    names = [playbook.trigger_event_type for playbook in result.playbooks]
    assert names == ["a", "b"]
    assert len({playbook.id for playbook in result.playbooks}) == 2
    written = json.loads(result.to_json())["playbooks"]
    assert [Playbook.model_validate(each) for each in written] == list(result.playbooks)
