"""The words that a definition may use: enums, and other names that are accepted for them."""

from collections.abc import Mapping
from typing import Literal, get_args

InputType = Literal["json", "string", "number", "boolean"]
OutputType = Literal["json", "string", "md", "url", "number", "boolean"]
TriggerType = Literal["schedule", "webhook", "event", "manual"]
Service = Literal["LLM", "Shopify", "TikTok", "WebSearch", "Email", "WhatsApp"]
HttpMethod = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
DefinitionStatus = Literal["draft", "active", "deprecated"]

INPUT_TYPES: tuple[str, ...] = get_args(InputType)
OUTPUT_TYPES: tuple[str, ...] = get_args(OutputType)
TRIGGER_TYPES: tuple[str, ...] = get_args(TriggerType)
SERVICES: tuple[str, ...] = get_args(Service)
HTTP_METHODS: tuple[str, ...] = get_args(HttpMethod)
STATUSES: tuple[str, ...] = get_args(DefinitionStatus)

_NUMBER_OR_FLAG = {
    "integer": "number",
    "int": "number",
    "float": "number",
    "bool": "boolean",
}
_STRUCTURES = {
    "object": "json",
    "dict": "json",
    "array": "json",
    "list": "json",
}
INPUT_ALIASES: Mapping[str, str] = {
    **_NUMBER_OR_FLAG,
    **_STRUCTURES,
    "text": "string",
    "str": "string",
    "uuid": "string",
    "url": "string",
}
OUTPUT_ALIASES: Mapping[str, str] = {
    "markdown": "md",
    "text": "string",
    "str": "string",
    **_STRUCTURES,
    **_NUMBER_OR_FLAG,
}
TRIGGER_ALIASES: Mapping[str, str] = {
    "cron": "schedule",
    "scheduled": "schedule",
    "http": "webhook",
    "stream": "event",
    "event_stream": "event",
    "event_driven": "event",
}
ALIASES: Mapping[tuple[str, ...], Mapping[str, str]] = {
    INPUT_TYPES: INPUT_ALIASES,
    OUTPUT_TYPES: OUTPUT_ALIASES,
    TRIGGER_TYPES: TRIGGER_ALIASES,
}
"""For the types of each kind, other names in lower case, and the types that they mean (IFX108)."""
