"""The configuration file: TOML, checked key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.findings import Severity
from ionflux.core.patterns import regex
from ionflux.core.settings_parts import OWN_FILE, SHARED_FILE, AgentSettings, DialectSettings
from ionflux.core.words import did_you_mean

_SEVERITIES = tuple(Severity)
_DIALECTS = ("postgres", "sqlite")
_STATUSES = ("draft", "active", "deprecated")
_EFFECTIVE = ("agent", "inputs", "triggers", "memory", "llm_preference")
"""The keys of an effective configuration."""
_LEVELS = ("breaking", "compatible", "cosmetic")


_MOST_DOTS = 5_000
"""Dots in a line: `tomllib` takes a time that grows with the square of the parts of a key."""

# A `pyproject.toml` is parsed only if it may have the table: both words of its name in one line, a
# table `tool`, or an escaped letter.
_MAY_HAVE_TABLE = regex(
    r"^(?:(?>.*?tool).*ionflux|[ \t]*+\[[ \t]*+[\"']?tool[\"']?[ \t]*+\])|\\[uU]", re.MULTILINE
)
_TABLE = regex(r"^[ \t]*+\[tool\.ionflux\b", re.MULTILINE)


def has_settings(file: Path) -> bool:
    """Tell from the tables of a file whether it is a configuration of ionflux."""
    if file.name == OWN_FILE:
        return True
    text = _text_of(file)
    return bool(_MAY_HAVE_TABLE.search(text)) and _table(_parsed(text, file), file) is not None


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    return _parsed(_text_of(file), file)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8") from None


def _parsed(text: str, file: Path) -> tuple[str, dict[str, Any]]:
    import tomllib  # many runs find no file

    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise UsageError(f"{file}:{number}: the line has more than {_MOST_DOTS} dots")
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise UsageError(f"{file}: is not TOML: {error}") from None


def _table(read: tuple[str, dict[str, Any]], file: Path) -> object:
    if file.name != SHARED_FILE:
        return read[1]
    tool = read[1].get("tool", {})
    return tool.get("ionflux") if isinstance(tool, dict) else None


class _Context(NamedTuple):
    """A value of the file and its place, for messages."""

    file: Path
    text: str
    keys: tuple[str, ...]

    def below(self, key: str) -> _Context:
        return self._replace(keys=(*self.keys, key))

    def fault(self, says: str) -> UsageError:
        line = _line_of(self.text, self.keys)
        place = f"{self.file}:{line}" if line else str(self.file)
        return UsageError(f"{place}: {says}")


def read_settings(file: Path) -> dict[str, Any]:
    """Return the settings in a file, by the fields of `Settings`.

    Raises UsageError if the file is not valid.
    """
    text, data = read = _read(file)
    table = _table(read, file)
    if table is None and data:
        raise UsageError(f"{file}: has no table `[tool.ionflux]`")
    at = _Context(file, text, ())
    if file.name != SHARED_FILE and isinstance(data.get("tool"), dict):
        says = f"in {file.name} the keys are on the top level: write `strict = true`, without"
        raise at.below("tool").fault(f"{says} `[tool.ionflux]`, which is for {SHARED_FILE}")
    values = _mapping(table or {}, at, _KEYS)
    defaults, diff = values.pop("defaults", {}), values.pop("diff", {})
    extra = values.pop("configure", {}).get("extra", ())
    return {_FIELDS.get(key, key): value for key, value in values.items()} | {
        "category": defaults.get("category"),
        "diff_levels": diff.get("levels", {}),
        "extra": extra,
    }


_Check = Callable[[object, _Context], Any]


def _mapping(value: object, at: _Context, keys: Mapping[str, _Check]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise at.fault(f"{_name(at)} must be a table")
    for key in value:
        if key not in keys:
            raise at.below(key).fault(
                f"unknown key {_name(at.below(key))}{did_you_mean(key, keys)}"
            )
    return {key: keys[key](item, at.below(key)) for key, item in value.items()}


def _name(at: _Context) -> str:
    keys = (key if key.isprintable() else ascii(key) for key in at.keys)
    return f"`{'.'.join(keys)}`" if at.keys else "the configuration"


def _text(value: object, at: _Context) -> str:
    if not isinstance(value, str):
        raise at.fault(f"{_name(at)} must be a string")
    return value


def _flag(value: object, at: _Context) -> bool:
    if not isinstance(value, bool):
        raise at.fault(f"{_name(at)} must be true or false")
    return value


def _texts(value: object, at: _Context) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise at.fault(f"{_name(at)} must be a list of strings")
    return tuple(value)


def _one_of(choices: tuple[str, ...]) -> _Check:
    def check(value: object, at: _Context) -> str:
        if value not in choices:
            raise at.fault(f"{_name(at)} cannot be {value!r}{did_you_mean(str(value), choices)}")
        return str(value)

    return check


def _each(check: _Check) -> _Check:
    def checked(value: object, at: _Context) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise at.fault(f"{_name(at)} must be a table")
        return {key: check(item, at.below(key)) for key, item in value.items()}

    return checked


def _agent(value: object, at: _Context) -> AgentSettings:
    return AgentSettings(**_mapping(value, at, {"category": _text, "status": _one_of(_STATUSES)}))


def _defaults(value: object, at: _Context) -> dict[str, Any]:
    return _mapping(value, at, {"category": _text})


def _diff(value: object, at: _Context) -> dict[str, Any]:
    return _mapping(value, at, {"levels": _each(_one_of(_LEVELS))})


def _configure(value: object, at: _Context) -> dict[str, Any]:
    return _mapping(value, at, {"extra": _extra})


def _extra(value: object, at: _Context) -> tuple[str, ...]:
    keys = _texts(value, at)
    for key in keys:
        if key in _EFFECTIVE:
            raise at.fault(f"{_name(at)} cannot name `{key}`, which ionflux uses itself")
    return keys


def _dialect(value: object, at: _Context) -> DialectSettings:
    return DialectSettings(**_mapping(value, at, _DIALECT))


_DIALECT: dict[str, _Check] = {
    "titles": _each(_text),
    "labels": _each(_text),
    "keys": _each(_text),
    "agent": _texts,
    "placeholders": _texts,
}
_FIELDS = {"per-path-ignores": "path_ignores", "severity": "severities"}
_KEYS: dict[str, _Check] = {
    "paths": _texts,
    "select": _texts,
    "ignore": _texts,
    "per-path-ignores": _each(_texts),
    "severity": _each(_one_of(_SEVERITIES)),
    "baseline": _text,
    "strict": _flag,
    "dialect": _one_of(_DIALECTS),
    "exclude": _texts,
    "defaults": _defaults,
    "agents": _each(_agent),
    "diff": _diff,
    "configure": _configure,
    "dialects": _each(_dialect),
}


def fault(file: str | None, keys: tuple[str, ...], says: str) -> UsageError:
    """Return the error about the value below some keys; `says` follows their names."""
    if file is None:
        return UsageError(f"{_name(_Context(Path(), '', keys))} {says}")
    at = _Context(Path(file), _text_of(Path(file)), keys)
    return at.fault(f"{_name(at)} {says}")


def _line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """Return the line where the last of the keys is first set; `tomllib` does not keep places."""
    shared = _TABLE.search(text)
    first = text.count("\n", 0, shared.end()) if shared else 0
    wanted = [re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])") for key in keys]
    for number, line in enumerate(text.splitlines()[first:], first + 1):
        while wanted and wanted[0].search(line):
            wanted.pop(0)
            if not wanted:
                return number
    return None
