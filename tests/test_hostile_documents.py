"""Documents designed to break the reader: they give a result or findings, at little cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ionflux
from ionflux import Diagnostic
from ionflux.compiler.found import MOST
from ionflux.core.words import words
from ionflux.documents.source import MAX_BYTES, MAX_LINES
from ionflux.markdown import MAX_MARKS
from ionflux.output.report import Report
from ionflux.output.reporters import reporter
from outcomes import check
from reading_samples import blueprint, codes, compiled

OWN = sorted((Path(__file__).resolve().parents[1] / "blueprints").glob("*.md"))

WRITTEN = """\
```
```yaml
~~~
---
<!--
-->
> quote
- item
**Punch:** x
**⚡ Punch final**
## AGENT 1 — X
# AGENTE 2: Y / Z
### KPIs
#### Stack
TBD
(No specific content)
id: agent_001
id: [
version: 0.10
triggers: x
triggers: [{type: webhook}]
inputs: [a, {key: b, type: int, default: x}]
core_capabilities: x
kpis_definition: [x]
services: x
stack: 1
memory: []
a: &a [*a]
<<: *a
!!python/object:os.system x
%YAML 1.1
? [a]
"\\0": 1
  ├── playbooks/
  │   └── ../../x.yaml
* Queue: ((( , / ;;
POST /x, cron 61 * * * *
namespace {{ namespace
<!-- ionflux: ignore IFX -->
"""
FRAGMENTS = [*WRITTEN.splitlines(), "", "\x1b[31m\x07", "\u2028\u2029\x85\ufeff", "\x00"]

LINE = st.sampled_from(FRAGMENTS) | st.text(max_size=20)
EDIT = st.tuples(
    st.sampled_from(["delete", "repeat", "swap", "insert", "cut", "indent"]),
    st.integers(0, 400),
    st.integers(0, 400),
    LINE,
)


def edited(lines: list[str], kind: str, at: int, other: int, line: str) -> list[str]:
    at, other = at % len(lines), other % len(lines)
    edits: dict[str, Callable[[], list[str]]] = {
        "delete": lambda: lines[:at] + lines[at + 1 + other % 5 :],
        "repeat": lambda: lines[:at] + lines[other : other + 30] + lines[at:],
        "swap": lambda: [lines[{at: other, other: at}.get(n, n)] for n in range(len(lines))],
        "insert": lambda: [*lines[:at], line, *lines[at:]],
        "cut": lambda: [*lines[:at], lines[at][: other % 9] + line, *lines[at + 1 :]],
        "indent": lambda: [*lines[:at], " " * (other % 6) + lines[at].strip(), *lines[at + 1 :]],
    }
    return edits[kind]() or [""]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
@settings(max_examples=8)
@given(edits=st.lists(EDIT, min_size=1, max_size=8))
def test_any_document_ends_in_a_result_or_in_findings(
    path: Path, edits: list[tuple[str, int, int, str]]
) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for edit in edits:
        lines = edited(lines, *edit)
    check("\n".join(lines))


@given(st.lists(LINE, max_size=40))
def test_any_lines_in_a_blueprint(lines: list[str]) -> None:
    check(blueprint("### KPIs", *lines))
    check("## AGENT 001 — A\n" + "\n".join(lines))


TITLES = ["### Header", "### Introduction", "### 2 Essence", "#### Capabilities", "### KPIs",
          "### Files", "### Purpose", "### Odd title", "### Data Store", "#### Below",
          "### Example"]  # fmt: skip
NARRATIVE = st.one_of(
    st.sampled_from(TITLES),
    st.sampled_from(
        ["**Epithet:** {}", "- **Punch:** {}", "**Tagline**: {}", "Purpose: {}", "* {}", "  - {}",
         "1. {}", "“{}”", "> {}", "{}", "  {}", "", "```", "⚡ Punch final", "⚡ Punch final: {}",
         "---", "| {} | {} |", "<!-- {} -->", "**{}**", "{}: {}", "/{}", "├── {}"]
    ),
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(NARRATIVE, max_size=25))
@example(["#### Capabilities", "- **Punch:** {}", "<!-- {} -->"])
def test_nothing_is_lost(lines: list[str]) -> None:
    marked = [line.format(f"word{n}x", f"word{n}y") for n, line in enumerate(lines)]
    result = check(blueprint(*marked))
    (agent,) = result.definitions
    outcome = agent.model_dump_json() + " ".join(d.message for d in result.diagnostics)
    # A capability is plain text, which leaves comments out; so does a section with nothing else.
    left_out = agent.core_capabilities or any(d.code == "IFX006" for d in result.diagnostics)
    for number, line in enumerate(marked):
        for word in words(line):
            if word.startswith("word") and not (line.startswith("<!--") and left_out):
                assert word in outcome, (number, line)


@pytest.mark.parametrize(
    "text",
    [
        "x" * (MAX_BYTES + 1),
        "é" * (MAX_BYTES // 2 + 1),
        "\n" * (MAX_LINES + 1),
        "# a\n" * (MAX_MARKS + 1),
        "a\0b",
        "a\ud800b",
    ],
    ids=["bytes", "encoded", "lines", "headings", "nul", "surrogate"],
)
def test_what_is_too_large_or_binary_is_unreadable(text: str) -> None:
    (found,) = ionflux.compile_text(text).diagnostics
    assert found.code == "IFX001"


def test_the_place_of_a_binary_character() -> None:
    (found,) = ionflux.compile_text("ab\r\ncd\0").diagnostics
    assert (found.line, found.column) == (2, 3)


def test_findings_of_a_code_are_bounded_and_say_so() -> None:
    result = ionflux.compile_text(blueprint("### Header", "**Punch:** TBD\n" * (MOST + 5)))
    found = [d for d in result.diagnostics if d.code == "IFX006"]
    assert len(found) == MOST
    assert [d.message for d in found if d.agent is None] == [
        f"more than {MOST - 1} findings of IFX006: the others are omitted"
    ]
    assert "IFX005" in {d.code for d in result.diagnostics}


def test_an_error_past_the_bound_is_still_an_error() -> None:
    keys = "".join(f"k{n}: 1\n" for n in range(MOST + 5))
    result = ionflux.compile_text(blueprint(yaml=f"{keys}inputs: x"))
    assert not result.ok
    assert "IFX104" in {d.code for d in result.diagnostics}


def test_agents_of_a_document_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ionflux.compiler.document.MAX_AGENTS", 50)
    result = ionflux.compile_text("## AGENT 1 — A\n### KPIs\n" * 51)
    found = [(d.code, d.line) for d in result.diagnostics if d.code == "IFX001"]
    assert found == [("IFX001", 101)]


def test_messages_are_limited_in_length() -> None:
    text = blueprint(f"### {'x' * 50_000}\ntext", yaml=f"{'k' * 50_000}: 1\nstatus: {'s' * 50_000}")
    for found in ionflux.compile_text(text).diagnostics:
        assert len(found.message) + len(found.hint or "") + len(found.field or "") < 4_000


def long_line(found: Diagnostic, text: str) -> str:
    return text.split("\n")[found.line - 1][found.column - 1 : found.end_column]


def test_drift_in_a_very_long_line_is_placed() -> None:
    noise = "lorem ipsum a/b 12:30, " * 10_000
    text = blueprint(
        f"### Triggers\n{noise}POST /gone {noise}", yaml="triggers: [{type: webhook, path: /run}]"
    )
    (found,) = (d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX202")
    assert long_line(found, text) == "/gone"


SIZES: dict[str, Callable[[int], str]] = {
    "same unknown title": lambda n: blueprint("### Zed\nx\n" * n),
    "same known title": lambda n: blueprint("### KPIs\nx\n" * n),
    "same file section": lambda n: blueprint("### Files\n```\na\n```\n" * n),
    "definitions": lambda n: blueprint("### KPIs\n```yaml\nid: a\nname: b\n```\n" * n),
    "nested agents": lambda n: "".join(f"{'#' * (i % 6 + 1)} AGENT {i} — K\n" for i in range(n)),
    "unclosed fences": lambda n: "## AGENT 1 — K\n```yaml\nid: agent_1\n" * n,
    "labels": lambda n: blueprint("### Header", "**Punch:** x\n" * n),
    "label and lines": lambda n: blueprint("### Header", "**Punch:** x\n" + "y\n" * n),
    "items": lambda n: blueprint("### Capabilities", "- x\n  - y\n" * n),
    "tree": lambda n: blueprint(f"### Files\n```\n/a/\n {'b/' * 2000}", "  c\n" * n + "```"),
    "suppressions": lambda n: blueprint("<!-- ionflux: ignore IFX005 -->\n" * n),
    "comments": lambda n: blueprint("### Triggers", "x <!-- a\n" * n),
    "paths": lambda n: blueprint("### Triggers", "/a/b " * n),
    "crons": lambda n: blueprint("### Triggers", "0 1 * * * " * n),
    "denials": lambda n: blueprint("### Triggers", "no every 5 min " * n),
    "schemes": lambda n: blueprint("### Triggers", "a.b+" * n),
    "namespaces": lambda n: blueprint("### Data Store", "k8s namespace x " * n),
    "models": lambda n: blueprint("### Stack", "".join(f"* LLM: gpt-{i}\n" for i in range(n))),
    "models of the YAML": lambda n: blueprint(
        "### Stack\n* LLM: Claude 3",
        yaml="stack: {models: [" + ", ".join(f"gpt-{i}" for i in range(n)) + "]}\n",
    ),
    "technologies": lambda n: blueprint(
        "### Stack", "".join(f"* DB: Base{i} or Bank{i}\n" for i in range(n)),
        yaml="stack: {databases: [x]}\n",
    ),
    "alternatives": lambda n: blueprint("### Stack\n* DB: " + "a or " * n),
    "references": lambda n: blueprint("### KPIs", " ".join(f"agent_{i}_x" for i in range(n))),
    "events": lambda n: blueprint("### Triggers", "runs on a " * n),
    "variables": lambda n: blueprint(
        yaml="memory: {namespace: '" + "".join(f"{{{{v{i}}}}}" for i in range(n)) + "'}\n"
    ),
    "underscores": lambda n: blueprint("### Data Store", "a_" * n),
    "emphasis": lambda n: blueprint("### Header", "**Punch:** " + "*a _b ` " * n),
    "unknown keys": lambda n: blueprint(yaml="".join(f"k{i}: 1\n" for i in range(n))),
    "webhooks": lambda n: blueprint(
        "### Triggers", "".join(f"POST /q{i} " for i in range(n // 4)),
        yaml="triggers:\n" + "".join(f"- {{type: webhook, path: /p{i}}}\n" for i in range(n // 4)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SIZES)
def test_much_of_the_same_is_read_to_its_end(kind: str) -> None:
    """Check that it ends: at this size, quadratic work would not."""
    result = ionflux.compile_text(SIZES[kind](2_000))
    assert result.found


def test_control_characters_are_escaped() -> None:
    text = blueprint("### Od\x1b[31md\ntext\x07", yaml='colo\u202eur: 1\nstatus: "\\e[31m"')
    result = ionflux.compile_text(text, path="a\x1b.md")
    shown = "".join(reporter("text")(Report(result.diagnostics, lines=lambda _: text.split("\n"))))
    assert {"\\x1b", "IFX007", "IFX105"} <= {
        part for part in ("\\x1b", "IFX007", "IFX105") if part in shown
    }
    assert not any(bad in shown for bad in "\x1b\x07\u202e")


def test_a_blueprint_with_everything_hostile_in_one_field_is_kept_as_it_is() -> None:
    text = "'; DROP TABLE x; -- $$ \\ {{a}} ${b} <script> \U0001f525"
    assert compiled(blueprint(f"### KPIs\n{text}")).definitions[0].kpis_definition == text
    assert codes(blueprint(f"### KPIs\n{text}")) == []
