"""The definition block: the values of its keys, from the fields."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from ionflux.core.findings import dotted
from ionflux.core.json_value import JsonValue
from ionflux.models.fields import Field, below

_LISTS = {"inputs": "inputs", "outputs": "outputs"}
_MAPPINGS = ("stack", "memory")


def stated(field: Field, value: JsonValue, remarks: Mapping[str, str]) -> JsonValue:
    """Return the value of a field for its key; empty if there is none.

    `remarks` are put after the values that they were removed from, by the values' paths.
    """
    table = below(field)
    if isinstance(value, Mapping) and table:
        return _entry(table, value, remarks, field.name)
    if isinstance(value, list | tuple) and table:
        return [_entry(table, entry, {}, field.name) for entry in value]
    return list(value) if isinstance(value, tuple) else value


def _entry(
    table: Mapping[str, Field], values: Mapping[str, JsonValue], remarks: Mapping[str, str],
    path: str,
) -> dict[str, JsonValue]:  # fmt: skip
    found = {}
    for name, field in table.items():
        value = values[name]
        if value is None or value == () or field.row.key is None:
            continue
        if isinstance(value, tuple):
            value = [
                _with_remark(item, remarks.get(dotted((path, name, index))))
                for index, item in enumerate(value)
            ]
        found[field.row.key] = value
    return found


def _with_remark(value: JsonValue, remark: object) -> JsonValue:
    return value if remark is None else f"{value} ({remark})"


def triggers(values: JsonValue, *, nested: bool) -> list[JsonValue]:
    """Return triggers with their settings beside the type, or nested below `config`."""
    if nested:
        return [{"type": value["type"], "config": value["config"]} for value in values]
    return [{"type": value["type"], **value["config"]} for value in values]


def add_unknown(yaml: MutableMapping[str, JsonValue], unknown: Mapping[str, JsonValue]) -> None:
    """Put keys that have no field where they were: `stack.licence` below `stack`."""
    for name, value in unknown.items():
        owner, key = _owner(yaml, name)
        owner[key] = value


def _owner(
    yaml: MutableMapping[str, JsonValue], name: str
) -> tuple[MutableMapping[str, JsonValue], str]:
    """Return the mapping for a key with a path, and the key itself."""
    for key in _MAPPINGS:
        if name.startswith(f"{key}."):
            return yaml.setdefault(key, {}), name.removeprefix(f"{key}.")
    for key in _LISTS:
        for entry in yaml.get(key, ()):
            prefix = f"{key}[{entry['key']}]."
            if name.startswith(prefix):
                return entry, name.removeprefix(prefix)
    return yaml, name
