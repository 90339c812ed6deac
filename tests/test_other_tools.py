"""Files of other tools, and plain YAML: what they are, and what to do, in one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

import ionflux
from program import run

ABOUT = "name: code-reviewer\ndescription: Reviews changes.\n"
ROLE = "  role: Reader\n  goal: To read.\n  backstory: Has always read.\n"
PROMPTY = (
    "name: Ask\ndescription: Asks.\nversion: '1.0'\nmodel:\n  api: chat\n"
    "inputs:\n  question: {type: string}\noutputs: {answer: {type: string}}\n"
)
DEFINITION = 'id: agent_001\nname: Mail Sorter\nversion: "0.1"\n'


def only(text: str, path: str) -> ionflux.Diagnostic:
    """Return the only finding of a document without an agent."""
    result = ionflux.compile_text(text, path)
    assert result.definitions == ()
    (found,) = result.diagnostics
    assert (found.code, found.severity) == ("IFX002", ionflux.Severity.ERROR)
    assert found.hint
    return found


@pytest.mark.parametrize(
    ("path", "front", "tool"),
    [
        ("a.md", f"{ABOUT}tools: Read, Grep\nmodel: sonnet\n", "a Claude Code subagent"),
        ("a.md", f"{ABOUT}model: inherit\nmemory: project\n", "a Claude Code subagent"),
        ("a.md", f"{ABOUT}permissionMode: plan\n", "a Claude Code subagent"),
        ("a.md", "name: x\ndescription: So: always\ntools: Read\n", "a Claude Code subagent"),
        (
            "a.md",
            "name: x\ndescription: So: always\nmemory: user\nmodel: opus\n",
            "a Claude Code subagent",
        ),
        (".claude/agents/a.md", ABOUT, "a Claude Code subagent"),
        ("a.md", f"{ABOUT}tools: [search, edit]\nmodel: gpt-4\n", "a Copilot agent"),
        ("a.agent.md", f"{ABOUT}tools: [search]\n", "a Copilot agent"),
        (".github/agents/a.md", "description: Reviews.\n", "a Copilot agent"),
        ("a.md", "description: Reviews.\nmcp-servers: {a: {type: local}}\n", "a Copilot agent"),
        ("a.md", f"{ABOUT}license: MIT\nmetadata: {{version: '1'}}\n", "an Agent Skill"),
        ("pdf/SKILL.md", f"{ABOUT}version: 1.0.0\nallowed-tools: Read\n", "an Agent Skill"),
        ("a.md", ABOUT, "an Agent Skill"),
        ("a.prompty", PROMPTY, "a Prompty file"),
        ("a.md", PROMPTY, "a Prompty file"),
        ("a.md", f"{ABOUT}mode: subagent\n", "an OpenCode agent"),
        ("a.md", f"{ABOUT}kind: local\ntools: [read_file]\n", "a Gemini CLI subagent"),
        ("a.mdc", "description: x\nglobs: '*.py'\nalwaysApply: false\n", "a Cursor rule"),
    ],
)
def test_front_matter_of_other_tools(path: str, front: str, tool: str) -> None:
    found = only(
        f"---\n{front}---\n# Code Reviewer\n\nYou review.\n\n## Triggers\nOn push.\n", path
    )
    assert f"is that of {tool}," in found.message
    assert (found.line, found.column) == (1, 1)


def test_a_definition_without_id_and_name_is_not_lost() -> None:
    text = "---\nversion: '0.1'\ntriggers: []\n---\n# Mail Sorter\n\n## KPIs\nx\n"
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert (found.line, found.severity) == (1, ionflux.Severity.ERROR)
    assert found.hint == "add `id:` and `name:`"


def test_one_key_of_ours_makes_it_a_blueprint() -> None:
    text = f"---\n{ABOUT}tools: Read\nmodel: sonnet\nid: agent_001\nversion: '1.0'\n---\n"
    result = ionflux.compile_text(text)
    assert [each.id for each in result.definitions] == ["agent_001"]
    unknown = result.definitions[0].additional_sections["unknown_keys"]
    assert unknown == {"tools": "Read", "model": "sonnet"}


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        (f"reader:\n{ROLE}writer:\n{ROLE}", "`agents.yaml` of CrewAI with 2 agents", "ionflux new"),
        ("read:\n  expected_output: x\n  agent: y\n", "`tasks.yaml` of CrewAI", "ionflux new"),
        (DEFINITION, "a definition in plain YAML", "two lines `---`"),
        (f"---\n# ours\n{DEFINITION}", "a definition in plain YAML", "two lines `---`"),
        (f"---\n{DEFINITION}---\n{DEFINITION}", "a definition in plain YAML", "two lines `---`"),
        ("- id: agent_001\n  name: x\n", "a definition in plain YAML", "two lines `---`"),
        ("agent_definition_id: agent_001\n", "an instance file", "ionflux configure"),
        ("name: x\nsteps: []\n", "a playbook", "file tree"),
        ("version: 1\nname: x\ngraph: []\n", "the graph of an agent", "# Agent Blueprint:"),
        ("services: {db: {image: x}}\n", "the file is YAML", "## AGENT 001"),
        ("a: [\n", "the file is YAML", "## AGENT 001"),
        ("", "the file is YAML", "## AGENT 001"),
        ("## AGENT 001 — X\n### KPIs\nx\n", "the file is YAML", "## AGENT 001"),
    ],
)
def test_yaml_files(text: str, says: str, hint: str) -> None:
    for path in ("a.yaml", "deep/er/A.YML"):
        found = only(text, path)
        assert says in found.message
        assert hint in str(found.hint)


def test_an_empty_front_matter_is_reported_as_empty() -> None:
    for text in ("---\n---\n# X\n", "---\n\n# nothing yet\n...\n# X\n"):
        assert "front matter of the document is empty" in only(text, "a.md").message


def test_in_a_folder_other_tools_are_an_info_and_yaml_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\n{DEFINITION}---\n# Mail Sorter\n\n## KPIs\nx\n")
    (tmp_path / "b.md").write_text(f"---\n{ABOUT}tools: Read\n---\nYou review.\n")
    (tmp_path / "agents.yaml").write_text(f"reader:\n{ROLE}")
    done = run(
        "validate", "--strict", "--format", "concise", "--severity", "info", ".", folder=tmp_path
    )
    assert done.returncode == 0
    assert "b.md:1:1: info IFX002 the front matter (`tools`)" in done.stdout
    assert "agents.yaml" not in done.stdout
    named = run("import", "agents.yaml", folder=tmp_path)
    assert (named.returncode, named.stdout) == (1, "")
    assert "agents.yaml:1:1: error IFX002 the file is an `agents.yaml` of CrewAI" in named.stderr
