"""A team's own words in blueprints, only by configuration."""

from __future__ import annotations

import json
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import jsonschema
import pytest

import ionflux
from ionflux.core.errors import UsageError
from ionflux.core.settings import Settings, load_settings
from ionflux.core.settings_text import show
from ionflux.language.dialects import targets
from program import run

GERMAN = Path(__file__).parent.parent / "examples" / "german"
AGENT = """\
## HELFER 002 — SORTER
### Kennzahlen
Neun von zehn.
### Beispiel
noch offen
### Definition in YAML
```yaml
kennung: agent_002
bezeichnung: Sorter
fassung: "0.1"
```
"""


def settings_of(folder: Path, text: str) -> Settings:
    (folder / "ionflux.toml").write_text(text, encoding="utf-8")
    return load_settings(start=folder)


def test_the_example_has_no_findings_and_all_its_fields() -> None:
    done = run("validate", "--strict", "-f", "json", "agenten", folder=GERMAN)
    assert (done.returncode, json.loads(done.stdout)["diagnostics"]) == (0, [])
    settings = Settings.find(GERMAN)
    (agent,) = ionflux.compile_paths(GERMAN / "agenten", settings=settings).definitions
    assert (agent.id, agent.name, agent.version) == ("agent_001", "Belegprüfer", "0.1")
    assert agent.epithet == "Der Erste am Stapel"
    assert agent.dna_phrase == "Ein Beleg spricht für sich, oder er kommt zurück."
    assert [trigger.type for trigger in agent.triggers_config] == ["schedule", "webhook"]
    assert [(i.key, i.required) for i in agent.inputs_schema] == [
        ("beleg", True),
        ("bestellnummer", False),
    ]
    assert agent.memory_config
    assert agent.memory_config.namespace_template == "belegpruefer"
    assert len(agent.core_capabilities) == 3
    assert agent.kpis_definition
    assert set(agent.additional_sections) == {
        "subtitle", "ipo_flow", "strategic_integrations", "stack", "data_store",
    }  # fmt: skip


def test_findings_use_the_words_of_the_dialect() -> None:
    settings = Settings.find(GERMAN)
    found = ionflux.compile_text(AGENT, settings=settings).diagnostics
    assert [(d.line, d.code) for d in found] == [(1, "IFX005"), (4, "IFX006")]
    assert "`Einleitung`, `Wesen`, `Fähigkeiten`" in found[0].message
    wrong = AGENT.replace("### Kennzahlen", "**Beinahme:** Der Erste\n### Kennzahle")
    hints = [d.hint for d in ionflux.compile_text(wrong, settings=settings).diagnostics]
    assert "write `**Beiname:**`" in hints


def test_agents_are_named_in_the_words_of_the_dialect() -> None:
    text = AGENT.replace("Neun von zehn.", "Den Rest sortiert Helfer 077 (Ablage).")
    text = text.replace("noch offen", "Helfer 002 (Sorter) beginnt, HELFER 001 (PRÜFER) prüft.")
    found = ionflux.compile_text(text, settings=Settings.find(GERMAN)).diagnostics
    named = [d.message for d in found if d.code == "IFX210"]
    assert [message.partition("`")[2].partition("`")[0] for message in named] == [
        "Helfer 077",
        "HELFER 001",
    ]


def test_the_schema_for_editors_has_the_keys_of_the_dialect() -> None:
    keys = '{"kennung": "agent_002", "bezeichnung": "Sorter", "fassung": "0.1"}'
    ours = json.loads(run("schema", "blueprint", folder=GERMAN).stdout)
    jsonschema.validate(json.loads(keys), ours)
    jsonschema.validate(json.loads(keys.upper().replace("AGENT", "agent")), ours)
    theirs = json.loads(run("schema", "blueprint", "--isolated", folder=GERMAN).stdout)
    with pytest.raises(jsonschema.ValidationError, match="kennung"):
        jsonschema.validate(json.loads(keys), theirs)


