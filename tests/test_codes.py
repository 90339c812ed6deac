"""The catalogue of codes: that of the contract, documented, and equal to the page in docs/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ionflux.checks.descriptions import description, descriptions
from ionflux.checks.explanations import catalogue, document, explanation
from ionflux.checks.rules import checks, graph_checks, rules
from ionflux.core.errors import UsageError

PAGE = Path(__file__).resolve().parents[1] / "docs" / "codes.md"

# The contract's table, by hand: codes never change their meaning.
CODES = """
    IFX001 unreadable error
    IFX002 no-blueprint error
    IFX003 no-definition error
    IFX004 several-definitions warning
    IFX005 missing-section info
    IFX006 placeholder info
    IFX007 unknown-section info
    IFX008 duplicate-section warning
    IFX009 unclosed-fence warning
    IFX010 not-an-agent warning
    IFX011 section-outside-agent warning
    IFX012 not-understood warning
    IFX013 unclosed-html warning
    IFX101 yaml-syntax error
    IFX102 duplicate-key error
    IFX103 missing-key error
    IFX104 invalid-value error
    IFX105 unknown-key warning
    IFX106 invalid-cron error
    IFX107 invalid-path error
    IFX108 type-alias warning
    IFX109 invalid-version error
    IFX110 invalid-id error
    IFX111 yaml-limit error
    IFX201 schedule-drift warning
    IFX202 webhook-drift warning
    IFX203 namespace-drift warning
    IFX204 introduction-length warning
    IFX205 number-drift warning
    IFX206 name-drift warning
    IFX207 model-drift warning
    IFX208 dependency-drift warning
    IFX209 event-drift warning
    IFX210 unknown-reference warning
    IFX211 unknown-variable warning
    IFX301 duplicate-id error
    IFX302 duplicate-name error
    IFX303 duplicate-webhook warning
    IFX304 shared-namespace warning
    IFX401 unknown-definition error
    IFX402 missing-input error
    IFX403 wrong-input-type error
    IFX404 unknown-input error
    IFX405 unknown-trigger error
    IFX406 unknown-model error
    IFX407 unresolved-variable error
    IFX408 shared-instance-namespace warning
    IFX409 shared-instance-webhook warning
    IFX501 invalid-playbook error
    IFX601 json-comments info
    IFX602 unknown-node-reference error
    IFX603 unknown-input-reference error
    IFX604 graph-cycle error
    IFX605 unused-declaration warning
    IFX606 transform-drift warning
    IFX607 scope-drift warning
    IFX608 trigger-drift warning
    IFX609 copy-drift warning
    IFX610 metric-drift warning
    IFX611 setting-drift warning
"""


def test_the_codes_are_those_of_the_contract() -> None:
    table = [tuple(line.split()) for line in CODES.strip().splitlines()]
    assert [(rule.code, rule.name, rule.severity.value) for rule in rules().values()] == table


@pytest.mark.parametrize("code", rules())
def test_every_code_says_what_why_and_how(code: str) -> None:
    about = description(code)
    parts = about.text.split("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]+\.", about.summary)
    leads = ("Why it matters: ", "How to fix: ", "Bad:", "Good:")
    places = [next(i for i, part in enumerate(parts) if part.startswith(lead)) for lead in leads]
    assert places == sorted(places)
    for place in places[2:]:
        assert parts[place + 1].startswith("    ")


def test_the_page_of_codes_is_what_explain_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "ionflux explain --all > docs/codes.md"


def test_codes_are_explained_by_code_or_name() -> None:
    text = explanation("ifx201")
    assert text.startswith("IFX201 schedule-drift (warning)\n\n")
    assert text == explanation("Schedule-Drift")
    assert text in document()
    assert len(catalogue().splitlines()) == len(rules())


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("IFX2001", "did you mean `IFX201`"),
        ("scheduel-drift", "did you mean `schedule-drift`"),
        ("?", "`ionflux explain --list` lists all codes"),
    ],
)
def test_an_unknown_code_names_the_nearest(word: str, hint: str) -> None:
    with pytest.raises(UsageError, match=re.escape(hint)):
        explanation(word)


def test_only_codes_of_checks_have_checks() -> None:
    assert (*checks(), *graph_checks()) == tuple(
        rule for rule in rules().values() if rule.check or rule.unique or rule.refers
    )


def test_the_description_of_a_rule_matches_the_rule() -> None:
    known = rules().values()
    assert [(rule.code, rule.name, rule.severity, bool(rule.fix)) for rule in known] == [
        (about.code, about.name, about.severity, about.fixable) for about in descriptions()
    ]
