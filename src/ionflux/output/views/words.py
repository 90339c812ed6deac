"""Triggers in words."""

from __future__ import annotations

from ionflux.models import EventTrigger, ManualTrigger, ScheduleTrigger, Trigger
from ionflux.models.crons import written_plainly


def in_words(trigger: Trigger) -> str:
    """Return when or by what the trigger fires: `every 2 hours`, `POST /emailwizard/run`."""
    if isinstance(trigger, ScheduleTrigger):
        return cron_in_words(trigger.config["cron"])
    if isinstance(trigger, EventTrigger):
        said = ", ".join(f"{key} {value}" for key, value in trigger.config.items())
        return f"on event ({said})" if said else "on event"
    if isinstance(trigger, ManualTrigger):
        return "by hand"
    return f"{trigger.config['method']} {trigger.config['path']}"


def cron_in_words(cron: str) -> str:
    """Return the times of a cron expression in words; the expression where there are none."""
    from cron_descriptor import (  # only schedules that are shown need it
        CasingTypeEnum,
        ExpressionDescriptor,
    )

    try:
        said = ExpressionDescriptor(
            written_plainly(cron),
            casing_type=CasingTypeEnum.Sentence,
            use_24hour_time_format=True,
            locale_code="en_US",
        ).get_description()
    except Exception:  # noqa: BLE001 - an expression that the library cannot tell is shown as it is
        return f"cron {cron}"
    return f"{said[:1].lower()}{said[1:]}"
