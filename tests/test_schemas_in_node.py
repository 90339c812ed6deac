"""The schemas in JavaScript tools: Ajv in strict mode, and a generator of TypeScript."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ionflux.compiler import compile_paths
from ionflux.models import AgentDefinition
from ionflux.output.schemas import SCHEMAS, input_schema, output_schema

HERE = Path(__file__).parent
BLUEPRINTS = HERE.parent / "blueprints"
PACKAGES = Path(os.environ.get("NODE_PACKAGES") or Path(sys.prefix) / "node") / "node_modules"

AGENT = AgentDefinition.model_validate(
    {
        "id": "agent_001",
        "name": "E-mail wizard 2",
        "version": "1",
        "inputs_schema": [
            {"key": "who", "type": "string", "required": True, "schema": {"minLength": 2}},
            {"key": "many", "type": "number", "default": 3, "schema": {"type": "integer"}},
            {"key": "any", "type": "json"},
            {
                "key": "tree",
                "type": "json",
                "schema": {
                    "$schema": "https://json-schema.org/draft/2020-12/schema",
                    "type": "array",
                    "items": {"$ref": "#"},
                },
            },
        ],
        "outputs_config": [
            {"key": "report", "type": "md"},
            {"key": "rows", "type": "json", "schema": {"type": "array"}},
        ],
    }
)
TAKEN: list[tuple[dict[str, Any], bool]] = [
    ({"who": "me", "many": 4, "any": [1, None], "tree": [[], [[]]]}, True),
    ({"who": "me", "many": None, "tree": None}, True),
    ({"many": 4}, False),
    ({"who": None}, False),
    ({"who": "I"}, False),
    ({"who": "me", "many": 1.5}, False),
    ({"who": "me", "tree": [[1]]}, False),
    ({"who": "me", "whom": "me"}, False),
]
GIVEN: list[tuple[dict[str, Any], bool]] = [
    ({"report": "# done", "rows": []}, True),
    ({}, True),
    ({"rows": {}}, False),
    ({"report": 1}, False),
    ({"other": 1}, False),
]


def run(script: str, given: object) -> dict[str, Any]:
    """Run a script of `node/`; skip the test if it cannot run."""
    if not (shutil.which("node") and PACKAGES.is_dir()):
        pytest.skip(f"no packages in {PACKAGES}: `make test` brings them where npm is installed")
    done = subprocess.run(
        ["node", str(HERE / "node" / script)],
        input=json.dumps(given),
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "NODE_PATH": str(PACKAGES)},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("make", "samples"), [(input_schema, TAKEN), (output_schema, GIVEN)])
def test_a_schema_of_one_agent_judges_values(make: Any, samples: Any) -> None:
    schema = make(AGENT)
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    assert [check.is_valid(value) for value, _ in samples] == [valid for _, valid in samples]


def test_ajv_accepts_every_schema_in_strict_mode() -> None:
    (definition, *_) = compile_paths([BLUEPRINTS]).definitions
    block = {"id": "agent_001", "name": "X", "version": 0.1, "triggers": [{"type": "manual"}]}
    values: dict[str, list[Any]] = {
        "definition": [definition.model_dump(mode="json"), {}],
        "blueprint": [block, block | {"Versão": "1"}, block | {"inputs": [{"key": "a"}]}],
        "playbook": [{}],
    }
    given = {
        name: {"schema": published.make(), "values": values.get(name, [])}
        for name, published in SCHEMAS.items()
    }
    given["inputs"] = {"schema": input_schema(AGENT), "values": [value for value, _ in TAKEN]}
    given["outputs"] = {"schema": output_schema(AGENT), "values": [value for value, _ in GIVEN]}
    assert run("validate.cjs", given) == {key: [] for key in SCHEMAS} | {
        "definition": [True, False],
        "blueprint": [True, True, False],
        "playbook": [False],
        "inputs": [valid for _, valid in TAKEN],
        "outputs": [valid for _, valid in GIVEN],
    }


def test_generated_types_have_one_readable_name_each() -> None:
    given = {name: published.make() for name, published in SCHEMAS.items()}
    given |= {"inputs": input_schema(AGENT), "outputs": output_schema(AGENT)}
    made = run("types.cjs", given)
    names = {
        name: re.findall(r"^export (?:interface|type) (\w+)", code, re.MULTILINE)
        for name, code in made.items()
    }
    assert names.pop("inputs")[-1:] == ["EMailWizard2Inputs"]
    assert names.pop("outputs") == ["EMailWizard2Outputs"]
    for name, found in names.items():
        assert len(found) == len(set(found)), name
        assert all(re.fullmatch(r"(?:[A-Z][a-z]+)+", each) for each in found), name
    assert {"AgentDefinition", "InputField", "ScheduleTrigger"} <= set(names["definition"])
    assert {"ImportOutput", "AgentDefinition"} <= set(names["import"])
