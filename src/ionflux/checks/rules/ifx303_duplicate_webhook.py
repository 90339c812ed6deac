"""Two agents answer the same method and path.

Why it matters: the platform routes a call to one agent. Which of the two it is depends on the
order of loading, and the other waits for ever.

How to fix: begin each agent's paths with its name, or use different methods.

Bad:

    name: EmailWizard
    triggers: [{type: webhook, path: "/run"}]

    name: StockKeeper
    triggers: [{type: webhook, path: "/run"}]

Good:

    name: EmailWizard
    triggers: [{type: webhook, path: "/emailwizard/run"}]

    name: StockKeeper
    triggers: [{type: webhook, path: "/stockkeeper/run"}]
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules import UniqueValue
from ionflux.checks.subject import Subject
from ionflux.core.findings import Severity
from ionflux.models.agent_definition import WebhookTrigger

SEVERITY = Severity.WARNING


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """UniqueValue method and path of each webhook; a slash at the end makes no other path."""
    for index, trigger in enumerate(subject.agent.triggers_config):
        if isinstance(trigger, WebhookTrigger):
            method, path = trigger.config["method"], trigger.config["path"]
            key = f"{method} {path.rstrip('/') or '/'}"
            where = ("triggers_config", index, "config", "path")
            yield UniqueValue(key, f"the webhook `{method} {path}`", where)
