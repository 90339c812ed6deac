"""Triggers, schedules and findings in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from ionflux.core.json_value import JsonValue
from ionflux.core.words import counted
from ionflux.models.crons import written_plainly


class Findings(Protocol):
    """How many findings of each severity there are."""

    @property
    def errors(self) -> int:
        """Findings that fail a run."""

    @property
    def warnings(self) -> int:
        """Findings that fail a strict run."""

    @property
    def infos(self) -> int:
        """Remarks."""


def in_words(kind: str, config: Mapping[str, JsonValue]) -> str:
    """Return when or by what a trigger fires: `every 2 hours`, `POST /emailwizard/run`.

    Raises `KeyError` for a trigger that is not valid.
    """
    return _WORDS[kind](config)


def _of_schedule(config: Mapping[str, JsonValue]) -> str:
    return cron_in_words(config["cron"])


def _of_event(config: Mapping[str, JsonValue]) -> str:
    said = ", ".join(f"{key} {value}" for key, value in config.items())
    return f"on event ({said})" if said else "on event"


_WORDS: Mapping[str, Callable[[Mapping[str, JsonValue]], str]] = {
    "schedule": _of_schedule,
    "webhook": lambda config: f"{config['method']} {config['path']}",
    "event": _of_event,
    "manual": lambda _: "by hand",
}


def findings_in_words(findings: Findings | None) -> list[str]:
    """Return findings in words, such as `2 warnings`; empty if they were not counted."""
    if findings is None:
        return []
    kinds = {"error": findings.errors, "warning": findings.warnings, "info": findings.infos}
    return [counted(count, kind) for kind, count in kinds.items() if count] or ["none"]


@lru_cache(maxsize=1024)
def cron_in_words(cron: str, locale: str = "en_US") -> str:
    """Return the times of a cron expression in words; or the expression itself."""
    from cron_descriptor import ExpressionDescriptor, Options  # only needed to show schedules

    # Without options of ours, the library warns on standard error where the system has no locale.
    options = Options(use_24hour_time_format=True, locale_code=locale)
    try:
        said = ExpressionDescriptor(written_plainly(cron), options).get_description()
    except Exception:  # noqa: BLE001 - what the library cannot describe is shown as it is
        return f"cron {cron}"
    return f"{said[:1].lower()}{said[1:]}"
