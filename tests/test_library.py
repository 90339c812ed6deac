"""The library as it is documented: its names, results and errors."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import ionflux
from ionflux.models.base import Model

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINTS = PROJECT / "blueprints"

NAMES = """
    AgentChange AgentConfiguration AgentDefinition AgentRunLog AgentSettings Change Changes
    Compilation Configured Diagnostic Edit EffectiveAgent EffectiveConfiguration EffectiveEvent
    EffectiveManual EffectiveMemory EffectiveSchedule EffectiveWebhook EventTrigger FileEntry
    FileTree Fix Graph GraphNode InputField IonfluxError Level LoadReport Lowered ManualTrigger
    MemoryConfig ModelPreference NotCompiledError OutputField Playbook PlaybookStep
    RejectedError RowChange ScheduleTrigger Settings Severity StackDetails Store Tally Trigger
    UsageError WebhookTrigger WorkError __version__ compare compile_paths compile_text
    configure_text connect input_schema load output_schema
"""


def test_the_public_names() -> None:
    assert ionflux.__all__ == NAMES.split()
    assert dir(ionflux) == ionflux.__all__
    for name in ionflux.__all__:
        assert getattr(ionflux, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        _ = ionflux.nonsense


def test_each_name_is_documented() -> None:
    page = (PROJECT / "docs" / "library.md").read_text("utf-8")
    for name in ionflux.__all__:
        found = getattr(ionflux, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            assert f"\n### {name}\n" in page
            assert inspect.getdoc(found)


def test_every_model_below_a_public_one_is_public() -> None:
    public = {getattr(ionflux, name) for name in ionflux.__all__}
    for model in [each for each in public if inspect.isclass(each) and issubclass(each, Model)]:
        for definition in model.model_json_schema(mode="serialization").get("$defs", {}):
            assert definition in ionflux.__all__ or definition.endswith("Config"), definition


def test_importing_loads_nothing_heavy() -> None:
    program = (
        "import sys, ionflux; ionflux.__version__;"
        "print([name for name in sys.modules if name in"
        " {'pydantic', 'ruamel.yaml', 'markdown_it', 'psycopg', 'sqlite3'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("as_text", [True, False])
def test_one_path_or_several(as_text: bool) -> None:
    path = str(BLUEPRINTS) if as_text else BLUEPRINTS
    one = ionflux.compile_paths(path)
    assert len(one.definitions) == 10
    assert one == ionflux.compile_paths([path])
    assert not isinstance(one, tuple)


def test_a_definition_written_as_json_loads_again() -> None:
    result = ionflux.compile_paths(BLUEPRINTS)
    written = json.loads(result.to_json())["agent_definitions"]
    again = tuple(ionflux.AgentDefinition.model_validate(each) for each in written)
    assert again == result.definitions


def test_load_takes_any_source(tmp_path: Path) -> None:
    result = ionflux.compile_paths(BLUEPRINTS)
    (tmp_path / "agents.json").write_text(result.to_json(), encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'agents.db'}"
    with ionflux.connect(url) as store:
        store.load(result)
    for source in (str(BLUEPRINTS), str(tmp_path / "agents.json"), url):
        definitions = ionflux.load(source)
        assert isinstance(definitions, tuple)
        assert not ionflux.compare(definitions, result.definitions)


def test_comparing_gives_levels_bumps_and_a_dictionary() -> None:
    old = ionflux.load(str(BLUEPRINTS))
    new = (old[0].model_copy(update={"inputs_schema": ()}), *old[1:])
    changes = ionflux.compare(old, new)
    assert changes.agents[0].level is ionflux.Level.BREAKING
    assert changes.agents[0].required_bump == "minor"
    document = json.loads(json.dumps(changes.to_dict()))
    assert document["summary"]["breaking"] == len(old[0].inputs_schema)
    with pytest.raises(ionflux.UsageError, match="two definitions"):
        ionflux.compare(old, [old[0], old[0]])


def test_configuring_gives_configurations_and_findings() -> None:
    definitions = ionflux.load(str(BLUEPRINTS))
    text = (
        "agent_definition_id: agent_001\nworkspace_id: w\nname: N\ncreated_by_user_id: u\n"
        "config: {max_recipients: 10}\n"
    )
    configured = ionflux.configure_text(text, definitions)
    assert (configured.ok, len(configured.configurations)) == (True, 1)
    wrong = ionflux.configure_text(text.replace("10", "many"), definitions)
    assert [found.code for found in wrong.diagnostics] == ["IFX403"]
    assert not isinstance(wrong, tuple)


def test_schemas_of_one_agent() -> None:
    (definition, *_) = ionflux.load(str(BLUEPRINTS))
    keys = [field.key for field in definition.inputs_schema]
    assert list(ionflux.input_schema(definition)["properties"]) == keys
    outputs = [field.key for field in definition.outputs_config]
    assert list(ionflux.output_schema(definition)["properties"]) == outputs


def test_settings_are_those_of_the_nearest_file(tmp_path: Path) -> None:
    (tmp_path / "ionflux.toml").write_text('ignore = ["IFX005"]\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "core.md").touch()
    for path in (tmp_path, str(tmp_path / "deep"), tmp_path / "deep" / "core.md"):
        assert ionflux.Settings.find(path).ignore == ("IFX005",)
    (tmp_path / "ionflux.toml").write_text("ignor = []\n", encoding="utf-8")
    with pytest.raises(ionflux.UsageError, match="ignor"):
        ionflux.Settings.find(tmp_path)


def test_errors_are_those_that_are_documented(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("## AGENT 001 — A\n### 5 ▸ YAML Definition\n", "utf-8")
    with pytest.raises(ionflux.NotCompiledError) as caught:
        ionflux.load(str(tmp_path / "bad.md"))
    assert {found.code for found in caught.value.diagnostics} >= {"IFX003"}
    for call in (
        lambda: ionflux.load("no/such/folder"),
        lambda: ionflux.compile_paths("no/such/folder"),
        lambda: ionflux.connect("mysql://host/agents"),
    ):
        with pytest.raises(ionflux.UsageError):
            call()
    for error in (ionflux.UsageError, ionflux.WorkError, ionflux.RejectedError):
        assert issubclass(error, ionflux.IonfluxError)
    assert issubclass(ionflux.NotCompiledError, ionflux.WorkError)
