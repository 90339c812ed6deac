"""The command line as a whole: its reference, its examples, and what the shell completes."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from ionflux.checks.rules import rules
from ionflux.cli import build_app, completion
from ionflux.output.schemas import SCHEMAS
from program import run

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs/cli.md").read_text("utf-8")
GROUP: Any = typer.main.get_command(build_app())


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_shows_an_example_of_itself(name: str) -> None:
    assert re.search(rf"Examples?:\s+ionflux {name} \S", GROUP.commands[name].help)


@pytest.mark.parametrize("name", GROUP.commands)
def test_the_reference_has_every_option(name: str) -> None:
    chapter = REFERENCE.split(f"## ionflux {name}\n")[1].split("\n## ")[0]
    for parameter in GROUP.commands[name].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert all(option in chapter for option in parameter.opts)


@pytest.mark.parametrize("name", GROUP.commands)
def test_the_options_of_the_examples_are_options(name: str) -> None:
    known = {
        word for item in GROUP.commands[name].params for word in (*item.opts, *item.secondary_opts)
    }
    chapter = REFERENCE.split(f"## ionflux {name}\n")[1].split("\n## ")[0]
    examples = chapter.split("Example:\n")[1].split("\n\n* ")[0].strip().splitlines()
    for example in examples:
        words = shlex.split(example.split(" | ")[0])
        assert {word for word in words if word.startswith("-")} <= known | {"-"}


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_can_be_quiet_and_show_its_traceback(name: str) -> None:
    offered = {word for item in GROUP.commands[name].params for word in item.opts}
    assert {"--quiet", "--debug"} <= offered


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    ["schema --sql", "explain", "diff {0} {0}", "show {0}", "import -q {0}", "new A --yes -o -"],
)
def test_a_full_disk_is_no_success_and_no_traceback(arguments: str) -> None:
    words = arguments.format(ROOT / "blueprints/agent_001_email_wizard.md").split()
    with Path("/dev/full").open("wb") as full:
        done = run(*words, stdout=full)
    assert done.returncode == 3
    assert done.stderr == "ionflux: standard output cannot be written: No space left on device\n"


def complete(line: str, folder: Path) -> str:
    """Return what Bash would be offered at the end of the line."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    variables = {
        "_IONFLUX_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = run(folder=folder, environment=variables)
    assert done.stderr == ""
    return done.stdout


def test_bash_is_offered_commands_agents_and_schemas() -> None:
    assert set(complete("ionflux ", ROOT).split()) >= set(GROUP.commands)
    assert "EmailWizard" in complete("ionflux show blueprints Ema", ROOT)
    assert "agent_010" in complete("ionflux scaffold agent_01", ROOT)
    assert "IFX203" in complete("ionflux explain IFX20", ROOT)
    assert "IFX203" in complete("ionflux validate --select IFX20", ROOT)
    assert "run-log" in complete("ionflux schema run", ROOT)


def context(**params: object) -> typer.Context:
    found = typer.Context(GROUP.commands["show"])
    found.params.update(params)
    return found


def test_agents_come_from_the_source_that_is_typed_or_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "a.md"
    document.write_text("```yaml\nid: 'agent_07'\nname: \"Só um\"\n```\n", "utf-8")
    found = [("agent_07", "Só um"), ("Só um", "agent_07")]
    assert completion.agents(context(source=str(document)), "") == found
    assert completion.agents(context(source=str(tmp_path)), "só") == found[1:]
    monkeypatch.chdir(tmp_path)
    assert completion.agents(context(), "") == found


def test_completion_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.md").write_bytes(b"id: \xff\nname: \xfe\n")
    (tmp_path / "dir.md").mkdir()
    monkeypatch.chdir(tmp_path)
    assert completion.agents(context(), "") is not None
    for source in ("nowhere", "main:blueprints", "\0", 5):
        assert completion.agents(context(source=source), "x") == []


def test_codes_come_with_what_they_say() -> None:
    offers = dict(completion.codes(""))
    assert list(offers) == list(rules())
    assert offers["IFX402"] == rules()["IFX402"].documentation.splitlines()[0]
    assert [code for code, _ in completion.codes("ifx40")] == [f"IFX40{n}" for n in range(1, 8)]


def test_codes_and_agents_are_offered_without_loading_the_program() -> None:
    code = (
        "import sys; from ionflux.cli import completion; assert completion.codes('IFX');"
        "print([m for m in ('pydantic', 'ruamel', 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"[]\n"


def test_schemas_and_languages_are_offered() -> None:
    assert [name for name, _ in completion.schemas("")] == [*SCHEMAS, "inputs"]
    assert dict(completion.languages("")).items() >= {"en": "English", "pt": "português"}.items()
