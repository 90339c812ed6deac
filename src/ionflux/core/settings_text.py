"""The settings that apply, as text."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.core.settings import Settings
from ionflux.core.settings_parts import DialectSettings


def show(settings: Settings) -> str:
    """Return the settings as TOML, as they would be in `ionflux.toml`."""
    lines = [f"# {settings.file or 'no configuration file; the defaults'}"]
    if settings.paths:
        lines.append(f"paths = {_toml(settings.paths)}")
    lines += [f"{key} = {_toml(getattr(settings, key))}" for key in _PLAIN]
    if settings.baseline is not None:
        lines.append(f"baseline = {_toml(settings.baseline)}")
    for table, values in (
        ("per-path-ignores", settings.path_ignores),
        ("severity", settings.severities),
    ):
        if values:
            lines += ["", f"[{table}]", *(f"{_toml(k)} = {_toml(v)}" for k, v in values.items())]
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

    # A JSON string is a TOML string, except for DEL, which TOML requires to be escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
