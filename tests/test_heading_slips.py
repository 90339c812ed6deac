"""No agent is lost: a mistake in its heading is corrected when reading, or stops the import."""

from __future__ import annotations

import pytest

import ionflux
from in_process import ionflux as run

AGENT = """\
{heading}

**Epithet:** The One of {name}

### 5 ▸ YAML Definition
```yaml
id: agent_00{number}
name: {name}
version: 0.1
```

### 9 ▸ Scheduling & Triggers
On demand, by {name}.
"""
NAMES = ("First", "Second", "Third")

SLIPS = [
    # The number.
    "## AGENT — SECOND",
    "## AGENT TWO — SECOND",
    "## AGENTE DOIS — SECOND",
    "## AGENT II — SECOND",
    "## AGENT ００２ — SECOND",
    "## AGENT #002 — SECOND",
    "## AGENT No. 2 — SECOND",
    "## AGENTE Nº 002 — SECOND",
    "## AGENT (002) — SECOND",
    "## AGENT002 — SECOND",
    "## AGENT-002 — SECOND",
    "## AGENT_002 — SECOND",
    "## AGENT: 002 — SECOND",
    "## AGENT 2a — SECOND",
    # Between the number and the title.
    "## AGENT 002 SECOND",
    "## AGENT 002",
    "## AGENT 002 —",
    "## AGENT 002: SECOND",
    "## AGENT 002 : SECOND",
    "## AGENT 002. SECOND",
    "## AGENT 002) SECOND",
    "## AGENT 002 | SECOND",
    "## AGENT 002 / SECOND",
    "## AGENT 002 = SECOND",
    "## AGENT 002 > SECOND",
    "## AGENT 002 ~ SECOND",
    "## AGENT 002 · SECOND",
    "## AGENT 002 → SECOND",
    "## AGENT 002 -- SECOND",
    "## AGENT 002 --- SECOND",
    "## AGENT 002 ― SECOND",
    "## AGENT 002 − SECOND",
    "## AGENT 002—SECOND",
    "## AGENT 002 \\- SECOND",
    "## AGENT 002 \\— SECOND",
    "## AGENT 002 &mdash; SECOND",
    # The word.
    "## AGNET 002 — SECOND",
    "## AGETN 002 — SECOND",
    "## AGEN 002 — SECOND",
    "## AGANT 002 — SECOND",
    "## AGENTT 002 — SECOND",
    "## Agents 002 — SECOND",
    "## AG\u200bENT 002 — SECOND",
    "## AG\u00adENT 002 — SECOND",
    "## ΑGENT 002 — SECOND",  # the first letter is Greek
    "## agent 002 — second",
    "## Second (Agent 002)",
    # The marks of the heading.
    "##AGENT 002 — SECOND",
    "## AGENT 002 — SECOND ##",
    "##\tAGENT\t002\t—\tSECOND",
    "##\u00a0AGENT 002 — SECOND",
    "## \u200bAGENT 002 — SECOND",
    "\ufeff## AGENT 002 — SECOND",
    "\u200b## AGENT 002 — SECOND",
    "\\## AGENT 002 — SECOND",
    "＃＃ AGENT 002 — SECOND",
    "    ## AGENT 002 — SECOND",
    "\t## AGENT 002 — SECOND",
    "> ## AGENT 002 — SECOND",
    "- ## AGENT 002 — SECOND",
    "1. ## AGENT 002 — SECOND",
    "AGENT 002 — SECOND",
    "**AGENT 002 — SECOND**",
    "__AGENT 002 — SECOND__",
    "*AGENT 002 — SECOND*",
    "**AGENT 002** — SECOND",
    "`AGENT 002 — SECOND`",
    "AGENT 002 — SECOND\n------------------",
    "AGENT 002 — SECOND\n==================",
    "<h2>AGENT 002 — SECOND</h2>",
    '<h2 id="second">AGENT 002 — SECOND</h2>',
    "<H2>AGENT 002 — SECOND</H2>",
    "<b>AGENT 002 — SECOND</b>",
    # The level.
    "# AGENT 002 — SECOND",
    "### AGENT 002 — SECOND",
    "###### AGENT 002 — SECOND",
    "####### AGENT 002 — SECOND",
    # Around the words.
    "## **AGENT 002 — SECOND**",
    "## **AGENT 002** — SECOND",
    "## *AGENT 002* — SECOND",
    "## `AGENT 002` — SECOND",
    "## ~~AGENT 002~~ — SECOND",
    "## [AGENT 002 — SECOND](second.md)",
    "## [AGENT 002] — SECOND",
    "## 2. AGENT 002 — SECOND",
    "## 5. AGENT — SECOND",
    "## 2) AGENT 002 — SECOND",
    "## 2 ▸ AGENT 002 — SECOND",
    "## 🤖 AGENT 002 — SECOND",
    "## → AGENT 002 — SECOND",
    "## The AGENT 002 — SECOND",
    '## <a id="second"></a>AGENT 002 — SECOND',
    '## <a id="second"></a> AGENT 002 — SECOND',
    "## AGENT 002 — SECOND {#second}",
    "## AGENT 002 — SECOND <!-- to be revised -->",
    "## <!-- revised --> AGENT 002 — SECOND",
    "## AGENT 002 — **SECOND**",
    "## AGENT 002 — “SECOND”",
]


def document(slip: str) -> tuple[str, int]:
    """Return three agents, the second under a heading with a mistake; and that heading's line."""
    first, second, third = (
        AGENT.format(
            number=number, name=name, heading=f"## AGENT 00{number} — {name.upper()} / Of Notes"
        )
        for number, name in enumerate(NAMES, 1)
    )
    second = second.replace("## AGENT 002 — SECOND / Of Notes", slip)
    return f"{first}\n{second}\n{third}", first.count("\n") + 2


