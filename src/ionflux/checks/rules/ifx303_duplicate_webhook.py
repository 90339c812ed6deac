"""Two agents answer the same method and path.

Placeholders are equal whatever their names: `/orders/{id}` and `/orders/:order` are the same path,
and so are `/run` and `/run/`.

Why it matters: the platform routes a call to one agent. Which of the two depends on the order of
loading, and the other is never called.

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
from ionflux.models.sameness import path_key
from ionflux.models.triggers import WebhookTrigger

SEVERITY = Severity.WARNING


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """Yield the method and path of each webhook."""
    for index, trigger in enumerate(subject.agent.triggers_config):
        if isinstance(trigger, WebhookTrigger):
            method, path = trigger.config["method"], trigger.config["path"]
            where = ("triggers_config", index, "config", "path")
            yield UniqueValue(f"{method} {path_key(path)}", f"the webhook `{method} {path}`", where)
