"""What `show` shows: tables, cards, origins, JSON; and what never reaches a terminal."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from in_process import Done, ionflux
from ionflux.compiler import compile_paths
from ionflux.core.errors import UsageError
from ionflux.core.findings import dotted
from ionflux.models import AgentDefinition, FileEntry, FileTree
from ionflux.models.fields import Field, fields
from ionflux.models.rows import HEAD, IDENTITY
from ionflux.models.triggers import ScheduleTrigger
from ionflux.output.views.agent_view import Findings, agent_view, locations
from ionflux.output.views.card import card
from ionflux.output.views.lists import as_csv, as_markdown
from ionflux.output.views.plain_table import overview
from ionflux.output.views.tables import rendered, stacked
from ionflux.output.views.tree import drawn
from ionflux.output.views.words import cron_in_words, in_words
from ionflux.sources.find_agent import find_agent
from ionflux.sources.loaded import Loaded
from program import run_on_terminal

ROOT = Path(__file__).parent.parent
BLUEPRINTS = ROOT / "blueprints"
FIRST = BLUEPRINTS / "agent_001_email_wizard.md"
DEFINITIONS = compile_paths([BLUEPRINTS]).definitions

HOSTILE = AgentDefinition.model_validate(
    {
        "id": "agent_001",
        "name": "[bold]Evil[/bold]\x1b[2J",
        "version": "1",
        "introduction_text": "first\x07\nsecond \u202e [link=x]",
        "triggers_config": [{"type": "event", "config": {"\x1b]0;t": "\x9b"}}],
        "inputs_schema": [{"key": "[red]", "type": "string", "default": "\x1b"}],
        "key_files_and_paths": {"root": "/\x1b/", "files": [{"path": "[b]\x08"}]},
        "additional_sections": {"\x1bx": ["\x1b"]},
    }
)


def run(*arguments: str, status: int = 0) -> Done:
    done = ionflux("show", *arguments)
    assert done.returncode == status, done.stderr
    return done


def strip(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def keys(agent: AgentDefinition) -> list[str]:
    return [
        *(field.key for field in agent.inputs_schema),
        *(field.key for field in agent.outputs_config),
    ]


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("0 */2 * * *", "every 2 hours"),
        ("*/15 * * * *", "every 15 minutes"),
        ("0 */1 * * *", "every hour"),
        ("0 8 * * *", "at 08:00"),
        ("0 9 * * 1", "at 09:00, only on Monday"),
        ("30 9 * * MON-FRI", "at 09:30, Monday through Friday"),
        ("@daily", "at 00:00"),
        ("0 0 1 * *", "at 00:00, on day 1 of the month"),
        ("not a cron", "cron not a cron"),
    ],
)
def test_schedules_in_words(cron: str, words: str) -> None:
    assert cron_in_words(cron) == words


def test_every_valid_cron_has_words() -> None:
    for cron in ("0 0 L * *", "0 0 * * 5#2", "0 0 LW * *", "5/10 * * * *", "@hourly", "0 0 * * 7"):
        trigger = ScheduleTrigger(type="schedule", config={"cron": cron})
        assert in_words(trigger.type, trigger.config)
    assert in_words("event", {}) == "on event"


def test_the_table_has_a_line_for_each_agent_when_piped() -> None:
    lines = run(str(BLUEPRINTS)).stdout.splitlines()
    assert len(lines) == 12
    for agent, line in zip(DEFINITIONS, lines[2:], strict=True):
        for word in (agent.id, agent.name, agent.version, agent.status):
            assert word in line
        assert all(key in line for key in keys(agent))
        assert ", ".join(agent.underlying_services_required) in line
    assert "every 2 hours, POST /emailwizard/run" in lines[2]
    assert lines[2].endswith("none")


def test_the_table_counts_findings(tmp_path: Path) -> None:
    text = FIRST.read_text("utf-8").replace('0 */2 * * *"', '0 */3 * * *"')
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert run(str(tmp_path)).stdout.splitlines()[2].endswith("1 warning")


def test_the_card_shows_all_values() -> None:
    shown = run(str(FIRST), "email wizard").stdout
    (agent,) = compile_paths([FIRST]).definitions
    told = [agent.name, agent.id, agent.epithet, agent.tagline, agent.description]
    told += [
        agent.archetype,
        agent.dna_phrase,
        agent.essence_punch,
        *agent.stack_details.models_used,
    ]
    told += [agent.memory_config.namespace_template, "every 2 hours", "0 */2 * * *"]
    told += [field.description for field in agent.inputs_schema]
    told += [field.description for field in agent.outputs_config]
    told += (agent.introduction_text or "").splitlines()
    told += (agent.kpis_definition or "").splitlines()
    told += ["├── processors/", "│   └── spam_scan.py  # ", "└── assets/"]
    told += [str(text).splitlines()[0] for text in agent.additional_sections.values()]
    for text in told:
        assert str(text) in shown
    assert all(line == line.rstrip() for line in shown.splitlines())


SHOWN = {
    "core_capabilities": ["Capable of one thing\nwith a part", "Capable of another"],
    "triggers_config": [{"type": "manual", "config": {"who": "anybody"}}],
    "inputs_schema": [{"key": "taken", "type": "string", "schema": {"maxLength": 77}}],
    "outputs_config": [{"key": "given", "type": "url"}],
    "stack_details": {"language": "Zig", "queue_dependencies": ["NATS", "Kafka"]},
    "memory_config": {"type": "redis", "namespace_template": "ns_{{who}}"},
    "key_files_and_paths": {"root": "/tree/", "files": [{"path": "leaf.py"}]},
    "underlying_services_required": ["TikTok"],
    "status": "deprecated",
    "graph": {
        "nodes": [
            {"id": "first", "transform": "First_Transform", "outputs": ["found"]},
            {
                "id": "second",
                "transform": "Second_Transform",
                "condition": "{{nodes.first.outputs.found > 1}}",
                "approval_scope": "read:all",
            },
        ]
    },
}
WORDS = {
    "core_capabilities": ["  • Capable of one thing\n    with a part\n  • Capable of another"],
    "triggers_config": ["manual", "by hand", "who: anybody"],
    "inputs_schema": ["taken", '{"maxLength": 77}'],
    "outputs_config": ["given", "url"],
    "stack_details": ["Zig", "NATS, Kafka"],
    "memory_config": ["redis · ns_{{who}}"],
    "key_files_and_paths": ["/tree/", "leaf.py"],
    "graph": ["first  First_Transform", "gives found", "└── second", "asks for read:all"],
}


@pytest.mark.parametrize(
    "field", [f for f in fields().values() if f.row.title], ids=lambda f: f.name
)
def test_the_card_shows_every_field_that_has_a_title(field: Field) -> None:
    agent = {"id": "agent_001", "name": "X", "version": "1.0"}
    value = SHOWN.get(field.name, agent.get(field.name, "Words of this field alone"))
    shown, without = (
        rendered(card(agent_view(AgentDefinition.model_validate(values))))
        for values in (agent | {field.name: value}, agent)
    )
    for text in WORDS.get(field.name, value if isinstance(value, list) else [value]):
        assert str(text) in shown
        assert field.name in agent or str(text) not in without
    title = field.row.chapter or field.row.title or ""
    assert (title in shown) == (title not in {IDENTITY, HEAD})
    assert field.name in agent or title not in without


def test_origins_are_places_in_the_document() -> None:
    written = json.loads(run(str(FIRST), "agent_001", "--origin", "--format", "json").stdout)
    (agent,) = written["agents"]
    lines = FIRST.read_text("utf-8").splitlines()
    origins = {origin["field"]: origin for origin in agent["origins"]}
    assert agent["findings"] == {"errors": 0, "warnings": 0, "infos": 0}
    assert agent["definition"]["name"] == "EmailWizard"
    for field, way, words in (
        ("name", "yaml", "EmailWizard"),
        ("epithet", "section", "**Epíteto:**"),
        ("inputs_schema[0].key", "yaml", "shopify_event"),
        ("memory_config.namespace_template", "yaml", "emailwizard"),
        ("additional_sections.subtitle", "heading", "## AGENTE 001"),
    ):
        assert origins[field]["way"] == way
        assert words in lines[origins[field]["line"] - 1]
        assert origins[field]["path"] == str(FIRST)
    shown = run(str(FIRST), "agent_001", "--origin").stdout
    assert f"{FIRST}:{origins['epithet']['line']}" in shown
    table = run(str(FIRST), "--origin").stdout
    assert f"{FIRST}:{origins['epithet']['line']}" in table


def test_origins_distinguish_what_the_yaml_states(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(
        "## AGENT 041 — PRICE SCOUT\n\n"
        "```yaml\nid: agent_041\nname: PriceScout\nversion: 0.1\n"
        "inputs:\n  - key: a\n    type: json\n  - key: b\n    type: json\n    required: true\n"
        "stack:\n  language: python\n  queues: [Kafka]\n```\n\n"
        "### Stack & APIs\n* Storage: Postgres\n* Queue: Redis + RQ\n\n"
        "### Data Store\nNothing yet but\nPinecone.\n",
        "utf-8",
    )
    (agent,) = json.loads(run(str(document), "--origin", "--format", "json").stdout)["agents"]
    told = {each["field"]: (each["way"], each["line"]) for each in agent["origins"]}
    assert told["inputs_schema[0].required"] == ("default", 8)
    assert told["inputs_schema[1].required"] == ("yaml", 12)
    assert told["stack_details.language"] == ("yaml", 14)
    assert told["stack_details.queue_dependencies"] == ("yaml", 15)
    assert told["stack_details.database_dependencies"] == ("section", 19)
    assert told["status"] == ("default", 1)


def test_every_field_with_a_value_has_an_origin() -> None:
    for agent in DEFINITIONS:
        fields = {dotted(loc) for loc in locations(agent)}
        assert {"id", "version", "inputs_schema[0].key", "stack_details.language"} <= fields
        assert "created_at" not in fields
        assert "additional_sections.data_store" in fields


def test_sources_without_documents_have_no_findings_and_no_origins(tmp_path: Path) -> None:
    path = tmp_path / "agents.json"
    path.write_text(compile_paths([FIRST]).to_json(), "utf-8")
    (agent,) = json.loads(run(str(path), "--origin", "--format", "json").stdout)["agents"]
    assert (agent["findings"], agent["origins"]) == (None, None)
    assert run(str(path)).stdout.splitlines()[2].endswith("–")


def test_an_agent_is_found_by_id_or_name_and_an_unknown_one_names_the_nearest() -> None:
    for wanted in ("agent_001", "EmailWizard", "emailwizard", "Email Wizard", "email_wizard"):
        assert find_agent(DEFINITIONS, wanted).id == "agent_001"
    for wanted, near in (("EmialWizard", "EmailWizard"), ("agent_01", "agent_01")):
        with pytest.raises(UsageError, match=f"did you mean `{near}"):
            find_agent(DEFINITIONS, wanted)
    done = run(str(FIRST), "EmialWizard", status=2)
    assert (done.stdout, "did you mean `EmailWizard`?" in done.stderr) == ("", True)


def test_a_document_with_errors_shows_them_and_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FIRST.read_text("utf-8").replace("type: json", "type: jsno", 1), "utf-8")
    done = run(str(path), status=1)
    assert done.stdout == ""
    assert "error IFX104" in done.stderr


def test_neither_markup_nor_control_characters_of_a_document_are_interpreted() -> None:
    view = agent_view(HOSTILE, Findings())
    agents = list(Loaded((HOSTILE,)).summaries())
    text = "".join(overview(agents)) + rendered(stacked(agents))
    text += rendered(card(view))
    assert "[bold]Evil[/bold]\\x1b[2J" in text
    assert "second \\u202e [link=x]" in text
    assert "[red]" in text
    assert not {c for c in text if c != "\n" and not c.isprintable()}


def test_a_tree_is_drawn_in_the_order_of_its_files() -> None:
    tree = FileTree(
        root="/a/",
        directories=("b", "b/c", "empty"),
        files=(FileEntry(path="x.py"), FileEntry(path="b/c/y.py"), FileEntry(path="z.py")),
    )
    files = {file.path: file.description for file in tree.files}
    assert rendered(drawn(tree.root, tree.directories, files)) == (
        "/a/\n├── x.py\n├── b/\n│   └── c/\n│       └── y.py\n├── z.py\n└── empty/\n"
    )


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_gets_lines_that_fit_and_whole_names(columns: int) -> None:
    variables = {"TERM": "xterm-256color", "NO_COLOR": "1"}
    _, text = run_on_terminal("show", str(BLUEPRINTS), columns=columns, environment=variables)
    for agent in DEFINITIONS:
        assert agent.name in text
        assert agent.id in text
        assert all(key in text for key in keys(agent))
    assert "\x1b[3" not in text
    assert "…" not in text


def test_a_reader_that_leaves_early_is_not_an_error() -> None:
    head = shutil.which("head")
    assert head
    command = f"'{sys.executable}' -m ionflux show '{BLUEPRINTS}' --origin | {head} -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False
    )
    assert done.stderr == b""


def test_a_system_without_a_locale_is_not_warned_about() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ionflux", "show", str(FIRST)],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (["--service", "Shopify"], "1 2 4 10"),
        (["--service", "tiktok", "--service", "Email"], "1 3"),
        (["--service", "Shopify", "--trigger", "webhook", "--status", "draft"], "1 2 4 10"),
        (["--status", "active"], ""),
        (["--trigger", "event"], ""),
    ],
)
def test_filters_choose_agents_in_every_format(filters: list[str], numbers: str) -> None:
    expected = [f"agent_{int(number):03}" for number in numbers.split()]
    rows = csv.DictReader(run(str(BLUEPRINTS), "-f", "csv", *filters).stdout.splitlines())
    assert [row["id"] for row in rows] == expected
    found = json.loads(run(str(BLUEPRINTS), "-f", "json", *filters).stdout)["agents"]
    assert [view["definition"]["id"] for view in found] == expected
    table = run(str(BLUEPRINTS), *filters).stdout.splitlines()[2:]
    assert [line.split()[0] for line in table] == expected
    lines = run(str(BLUEPRINTS), "-f", "markdown", *filters).stdout.splitlines()[2:]
    assert [line.split()[1] for line in lines] == expected


def test_a_mistyped_filter_suggests_the_nearest() -> None:
    done = run(str(BLUEPRINTS), "--service", "Shopfy", status=2)
    assert "did you mean `Shopify`?" in done.stderr


def test_lists_for_programs_can_contain_any_text() -> None:
    agents = list(Loaded((HOSTILE,)).summaries())
    (row,) = csv.DictReader("".join(as_csv(agents)).splitlines(keepends=True))
    assert row["name"] == HOSTILE.name
    (_, _, line) = "".join(as_markdown(agents)).splitlines()
    assert r"\[bold\]Evil\[/bold\]\\x1b\[2J" in line
    assert line.replace(r"\|", "").count("|") == 10


def test_the_brief_card_fits_a_screen() -> None:
    for agent in DEFINITIONS:
        _, shown = run_on_terminal("show", str(BLUEPRINTS), agent.id, "--brief", columns=60)
        lines = strip(shown).splitlines()
        assert len(lines) < 24
        assert max(map(cell_len, lines)) <= 60
        assert agent.name in lines[0]
    refused = run(str(BLUEPRINTS), "--brief", status=2)
    assert "--brief needs an agent" in refused.stderr


def test_markdown_is_rendered_on_a_terminal_only() -> None:
    definition = DEFINITIONS[0].model_copy(update={"kpis_definition": "**Bold** `code` words"})
    assert "**Bold** `code` words" in rendered(card(agent_view(definition)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORCE_COLOR", "1")
        shown = strip(rendered(card(agent_view(definition))))
    assert "Bold code words" in shown


def test_a_long_text_on_a_terminal_goes_to_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\nexec cat\n")
    pager.chmod(0o755)
    environment = {"PAGER": str(pager), "NO_COLOR": "1"}
    many = tmp_path / "many.json"
    values = json.loads(compile_paths([BLUEPRINTS]).to_json())
    first = values["agent_definitions"][0]
    values["agent_definitions"] = [{**first, "id": f"agent_{n:03}"} for n in range(1, 60)]
    many.write_text(json.dumps(values | {"playbooks": []}), "utf-8")
    _, long = run_on_terminal("show", str(many), environment=environment)
    _, short = run_on_terminal("show", str(BLUEPRINTS), environment=environment)
    assert long.startswith("paged\n")
    assert "agent_059" in long
    assert "paged" not in short
