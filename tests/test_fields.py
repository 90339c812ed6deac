"""The table of fields: every field has a row, and the words of types are in one place."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ionflux.models import (
    AgentDefinition,
    FileEntry,
    FileTree,
    InputField,
    MemoryConfig,
    OutputField,
    StackDetails,
)
from ionflux.models.base import Model
from ionflux.models.fields import fields, keys, section_fields, standard_sections, text_sections

MODELS = [AgentDefinition, InputField, OutputField, StackDetails, MemoryConfig, FileTree, FileEntry]
INPUT = {"key": "a", "type": "string"}


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_row_and_a_description(model: type[Model]) -> None:
    table = fields(model)
    assert list(table) == [info.alias or name for name, info in model.model_fields.items()]
    assert all(field.description.endswith(".") for field in table.values())


def test_a_key_is_the_canonical_one_of_its_field() -> None:
    assert keys()["triggers"].name == "triggers_config"
    assert keys()["epithet"].name == "epithet"
    assert keys(MemoryConfig)["namespace"].name == "namespace_template"
    assert "key_files_and_paths" not in keys()


def test_sections_come_in_the_order_of_a_complete_blueprint() -> None:
    assert standard_sections() == (
        "header", "introduction", "essence", "capabilities", "essence_detail", "ipo_flow",
        "strategic_integrations", "stack", "files", "data_store", "scheduling", "kpis", "failure",
        "example", "expansion", "escape",
    )  # fmt: skip
    assert section_fields()["essence"] == "archetype"
    assert section_fields()["data_store"] == "additional_sections.data_store"
    assert text_sections()["purpose"].name == "description"
    assert {"purpose", "punch_final"} <= set(section_fields())


def test_an_input_may_carry_the_schema_of_its_value() -> None:
    field = InputField.model_validate(INPUT | {"schema": {"type": "string", "maxLength": 3}})
    assert field.value_schema == {"type": "string", "maxLength": 3}
    assert InputField.model_validate(field.model_dump()) == field


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"type": "strng"}, "type: 'strng' is not valid"),
        ({"properties": {"a": {"minLength": -1}}}, "properties.a.minLength: -1 is less than"),
        ({"allOf": []}, "allOf: "),
    ],
)
def test_the_schema_of_a_value_has_to_be_one(schema: object, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        InputField.model_validate(INPUT | {"schema": schema})


def test_a_schema_that_is_nested_too_deeply_is_rejected() -> None:
    schema: dict[str, object] = {}
    for _ in range(400):
        schema = {"not": schema}
    with pytest.raises(ValidationError, match="nested too deeply"):
        InputField.model_validate(INPUT | {"schema": schema})
