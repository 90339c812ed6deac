"""The command line as a whole: its reference, its examples, and what the shell completes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.shell_completion import get_completion_class

from in_process import ionflux
from ionflux.authoring import languages
from ionflux.checks.rules import rules
from ionflux.cli import program
from ionflux.cli.command import Command
from ionflux.documents import walk
from ionflux.output.schemas import SCHEMAS
from program import run

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs/cli.md").read_text("utf-8")
CONTEXT = click.Context(program, info_name="ionflux")


def commands() -> dict[str, Command]:
    found = {name: program.get_command(CONTEXT, name) for name in program.list_commands(CONTEXT)}
    return {name: command for name, command in found.items() if command}


COMMANDS = commands()


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_a_help_that_ends_with_examples_of_it(name: str, option: str) -> None:
    done = ionflux(name, option)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"\n\nExamples:\n(?:  ionflux {name} \S.*\n)+\Z", done.stdout)


def test_without_a_command_the_program_shows_its_help() -> None:
    assert ionflux() == ionflux("--help")
    assert all(f"\n  {name} " in ionflux().stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("imprt x", "there is no command `imprt`; did you mean `import`?"),
        ("import x --9", "there is no option `--9`; try `ionflux import --help`"),
        (
            "validate --formt x",
            "there is no option `--formt`; did you mean `--format`?; try `ionflux validate --help`",
        ),
        ("import", "`PATH` is missing; try `ionflux import --help`"),
        ("show", "`SOURCE` is missing; try `ionflux show --help`"),
        (
            "import x --jobs 0",
            "`--jobs`: 0 is not in the range x>=1; try `ionflux import --help`",
        ),
        (
            "diff a b --fail-on x",
            "`--fail-on`: 'x' is not one of 'none', 'any', 'breaking'; try `ionflux diff --help`",
        ),
    ],
)
def test_usage_errors_read_like_all_others(words: str, says: str) -> None:
    done = ionflux(*words.split())
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"ionflux: {says}\n")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("validate gone.md", 2, "gone.md: there is no such file or directory"),
        ("explain IFX9", 2, "no code `IFX9`"),
        ("show sqlite:///gone.db", 2, "no database"),
        ("show postgresql://u:p@127.0.0.1:1/x", 3, "database"),
    ],
)
def test_debug_shows_the_traceback_and_keeps_the_status(
    tmp_path: Path, words: str, status: int, says: str
) -> None:
    plain = ionflux(*words.split(), folder=tmp_path)
    debugged = ionflux(*words.split(), "--debug", folder=tmp_path)
    assert plain.returncode == debugged.returncode == status
    assert says in plain.stderr
    assert "Traceback" not in plain.stderr
    assert debugged.stderr.startswith("Traceback (most recent call last):\n")
    assert debugged.stderr.endswith(plain.stderr)


def test_what_nobody_has_foreseen_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the program: here, one that is put into it."""
    (tmp_path / "a.md").write_text("x", "utf-8")
    monkeypatch.setattr(walk, "is_document", lambda _: 1 / 0)
    done = ionflux("validate", ".", folder=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("ionflux: unexpected error: ZeroDivisionError: division by")
    assert "please report it at https://" in line


def test_a_path_with_a_line_break_stays_in_its_line(tmp_path: Path) -> None:
    done = ionflux("import", "x\n::error::y", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "ionflux: x\\n::error::y: there is no such file or directory\n"


@pytest.mark.parametrize(
    "words",
    [
        ["import", "x", "--database", ""],
        ["import", ""],
        ["validate", "x", "--cache-dir", ""],
        ["validate", "x", "-o", ""],
        ["show", ""],
        ["schema", "inputs", "x", "--from", ""],
    ],
)
def test_the_value_of_an_unset_variable_is_refused(words: list[str]) -> None:
    done = ionflux(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the value is empty" in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_has_every_option(name: str) -> None:
    chapter = REFERENCE.split(f"## ionflux {name}\n")[1].split("\n## ")[0]
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert all(option in chapter for option in parameter.opts)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_the_examples_are_options(name: str) -> None:
    known = {word for item in COMMANDS[name].params for word in (*item.opts, *item.secondary_opts)}
    for example in COMMANDS[name].examples:
        words = shlex.split(example.split(" | ")[0])
        assert {word for word in words if word.startswith("-")} <= known | {"-"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_quiet_and_show_its_traceback(name: str) -> None:
    offered = {word for item in COMMANDS[name].params for word in item.opts}
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


def complete(line: str, folder: Path) -> list[str]:
    """Return what Bash would be offered at the end of the line."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    variables = {
        "_IONFLUX_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = run(folder=folder, environment=variables)
    assert done.stderr == ""
    return [offer.partition(",")[2] for offer in done.stdout.splitlines()]


def test_bash_is_offered_commands_agents_and_schemas() -> None:
    assert set(complete("ionflux ", ROOT)) >= set(COMMANDS)
    assert "EmailWizard" in complete("ionflux show blueprints Ema", ROOT)
    assert "agent_010" in complete("ionflux scaffold agent_01", ROOT)
    assert "IFX203" in complete("ionflux explain IFX20", ROOT)
    assert "IFX203" in complete("ionflux validate --select IFX20", ROOT)
    assert "run-log" in complete("ionflux schema run", ROOT)


def offered(*words: str) -> list[tuple[str, str | None]]:
    """Return what is offered for the last of the words, each with what the shell says beside it."""
    complete = get_completion_class("zsh")
    assert complete
    *typed, incomplete = words
    offers = complete(program, {}, "ionflux", "_IONFLUX_COMPLETE").get_completions(
        typed, incomplete
    )
    return [(offer.value, offer.help) for offer in offers]


def test_agents_come_from_the_source_that_is_typed_or_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "a.md"
    document.write_text("```yaml\nid: 'agent_07'\nname: \"Só um\"\n```\n", "utf-8")
    found = [("agent_07", "Só um"), ("Só um", "agent_07")]
    assert offered("show", str(document), "") == found
    assert offered("show", str(tmp_path), "só") == found[1:]
    monkeypatch.chdir(tmp_path)
    assert offered("scaffold", "") == found


def test_completion_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.md").write_bytes(b"id: \xff\nname: \xfe\n")
    (tmp_path / "dir.md").mkdir()
    monkeypatch.chdir(tmp_path)
    assert offered("scaffold", "") == [("\ufffd", "\ufffd")]
    for source in ("nowhere", "main:blueprints", "\0"):
        assert offered("show", source, "x") == []


def test_codes_come_with_what_they_say() -> None:
    offers = dict(offered("explain", ""))
    assert list(offers) == list(rules())
    assert offers["IFX402"] == rules()["IFX402"].documentation.splitlines()[0]
    of_instances = [code for code in rules() if code.startswith("IFX40")]
    assert [code for code, _ in offered("explain", "ifx40")] == of_instances


def test_schemas_and_languages_are_offered() -> None:
    assert [name for name, _ in offered("schema", "")] == [*SCHEMAS, "inputs", "outputs"]
    assert dict(offered("new", "--language", "")) == {
        code: language.name for code, language in languages().items()
    }


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_program_prints_what_sets_up_a_shell(shell: str) -> None:
    done = ionflux("--completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_IONFLUX_COMPLETE={shell}_complete" in done.stdout
