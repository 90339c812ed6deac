"""Configurations of the ten core agents, and the output of the command."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from expected import OWN, REAL, present
from in_process import Done, ionflux
from ionflux.compiler import compile_paths
from ionflux.configure import configure
from ionflux.documents.source import SourceFile
from ionflux.models import AgentConfiguration, AgentDefinition, InputField
from ionflux.output import reporters
from ionflux.yaml.quoting import as_yaml

ROOT = Path(__file__).parent.parent
BLUEPRINTS = ROOT / "blueprints"
DOCUMENTS = {"examples": BLUEPRINTS, "own": OWN, "real": REAL}
IDS = [f"agent_{number:03}" for number in range(1, 11)]
SAMPLES = {"json": {"a": [1, None]}, "string": "text", "number": 1.5, "boolean": True}
WRONG = {"string": 5, "number": True, "boolean": "yes"}


@cache
def agents(document: str) -> dict[str, AgentDefinition]:
    compiled = compile_paths([present(DOCUMENTS[document])])
    assert compiled.ok
    return {agent.id: agent for agent in compiled.definitions}


def own_variables(agent: AgentDefinition) -> list[str]:
    template = agent.memory_config.namespace_template or ""
    names = re.findall(r"\{\{(\w+)\}\}", template)
    return [name for name in names if name not in {"workspace_id", "instance_id", "agent_id"}]


def instance(agent: AgentDefinition, **values: object) -> str:
    """Return a minimal instance file: the required inputs, and these values."""
    needed = {item.key: SAMPLES[item.type] for item in agent.inputs_schema if item.required}
    lines = [f"agent_definition_id: {agent.id}", "workspace_id: ws-1", "name: Mine"]
    lines += ["created_by_user_id: user-1", "config:"]
    if names := own_variables(agent):
        lines.append(f"  memory: {as_yaml(dict.fromkeys(names, 'v'))}")
    lines += [f"  {key}: {as_yaml(value)}" for key, value in (needed | values).items()]
    return "\n".join(lines) + "\n"


def made(agent: AgentDefinition, text: str) -> AgentConfiguration:
    configured = configure([SourceFile("mine.yaml", text)], [agent])
    assert configured.diagnostics == ()
    (configuration,) = configured.configurations
    return configuration


def found(agent: AgentDefinition, text: str) -> list[tuple[str, int]]:
    configured = configure([SourceFile("mine.yaml", text)], [agent])
    assert configured.configurations == ()
    return [(each.code, each.line) for each in configured.diagnostics]


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("agent_id", IDS)
def test_the_required_inputs_are_enough(document: str, agent_id: str) -> None:
    agent = agents(document)[agent_id]
    configuration = made(agent, instance(agent))
    effective = configuration.effective_config_cache
    assert effective is not None
    assert list(effective["inputs"]) == [item.key for item in agent.inputs_schema]
    for item in agent.inputs_schema:
        assert effective["inputs"][item.key] == (
            SAMPLES[item.type] if item.required else item.default
        )
    namespace = agent.memory_config.namespace_template or ""
    for name in own_variables(agent):
        namespace = namespace.replace(f"{{{{{name}}}}}", "v")
    namespace = namespace.replace("{{workspace_id}}", "ws-1")
    assert configuration.external_memory_namespace == namespace
    everything = {item.key: SAMPLES[item.type] for item in agent.inputs_schema}
    assert made(agent, instance(agent, **everything)).effective_config_cache is not None


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("agent_id", IDS)
def test_every_mistake_is_found_at_its_line(document: str, agent_id: str) -> None:
    agent = agents(document)[agent_id]
    good = instance(agent)
    for item in agent.inputs_schema:
        mistaken_input(agent, item)
    unknown = instance(agent, **{f"{agent.inputs_schema[0].key}x": 1})
    assert found(agent, unknown) == [("IFX404", len(unknown.splitlines()))]
    other = good.replace(f": {agent.id}", ": agent_999")
    assert found(agent, other) == [("IFX401", 1)]
    for line, code in (
        ("  triggers: [{type: event}]", "IFX405"),
        ("  triggers: [{type: webhook, path: /nowhere}]", "IFX405"),
        ("  triggers: [{type: webhook, config_override: {path: no}}]", "IFX107"),
        ("  llm_preference: {model: 'nobody:nothing'}", "IFX406"),
    ):
        text = f"{good}{line}\n"
        assert found(agent, text) == [(code, line_of(text, line))]
    memory = agent.memory_config.model_copy(update={"namespace_template": "a_{{shop}}"})
    text = "".join(line for line in good.splitlines(keepends=True) if "memory:" not in line)
    text += "  memory: {}\n"
    needing = agent.model_copy(update={"memory_config": memory})
    assert found(needing, text) == [("IFX407", line_of(text, "memory"))]


def mistaken_input(agent: AgentDefinition, item: InputField) -> None:
    if item.type in WRONG:
        text = instance(agent, **{item.key: WRONG[item.type]})
        assert found(agent, text) == [("IFX403", line_of(text, f"  {item.key}:"))]
    if item.required:
        text = instance(agent)
        lines = [line for line in text.splitlines() if not line.startswith(f"  {item.key}:")]
        assert found(agent, "\n".join(lines)) == [("IFX402", 5)]


EXPECTED: dict[str, dict[str, Any]] = {
    "agent_001": {
        "agent": {"id": "agent_001", "name": "EmailWizard", "version": "0.1"},
        "inputs": {
            "shopify_event": None,
            "manual_payload": {"segment": "lapsed"},
            "max_recipients": 200,
            "dry_run": False,
        },
        "triggers": [
            {"type": "schedule", "config": {"cron": "0 6 * * *"}, "enabled": True},
            {
                "type": "webhook",
                "config": {"path": "/emailwizard/run", "method": "POST"},
                "enabled": False,
            },
        ],
        "memory": {"type": "pinecone", "namespace": "emailwizard", "variables": {}},
        "llm_preference": {"model": "anthropic:claude-3-haiku"},
    },
    "agent_003": {
        "agent": {"id": "agent_003", "name": "TikTokStylist", "version": "0.1"},
        "inputs": {
            "video_draft_url": "https://example.com/a.mp4",
            "goal": "sales",
            "target_seconds": 30,
            "require_approval": False,
        },
        "triggers": [
            {
                "type": "webhook",
                "config": {"path": "/clips", "method": "PUT"},
                "enabled": True,
            },
            {"type": "schedule", "config": {"cron": "0 */1 * * *"}, "enabled": True},
        ],
        "memory": {"type": "pinecone", "namespace": "tiktok_stylist", "variables": {}},
        "llm_preference": {"model": None},
    },
    "agent_009": {
        "agent": {"id": "agent_009", "name": "BadgeMotivator", "version": "0.1"},
        "inputs": {"event_payload": [1, "two"], "rules_version": "2024-1"},
        "triggers": [
            {
                "type": "webhook",
                "config": {"path": "/xp/event", "method": "POST"},
                "enabled": True,
            },
            {"type": "schedule", "config": {"cron": "0 */1 * * *"}, "enabled": False},
        ],
        "memory": {"type": "pinecone", "namespace": "badge_motivator", "variables": {}},
        "llm_preference": {"model": "openai:gpt-4o"},
    },
}
CONFIGS = {
    "agent_001": """\
  manual_payload: {segment: lapsed}
  max_recipients: 200
  triggers:
    - type: webhook
      enabled: false
    - type: schedule
      config_override: {cron: "0 6 * * *"}
  llm_preference: {model: "anthropic:claude-3-haiku"}
