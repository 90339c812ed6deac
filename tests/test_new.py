"""New blueprints: complete, in every language, on a terminal and without one."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from in_process import Done, ionflux
from ionflux.authoring import blueprint, draw_up, languages
from ionflux.authoring.names import slug_of
from ionflux.authoring.outline import NewAgentOptions, blueprint_text
from ionflux.authoring.placing import proven
from ionflux.compiler import compile_text
from ionflux.core.errors import UsageError


def run(folder: Path, *arguments: str, status: int = 0) -> Done:
    done = ionflux(*arguments, folder=folder)
    assert done.returncode == status, done.stderr
    return done


def clean(folder: Path) -> None:
    report = json.loads(run(folder, "validate", ".", "--format", "json").stdout)
    assert report["diagnostics"] == []


def from_end_to_end(folder: Path, name: str) -> dict[str, Any]:
    """Import, scaffold and compare; return the definition."""
    clean(folder)
    (definition,) = json.loads(run(folder, "import", ".").stdout)["agent_definitions"]
    assert definition["name"] == name
    run(folder, "import", ".", "-o", "before.json")
    run(folder, "scaffold", name, "--from", "before.json", "--out", ".")
    root = folder / definition["key_files_and_paths"]["root"].strip("/")
    for file in definition["key_files_and_paths"]["files"]:
        path = root / file["path"]
        assert path.is_file()
        if path.suffix == ".py":
            compile(path.read_text("utf-8"), str(path), "exec")
    found = run(folder, "diff", "before.json", ".", "--format", "json", "--fail-on", "any")
    assert json.loads(found.stdout)["changes"] == []
    return dict(definition)


@pytest.mark.parametrize("language", languages())
def test_from_end_to_end_without_a_terminal(tmp_path: Path, language: str) -> None:
    options = ["--language", language, "--cron", "0 8 * * *", "--path", "/prices"]
    options += ["--input", "market:string:required", "--input", "limit:number"]
    done = run(tmp_path, "new", "PriceScout", *options)
    assert done.stdout == ""
    assert "agent_001_price_scout.md: agent_001 PriceScout" in done.stderr
    definition = from_end_to_end(tmp_path, "PriceScout")
    assert [trigger["type"] for trigger in definition["triggers_config"]] == [
        "schedule",
        "webhook",
    ]
    word = "AGENT" if language == "en" else "AGENTE"
    text = (tmp_path / "agent_001_price_scout.md").read_text("utf-8")
    assert text.startswith(f"## {word} 001 — PRICE SCOUT / ")


@pytest.mark.parametrize("language", languages())
def test_from_end_to_end_on_a_terminal(tmp_path: Path, language: str) -> None:
    questions = blueprint_text(language).questions
    child = pexpect.spawn(
        sys.executable,
        ["-m", "ionflux", "new", "Price: “Scout”", "--language", language],
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
    )
    for question, answer in (
        ("epithet", "Olho no preço"),
        ("description", ""),
        ("trigger", "scheduel"),
        ("trigger", "schedule"),
        ("cron", "61 * * * *"),
        ("cron", "@daily"),
        ("input", "market:strng"),
        ("input", "market:string:required"),
        ("input", ""),
        ("output", "prices:json"),
        ("output", ""),
    ):
        child.expect_exact(questions[question])
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    definition = from_end_to_end(tmp_path, "Price: “Scout”")
    assert definition["epithet"] == "Olho no preço"
    assert definition["triggers_config"] == [{"type": "schedule", "config": {"cron": "@daily"}}]
    (field,) = definition["inputs_schema"]
    assert (field["key"], field["type"], field["required"]) == ("market", "string", True)


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_aborted_interview_writes_nothing(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "ionflux", "new", "X", "--language", "pt"],
        cwd=str(tmp_path),
        encoding="utf-8",
        # A suite that runs in the background ignores interrupts, and passes that on.
        preexec_fn=_hear_interrupts,
    )
    child.expect_exact(blueprint_text("pt").questions["epithet"])
    child.sendintr()
    # An interrupt just before the system waits for a line is handled with the next one.
    while child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=2):
        child.sendintr()
    child.close()
    assert child.exitstatus == 130 or child.signalstatus == signal.SIGINT
    assert list(tmp_path.iterdir()) == []


names = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=20)


@given(names, st.sampled_from(sorted(languages())), names)
def test_any_name_is_kept_or_refused(name: str, language: str, epithet: str) -> None:
    try:
        outline = draw_up(name, 7, NewAgentOptions(language=language, epithet=epithet))
        text = proven(outline)
    except UsageError:
        return
    compiled = compile_text(text)
    assert [agent.name for agent in compiled.definitions] == [" ".join(name.split())]
    assert compiled.diagnostics == ()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "name",
    [
        'The "Best" one',
        "it's: a # name",
        "🐺 Wolf",
        "A / B",
        "new\nline",
        "null",
        "5",
        "- dash",
        "C:\\path",
        "Ação & Reação",
        "{{workspace}}",
        "$name",
        "agent_v2",
    ],
)
def test_names_that_mean_something_to_yaml_or_markdown_are_safe(name: str, language: str) -> None:
    compiled = compile_text(proven(draw_up(name, 12, NewAgentOptions(language=language))))
    assert compiled.diagnostics == ()
    assert [agent.name for agent in compiled.definitions] == [" ".join(name.split())]


wishes = st.builds(
    NewAgentOptions,
    triggers=st.lists(st.sampled_from(["schedule", "webhook", "event"]), unique=True, max_size=3),
    crons=st.lists(st.sampled_from(["@daily", "*/5 * * * *", "0 9 * * 1-5"]), unique=True),
    paths=st.lists(st.sampled_from(["/a", "/a/b", "/c-d/{id}"]), unique=True),
    inputs=st.lists(st.sampled_from(["a:string", "b:json:required", "c"]), unique=True),
    outputs=st.lists(st.sampled_from(["x:md", "y:number", "z"]), unique=True),
    language=st.sampled_from(sorted(languages())),
    category=st.sampled_from([None, "Marketing", "Vendas: 'B2B'"]),
)


@given(wishes)
def test_any_options_give_a_valid_blueprint_with_their_values(wished: NewAgentOptions) -> None:
    outline = draw_up("PriceScout", 3, wished)
    (made,) = compile_text(proven(outline)).definitions
    asked = outline.agent
    assert made.triggers_config == asked.triggers_config
    assert made.inputs_schema == asked.inputs_schema
    assert made.outputs_config == asked.outputs_config
    assert (made.category, made.description) == (asked.category, asked.description)


def test_the_numbering_of_the_folder_continues(tmp_path: Path) -> None:
    (tmp_path / "others.md").write_text("# AGENTE 041 — BROKEN\nno definition\n", "utf-8")
    (tmp_path / "more.md").write_text("```yaml\nid: agent_007\n```\n", "utf-8")
    run(tmp_path, "new", "Next", "--yes")
    assert (tmp_path / "agent_042_next.md").exists()
    run(tmp_path, "new", "After", "--yes", "-o", "after.md")
    text = (tmp_path / "after.md").read_text("utf-8")
    assert "id: agent_043" in text
    assert "AGENTE 043" in text


def test_examples_in_fences_have_no_number(tmp_path: Path) -> None:
    example = (
        "# Notes\n\n````markdown\n## AGENT 090 — EXAMPLE\n\n```yaml\nid: agent_091\n```\n````\n"
    )
    (tmp_path / "notes.md").write_text(example, "utf-8")
    run(tmp_path, "new", "First", "--yes")
    assert (tmp_path / "agent_001_first.md").exists()


def test_the_paths_of_the_configuration_are_numbered_too(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_text('paths = ["blueprints", "gone"]')
    run(tmp_path, "new", "First", "--yes", "--id", "agent_030", "-o", "blueprints/")
    run(tmp_path, "new", "Second", "--yes", "-o", "drafts/")
    assert (tmp_path / "drafts/agent_031_second.md").exists()
    refused = run(tmp_path, "new", "First", "--yes", "-o", "drafts/", status=2)
    assert "already has the name `First`" in refused.stderr


@pytest.mark.parametrize(
    ("beside", "locale", "word"),
    [
        (None, "C.UTF-8", "AGENT "),
        (None, "pt_BR.UTF-8", "AGENTE "),
        (None, "es", "AGENTE "),
        ("en", "pt_BR.UTF-8", "AGENT "),
        ("pt", "en_US.UTF-8", "AGENTE "),
        ("es", "C", "AGENTE "),
    ],
)
def test_the_language_is_that_of_the_neighbours_else_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str | None, locale: str, word: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    if beside:
        run(tmp_path, "new", "First", "--yes", "--language", beside)
    said = run(tmp_path, "new", "Second", "--yes", "-o", "second.md").stderr
    text = (tmp_path / "second.md").read_text("utf-8")
    assert text.startswith(f"## {word}")
    spanish = beside == "es" or (beside is None and locale == "es")
    assert ("Introducción" in text) is spanish
    assert "next: write what it does, then run `ionflux validate second.md`" in said
    clean(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Taken"], "already has the name `Taken`"),
        (["Other", "--id", "agent_001"], "already has the id `agent_001`"),
        (["Other", "--path", "/taken/run"], "already answers `POST /taken/run`"),
        (["Other", "-o", "agent_001_taken.md"], "already exists"),
        (["Other", "--id", "agent one"], "is not a valid id"),
        (["Other", "--cron", "x"], "is not a valid cron expression"),
        (["Other", "--path", "x"], "is not a valid webhook path"),
        (["Other", "--trigger", "webhok"], "did you mean `webhook`?"),
        (["Other", "--input", "a:strng"], "did you mean `string`?"),
        (["Other", "--input", "a b:string"], "is not a valid key"),
        (["Other", "--input", "a:string:maybe"], "write `key:type` or `key:type:required`"),
        (["Other", "--input", "a:string", "--input", "a:json"], "given twice"),
        (["Other", "--result", "a:md:required"], "write `key:type`"),
        (["Other", "--language", "de"], "valid: `en`, `es`"),
        (["\x1b[2J"], "control character"),
        ([" "], "is empty"),
        (["Other", "-o", "nowhere/x.md"], "there is no folder nowhere"),
    ],
)
def test_invalid_options_are_rejected_and_nothing_is_written(
    taken: Path, arguments: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in taken.iterdir()}
    done = ionflux("new", *arguments, "--yes", folder=taken)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert {path: path.read_bytes() for path in taken.iterdir()} == before


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken")
    run(folder, "new", "Taken", "--yes")
    return folder


def test_a_folder_that_is_named_with_a_slash_is_created(tmp_path: Path) -> None:
    run(tmp_path, "new", "First", "-y", "-o", "team/agents/")
    run(tmp_path, "new", "Second", "-y", "-o", "team/agents")
    made = sorted(path.name for path in (tmp_path / "team/agents").iterdir())
    assert made == ["agent_001_first.md", "agent_002_second.md"]
    (tmp_path / "file").touch()
    done = run(tmp_path, "new", "Third", "-y", "-o", "file/", status=2)
    assert done.stderr == "ionflux: file: is not a folder\n"


def test_it_prints_on_request(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "Ação", "-o", "-", "--language", "en")
    assert done.stdout.startswith("## AGENT 001 — Ação / ")
    assert list(tmp_path.iterdir()) == []


def test_a_slug_is_a_path() -> None:
    assert slug_of("PriceScout") == "price_scout"
    assert slug_of("UGCMatchmaker v2") == "ugc_matchmaker_v2"
    assert slug_of("Ação 🐺") == "acao"
    assert slug_of("🐺") == "agent"


def test_every_language_has_the_same_sections() -> None:
    texts = [blueprint(draw_up("X", 1, NewAgentOptions(language=code))) for code in languages()]
    numbers = [
        [line.split()[1] for line in text.splitlines() if line.startswith(("### ", "#### "))]
        for text in texts
    ]
    expected = [*map(str, range(3)), "2.1", "2.2", *map(str, range(3, 15))]
    assert numbers == [expected] * len(languages())
