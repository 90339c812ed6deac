"""The configuration of a project, in `[tool.ionflux]` or `ionflux.toml`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import did_you_mean

OWN_FILE = "ionflux.toml"
SHARED_FILE = "pyproject.toml"

_DIALECTS = ("postgres", "sqlite")
_STATUSES = ("draft", "active", "deprecated")
_EFFECTIVE = ("agent", "inputs", "triggers", "memory", "llm_preference")
"""The keys of an effective configuration."""
_LEVELS = ("breaking", "compatible", "cosmetic")


class AgentSettings(NamedTuple):
    """The configuration of one agent."""

    category: str | None = None
    status: str | None = None


class DialectSettings(NamedTuple):
    """The words of a house style, as tables like those of a language module.

    `titles`, `labels` and `keys` map them to kinds of section, fields and keys of the YAML block;
    `agent` are words that begin an agent's heading, `placeholders` texts that say nothing yet.
    """

    titles: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    keys: Mapping[str, str] = {}
    agent: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()


class Settings(NamedTuple):
    """Defaults of a project; options of the command line take precedence.

    `file` is the configuration file they come from; the patterns of `exclude` are relative to
    `root`, its folder. `extra` are keys of the platform in the `config` of instance files, and
    `dialects` the project's own words in blueprints, by names of its choice.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    dialect: str = "postgres"
    exclude: tuple[str, ...] = ()
    category: str | None = None
    agents: Mapping[str, AgentSettings] = {}
    diff_levels: Mapping[str, str] = {}
    extra: tuple[str, ...] = ()
    dialects: Mapping[str, DialectSettings] = {}
    file: str | None = None
    root: str | None = None

    def default_paths(self) -> tuple[str, ...]:
        """Return what commands work on where no path is named, from the working directory."""
        return tuple(map(self.from_here, self.paths))

    def from_here(self, written: str) -> str:
        """Return a path of the configuration file, relative to its folder, as one from here."""
        return os.path.relpath(os.path.join(self.root or "", written))

    @staticmethod
    def find(path: str | Path = ".") -> Settings:
        """Return the settings of the nearest configuration file, in a path's folder or above.

        Raises `UsageError` if the file cannot be read or is not valid.
        """
        start = Path(path)
        return load_settings(start=start.parent if start.is_file() else start)


def load_settings(
    config: Path | None = None, *, isolated: bool = False, start: Path | None = None
) -> Settings:
    """Return the settings of the file named, else of the nearest above `start`, else defaults.

    `start` is the working directory unless given; with `isolated`, no file is read. Raises
    `UsageError` if a file cannot be read or is not valid.
    """
    if isolated and config is not None:
        raise UsageError("`--config` cannot be combined with `--isolated`")
    if isolated:
        return Settings()
    if config is not None:
        return _from_file(config)
    folder = (start or Path.cwd()).resolve()
    found = next((f for f in _candidates(folder) if f.is_file() and _is_for_us(f)), None)
    return _from_file(found) if found else Settings()


def _candidates(folder: Path) -> list[Path]:
    return [above / name for above in (folder, *folder.parents) for name in (OWN_FILE, SHARED_FILE)]


# A `pyproject.toml` is parsed only if it may have the table: both words of its name in one line, a
# table `tool`, or an escaped letter.
_MAY_HAVE_TABLE = regex(
    r"^(?:(?>.*?tool).*ionflux|[ \t]*+\[[ \t]*+[\"']?tool[\"']?[ \t]*+\])|\\[uU]", re.MULTILINE
)
_TABLE = regex(r"^[ \t]*+\[tool\.ionflux\b", re.MULTILINE)


def _is_for_us(file: Path) -> bool:
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
        raise UsageError(f"{file}: not UTF-8") from None


def _parsed(text: str, file: Path) -> tuple[str, dict[str, Any]]:
    import tomllib  # many runs find no file

    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise UsageError(f"{file}: not TOML: {error}") from None


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


def _from_file(file: Path) -> Settings:
    text, data = read = _read(file)
    table = _table(read, file)
    if table is None and data:
        raise UsageError(f"{file}: has no table `[tool.ionflux]`")
    values = _mapping(table or {}, _Context(file, text, ()), _KEYS)
    defaults, diff = values.pop("defaults", {}), values.pop("diff", {})
    extra = values.pop("configure", {}).get("extra", ())
    return Settings(
        **values,
        category=defaults.get("category"),
        diff_levels=diff.get("levels", {}),
        extra=extra,
        file=str(file),
        root=str(file.resolve().parent),
    )


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
_KEYS: dict[str, _Check] = {
    "paths": _texts,
    "select": _texts,
    "ignore": _texts,
    "strict": _flag,
    "dialect": _one_of(_DIALECTS),
    "exclude": _texts,
    "defaults": _defaults,
    "agents": _each(_agent),
    "diff": _diff,
    "configure": _configure,
    "dialects": _each(_dialect),
}


def fault(settings: Settings, keys: tuple[str, ...], says: str) -> UsageError:
    """Return the error about what settings have below some keys; `says` follows their names."""
    if settings.file is None:
        return UsageError(f"{_name(_Context(Path(), '', keys))} {says}")
    file = Path(settings.file)
    at = _Context(file, _text_of(file), keys)
    return at.fault(f"{_name(at)} {says}")


def _line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """Return the line where the last of the keys is first set; `tomllib` keeps no places."""
    shared = _TABLE.search(text)
    first = text.count("\n", 0, shared.end()) if shared else 0
    wanted = [re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])") for key in keys]
    for number, line in enumerate(text.splitlines()[first:], first + 1):
        while wanted and wanted[0].search(line):
            wanted.pop(0)
            if not wanted:
                return number
    return None


def show(settings: Settings) -> str:
    """Return the settings as TOML, as they would stand in `ionflux.toml`."""
    lines = [f"# {settings.file or 'no configuration file; the defaults'}"]
    if settings.paths:
        lines.append(f"paths = {_toml(settings.paths)}")
    lines += [f"{key} = {_toml(getattr(settings, key))}" for key in _PLAIN]
    if settings.category is not None:
        lines += ["", "[defaults]", f"category = {_toml(settings.category)}"]
    for agent, says in settings.agents.items():
        lines += ["", f"[agents.{_toml(agent)}]"]
        lines += [f"{k} = {_toml(v)}" for k in _AGENT if (v := getattr(says, k)) is not None]
    if settings.extra:
        lines += ["", "[configure]", f"extra = {_toml(settings.extra)}"]
    if settings.diff_levels:
        lines += ["", "[diff.levels]"]
        lines += [f"{_toml(k)} = {_toml(level)}" for k, level in settings.diff_levels.items()]
    for name, dialect in settings.dialects.items():
        lines += ["", *_dialect_lines(f"dialects.{_toml(name)}", dialect)]
    return "\n".join(lines) + "\n"


def _dialect_lines(name: str, dialect: DialectSettings) -> Iterator[str]:
    yield f"[{name}]"
    yield from (f"{key} = {_toml(getattr(dialect, key))}" for key in ("agent", "placeholders"))
    for key in ("titles", "labels", "keys"):
        yield f"\n[{name}.{key}]"
        yield from (f"{_toml(k)} = {_toml(v)}" for k, v in getattr(dialect, key).items())


_PLAIN = ("select", "ignore", "strict", "dialect", "exclude")
_AGENT = ("category", "status")


def _toml(value: object) -> str:
    import json  # settings are rarely shown

    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
