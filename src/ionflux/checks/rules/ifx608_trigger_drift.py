"""The graph's triggers and the trigger column differ in kind, path, topic or authentication.

Triggers of one kind are the same if they share a path, a topic or a schedule, else by their order.
A setting that only one of the two has completes the other, and is not a difference.

Why it matters: the platform follows the column, but people read the graph.

How to fix: make both the same.

Bad:

    triggers:
      - type: webhook
        config: { path: "/webhooks/chart", authentication_method: "ionwall_jwt" }

    { "webhook_triggers": [
      { "endpoint_path": "/webhooks/chart", "authentication_method": "none" }] }

Good:

    triggers:
      - type: webhook
        config: { path: "/webhooks/chart", authentication_method: "ionwall_jwt" }

    { "webhook_triggers": [
      { "endpoint_path": "/webhooks/chart", "http_method": "POST" }] }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ionflux.checks.rules.graph_reads import column
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.words import quoted
from ionflux.forms.fluxgraph.triggers import COLUMN, Trigger, grouped, in_column, is_topic
from ionflux.models.sameness import cron_key, path_key

SEVERITY = Severity.WARNING

_COMPARED = ("path", "method", "authentication_method", "cron", "event_source", "timezone")
_MEANINGS = {"path": path_key, "cron": cron_key, "method": str.upper}
_HINT = "make the graph and the trigger column the same"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each trigger that only one has, and for each setting that differs."""
    value = column(subject.agent, COLUMN)
    if not isinstance(value, dict) or not value:
        return
    triggers = [
        Trigger(trigger.type, trigger.config, ("triggers_config", index))
        for index, trigger in enumerate(subject.agent.triggers_config)
    ]
    groups, others = grouped(triggers, list(in_column(value)))
    for trigger, group in zip(triggers, groups, strict=True):
        if not group:
            message = f"the trigger column has no {trigger.type} trigger like this one"
            yield Finding(message, loc=trigger.loc, hint=_HINT)
        yield from _differences(trigger, group)
    for other in others:
        message = f"the graph has no {other.type} trigger like this one"
        yield Finding(message, loc=("additional_sections", COLUMN, *other.loc), hint=_HINT)


def _differences(trigger: Trigger, group: Sequence[Trigger]) -> Iterator[Finding]:
    for other in group:
        loc = ("additional_sections", COLUMN, *other.loc)
        for name in _COMPARED:
            one, two = trigger.config.get(name), other.config.get(name)
            if isinstance(one, str) and isinstance(two, str) and _differ(name, one, two):
                message = f"the `{name}` is `{two}` in the trigger column, but `{one}` in the graph"
                yield Finding(message, loc=(*loc, other.keys[name]), hint=_HINT)
    topics = frozenset(topic for other in group for topic in other.topics)
    if topics and trigger.topics and topics != trigger.topics:
        message = (
            f"the trigger column has the topics {quoted(sorted(topics))},"
            f" but the graph has {quoted(sorted(trigger.topics))}"
        )
        key = next((key for name, key in group[0].keys.items() if is_topic(name)), None)
        loc = ("additional_sections", COLUMN, *group[0].loc, *([key] if key else []))
        yield Finding(message, loc=loc, hint=_HINT)


def _differ(name: str, one: str, two: str) -> bool:
    meaning = _MEANINGS.get(name, str)
    return bool(meaning(one) != meaning(two))
