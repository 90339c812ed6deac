"""A comment that silences a code does so only in the section of the agent that contains it."""

from __future__ import annotations

import pytest

import ionflux
from in_process import ionflux as run

DOCUMENT = """\
{above}
# Agents

## AGENT 001 — OUTER
{outer}

### YAML Definition
```yaml
id: agent_001
name: Outer
version: 1
```

### AGENT 002 — INNER
{inner}

#### YAML Definition
```yaml
id: agent_002
name: Inner
version: 1
```

#### Scheduling & Triggers
* Cron: 0 8 * * *

### Scheduling & Triggers
{behind}
* Cron: 0 9 * * *

## AGENT 003 — NEXT
{next}

### YAML Definition
```yaml
id: agent_003
name: Next
version: 1
```

### Scheduling & Triggers
* Cron: 0 10 * * *
"""
PLACES = ("above", "outer", "inner", "behind", "next")
IGNORE = "<!-- ionflux: ignore IFX201 -->"


def drifting(**comments: str) -> list[str]:
    """Return the agents with a finding IFX201."""
    text = DOCUMENT.format(**dict.fromkeys(PLACES, "") | comments)
    result = ionflux.compile_text(text)
    assert len(result.definitions) == 3
    return sorted(found.agent or "" for found in result.diagnostics if found.code == "IFX201")


def test_without_a_comment_nothing_is_silenced() -> None:
    assert drifting() == ["agent_001", "agent_002", "agent_003"]


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("above", []),
        ("outer", ["agent_002", "agent_003"]),
        ("inner", ["agent_001", "agent_003"]),
        ("behind", ["agent_002", "agent_003"]),
        ("next", ["agent_001", "agent_002"]),
    ],
)
def test_a_comment_silences_the_innermost_agent_around_it(place: str, left: list[str]) -> None:
    assert drifting(**{place: IGNORE}) == left


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("<!-- ionflux: ignore IFX202 -->", True),
        ("<!-- ionflux: ignore IFX2 -->", False),
        ("<!-- ionflux: ignore schedule-drift -->", False),
        ("<!-- ionflux: ignore IFX203, IFX201 -- another team's cron -->", False),
        ("`<!-- ionflux: ignore IFX201 -->`", True),
        ("```\n<!-- ionflux: ignore IFX201 -->\n```", True),
        ("    <!-- ionflux: ignore IFX201 -->", True),
        ("\t<!-- ionflux: ignore IFX201 -->", True),
        ("* item\n\n    <!-- ionflux: ignore IFX201 -->", False),
        ("words\n    <!-- ionflux: ignore IFX201 -->", False),
    ],
)
def test_which_comments_silence(comment: str, left: bool) -> None:
    assert ("agent_001" in drifting(outer=comment)) is left


@pytest.mark.parametrize(
    ("comment", "noted"),
    [
        ("<!-- please ignore IFX201 (ionflux) -->", True),
        ("<!-- markdownlint-disable; ionflux: ignore IFX201 -->", True),
        ("<!-- ionflux: off -->", True),
        ("`<!-- see ionflux: ignore IFX201 -->`", False),
        ("\\<!-- see ionflux: ignore IFX201 -->", False),
        ("<!-- the ionflux team reads this -->", False),
    ],
)
def test_a_comment_that_is_meant_for_the_program_but_not_understood_is_noted(
    comment: str, noted: bool
) -> None:
    text = DOCUMENT.format(**dict.fromkeys(PLACES, "") | {"outer": comment})
    done = run("validate", "-", given=text)
    assert ("is not understood; write `<!-- ionflux: ignore" in done.stderr) is noted
    assert "agent_001" in drifting(outer=comment)


def test_a_comment_is_corrected_before_what_it_silences_is_fixed() -> None:
    text = (
        "## AGENT 001 — A\n{}\n```yaml\nid: agent_001\nname: A\nversion: 1\n"
        "inputs: [{{key: a, type: int}}]\n```\n"
    )
    done = run("fix", "-", given=text.format("<!-- ionflux: disable IFX108 -->"))
    assert done.stdout == text.format("<!-- ionflux: ignore IFX108 -->")
