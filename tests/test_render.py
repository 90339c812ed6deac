"""Rendered documents: importing one gives the definition again, byte for byte the same document."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hostile_blueprints import damaged, documents, texts, values
from in_process import Done, ionflux
from ionflux import AgentDefinition, compile_paths, compile_text
from ionflux.authoring.rendering import FORMS, CannotRenderError, languages, render
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.writing import block

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINTS = PROJECT / "blueprints"
REAL = PROJECT.parent / "shared" / "corpus" / "core_agent_blueprints.md"
SOURCES = [BLUEPRINTS, PROJECT / "tests" / "documents" / "ten_agents.md", REAL]


def run(folder: Path, *arguments: str, status: int = 0, given: str = "") -> Done:
    done = ionflux(*arguments, folder=folder, given=given)
    assert done.returncode == status, done.stderr
    return done


def again(definition: AgentDefinition, text: str) -> AgentDefinition:
    """Return the definition that a rendered document compiles to; it must be the same."""
    compiled = compile_text(text)
    assert compiled.ok, compiled.diagnostics
    (found,) = compiled.definitions
    # As JSON, `1`, `1.0` and `true` differ.
    assert json.loads(found.model_dump_json()) == json.loads(definition.model_dump_json())
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_the_agents_of_whole_documents(source: Path, language: str, form: str) -> None:
    if not source.exists():
        pytest.skip(f"{source} is not there")
    compiled = compile_paths(source)
    assert len(compiled.definitions) == 10
    for definition in compiled.definitions:
        text = render(definition, languages()[language], form)
        found = again(definition, text)
        assert render(found, languages()[language], form) == text
        if source == BLUEPRINTS:
            assert compile_text(text).diagnostics == ()


def comes_back(document: str, language: str, form: str) -> None:
    compiled = compile_text(document)
    assume(compiled.ok and len(compiled.definitions) == 1)
    (definition,) = compiled.definitions
    text = render(definition, languages()[language], form)
    found = again(definition, text)
    assert render(found, languages()[language], form) == text


codes = st.sampled_from(sorted(languages()))


@given(documents(), codes)
def test_whatever_is_imported_is_rendered(document: str, language: str) -> None:
    comes_back(document, language, "sections")


@given(damaged(tuple(path.read_text("utf-8") for path in sorted(BLUEPRINTS.glob("*.md")))), codes)
def test_damaged_documents_come_back_as_they_are_read(document: str, language: str) -> None:
    comes_back(document, language, "sections")


@given(documents(), codes)
def test_a_front_matter_means_the_same_or_nothing_is_written(document: str, language: str) -> None:
    with suppress(CannotRenderError):
        comes_back(document, language, "front-matter")


@given(
    st.fixed_dictionaries(
        {
            "epithet": st.none() | texts,
            "core_capabilities": st.lists(texts, max_size=2),
            "kpis_definition": st.none() | texts,
            "additional_sections": st.dictionaries(
                st.sampled_from(["header", "stack", "ipo_flow", "foo", "remarks", "Foo", ""]),
                texts | values,
                max_size=3,
            ),
        }
    )
)
def test_any_definition_is_rendered_or_rejected_by_name(fields: dict[str, Any]) -> None:
    definition = AgentDefinition(id="agent_001", name="Scout", version="1.0", **fields)
    try:
        text = render(definition, languages()["en"])
    except CannotRenderError as error:
        message = str(error)
        assert message.startswith("agent_001 (Scout): no document can express `")
        assert "\n" not in message
        return
    again(definition, text)


@given(st.dictionaries(texts, values, min_size=1, max_size=4))
def test_values_are_written_as_yaml_that_reads_back(mapping: dict[str, Any]) -> None:
    composed = compose(Block(f"{block(mapping)}\n"))
    assert composed.findings == []
    assert [to_python(root) for root in composed.roots] == [mapping]


def scout(**fields: Any) -> AgentDefinition:
    return AgentDefinition(id="agent_007", name="PriceScout", version="0.1", **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"epithet": "Eye on *prices*", "description": "Watches prices."},
            ("## AGENT 007 — PRICE SCOUT\n“Watches prices.”\n\n"
            "### 0 ▸ Narrative Header\n**Epithet:** Eye on \\*prices\\*\n"),
        ),
        (
            {"core_capabilities": ("Sees: all\nof it\nat once",)},
            ("### 2 ▸ Essence\n\n#### 2.1 Core Capabilities\n"
            "*   Sees: all\n    *   of it\n    *   at once\n"),
        ),
        ({"kpis_definition": "* a\n\n#### How\nb"}, "\n### 10 ▸ KPIs\n* a\n\n#### How\nb\n"),
        # A heading of the usual level is below a section of a higher one.
        ({"kpis_definition": "* a\n\n### How\nb"}, "\n## 10 ▸ KPIs\n* a\n\n### How\nb\n"),
        # A section of its own would end the section: the text is in the YAML block.
        ({"kpis_definition": "a\n\n# How\nb"}, "\nkpis_definition: |-\n  a\n\n  # How\n  b\n"),
        ({"kpis_definition": "TBD"}, "\nkpis_definition: TBD\n"),
        ({"epithet": "one\ntwo"}, "\nepithet: |-\n  one\n  two\n"),
        ({"kpis_definition": "all\nFill in. Refine. Launch."},
         "all\nFill in. Refine. Launch.\n\nFill in. Refine. Launch.\n"),
        ({"additional_sections": {"2024_plan": "Grow."}}, "\n### 15 ▸ 2024 plan\nGrow.\n"),
        ({"additional_sections": {"unknown_keys": {"stack.licence": "MIT", "owner": ["a"]}}},
         "\nstack:\n  licence: MIT\nowner:\n  - a\n"),
        ({"underlying_services_required": ("Email",)}, "\nservices:\n  - Email\n"),
    ],
)  # fmt: skip
def test_how_it_is_written(fields: dict[str, Any], expected: str) -> None:
    definition = scout(**fields)
    text = render(definition, languages()["en"])
    assert expected in text
    again(definition, text)


def test_the_definition_as_front_matter(tmp_path: Path) -> None:
    fields: dict[str, Any] = {"epithet": "Eye", "additional_sections": {"2024_plan": "Grow."}}
    text = render(scout(**fields), languages()["en"], "front-matter")
    assert text.startswith("---\nid: agent_007\nname: PriceScout\n")
    assert text.endswith(
        "---\n\n# PRICE SCOUT\n\n## Narrative Header\n**Epithet:** Eye\n"
        "\n## 15 ▸ 2024 plan\nGrow.\n"
    )
    run(tmp_path, "render", str(BLUEPRINTS), "--out", "out", "--form", "front-matter")
    report = json.loads(run(tmp_path, "validate", "out", "--format", "json").stdout)
    assert report["summary"]["forms"] == {"front-matter": 10}
    assert report["diagnostics"] == []


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"additional_sections": {"ipo_flow": "a\n# How\nb"}}, "additional_sections.ipo_flow"),
        ({"additional_sections": {"ipo_flow": {"a": 1}}}, "additional_sections.ipo_flow"),
        ({"additional_sections": {"Not a key": "text"}}, "additional_sections.Not a key"),
        ({"additional_sections": {"stack": "* Queue: Redis"}}, "stack_details"),
        ({"key_files_and_paths": {"root": "/a/"}}, "key_files_and_paths"),
        ({"graph": {"nodes": []}}, "graph"),
        (
            {"default_file_structure_template": "/a/\n  b.py", "key_files_and_paths": None},
            "key_files_and_paths",
        ),
    ],
)
def test_what_no_document_can_express_is_named(
    tmp_path: Path, fields: dict[str, Any], named: str
) -> None:
    values = [scout(**fields), AgentDefinition(id="agent_008", name="Other", version="1")]
    dumped = {"agent_definitions": [json.loads(each.model_dump_json()) for each in values]}
    (tmp_path / "agents.json").write_text(json.dumps({**dumped, "playbooks": []}), "utf-8")
    done = run(tmp_path, "render", "agents.json", "--out", "out", status=1)
    (line,) = done.stderr.splitlines()
    assert line.startswith("ionflux: nothing was written: agent_007 (PriceScout): no document can")
    assert f"`{named}`" in line
    assert not (tmp_path / "out").exists()


GERMAN = PROJECT / "examples" / "german"


def test_a_dialect_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_bytes((GERMAN / "ionflux.toml").read_bytes())
    before = run(GERMAN, "import", "agenten", "-o", str(tmp_path / "agents.json"), "-q")
    assert before.stderr == ""
    run(tmp_path, "render", "agents.json", "--out", "out", "--language", "deutsch")
    (document,) = (tmp_path / "out").iterdir()
    text = document.read_text("utf-8")
    assert text.startswith("## HELFER 001 — Belegprüfer / Ordnung vor dem Monatsende\n")
    assert "\n**Beiname:** Der Erste am Stapel\n" in text
    assert "\n### 10 ▸ Kennzahlen\n" in text
    run(tmp_path, "diff", "agents.json", "out", "--fail-on", "any")
    assert run(tmp_path, "validate", "--strict", "out").stdout == ""


def test_a_dialect_needs_few_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_text('[dialects.ours.titles]\nKennzahlen = "kpis"\n', "utf-8")
    run(tmp_path, "render", str(BLUEPRINTS), "EmailWizard", "--out", ".", "--language", "ours")
    text = (tmp_path / "agent_001_email_wizard.md").read_text("utf-8")
    assert text.startswith("## AGENT 001 — ")
    assert "▸ Kennzahlen\n" in text
    assert "**Epithet:**" in text
    refused = run(tmp_path, "render", str(BLUEPRINTS), "--out", ".", "--language", "our", status=2)
    assert refused.stderr == "ionflux: there is no language `our`; did you mean `ours`?\n"


def test_a_text_that_a_dialect_reads_differently_is_written_otherwise(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_text('[dialects.ours]\nplaceholders = ["folgt"]\n', "utf-8")
    definition = scout(kpis_definition="folgt")
    dumped = {"agent_definitions": [json.loads(definition.model_dump_json())]}
    (tmp_path / "agents.json").write_text(json.dumps(dumped), "utf-8")
    for more in ((), ("--isolated",)):
        run(tmp_path, "render", "agents.json", "--out", f"out{len(more)}", *more)
        run(tmp_path, "diff", "agents.json", f"out{len(more)}", "--fail-on", "any", *more)
    assert run(tmp_path, "diff", "out0", "out1").stdout


def test_from_documents_through_a_database_and_json_and_back(tmp_path: Path) -> None:
    run(tmp_path, "import", str(BLUEPRINTS), "--database", "sqlite:///agents.db")
    run(tmp_path, "import", str(BLUEPRINTS), "-o", "agents.json")
    done = run(tmp_path, "render", "sqlite:///agents.db", "--out", "a", "--language", "en")
    assert done.stdout == ""
    assert done.stderr == "13 files written to a\n"
    run(tmp_path, "render", "agents.json", "--out", "b", "--language", "en", "-q")
    run(tmp_path, "render", "-", "--out", "c", "--language", "en",
        given=(tmp_path / "agents.json").read_text("utf-8"))  # fmt: skip
    files = {path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*")}
    assert Path("agent_001_email_wizard.md") in files
    assert Path("playbooks/WhatsAppPulse/winback.yaml") in files
    for file in files:
        data = (tmp_path / "a" / file).read_bytes()
        assert (tmp_path / "b" / file).read_bytes() == data
        assert (tmp_path / "c" / file).read_bytes() == data
    found = run(tmp_path, "diff", str(BLUEPRINTS), "a", "--format", "json", "--fail-on", "any")
    assert json.loads(found.stdout)["changes"] == []
    run(tmp_path, "import", "a", "-o", "again.json")
    books = [
        json.loads((tmp_path / name).read_text("utf-8"))["playbooks"]
        for name in ("agents.json", "again.json")
    ]
    assert books[0] == books[1]


def test_agents_are_chosen_by_id_or_name(tmp_path: Path) -> None:
    chosen = ["EmailWizard", "agent_003", "emailwizard"]
    run(tmp_path, "render", str(BLUEPRINTS), *chosen, "--out", ".")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "agent_001_email_wizard.md",
        "agent_003_tik_tok_stylist.md",
    ]
    done = run(tmp_path, "render", str(BLUEPRINTS), "EmailWizrd", "--out", ".", status=2)
    assert "did you mean `EmailWizard`?" in done.stderr


def test_existing_files_are_replaced_only_with_force(tmp_path: Path) -> None:
    arguments = ["render", str(BLUEPRINTS), "EmailWizard", "agent_003", "--out", "out"]
    run(tmp_path, *arguments)
    done = run(tmp_path, *arguments)
    assert done.stderr == "0 files written to out; 2 files are already the same\n"
    wizard = tmp_path / "out" / "agent_001_email_wizard.md"
    wizard.write_text("mine\n", "utf-8")
    (tmp_path / "out" / "agent_003_tik_tok_stylist.md").unlink()
    done = run(tmp_path, *arguments, status=2)
    assert "out/agent_001_email_wizard.md already exists" in done.stderr
    assert "--force" in done.stderr
    assert wizard.read_text("utf-8") == "mine\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [wizard.name]
    run(tmp_path, *arguments, "--force")
    assert wizard.read_text("utf-8").startswith("## AGENTE 001 — EMAIL WIZARD")


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine\n", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "agent_001_email_wizard.md").symlink_to(outside)
    arguments = ["render", str(BLUEPRINTS), "EmailWizard", "--out", "out", "--force"]
    done = run(tmp_path, *arguments, status=2)
    assert "leads out of out" in done.stderr
    assert outside.read_text("utf-8") == "mine\n"
    (tmp_path / "file").touch()
    done = run(tmp_path, *arguments[:-2], "file", status=2)
    assert done.stderr.splitlines()[-1].strip() in {
        "file is not a folder",
        "--force replaces files",
    }


def test_names_of_files_are_safe_and_all_different(tmp_path: Path) -> None:
    agents = [
        ("agent_001", "../../etc/passwd"),
        ("agent_002", "🐺"),
        ("agent_003_scout", "Scout"),
        ("agent_004_A", "x" * 300),
        ("agent_004_a", "x" * 400),
        ("123e4567-e89b-12d3-a456-426614174000", "CON"),
    ]
    dumped = [
        json.loads(AgentDefinition(id=key, name=name, version="1").model_dump_json())
        for key, name in agents
    ]
    given = json.dumps({"agent_definitions": dumped, "playbooks": []})
    run(tmp_path, "render", "-", "--out", "out", given=given)
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == sorted(
        [
            "agent_001_etc_passwd.md",
            "agent_002_agent.md",
            "agent_003_scout.md",
            f"agent_004_A_{'x' * 60}.md",
            f"agent_004_a_{'x' * 60}_2.md",
            "123e4567-e89b-12d3-a456-426614174000_con.md",
        ]
    )
    run(tmp_path, "import", "out")


def test_a_playbook_without_a_place_is_refused(tmp_path: Path) -> None:
    run(tmp_path, "import", str(BLUEPRINTS), "--database", "sqlite:///agents.db")
    with sqlite3.connect(tmp_path / "agents.db") as database:
        database.execute("UPDATE playbooks SET id = '00000000-0000-0000-0000-000000000001'"
                         " WHERE name LIKE 'Recupera%'")  # fmt: skip
    database.close()
    done = run(tmp_path, "render", "sqlite:///agents.db", "--out", "out", status=1)
    assert "agent_002 (WhatsAppPulse): the playbook `Recuperação" in done.stderr
    assert "the file tree has no file for it" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "de"], "there is no language `de`; valid: `en`, `es`, `pt`"),
        (["--form", "section"], "there is no form `section`; did you mean `sections`?"),
    ],
)
def test_what_is_not_there_is_a_wrong_command_line(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = run(tmp_path, "render", str(BLUEPRINTS), "--out", "out", *arguments, status=2)
    assert done.stderr == f"ionflux: {said}\n"
