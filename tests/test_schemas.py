"""Schemas: the tool's input and output validate against the output of `ionflux schema`."""

from __future__ import annotations

import json
import re
import runpy
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from expected import OWN, REAL, present
from in_process import ionflux
from ionflux.compiler import compile_paths, compile_text
from ionflux.configure import configure_text
from ionflux.models import AgentDefinition, AgentRunLog, EffectiveConfiguration
from ionflux.models.types import (
    INPUT_ALIASES,
    OUTPUT_ALIASES,
    TRIGGER_ALIASES,
    InputType,
    OutputType,
)
from ionflux.output.schemas import SCHEMAS, input_schema
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

ROOT = Path(__file__).parent.parent
BLUEPRINTS = ROOT / "blueprints"
CLIPS = BLUEPRINTS / "agent_003_tiktok_stylist.md"
INSTANCE = """\
agent_definition_id: agent_003
workspace_id: ws-1
name: Clips
created_by_user_id: user-7
config:
  video_draft_url: https://example.com/a.mp4
  goal: sell
  triggers:
    - {type: webhook, enabled: false}
  llm_preference: {model: "openai:gpt-4o"}
"""


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name].make())


def run(*arguments: str, status: int = 0) -> str:
    done = ionflux(*arguments)
    assert done.returncode == status, done.stderr
    return done.stdout


def faults(name: str, value: object) -> list[str]:
    return [error.message for error in validator(name).iter_errors(value)]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("instance") / "clips.yaml"
    path.write_text(INSTANCE, "utf-8")
    return path


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_valid_and_has_descriptions(name: str) -> None:
    schema = SCHEMAS[name].make()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    if name == "diff":
        return  # it describes itself where it is written
    for part in every_object(schema):
        for key, field in part.get("properties", {}).items():
            assert {"description", "$ref", "allOf", "const", "items", "properties"} & set(field), (
                key
            )


