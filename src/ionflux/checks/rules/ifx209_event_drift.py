"""The scheduling text has an item that starts the agent by an event or by hand; the YAML does not.

An item is understood by its label (`Event-Driven:`, `Evento:`, `Manual/API Call:`) or by its words
("starts on each `order.created` event", "can be started manually"). Items about webhooks, paths
and breakers are ignored, and so are items that the text negates or calls former, planned or
optional.

Why it matters: the platform starts an agent only by the triggers of the YAML.

How to fix: add a trigger of type `event` or `manual`, or remove the item from the text.

Bad:

    triggers:
      - type: webhook
        path: "/scout/run"

    ### 9 ▸ Scheduling & Triggers
    * Event-driven: each reply of a lead starts a run.

Good:

    triggers:
      - type: webhook
        path: "/scout/run"
      - type: event
        source: crm.reply

    ### 9 ▸ Scheduling & Triggers
    * Event-driven: each reply of a lead starts a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ionflux.checks.fixing import About
from ionflux.checks.rules.paths import Paths, other_paths
from ionflux.checks.statements import Statement, current
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.language import vocabulary
from ionflux.language.negations import is_passed_over

SEVERITY = Severity.WARNING

_LABEL = regex(r"[\W_]{0,6}(?P<label>[^:|\n]{1,60}?)[\s*_`]{0,6}(?::(?=[\s*_`]|$)|\||→|—)")
_ELSEWHERE = regex(
    r"\b(?:webhooks?|hooks?|endpoints?|cron|breaker|circuit|disjuntor|fallback|alertas?|alerts?"
    r"|retry|retries|kpis?)\b"
)
_SAID = {"event": "by an event", "manual": "by hand"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each item that starts the agent in a way that no trigger does."""
    missing = {"event", "manual"} - {trigger.type for trigger in subject.agent.triggers_config}
    for statements in subject.statements("scheduling") if missing else ():
        for statement in current(statements):
            for kind, start, end in _starts(statement):
                if kind in missing:
                    missing.remove(kind)  # one finding of a kind is enough
                    yield Finding(
                        f"the text says that it starts {_SAID[kind]}, but there is no such trigger",
                        place=statement.part(start, end),
                        field="triggers_config",
                        hint=f"add `- type: {kind}` to the triggers, or remove it from the text",
                        write=kind,
                    )


def _starts(statement: Statement) -> Iterator[tuple[str, int, int]]:
    """Yield the ways in which a statement starts the agent, with the offsets of the words."""
    text = statement.folded()
    if _ELSEWHERE.search(text) or next(other_paths(statement.words, Paths(())), None):
        return
    label = _LABEL.match(statement.words)
    kind = _kind(label["label"]) if label else None
    if label and kind:
        found = [(kind, *label.span("label"))]
    else:
        searched = ((kind, pattern.search(text)) for kind, pattern in _patterns())
        found = [(kind, *match.span()) for kind, match in searched if match]
    yield from (each for each in found if not is_passed_over(text, each[1], each[2]))


def _kind(label: str) -> str | None:
    """Return the ways in which a label starts the agent; such a label says nothing else."""
    known = vocabulary().starts
    found = [known.get(word) for word in words(label)]
    if None in found:
        return None
    return next((kind for kind in found if kind), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = vocabulary()
    verbs, links, by_hand = map(_any_of, (known.start_verbs, known.start_links, known.by_hand))
    events = _any_of(word for word in known.starts if word.startswith("event"))
    return (
        (
            "event",
            re.compile(rf"\b{verbs} (?:[\w-]+ ){{0,2}}{links} (?:[\w.-]+ ){{0,3}}{events}\b"),
        ),
        ("manual", re.compile(rf"\b{verbs} (?:[\w-]+ ){{0,3}}{by_hand}\b")),
    )


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def fix(finding: Finding, about: About) -> Fix | None:
    """Add a trigger of the type in the text."""
    return about.adding(["triggers"], {"type": str(finding.write)})