def test_without_a_slip_all_agents_are_read() -> None:
    text, _ = document("## AGENT 002 — SECOND / Of Notes")
    result = ionflux.compile_text(text)
    assert [agent.name for agent in result.definitions] == [*NAMES]
    assert not [found for found in result.diagnostics if found.severity != "info"]


@pytest.mark.parametrize(
    "slip",
    [
        "## AGENT (002) — SECOND",
        "## AGENT [2] SECOND",
        "## AGENT ００２ — SECOND",
        "## AGENT Ⅱ — SECOND",
        "## AGENT 002 &mdash; SECOND",
        "## AGENT 002 &#8212; SECOND",
        "## AGENT 002 (SECOND)",
        "## AGENT № 2 SECOND",
        "## AGENT 002a — SECOND",
        "## AGENT 2.1 — SECOND",
        "## The AGENT 002 — SECOND",
        "## SECOND — AGENT 002",
        "## SECOND (AGENT 002)",
        "## SECOND, Agent #2",
    ],
)
def test_the_hint_says_what_to_write_and_repeats_no_odd_number(slip: str) -> None:
    text, _ = document(slip)
    (hint,) = [d.hint for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert hint == "write the heading as `## AGENT 002 — SECOND`"
    fixed, _ = document("## AGENT 002 — SECOND")
    assert len(ionflux.compile_text(fixed).definitions) == len(NAMES)


def test_a_heading_that_is_right_is_not_fixable() -> None:
    text = "## AGENT 001 — A\n\nid: agent_001\nname: A\n"
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert (found.line, found.fix) == (1, None)


@pytest.mark.parametrize(
    ("slip", "hint"),
    [
        ("## AGENT 002 (beta) — SECOND", "## AGENT 002 — SECOND (beta)"),
        ("## AGENT AI — SECOND", "## AGENT 002 — AI — SECOND"),
    ],
)
def test_words_beside_the_number_stay_in_the_title(slip: str, hint: str) -> None:
    text, _ = document(slip)
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert found.hint == f"write the heading as `{hint}`"
    assert found.fix is None


@pytest.mark.parametrize(
    ("slip", "heading"),
    [
        ("## AGENT TWENTY-TWO — SECOND", "## AGENT 022 — SECOND"),
        ("## Agent Thirty One: Second", "## AGENT 031 — Second"),
        ("## AGENTE VINTE E TRÊS — SECOND", "## AGENT 023 — SECOND"),
        ("## AGENTE TREINTA Y DOS — SECOND", "## AGENT 032 — SECOND"),
        ("## AGENT TWENTY — ONE CLICK", "## AGENT 020 — ONE CLICK"),
        ("## AGENT TWENTY SECONDS", "## AGENT 020 — SECONDS"),
    ],
)
def test_a_number_of_several_words_is_read_whole(slip: str, heading: str) -> None:
    result = ionflux.compile_text(f"{slip}\n\n**Epithet:** The One\n\n### KPIs\nMany.\n")
    (hint,) = [d.hint for d in result.diagnostics if d.code == "IFX010"]
    assert hint == f"write the heading as `{heading}`"


@pytest.mark.parametrize("slip", SLIPS)
def test_an_agent_with_a_slip_is_read_or_stops_the_import(slip: str) -> None:
    text, line = document(slip)
    done = run("import", "-", "-q", "--stdin-filename", "three.md", given=text)
    result = ionflux.compile_text(text)
    if done.returncode == 0:
        assert [agent.name for agent in result.definitions] == [*NAMES]
        (second,) = (agent for agent in result.definitions if agent.name == "Second")
        assert second.epithet == "The One of Second"
        assert second.scheduling_and_triggers_summary == "On demand, by Second."
        return
    assert (done.returncode, done.stdout) == (1, "")
    errors = [found for found in result.diagnostics if found.severity == "error"]
    assert line in {found.line for found in errors}
    assert f"three.md:{line}:" in done.stderr


LISTS = {
    "links": "1. [Agent 1](#one)\n2. [Agent 2](#two)\n3. [Agent 9](nine.md)\n",
    "links with names": "- [Agent 001 — First](#one)\n- [Agent 009 — Ninth](nine.md)\n",
    "bold": "- **Agent 001** — First\n- **Agent 002** — Second\n",
    "plain": "* Agent 001 — First\n* Agent 002 — Second\n",
    "rows": "| Agent 001 | First |\n|---|---|\n| Agent 002 | Second |\n",
}


@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_a_list_of_the_agents_is_not_an_agent(entries: str) -> None:
    text, _ = document("## AGENT 002 — SECOND / Of Notes")
    result = ionflux.compile_text(f"# Agents\n\n{entries}\n## KPIs\nof all of them\n\n{text}")
    assert [agent.name for agent in result.definitions] == [*NAMES]
    assert "IFX010" not in [found.code for found in result.diagnostics]


@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_a_definition_of_another_chapter_is_not_that_of_an_entry(entries: str) -> None:
    text, _ = document("## AGENT 002 — SECOND / Of Notes")
    chapter = "## Conventions\n\n```yaml\nid: agent_009\nname: Ninth\n```\n"
    above = f"# Agents\n\n{entries}\n* Agent 008 — Eighth\n\n"
    lost = [
        found.line
        for found in ionflux.compile_text(f"{above}{chapter}{text}").diagnostics
        if found.code == "IFX010"
    ]
    assert lost == [above.count("\n") + 1]
