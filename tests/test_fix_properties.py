"""Properties of `fix` for any document with mistakes of all kinds and random changes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ionflux
from ionflux.authoring.fixes import Wanted, fixed

AGENT = """\
## AGENT 00{n} — Price Hawk {n} / The 🦅 of the market

**Epithet:** the watcher

### 5 ▸ YAML Definition
```yaml
# the definition 📌
id: agent_00{n}   # never changes
name: "Price Hawk {n}"
version: "0.1"
triggers:
  - type: schedule
    cron: "0 8 * * *"   # each morning
  - {{type: webhook, path: "/hawk{n}/run", method: POST}}
inputs:
  - key: goal
    type: string
    required: true
outputs:
  - key: report
    type: md
stack:
  language: python
  models:
    - openai:gpt-4o
  databases: [Postgres]
memory:
  type: pinecone
  namespace: hawk_{n}
```

### 6 ▸ Stack & APIs
* LLM: GPT-4o
* DB: Postgres

### 8 ▸ Data Store
Pinecone namespace hawk_{n}.

### 9 ▸ Scheduling & Triggers
* Cron: 0 8 * * * looks at prices.
* Webhook: /hawk{n}/run starts it.
"""
# Mistakes: the original text, and its replacement.
MISTAKES = (
    ("type: string", "type: str"),
    ("type: md", "type: Markdown"),
    ("type: schedule", "type: cron"),
    ("type: webhook", "type: http"),
    ("type: schedule\n", "type: stream\n"),
    ("required: true", "required: yes"),
    ("required: true", "requird: true"),
    ("version:", "verison:"),
    ('version: "0.1"', "version: 0.10"),
    ('version: "0.1"', 'version: "0.1",'),
    ('name: "Price Hawk', "name: “Price Hawk"),
    ('"\nversion', "”\nversion"),
    ('"0 8 * * *"', "*/5 * * * *"),
    ("method: POST", "method: post"),
    ("  - key: goal", "\t- key: goal"),
    ("    type: string", "\t\ttype: string"),
    (" — Price", " Price"),
    ("AGENT 001", "AGENT 007"),
    ("— Price Hawk 1", "— STOCK KEEPER"),
    ("### 9 ▸", "## 9 ▸"),
    ("0 8 * * * looks", "0 9 * * * looks"),
    ("0 8 * * * looks", "hourly, it looks"),
    ("/hawk1/run starts", "/hawk1/new starts"),
    ("namespace hawk_1.", "namespace `hawk 9`."),
    ("namespace hawk_1.", "no namespace needed."),
    ("LLM: GPT-4o", "LLM: GPT-4o, Whisper v3"),
    ("DB: Postgres", "DB: Postgres, MongoDB"),
    ("* Webhook", "* Event-driven: each change starts it.\n* Webhook"),
    ("**Epithet:**", "<!-- ionflux ignore IFX201 -->\n**Epithet:**"),
    ("# the definition", "# ionflux: ignore IFX206 (old)\n# the definition"),
    ("    type: md\n", "    type: md\n    default: &d text\n    type: *d\n"),
    ("```\n\n### 6", "\n### 6"),
    ("it.\n", "it.\n\n```\n/agents/hawk/\n"),
)
documents = st.builds(
    lambda mistakes, agents: "\n".join(
        _with(AGENT.format(n=n), [wrong for at, wrong in mistakes if at == n])
        for n in range(1, agents + 1)
    ),
    st.lists(st.tuples(st.integers(1, 2), st.sampled_from(MISTAKES)), max_size=6),
    st.integers(1, 2),
)
changed = st.builds(
    lambda text, at, length, put: f"{text[:at]}{put}{text[at + length :]}",
    documents,
    st.integers(0, 1_500),
    st.integers(0, 12),
    st.one_of(
        st.sampled_from(["\t", ",", "“", "*", "`", "#", "\n", "\r", ": ", "- ", "&a", ""]),
        st.text(max_size=3),
    ),
)
every_wish = pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])


def _with(text: str, mistakes: list[tuple[str, str]]) -> str:
    for right, wrong in mistakes:
        text = text.replace(right, wrong, 1)
    return text


def fix(text: str, *, unsafe: bool) -> str:
    return fixed(text, ionflux.compile_text, Wanted(unsafe=unsafe)).text


def more(before: str, after: str) -> Counter[str]:
    """Return the codes of which there are more findings than before.

    Missing parts and warnings may come to light once an agent is read.
    """
    old, new = map(ionflux.compile_text, (before, after))
    read = {each.id for each in old.definitions}
    revealed = {each.id for each in new.definitions} - read
    return Counter(
        found.code
        for found in new.diagnostics
        if found.code not in {"IFX005", "IFX006", "IFX007"}
        and (found.severity is ionflux.Severity.ERROR or found.agent not in revealed)
    ) - Counter(found.code for found in old.diagnostics)


@every_wish
@given(text=st.one_of(documents, changed))
def test_no_code_has_more_findings_and_nothing_is_left_to_fix(text: str, unsafe: bool) -> None:
    after = fix(text, unsafe=unsafe)
    assert not more(text, after)
    assert fix(after, unsafe=unsafe) == after


@given(text=st.one_of(documents, changed))
def test_a_safe_fix_changes_no_value_but_that_of_the_key_it_names(text: str) -> None:
    before = ionflux.compile_text(text)
    # A comment that is understood is no longer part of a text.
    assume(not any(comment.misread.startswith("<") for comment in before.suppressions))
    named = {(found.agent, found.code) for found in before.diagnostics if found.fix}
    after = {each.id: each for each in ionflux.compile_text(fix(text, unsafe=False)).definitions}
    for definition in before.definitions:
        codes = {code for agent, code in named if agent in {definition.id, None}}
        if codes.isdisjoint({"IFX009", "IFX105"}):
            assert after[definition.id] == definition


@every_wish
@given(text=st.one_of(documents, changed).filter(lambda text: "\r" not in text))
def test_line_ends_do_not_matter(text: str, unsafe: bool) -> None:
    with_returns = f"\ufeff{text}".replace("\n", "\r\n")
    expected = f"\ufeff{fix(text, unsafe=unsafe)}".replace("\n", "\r\n")
    assert fix(with_returns, unsafe=unsafe) == expected
