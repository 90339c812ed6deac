"""The values that an agent accepts and returns."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from ionflux.models.base import Model, Name, check_json_schema
from ionflux.models.rows import Row, breaking, compatible, cosmetic
from ionflux.models.types import InputType, OutputType

JsonSchema = Annotated[dict[str, Any], AfterValidator(check_json_schema)]


def fits(value: object, kind: str) -> bool:
    """Tell whether a value is of an input's type; a boolean is not a number."""
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return True


class InputField(Model):
    """One value that an instance of the agent accepts."""

    key: Annotated[Name, Row(None, key="key", title="Key")] = Field(
        description="Name of the input, unique in the agent."
    )
    type: Annotated[
        InputType,
        Row(
            breaking(
                "Values that are set have the old type.",
                "input {key} accepts {new} instead of {old}: values of the old type will be"
                " refused",
            ),
            key="type",
            title="Type",
        ),
    ] = Field(description="Kind of value.")
    required: Annotated[
        StrictBool,
        Row(
            compatible("Instances that set a value still work.", "input {key} became optional"),
            key="required",
            reads="flag",
            title="Required",
        ),
    ] = Field(default=False, description="Whether an instance must set it.")
    description: Annotated[
        str | None, Row(cosmetic(), key="description", reads="prose", title="Description")
    ] = Field(default=None, description="What the value is for.")
    default: Annotated[
        Any,
        Row(
            compatible("Only instances without a value of their own are affected."),
            key="default",
            reads="value",
            title="Default",
        ),
    ] = Field(default=None, description="Value used if an instance sets none.")
    value_schema: Annotated[
        JsonSchema | None,
        Row(
            breaking("Values that were valid may no longer be."),
            key="schema",
            reads="schema",
            title="Schema",
        ),
    ] = Field(default=None, alias="schema", description="JSON Schema of the value.")

    @property
    def is_needed(self) -> bool:
        """Whether an instance must set the value: it is required and has no default."""
        return self.required and self.default is None

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        if self.default is not None and not fits(self.default, self.type):
            raise PydanticCustomError(
                "default_type",
                "the default is not a {kind}",
                {"kind": self.type, "loc": ("default",), "given": self.default},
            )
        return self


class OutputField(Model):
    """One value that the agent returns."""

    key: Annotated[Name, Row(None, key="key", title="Key")] = Field(
        description="Name of the output, unique in the agent."
    )
    type: Annotated[
        OutputType,
        Row(
            breaking(
                "Consumers expect the old type.",
                "output {key} is {new} instead of {old}: its consumers expect the old type",
            ),
            key="type",
            title="Type",
        ),
    ] = Field(description="Kind of value.")
    description: Annotated[
        str | None, Row(cosmetic(), key="description", reads="prose", title="Description")
    ] = Field(default=None, description="What the value contains.")
    value_schema: Annotated[
        JsonSchema | None,
        Row(
            breaking("Consumers expect values of the old form."),
            key="schema",
            reads="schema",
            title="Schema",
        ),
    ] = Field(default=None, alias="schema", description="JSON Schema of the value.")
