"""What the models share: their configuration, and the constrained kinds of text.

Annotations of models stand as they are, not as text, which would be compiled once more.
"""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

CRON_FIELDS = 5
"""Minute, hour, day of month, month, day of week; the library would take seconds too."""

CRON_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
"""The names that cron understands for whole expressions, and what each stands for."""

ID_PATTERN = (
    r"^(?:agent_[0-9]+(?:_[A-Za-z0-9_-]+)?"
    r"|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$"
)
VERSION_PATTERN = (
    r"^[0-9]+(?:\.[0-9]+){0,2}"
    r"(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$"
)
PATH_PATTERN = r"^/\S*$"


def check_cron(expression: str) -> str:
    """Return the expression; raise `invalid_cron`, naming the bad field, where it is none."""
    if reason := _cron_fault(expression):
        raise PydanticCustomError(
            "invalid_cron",
            "`{expression}` is not a valid cron expression: {reason}",
            {"expression": expression, "reason": reason},
        )
    return expression


@lru_cache(maxsize=1024)  # few expressions serve most agents
def _cron_fault(expression: str) -> str | None:
    from datetime import UTC, datetime  # noqa: PLC0415 - most commands never meet a cron

    from cronsim import CronSim, CronSimError  # noqa: PLC0415

    expression = CRON_MACROS.get(expression.strip().lower(), expression)
    if (count := len(expression.split())) != CRON_FIELDS:
        return f"it has {count} field{'s' * (count != 1)}, not {CRON_FIELDS}"
    try:
        CronSim(expression, datetime.now(UTC))
    except CronSimError as error:
        return str(error).lower()
    except ValueError:  # a number of thousands of digits
        return "bad number"
    return None


def check_json_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema; raise `invalid_json_schema`, with a reason, where it is not one."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - few inputs have one

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.path)
        reason = f"{where.removeprefix('.')}: {error.message}" if where else error.message
    except RecursionError:
        reason = "it is nested too deeply"
    else:
        return schema
    raise PydanticCustomError(
        "invalid_json_schema", "not a JSON Schema: {reason}", {"reason": reason}
    )


Name = Annotated[str, Field(min_length=1)]
AgentId = Annotated[str, Field(pattern=ID_PATTERN)]
Version = Annotated[str, Field(pattern=VERSION_PATTERN)]
WebhookPath = Annotated[str, Field(pattern=PATH_PATTERN)]
Cron = Annotated[str, AfterValidator(check_cron)]


class Model(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # no command needs all of them
        serialize_by_alias=True,
        # What is written holds every key, `null` where there is nothing.
        json_schema_serialization_defaults_required=True,
    )