def every_object(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        parts = [item for key, item in value.items() if key not in {"if", "then"}]
        return [value, *(found for item in parts for found in every_object(item))]
    if isinstance(value, list):
        return [found for item in value for found in every_object(item)]
    return []


def test_the_published_files_are_what_the_program_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    published = runpy.run_path(str(ROOT / "tools/published.py"))["files"]()
    for path, text in published.items():
        assert path.read_text("utf-8") == text, f"run `python tools/published.py` for {path}"
    kept = set((ROOT / "schemas").iterdir())
    assert kept == {path for path in published if path.parent.name == "schemas"}


def test_what_commands_write_validates(instance: Path) -> None:
    source = str(BLUEPRINTS)
    assert faults("import", json.loads(run("import", source))) == []
    assert faults("validate", json.loads(run("validate", source, "--format", "json"))) == []
    configured = run("configure", str(instance), "-d", source)
    assert faults("configure", json.loads(configured)) == []
    shown = run("show", source, "agent_003", "--origin", "--format", "json")
    assert faults("show", json.loads(shown)) == []
    for line in run("import", source, "--format", "jsonl").splitlines():
        assert faults("record", json.loads(line)) == []


def test_what_diff_writes_validates(tmp_path: Path) -> None:
    new = Path(shutil.copytree(BLUEPRINTS, tmp_path / "new"))
    edited = new / "agent_003_tiktok_stylist.md"
    edited.write_text(edited.read_text("utf-8").replace("key: goal", "key: aim"), "utf-8")
    written = json.loads(run("diff", str(BLUEPRINTS), str(new), "--format", "json"))
    assert written["summary"]["changed"] == 1
    assert faults("diff", written) == []


def test_a_report_with_findings_validates(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("## AGENT 001 — X\n```yaml\nid: 5\n```\n", "utf-8")
    report = json.loads(run("validate", str(tmp_path), "--format", "json", status=1))
    assert report["summary"]["errors"] > 0
    assert faults("validate", report) == []


@pytest.mark.parametrize("name", ["definition", "playbook"])
def test_each_entity_of_a_document_validates(name: str) -> None:
    made = compile_paths([BLUEPRINTS])
    models = {"definition": made.definitions, "playbook": made.playbooks}[name]
    assert models
    for model in models:
        assert faults(name, model.model_dump(mode="json")) == []


def test_a_schema_rejects_what_the_model_does_not_know() -> None:
    (agent, *_) = compile_paths([BLUEPRINTS]).definitions
    fields = agent.model_dump(mode="json")
    assert faults("definition", fields | {"colour": "red"})
    assert faults("definition", fields | {"status": "gone"})
    del fields["epithet"]
    assert faults("definition", fields)


def test_a_run_keeps_the_effective_configuration_in_the_same_shape() -> None:
    shapes = []
    for name, field in (
        ("configuration", "effective_config_cache"),
        ("run-log", "input_params_snapshot"),
    ):
        schema = SCHEMAS[name].make()
        shape, nothing = schema["properties"][field]["anyOf"]
        assert (shape, nothing) == ({"$ref": "#/$defs/EffectiveConfiguration"}, {"type": "null"})
        shapes.append(schema["$defs"]["EffectiveConfiguration"])
    assert shapes[0] == shapes[1]
    assert set(shapes[0]["properties"]) == set(EffectiveConfiguration.model_fields)


def test_a_snapshot_is_the_cache_of_the_configuration(instance: Path) -> None:
    written = json.loads(run("configure", str(instance), "-d", str(BLUEPRINTS)))
    cache = written["agent_configurations"][0]["effective_config_cache"]
    log = AgentRunLog.model_validate(
        {
            "agent_configuration_id": written["agent_configurations"][0]["id"],
            "run_id": "0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e",
            "trigger_type": "manual",
            "status": "success",
            "start_time": "2026-01-02T03:04:05Z",
            "input_params_snapshot": cache,
        }
    )
    assert log.input_params_snapshot == cache
    assert EffectiveConfiguration.model_validate(cache).model_dump(mode="json") == cache
    assert faults("run-log", log.model_dump(mode="json")) == []


def blocks(text: str) -> list[Any]:
    found = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return [to_python(compose(Block(block)).roots[0]) for block in found]


@pytest.mark.parametrize(
    "document", [*sorted(BLUEPRINTS.glob("*.md")), OWN, REAL], ids=lambda path: path.stem
)
def test_every_blueprint_that_compiles_validates(document: Path) -> None:
    found = blocks(present(document).read_text("utf-8"))
    assert found
    for block in found:
        assert faults("blueprint", block) == []


MINIMAL = {"id": "agent_001", "name": "X", "version": 0.1}


@pytest.mark.parametrize(
    "more",
    [
        {"version": "1.2.0-rc.1"},
        {"nome": "X"},
        {"triggers_config": [{"type": "schedule", "config": {"cron": "@daily"}}]},
        {"gatilhos": [{"tipo": "webhook", "path": "/x", "method": "GET"}]},
        {"entradas": [{"chave": "a", "tipo": "string", "obrigatório": True, "padrão": "b"}]},
        {"stack_details": {"models_used": ["a:b"], "filas": ["Kafka"]}},
        {"memory_config": {"type": "redis", "namespace_template": "n"}},
        {"services": ["LLM"]},
    ],
)
def test_a_block_may_be_written_in_any_accepted_way(more: dict[str, Any]) -> None:
    block = MINIMAL | more
    if "nome" in more:
        del block["name"]
    assert faults("blueprint", block) == []
    compiled = compile_text(as_document(block))
    assert [found for found in compiled.diagnostics if found.severity == "error"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"id": "agent"},
        {"version": True},
        {"trigers": []},
        {"triggers": [{"type": "schedule"}]},
        {"triggers": [{"type": "webhook", "config": {}}]},
        {"triggers": [{"cron": "@daily"}]},
        {"inputs": [{"key": "a", "type": "strng"}]},
        {"inputs": [{"type": "string"}]},
        {"outputs": [{"key": "a", "type": "json", "required": True}]},
        {"services": ["Fax"]},
        {"status": "gone"},
    ],
)
def test_an_editor_sees_what_validate_sees(more: dict[str, Any]) -> None:
    assert faults("blueprint", MINIMAL | more)
    compiled = compile_text(as_document(MINIMAL | more))
    assert {found.severity for found in compiled.diagnostics} & {"error", "warning"}


def as_document(block: object) -> str:
    text = json.dumps(block, ensure_ascii=False)
    return f"## AGENT 001 — X\n\n### YAML Definition\n```yaml\n{text}\n```\n"


def understood(block: object) -> set[str]:
    found = compile_text(as_document(block)).diagnostics
    return {each.code for each in found if each.severity != "info"}


def test_exactly_the_words_of_the_schema_are_understood_as_types() -> None:
    words = {*INPUT_ALIASES, *OUTPUT_ALIASES, *get_args(InputType), *get_args(OutputType), "x"}
    fields: list[tuple[str, tuple[str, ...], Mapping[str, str]]] = [
        ("inputs", get_args(InputType), INPUT_ALIASES),
        ("outputs", get_args(OutputType), OUTPUT_ALIASES),
    ]
    for field, canonical, aliases in fields:
        for word in sorted(words):
            codes = understood(MINIMAL | {field: [{"key": "a", "type": word}]})
            expected = set() if word in canonical else {"IFX108" if word in aliases else "IFX104"}
            assert codes == expected, (field, word)
    for word in TRIGGER_ALIASES:
        trigger = {"type": word, "cron": "@daily", "path": "/x"}
        assert understood(MINIMAL | {"triggers": [trigger]}) == {"IFX108"}, word