def test_front_matter_knows_the_words_too() -> None:
    yaml = AGENT.partition("```yaml\n")[2].replace("```", "---")
    text = f"---\n{yaml}# SORTER\n## Kennzahlen\nNeun von zehn.\n"
    (agent,) = ionflux.compile_text(text, settings=Settings.find(GERMAN)).definitions
    assert (agent.id, agent.kpis_definition) == ("agent_002", "Neun von zehn.")


def test_without_the_configuration_they_are_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(AGENT, encoding="utf-8")
    cache = ("--cache-dir", tmp_path / "cache")
    config = ("--config", GERMAN / "ionflux.toml")
    assert run("validate", *cache, "--isolated", tmp_path / "a.md").returncode == 1
    assert run("validate", *cache, *config, tmp_path / "a.md").returncode == 0
    assert run("validate", *cache, "--isolated", tmp_path / "a.md").returncode == 1


def test_workers_know_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(AGENT, encoding="utf-8")
    with ProcessPoolExecutor(1) as executor:
        result = ionflux.compile_paths(
            tmp_path, executor=executor, settings=Settings.find(GERMAN)
        )  # fmt: skip
    assert [each.name for each in result.definitions] == ["Sorter"]


def test_what_the_team_means_wins_over_the_languages(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, '[dialects.english.titles]\nMetrics = "failure"\n')
    text = '## AGENT 1: X\n### Metrics\nsome\n```yaml\nid: agent_1\nname: X\nversion: "1"\n```\n'
    (agent,) = ionflux.compile_text(text, settings=settings).definitions
    assert str(agent.failure_fallback_strategy).startswith("some")
    assert agent.kpis_definition is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[dialects.ours.titles]\n"Zahlen" = "kpi"\n',
            "ionflux.toml:2: `dialects.ours.titles.Zahlen` cannot be `kpi`; did you mean `kpis`?",
        ),
        (
            '[dialects.ours.labels]\nBeiname = "epithett"\n',
            "ionflux.toml:2: `dialects.ours.labels.Beiname` cannot be `epithett`; did you mean `",
        ),
        (
            '[dialects.ours.keys]\nkennung = "ident"\n',
            "ionflux.toml:2: `dialects.ours.keys.kennung` cannot be `ident`; ",
        ),
        (
            '[dialects.ours]\nagent = ["der Helfer"]\n',
            "ionflux.toml:2: `dialects.ours.agent` has `der Helfer`, which is not a single word",
        ),
        (
            '[dialects.ours.titles]\n"—" = "kpis"\n',
            "ionflux.toml:2: `dialects.ours.titles.—` is not a word",
        ),
        (
            "[dialects.ours]\ntitels = {}\n",
            "ionflux.toml:2: unknown key `dialects.ours.titels`; did you mean `titles`?",
        ),
        ("[dialects]\nours = 1\n", "ionflux.toml:2: `dialects.ours` must be a table"),
        (
            "[dialects.ours.titles]\nZahlen = 1\n",
            "ionflux.toml:2: `dialects.ours.titles.Zahlen` must be a string",
        ),
    ],
)
def test_wrong_targets_are_errors_of_the_configuration(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "ionflux.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.md").write_text(AGENT, encoding="utf-8")
    done = run("validate", "a.md", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_library_raises_the_same_errors(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, '[dialects.ours.titles]\nZahlen = "kpi"\n')
    with pytest.raises(UsageError, match="did you mean `kpis`"):
        ionflux.compile_text(AGENT, settings=settings)


def test_the_settings_that_are_shown_are_those_that_were_read(tmp_path: Path) -> None:
    settings = Settings.find(GERMAN)
    again = settings_of(tmp_path, show(settings))
    assert again.dialects == settings.dialects


def test_the_schema_knows_the_example_and_refuses_what_the_program_refuses() -> None:
    schema = json.loads(run("schema", "dialect").stdout)
    example = tomllib.loads((GERMAN / "ionflux.toml").read_text("utf-8"))["dialects"]["deutsch"]
    jsonschema.validate(example, schema)
    for table in ("titles", "labels", "keys"):
        assert schema["properties"][table]["additionalProperties"]["enum"] == [*targets()[table]]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({table: {"x": "nonsense"}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"titels": {}}, schema)
