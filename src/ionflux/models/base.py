"""What the models share: their configuration, and the constrained kinds of text.

Annotations of models are evaluated, not kept as text that would have to be compiled again.
"""

from functools import lru_cache
from typing import Annotated

import pydantic_core
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ionflux.core.findings import dotted
from ionflux.core.json_value import JsonValue
from ionflux.models.crons import cron_fault

ID_PATTERN = (
    r"^(?:agent_[0-9]+(?:_[A-Za-z0-9_-]+)?"
    r"|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$"
)
_NUMBER = "(?:0|[1-9][0-9]*)"
_PRE = r"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
VERSION_PATTERN = (
    rf"^(?:{_NUMBER}(?:\.{_NUMBER}){{1,2}}(?:-{_PRE}(?:\.{_PRE})*)?"
    # A number followed by a dash and digits is a date.
    rf"|{_NUMBER}(?:-[A-Za-z][0-9A-Za-z-]*(?:\.{_PRE})*)?)"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$"
)
"""One to three numbers as semantic versioning writes them, without leading zeros."""

_BREAKS = r"\t\n\r\v\f\x85\u2028\u2029"
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
NAME_PATTERN = rf"^[^{_UNSEEN}](?:[^{_BREAKS}]*[^{_UNSEEN}])?$"
"""A text on one line that begins and ends with visible characters."""

PATH_PATTERN = rf"^/[^{_UNSEEN}?#]*$"
"""A path of a URL, which never includes what follows `?` or `#`."""

NAMESPACE_PATTERN = rf"^$|{NAME_PATTERN}"
"""The same, or nothing."""


def check_cron(expression: str) -> str:
    """Return the expression; raise `invalid_cron`, naming the bad field, if it is not valid."""
    if reason := cron_fault(expression):
        raise PydanticCustomError(
            "invalid_cron",
            "`{expression}` is not a valid cron expression: {reason}",
            {"expression": expression, "reason": reason},
        )
    return expression


def check_timezone(name: str) -> str:
    """Return the name; raise `invalid_timezone` if there is no such time zone."""
    if name not in time_zones():
        raise PydanticCustomError(
            "invalid_timezone", "`{name}` is not an IANA time zone", {"name": name}
        )
    return name


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Return the IANA names of time zones, which are the same on every machine."""
    from importlib.resources import files  # few triggers have a time zone

    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


def check_json_schema(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the schema; raise `invalid_json_schema`, with a reason, if it is not one."""
    from jsonschema import Draft202012Validator, SchemaError  # few inputs have one

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = dotted(tuple(error.path))
        reason = f"{where}: {error.message}" if where else error.message
    except RecursionError:
        reason = "it is nested too deeply"
    else:
        return schema
    raise PydanticCustomError(
        "invalid_json_schema", "not a JSON Schema: {reason}", {"reason": reason}
    )


LONGEST = 500
"""How many characters an indexed text has at most: any database can index as many."""

Name = Annotated[str, Field(min_length=1, pattern=NAME_PATTERN)]
AgentName = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=NAME_PATTERN)]
Reference = Annotated[str, Field(max_length=LONGEST)]
Namespace = Annotated[str, Field(pattern=NAMESPACE_PATTERN)]
AgentId = Annotated[str, Field(max_length=LONGEST, pattern=ID_PATTERN)]
Version = Annotated[str, Field(pattern=VERSION_PATTERN)]
WebhookPath = Annotated[str, Field(pattern=PATH_PATTERN)]
Timezone = Annotated[str, AfterValidator(check_timezone)]
Cron = Annotated[str, AfterValidator(check_cron)]


@lru_cache
def _build(model: type[BaseModel]) -> None:
    model.model_rebuild()


def to_json(value: object) -> bytes:
    """Return the value of a field as compact JSON, with the models in it if there are any.

    Not all versions of pydantic build the schema of a model in time if it is only a part of
    others.
    """
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, BaseModel):
            _build(type(each))
    return pydantic_core.to_json(value)


class Model(BaseModel):
    """A frozen model that rejects unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # no command needs all models
        serialize_by_alias=True,
        # Output has every key, with `null` for a missing value.
        json_schema_serialization_defaults_required=True,
    )