def test_an_instance_file_validates_and_a_wrong_one_does_not() -> None:
    document = to_python(compose(Block(INSTANCE)).roots[0])
    assert faults("instance", document) == []
    assert faults("instance", document | {"nmae": "x"})
    assert faults("instance", document | {"config": {"triggers": [{"enabled": True}]}})
    del document["workspace_id"]
    assert faults("instance", document)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"workspace_id": 7, "name": True, "description": 0.5, "status": None, "id": None},
        {"config": {"inputs": {"video_draft_url": "x", "goal": "g"}}},
        {"config": {"triggers": None, "memory": None, "llm_preference": None, "inputs": None}},
        {"config": {"triggers": [{"type": "webhook", "method": "post", "enabled": None}]}},
        {"config": {"triggers": [{"trigger_definition_key": "schedule", "enabled": False}]}},
        {"config": {"triggers": [{"type": "webhook", "config_override": {"method": "put"}}]}},
        {"config": {"triggers": [{"type": "schedule", "config_override": {"timezone": None}}]}},
        {"name": ""},
        {"workspace_id": None},
        {"id": 12},
        {"status": "actve"},
        {"config": 5},
        {"config": {"inputs": []}},
        {"config": {"triggers": {}}},
        {"config": {"triggers": [{"enabled": False}]}},
        {"config": {"triggers": [{"type": "webhook", "enabled": "no"}]}},
        {"config": {"triggers": [{"type": "webhook", "config_override": {"path": "a b"}}]}},
        {"config": {"triggers": [{"type": "webhook", "config_override": {"method": "PSOT"}}]}},
        {"config": {"memory": {"a": [1]}}},
        {"config": {"llm_preference": {"model": []}}},
    ],
)
def test_editors_accept_of_an_instance_file_what_configure_accepts(changes: dict[str, Any]) -> None:
    (agent,) = compile_paths([CLIPS]).definitions
    document = to_python(compose(Block(INSTANCE)).roots[0]) | changes
    found = configure_text(as_yaml(document), [agent]).diagnostics
    refused = {each.code for each in found} - {"IFX402"}  # inputs have a schema of their own
    assert bool(faults("instance", document)) == bool(refused)


def test_the_inputs_of_an_agent_have_a_schema_of_their_own() -> None:
    schema = json.loads(
        run(
            "schema",
            "inputs",
            "tiktokstylist",
            "--from",
            str(BLUEPRINTS / "agent_003_tiktok_stylist.md"),
        )
    )
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    good = {"video_draft_url": "u", "goal": "g", "target_seconds": None}
    assert list(check.iter_errors(good)) == []
    for wrong in ({"goal": None}, {"goal": 5}, {"target_seconds": True}, {"gaol": "g"}):
        assert list(check.iter_errors(good | wrong)), wrong


def test_the_schemas_of_all_agents_come_by_their_ids() -> None:
    for name, field in (("inputs", "inputs_schema"), ("outputs", "outputs_config")):
        found = json.loads(run("schema", name, "--all", "--from", str(BLUEPRINTS)))
        definitions = compile_paths([BLUEPRINTS]).definitions
        assert list(found) == [definition.id for definition in definitions]
        for definition in definitions:
            schema = found[definition.id]
            assert list(schema["properties"]) == [each.key for each in getattr(definition, field)]
            one = run("schema", name, definition.name, "--from", str(BLUEPRINTS))
            assert json.loads(one) == schema


def test_an_input_with_a_default_needs_no_value() -> None:
    agent = AgentDefinition.model_validate(
        MINIMAL
        | {
            "version": "1",
            "inputs_schema": [
                {"key": "a", "type": "number", "required": True, "default": 5},
                {"key": "b", "type": "json", "required": True},
            ],
        }
    )
    check = Draft202012Validator(input_schema(agent))
    assert list(check.iter_errors({"b": [1]})) == []
    assert list(check.iter_errors({"b": None}))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["definitoin"], "did you mean `definition`?"),
        ([], "`NAME` is missing"),
        (["inputs"], "inputs AGENT --from SOURCE"),
        (["inputs", "--all"], "inputs AGENT --from SOURCE"),
        (["outputs", "EmailWizard", "--all", "--from", "x"], "outputs AGENT --from SOURCE"),
        (["definition", "EmailWizard"], "only `inputs` and `outputs`"),
        (["definition", "--all"], "only `inputs` and `outputs`"),
        (["definition", "--sql"], "does not accept a name"),
        (["inputs", "EmialWizard", "--from", str(BLUEPRINTS)], "did you mean `EmailWizard`?"),
    ],
)
def test_wrong_arguments_end_with_2(arguments: list[str], said: str) -> None:
    done = ionflux("schema", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_the_tables_are_printed_as_sql(dialect: str) -> None:
    text = run("schema", "--sql", "--dialect", dialect)
    for table in ("agent_definitions", "agent_configurations", "agent_run_logs", "playbooks"):
        assert table in text
    assert ("jsonb" in text) == (dialect == "postgres")