""",
    "agent_003": """\
  video_draft_url: https://example.com/a.mp4
  goal: sales
  require_approval: false
  triggers:
    - type: webhook
      path: /tiktokstylist/upload
      config_override: {path: /clips, method: PUT}
""",
    "agent_009": """\
  event_payload: [1, two]
  rules_version: 2024-1
  triggers: [{type: schedule, enabled: false}]
  llm_preference:
    model: openai:gpt-4o
""",
}


def text_of(agent_id: str, name: str = "Mine") -> str:
    head = f"agent_definition_id: {agent_id}\nworkspace_id: ws-1\nname: {name}\n"
    return f"{head}created_by_user_id: user-1\nconfig:\n{CONFIGS[agent_id]}"


@pytest.mark.parametrize("agent_id", EXPECTED)
def test_the_effective_configuration_is_what_a_person_expects(agent_id: str) -> None:
    agent = agents("examples")[agent_id]
    effective = made(agent, text_of(agent_id)).effective_config_cache
    assert effective is not None
    assert effective == EXPECTED[agent_id]


def run(*arguments: str, status: int = 0, given: str = "") -> Done:
    done = ionflux("configure", *arguments, "-d", str(BLUEPRINTS), given=given)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "instances"
    (home / "more").mkdir(parents=True)
    (home / ".hidden.yaml").write_text("no: instance\n", "utf-8")
    both = f"{text_of('agent_001', 'First')}---\n{text_of('agent_003', 'Second')}"
    (home / "a.yaml").write_text(both, "utf-8")
    (home / "more/b.yml").write_text(text_of("agent_009", "Third"), "utf-8")
    return home


def test_files_folders_and_standard_input(folder: Path) -> None:
    done = run(str(folder), "-", given=text_of("agent_009", "Fourth"))
    written = json.loads(done.stdout)["agent_configurations"]
    assert [each["name"] for each in written] == ["First", "Second", "Third", "Fourth"]
    assert done.stderr == ""
    assert AgentConfiguration.model_validate(written[0]).workspace_id == "ws-1"


def test_source_date_epoch_dates_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    done = run(str(folder / "more"))
    (written,) = json.loads(done.stdout)["agent_configurations"]
    assert written["created_at"] == written["updated_at"] == "1970-01-01T00:00:00Z"


def test_with_one_mistake_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    text = (folder / "a.yaml").read_text("utf-8")
    (folder / "a.yaml").write_text(text.replace("goal: sales", "goal:"), "utf-8")
    (folder / "more/b.yml").write_text("\x1b[2J: 1\n", "utf-8")
    (folder / "more/c.yml").write_bytes(b"\xff")
    output = tmp_path / "out.json"
    output.write_text("as it was", "utf-8")
    done = run(str(folder), "-o", str(output), status=1)
    assert output.read_text("utf-8") == "as it was"
    assert done.stdout == ""
    assert f"{folder}/a.yaml:21:8: error IFX402" in done.stderr
    assert f"{folder}/more/b.yml:1:1: error IFX101" in done.stderr
    assert f"{folder}/more/c.yml:1:1: error IFX001" in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stderr.endswith("ionflux: nothing was written: the instances have errors\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.yaml"], "no such file or folder: `nowhere.yaml`"),
        ([str(ROOT / "schemas")], "has no instance file"),
        ([str(ROOT / "schemas"), "--check"], "--check needs --database"),
        ([str(ROOT / "schemas"), "--format", "xml"], "no output format `xml`"),
        ([str(ROOT / "schemas"), "--report", "xml"], "no report format `xml`"),
        ([str(ROOT / "schemas"), "--report", "text", "--ddl"], "--report cannot be combined with"),
    ],
)
def test_a_wrong_command_line_ends_with_2(arguments: list[str], said: str) -> None:
    assert said in run(*arguments, status=2).stderr


@pytest.fixture
def mistaken(folder: Path) -> Path:
    """Return a folder with an instance whose mistakes are an error and a warning."""
    file = folder / "mine.yaml"
    text = text_of("agent_009").replace("rules_version: 2024-1", "rules_version: 7")
    file.write_text(f"colour: red\n{text}", "utf-8")
    return file


def test_a_warning_fails_only_a_strict_run(mistaken: Path, tmp_path: Path) -> None:
    mistaken.write_text(f"colour: red\n{text_of('agent_009')}", "utf-8")
    done = run(str(mistaken))
    assert "mine.yaml:1:1: warning IFX105" in done.stderr
    assert len(json.loads(done.stdout)["agent_configurations"]) == 1
    done = run(str(mistaken), "--strict", "-o", str(tmp_path / "out.json"), status=1)
    assert "nothing was written: the instances have warnings" in done.stderr
    assert not (tmp_path / "out.json").exists()
    run(str(mistaken), "--strict", "--ignore", "IFX105")
    run(str(mistaken), "--quiet", status=0)
    assert run(str(mistaken), "--quiet").stderr == ""


@pytest.mark.parametrize("name", [name for name in reporters.formats() if name != "json"])
def test_findings_are_reported_in_every_format_of_validate(mistaken: Path, name: str) -> None:
    done = run(str(mistaken), "--format", name, status=1)
    assert "IFX105" in done.stdout
    assert "IFX403" in done.stdout
    assert done.stdout == run(str(mistaken), "--report", name, status=1).stdout
    assert "agent_configurations" not in done.stdout


def test_a_report_can_be_json(mistaken: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.json"
    run(str(mistaken), "--report", "json", "-o", str(output), status=1)
    report = json.loads(output.read_text("utf-8"))
    figures = {"documents": 1, "agents": 1, "errors": 1, "warnings": 1, "infos": 0}
    assert report["summary"] == figures
    assert [(d["code"], d["line"], d["field"]) for d in report["diagnostics"]] == [
        ("IFX105", 1, "colour"),
        ("IFX403", 8, "config.rules_version"),
    ]
    selected = run(str(mistaken), "--report", "json", "--select", "IFX1").stdout
    assert [d["code"] for d in json.loads(selected)["diagnostics"]] == ["IFX105"]


def test_known_findings_are_left_out(mistaken: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    run(str(mistaken), "--report", "text", "--write-baseline", str(known), status=0)
    report = run(str(mistaken), "--report", "json", "--baseline", str(known)).stdout
    assert json.loads(report)["diagnostics"] == []
    done = run(str(mistaken), "--baseline", str(known), status=1)
    assert "nothing was written: the instances have errors" in done.stderr
    assert done.stdout == ""


def test_keys_of_the_platform_are_those_of_the_configuration(folder: Path, tmp_path: Path) -> None:
    file = folder / "mine.yaml"
    file.write_text(f"{text_of('agent_009')}  canvas_block: b-1\n", "utf-8")
    assert "IFX404" in run(str(file), status=1).stderr
    settings = tmp_path / "mine.toml"
    settings.write_text('configure.extra = ["canvas_block"]\n', "utf-8")
    (written,) = json.loads(run(str(file), "--config", str(settings)).stdout)[
        "agent_configurations"
    ]
    assert written["effective_config_cache"]["canvas_block"] == "b-1"


ROWS = "SELECT name, agent_definition_id, yaml_config FROM agent_configurations ORDER BY name"
DEFINITIONS = "SELECT id FROM agent_definitions ORDER BY id"
WRITTEN = [
    ("First", "agent_001"),
    ("Second", "agent_003"),
    ("Third", "agent_009"),
]


def test_the_seed_includes_the_definitions(folder: Path, tmp_path: Path) -> None:
    seed = run(str(folder), "--format", "sql", "--dialect", "sqlite", "--ddl").stdout
    database = tmp_path / "a.db"
    for _ in range(2):
        subprocess.run(["sqlite3", str(database)], input=seed.encode(), check=True)
    with sqlite3.connect(database) as connection:
        rows = connection.execute(ROWS).fetchall()
        assert [row[:2] for row in rows] == WRITTEN
        assert rows[0][2] == "".join(
            line[2:] for line in CONFIGS["agent_001"].splitlines(keepends=True)
        )
        assert connection.execute(DEFINITIONS).fetchall() == [(row[1],) for row in WRITTEN]
    connection.close()


def test_a_database_is_loaded_checked_and_loaded_again(folder: Path, database_url: str) -> None:
    listed = run(str(folder), "--database", database_url, "--check", status=1).stdout
    assert listed.count("would insert agent_configuration ") == 3
    assert listed.count("would insert agent_definition ") == 3
    run(str(folder), "--database", database_url)
    # Definitions without an instance are not deprecated.
    assert "--prune" not in run(str(folder / "more"), "--database", database_url).stderr
    assert run(str(folder), "--database", database_url, "--check").stdout == ""
    if database_url.startswith("postgres"):
        with psycopg.connect(database_url) as connection:
            assert [row[:2] for row in connection.execute(ROWS)] == WRITTEN
