"""Each word of a blueprint is in a value, in `additional_sections` or in a finding."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ionflux

TITLES = [
    "### 0 ▸ Header",
    "### 1 ▸ Introduction",
    "### 1 ▸ Introdução (22 linhas)",
    "### 2 ▸ Essence",
    "#### 2.1 Core Capabilities",
    "#### 2.2 Essência 22,22 %",
    "### 3 ▸ IPO Flow",
    "### 4 ▸ Strategic Integrations",
    "### 6 ▸ Stack & APIs",
    "### 7 ▸ Files & Paths",
    "### 8 ▸ Data Store",
    "### 9 ▸ Scheduling & Triggers",
    "### 10 ▸ KPIs",
    "### 11 ▸ Failure & Fallback",
    "### 12 ▸ Integrated Example",
    "### 13 ▸ Dynamic Expansion",
    "### 14 ▸ Escape the Obvious",
    "### Purpose",
    "### A Chapter of {w}",
    "#### 6.1 {w} and more",
    "#### Below",
]

# Each `{w}` becomes a word of its own.
BLOCKS = [
    # prose
    "{w} {w}, {w}.",
    "{w}\n{w}",
    "A *{w}* with **{w}**, `{w}` and ~~{w}~~.",
    "{w} <!-- a note --> {w}",
    "{w}\\_{w} & {w} &amp; {w}",
    "Purpose: {w} {w}",
    "“{w} {w}”",
    # lists
    "*   {w}: {w}\n*   {w}",
    "- {w}\n  - {w}\n    + {w}\n- {w}",
    "1. {w}\n2. {w}\n   {w}",
    "• {w}\n• {w}",
    "– {w}\n– {w}",
    "* {w}\n\n  {w}\n\n* {w}",
    "- [ ] {w}\n- [x] {w}",
    "* {w} (about {w})",
    # tables
    "| {w} | {w} |\n|---|---|\n| {w} | {w} |",
    "| {w} |\n|---|\n| {w} |\n| {w} |",
    # code
    "```\n{w}\n```",
    "```text {w}\n{w}\n```",
    "~~~~\n{w}\n\n{w}\n~~~~",
    "- ```\n  {w}\n  ```\n- {w}",
    "    {w}",
    # labels
    "**Epithet:** {w}\n**Tagline:** {w}",
    "**Archetype:** {w} **DNA phrase:** {w}",
    "*   **Punch:** {w}\n*   **Interpretation:** {w} {w}",
    "**Punch: {w}**",
    "Punch: {w}",
    "**{w}:** {w}",
    "**Tagline:**\n{w}",
    # the stack
    "* DB: {w} ({w}), {w} or {w}",
    "* Queue: {w} / {w}; {w}.",
    "* {w}: {w} + {w}",
    "* LLM: {w} ({w})",
    "* Runtime: {w}",
    "Storage: {w}",
    # file trees
    "```\n/agents/{w}/\n├── {w}.py  # {w}\n└── {w}/\n    └── {w}.md\n```",
    "- {w}.py\n- {w}/\n  - {w}.md",
    "```\n{w}.py\n{w}.md\n```\n\n```\n/{w}/\n  {w}.py\n```",
    "/agents/{w}/\n  ├── {w}.py\n  └── {w}.py ← {w}",
    # more of lists, tables and code
    "* {w}\n{w}\n* {w}",
    "* {w}\n\n      {w}\n\n* {w}",
    "1) {w}\n\n2) {w}\n   - {w}",
    "| DB | {w}, {w} |\n|---|---|\n| Queue | {w} ({w}) |\n| {w} | {w} |",
    "| {w} | {w} | {w} |\n|:-|:-:|-:|\n| {w} | | {w} |",
    "```yaml\n{w}: {w}\n```",
    '```json\n{{"{w}": ["{w}"]}}\n```',
    # more of labels
    "**Epithet:** [{w}](https://example.com/{w})",
    "“{w} [{w}]({w})”",
    "> “{w}” [{w}]({w})",
    "*   [{w}]({w})",
    "Purpose: [{w}]({w})",
    "* DB: [{w}]({w}), `{w}`",
    "**Epithet:** {w} <!-- a note -->\n{w}",
    "- **Archetype:** {w}\n  {w}\n- {w}",
    "**Epithet**: {w}\n\n**Epithet**: {w}",
    "***Tagline:*** {w}",
    "__Punch__: “{w}” and “{w}”",
    "**Epithet** {w}",
    "**Archetype** — {w}",
    "Cron: 0 8 * * * {w}, POST /{w}",
    # quotes, HTML, links, rules, text without content
    "> **Punch:** {w}\n>\n> {w}",
    "> - {w}\n> - {w}",
    '<p align="center">{w}</p>',
    "<pre>\n{w}\n\n{w}\n</pre>",
    "<!--\na note\n-->\n{w}",
    "![{w}]({w}.png)",
    "{w}[^1]\n\n[^1]: {w}",
    "{w}\n---\n{w}",
    "TBD {w}",
    "N/A\n\n{w}",
    "> {w}\n> {w}",
    "<div>{w}</div>",
    "<details>\n<summary>{w}</summary>\n\n{w}\n\n</details>",
    "[{w}](https://example.com/{w}) {w}",
    "---",
    "TBD",
    "(No specific content)",
    "**⚡ Punch final**",
    "**⚡ Punch final** {w}",
]
DEFINITIONS = [
    "description: {w} {w}",
    "{w}: {w}",
    "extra: {{a: [{w}, {w}], {w}: 1}}",
    "inputs: [{{key: {w}, type: string, description: {w}, default: {w}}}]",
    "outputs:\n  - key: {w}\n    type: md  # {w}",
    "triggers: [{{type: event, topic: {w}, {w}: {w}}}]",
    "stack: {{language: {w}, runtime: {w}, models: [{w} ({w})], {w}: {w}}}",
    "memory: {{type: {w}, namespace: {w}, {w}: {w}}}",
]

BODY = st.lists(st.sampled_from(BLOCKS), max_size=4)
SECTIONS = st.lists(st.tuples(st.sampled_from(TITLES), BODY), max_size=6)


def agent(number: int, preamble: list[str], definition: str, sections: object) -> str:
    assert isinstance(sections, list)
    parts = [f"## AGENT 00{number} — K{number} / {{w}} of {{w}}", *preamble]
    parts.append("### 5 ▸ YAML Definition\n```yaml")
    parts.append(f"id: agent_00{number}\nname: K{number}\nversion: 1\n{definition}\n```")
    for title, body in sections:
        parts += [title, *body]
    return parts[0] + "\n" + "\n\n".join(parts[1:]).replace("```yaml\n\n", "```yaml\n") + "\n"


def numbered(template: str) -> tuple[str, list[str]]:
    """Put a unique word in each place; return the text and the words."""
    words = (f"w{number}q" for number in count(1))
    used: list[str] = []
    pieces = template.split("{w}")
    text = pieces[0]
    for piece in pieces[1:]:
        used.append(next(words))
        text += used[-1] + piece
    return text.replace("{{", "{").replace("}}", "}"), used


def lost(text: str, words: list[str]) -> list[str]:
    """Return the words that are nowhere in the result of a text."""
    result = ionflux.compile_text(text)
    said = [f"{found.message} {found.hint}" for found in result.diagnostics]
    outcome = f"{result.to_json()} {' '.join(said)}"
    return [word for word in words if word not in outcome]


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(BODY, st.sampled_from(DEFINITIONS), SECTIONS),
        min_size=1,
        max_size=2,
    )
)
def test_no_word_of_a_document_is_lost(agents: list[tuple[list[str], str, object]]) -> None:
    template = "\n".join(agent(number, *each) for number, each in enumerate(agents, 1))
    text, words = numbered(template)
    assert ionflux.compile_text(text).definitions, text
    assert lost(text, words) == [], text


@pytest.mark.parametrize("title", TITLES)
def test_no_word_of_any_block_is_lost(title: str) -> None:
    """Try each block under each title, alone and between paragraphs."""
    failed = {}
    for block in BLOCKS:
        for body in ([block], ["{w} {w}", block, "{w} {w}"]):
            text, words = numbered(agent(1, [], "", [(title, body)]))
            if missing := lost(text, words):
                failed[tuple(body)] = missing
    assert failed == {}
