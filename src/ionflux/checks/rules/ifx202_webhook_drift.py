"""The scheduling text names a path that no webhook trigger has or ends with.

A path in the text may be the whole path of a webhook or its last parts: `/hook` means
`/whatsapp/hook`. Placeholders are equal whatever their names (`/orders/{id}`, `/orders/:order`).
Web addresses, files, fractions, units (`1000/h`) and slash commands are not paths. Paths that the
text negates, strikes out, or calls past, planned or an example are ignored.

Why it matters: callers are set up according to the text, and call a path that no agent answers.

How to fix: correct the path in the text or in the YAML, or add the webhook.

Bad:

    triggers:
      - type: webhook
        path: "/orders/new"

    ### 9 ▸ Scheduling & Triggers
    * Webhook: /orders/created accepts each order.

Good:

    triggers:
      - type: webhook
        path: "/orders/new"

    ### 9 ▸ Scheduling & Triggers
    * Webhook: /new takes each order.
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.fixing import About
from ionflux.checks.rules.paths import Paths, other_paths
from ionflux.checks.statements import Statement, current
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.words import did_you_mean
from ionflux.language.negations import is_passed_over, tells_of_another_version
from ionflux.models.triggers import WebhookTrigger
from ionflux.yaml.quoting import as_yaml

SEVERITY = Severity.WARNING

_COMPARED = 50
"""How many webhooks of an agent are compared to find the nearest."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each path in the text that no webhook of the agent answers."""
    webhooks = [
        t.config["path"] for t in subject.agent.triggers_config if isinstance(t, WebhookTrigger)
    ]
    known = Paths(webhooks)
    for statements in subject.statements("scheduling"):
        for statement in current(statements):
            # The same path is reported once per statement.
            for path, offset in dict(reversed(list(_named(statement, known)))).items():
                yield Finding(
                    f"the text names the path `{path}`, which no webhook has or ends with",
                    statement.part(offset, offset + len(path)),
                    hint=_hint(path, webhooks),
                    field="triggers_config",
                    write=path,
                )


def _named(statement: Statement, known: Paths) -> Iterator[tuple[str, int]]:
    """Yield the other paths of a statement and their offsets, except those that do not apply."""
    words = statement.words
    for path, start in other_paths(words, known):
        extent = start, start + len(path)
        if not (is_passed_over(words, *extent) or tells_of_another_version(words, *extent)):
            yield path, start


def _hint(path: str, webhooks: list[str]) -> str:
    if not webhooks:
        return f'the YAML has no webhook; add `- type: webhook` with `path: "{path}"`'
    return f"not a webhook of the YAML{did_you_mean(path, webhooks[:_COMPARED])}"


def fix(finding: Finding, about: About) -> Fix | None:
    """Add the webhook in the text."""
    path = as_yaml(finding.write)
    return about.adding(["triggers"], {"type": "webhook", "path": path})
