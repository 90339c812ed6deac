"""A crontab: a line for each schedule of the agents."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import groupby

from ionflux.exporters import ExportOptions, Source
from ionflux.models import AgentDefinition, ScheduleTrigger
from ionflux.models.crons import standard, unusual_terms

HOLDS = frozenset({"id", "name", "triggers_config"})


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return one file; schedules of a time zone are below its `CRON_TZ`."""
    lines = [line for agent in source.agents for line in _lines(agent, options)]
    lines.sort(key=lambda line: line[0])
    text = ["# Created by ionflux: the schedules of agents.", "SHELL=/bin/sh"]
    for zone, group in groupby(lines, key=lambda line: line[0]):
        text += ["", f"CRON_TZ={zone or 'UTC'}", *(line for _, line in group)]
    return {"crontab": "\n".join([*text, ""])}


def lost(agent: AgentDefinition) -> Iterator[str]:
    """Yield the triggers that are not schedules, and schedules that cron cannot express."""
    for trigger in agent.triggers_config:
        if not isinstance(trigger, ScheduleTrigger):
            yield f"a trigger of type {trigger.type}"
        elif _is_refused(trigger.config["cron"]):
            yield f"the schedule `{trigger.config['cron']}`, which cron cannot express"


def _is_refused(cron: str) -> bool:
    return any(True for _ in unusual_terms(cron))


def _lines(agent: AgentDefinition, options: ExportOptions) -> Iterator[tuple[str, str]]:
    for trigger in agent.triggers_config:
        if isinstance(trigger, ScheduleTrigger) and not _is_refused(trigger.config["cron"]):
            zone = trigger.config.get("timezone") or ""
            yield zone, f"{standard(trigger.config['cron'])} {_command(agent, options.command)}"


def _command(agent: AgentDefinition, template: str) -> str:
    """Return the command for an agent; its words are data for the shell."""
    names = {"{id}": agent.id, "{name}": agent.name}
    for mark, value in names.items():
        template = template.replace(mark, shlex.quote(" ".join(value.split())))
    # A percent sign would end the command; a line break, the line.
    return " ".join(template.split()).replace("%", r"\%")
