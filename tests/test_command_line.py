"""The command line as a whole: its reference, its examples, and shell completion."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from command_line import NAMES, options_of, words_of
from in_process import ionflux
from ionflux.authoring import languages
from ionflux.checks.descriptions import description
from ionflux.checks.rules import rules
from ionflux.cli.program import command
from ionflux.documents import walk
from ionflux.output.schemas import SCHEMAS
from program import run

ROOT = Path(__file__).parent.parent
HELP = "; try `ionflux validate --help`"
REFERENCE = (ROOT / "docs/cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_a_help_that_ends_with_examples_of_it(name: str, option: str) -> None:
    done = ionflux(name, option)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"\n\nExamples:\n(?:  ionflux {name}(?: \S.*)?\n)+\Z", done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        "diff - -",
        "diff - blueprints --configurations -",
        "catalog - --since - --out site",
        "configure - --definitions -",
    ],
)
def test_standard_input_is_read_only_once(words: str) -> None:
    done = run(*words.split(), folder=ROOT, given="# nothing")
    assert done == (2, "", "ionflux: only one source can be standard input\n")


def test_without_a_command_the_program_shows_its_help() -> None:
    assert ionflux() == ionflux("--help")
    assert all(f"\n  {name} " in ionflux().stdout for name in NAMES)


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
            "`--jobs`: `0` is not a whole number above 0; try `ionflux import --help`",
        ),
        (
            "validate a --severity x",
            f"`--severity`: `x` is unknown; valid: `error`, `info`, `warning`{HELP}",
        ),
        (
            "diff a b --fail-on brakin",
            "`--fail-on`: `brakin` is unknown; did you mean `breaking`?; try `ionflux diff --help`",
        ),
        ("import x -o", "option `-o` requires an argument"),
        ("import x --ddl=yes", "option `--ddl` does not take a value"),
        ("explain a b", "there is no argument for `b`; try `ionflux explain --help`"),
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


def test_an_unexpected_error_is_not_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of the program, inserted here."""
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
def test_an_empty_value_is_rejected(words: list[str]) -> None:
    done = ionflux(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the value is empty" in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_has_every_option(name: str) -> None:
    chapter = REFERENCE.split(f"## ionflux {name}\n")[1].split("\n## ")[0]
    for option in options_of(name):
        assert all(word in chapter for word in option.opts)


@pytest.mark.parametrize("name", NAMES)
def test_the_options_of_the_examples_are_options(name: str) -> None:
    known = words_of(name)
    for example in command(name).examples:
        words = shlex.split(example.split(" | ")[0])
        assert {word for word in words if word.startswith("-")} <= known | {"-"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_can_be_quiet_and_show_its_traceback(name: str) -> None:
    assert {"--quiet", "--debug"} <= words_of(name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments",
    ["schema --sql", "explain", "diff {0} {0}", "show {0}", "import -q {0}", "new A --yes -o -"],
)
def test_a_full_disk_fails_without_a_traceback(arguments: str) -> None:
    words = arguments.format(ROOT / "blueprints/agent_001_email_wizard.md").split()
    with Path("/dev/full").open("wb") as full:
        done = run(*words, stdout=full)
    assert done.returncode == 3
    assert done.stderr == "ionflux: standard output cannot be written: No space left on device\n"


def complete(line: str, folder: Path) -> list[str]:
    """Return the completions for Bash at the end of the line."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    variables = {
        "_IONFLUX_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = run(folder=folder, environment=variables)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_completes_commands_agents_and_schemas() -> None:
    assert set(complete("ionflux ", ROOT)) >= set(NAMES)
    assert "EmailWizard" in complete("ionflux show blueprints Ema", ROOT)
    assert "agent_010" in complete("ionflux scaffold agent_01", ROOT)
    assert "IFX203" in complete("ionflux explain IFX20", ROOT)
    assert "IFX203" in complete("ionflux validate --select IFX20", ROOT)
    assert "run-log" in complete("ionflux schema run", ROOT)


def offered(line: str, folder: Path = ROOT) -> list[tuple[str, str]]:
    """Return the completions for fish at the end of the line, with their descriptions."""
    variables = {
        "_IONFLUX_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    done = run(folder=folder, environment=variables)
    assert done.stderr == ""
    parts = (offer.partition("\t") for offer in done.stdout.splitlines() if offer)
    return [(word, words) for word, _, words in parts]


def test_agents_are_completed_from_the_typed_source_or_the_working_directory(
    tmp_path: Path,
) -> None:
    document = tmp_path / "a.md"
    document.write_text("```yaml\nid: 'agent_07'\nname: \"Só um\"\n```\n", "utf-8")
    found = [("agent_07", "Só um"), ("Só um", "agent_07")]
    assert offered(f"ionflux show {document} ") == found
    assert offered(f"ionflux show {tmp_path} só") == [("só um", "agent_07")]
    assert offered("ionflux scaffold ", tmp_path) == found


def test_completion_never_fails(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"id: \xff\nname: \xfe\n")
    (tmp_path / "dir.md").mkdir()
    assert offered("ionflux scaffold ", tmp_path) == [("\ufffd", "\ufffd")]
    for source in ("nowhere", "main:blueprints", "'"):
        assert offered(f"ionflux show {source} x", tmp_path) == []


def test_codes_are_completed_with_their_descriptions() -> None:
    offers = dict(offered("ionflux explain "))
    assert list(offers) == list(rules())
    assert offers["IFX402"] == description("IFX402").summary
    assert max(map(len, offers.values())) < 80  # a line of the shell's list
    of_instances = [code for code in rules() if code.startswith("IFX40")]
    assert [code for code, _ in offered("ionflux explain IFX40")] == of_instances
    assert offered("ionflux explain ifx402") == [("ifx402", offers["IFX402"])]


def test_schemas_and_languages_are_completed() -> None:
    assert [name for name, _ in offered("ionflux schema ")] == [*SCHEMAS, "inputs", "outputs"]
    assert dict(offered("ionflux new --language ")) == {
        code: language.name for code, language in languages().items()
    }


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_program_prints_completion_scripts(shell: str) -> None:
    done = ionflux("--completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_IONFLUX_COMPLETE=complete_{shell}" in done.stdout


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("validate blueprnts", "blueprints"),
        ("import blueprnts/a.md", "blueprints/a.md"),
        ("show blueprints/b.md", "blueprints/a.md"),
        ("diff blueprints bluprints", "blueprints"),
        ("configure instance.yml --from blueprints", "instance.yaml"),
    ],
)
def test_a_mistyped_path_suggests_the_nearest(tmp_path: Path, words: str, meant: str) -> None:
    (tmp_path / "blueprints").mkdir()
    (tmp_path / "instance.yaml").touch()
    shutil.copy(ROOT / "blueprints/agent_001_email_wizard.md", tmp_path / "blueprints/a.md")
    done = ionflux(*words.split(), folder=tmp_path)
    assert done.returncode == 2
    assert f"did you mean `{meant}`?" in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_same_thing_has_the_same_name_on_every_command(name: str) -> None:
    of = {each: {*item.opts} for item in options_of(name) for each in item.opts}
    assert of.get("-o", {"-o", "--output"}) == {"-o", "--output"}
    assert of.get("-f", {"-f", "--format"}) == {"-f", "--format"}
    assert "--from" in of.get("--definitions", {"--from"})


def test_without_paths_a_command_uses_those_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    shutil.copy(ROOT / "blueprints/agent_001_email_wizard.md", tmp_path / "below/a.md")
    (tmp_path / "ionflux.toml").write_text('paths = ["below"]')
    for folder in (tmp_path, tmp_path / "below"):
        assert "agent_001" in ionflux("import", folder=folder).stdout
        assert "1 document" in ionflux("validate", folder=folder).stderr
