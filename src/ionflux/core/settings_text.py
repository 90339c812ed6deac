"""The settings that apply, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.core.settings import Settings

_LISTS_AND_FLAGS = ("select", "ignore", "strict", "dialect", "exclude")
_Values = Mapping[str, object]


def show(settings: Settings) -> str:
    """Return the settings as TOML, as they would be in `ionflux.toml`."""
    lines = [f"# {settings.file or 'no configuration file; the defaults'}"]
    lines += _pairs(_top(settings))
    for name, values in _tables(settings):
        if pairs := _pairs(values):
            lines += ["", f"[{name}]", *pairs]
    return "\n".join(lines) + "\n"


def _top(settings: Settings) -> _Values:
    """Return the values above all tables; None for those that do not apply."""
    return {
        "paths": settings.paths or None,
        **{key: getattr(settings, key) for key in _LISTS_AND_FLAGS},
        "baseline": settings.baseline,
    }


def _tables(settings: Settings) -> Iterator[tuple[str, _Values]]:
    """Yield the tables with their names; those without values do not apply."""
    yield "per-path-ignores", _quoted(settings.path_ignores)
    yield "severity", _quoted(settings.severities)
    yield "defaults", {"category": settings.category}
    for agent, stated in settings.agents.items():
        yield f"agents.{_toml(agent)}", {"category": stated.category, "status": stated.status}
    yield "configure", {"extra": settings.extra or None}
    yield "diff.levels", _quoted(settings.diff_levels)
    for name, dialect in settings.dialects.items():
        table = f"dialects.{_toml(name)}"
        yield table, {"agent": dialect.agent, "placeholders": dialect.placeholders}
        yield f"{table}.titles", _quoted(dialect.titles)
        yield f"{table}.labels", _quoted(dialect.labels)
        yield f"{table}.keys", _quoted(dialect.keys)


def _pairs(values: _Values) -> list[str]:
    return [f"{key} = {_toml(value)}" for key, value in values.items() if value is not None]


def _quoted(values: _Values) -> _Values:
    """Return the values by their keys in quotes, since the project chose the keys."""
    return {_toml(key): value for key, value in values.items()}


def _toml(value: object) -> str:
    import json  # settings are rarely shown

    # A JSON string is a TOML string, except for DEL, which TOML requires to be escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
