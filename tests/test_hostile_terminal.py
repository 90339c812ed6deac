"""No text of a document, a name or a configuration controls the terminal."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest

from program import command, run_on_terminal
from reading_samples import blueprint

# An escape sequence, a bell, a C1 control, and characters that change the direction of writing.
EVIL = "\x1b[31m\x07\x9b2J\u202e\u2066"
YAML = "\\e[31m\\a\\x9b2J\\u202E\\u2066"
TREE = f"### Files\n```\n/agents/k/\n└── a.py # {EVIL}\n```"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a folder in which every name and every text is hostile."""
    for number, name in enumerate(("old", "new"), 1):
        (tmp_path / name).mkdir()
        more = (
            f'description: "{YAML}{number}"\n"colo{YAML}": "{YAML}"\n'
            f'inputs: [{{key: "k{YAML}k", type: string, description: "{YAML}{number}"}}]'
        )
        text = blueprint(f"### KP{EVIL}Is\n{EVIL}{number}", TREE, yaml=more)
        (tmp_path / name / f"a{EVIL}.md").write_text(text, "utf-8")
    (tmp_path / "i.yaml").write_text(f"agent_definition_id: agent_001\nname: i{EVIL}i\n", "utf-8")
    escaped = json.dumps(EVIL)
    (tmp_path / "key.toml").write_text(f"{escaped} = 1\n", "utf-8")
    (tmp_path / "a.json").write_text(f'{{"agent_definitions": [{{{escaped}: 1}}]}}', "utf-8")
    return tmp_path


def moves(text: str) -> set[str]:
    """Return the characters of a text that control a terminal, except line ends."""
    hidden = {"Cc", "Zl", "Zp"}
    found = {character for character in text if unicodedata.category(character) in hidden}
    return (found | {c for c in text if c in "\u202e\u2066"}) - {"\n"}


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (0, ["validate", "old"]),
        (0, ["import", "old", "-o", "out.json"]),
        (0, ["show", "old", "agent_001", "--origin"]),
        (0, ["diff", "old", "new"]),
        (1, ["configure", "i.yaml", "-d", "old"]),
        (0, ["scaffold", "agent_001", "--from", "old", "--out", f"to{EVIL}"]),
        (0, ["new", "Plain", "-y", "-o", f"{EVIL}.md"]),
        (2, ["validate", f"gone{EVIL}"]),
        (2, ["validate", "old", "--config", "key.toml"]),
        (3, ["show", "a.json"]),
    ],
    ids=lambda value: "-".join(value[:1]) if isinstance(value, list) else str(value),
)
def test_a_terminal_gets_only_visible_characters(
    folder: Path, status: int, arguments: list[str]
) -> None:
    done, text = run_on_terminal(
        *arguments,
        folder=folder,
        environment={"TERM": "dumb", "COLUMNS": "120", "PAGER": "cat"},
    )
    assert not moves(text)
    assert done == status
    assert "Traceback" not in text


def test_an_error_that_cannot_be_written_keeps_its_status(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        missing = subprocess.run(
            command("validate", tmp_path / "gone"), stderr=full, check=False, timeout=60
        )
    assert missing.returncode == 2
