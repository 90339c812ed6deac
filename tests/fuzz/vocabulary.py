"""Pieces of hostile texts: unfinished structure, and words that rules examine."""

from __future__ import annotations

import json
from pathlib import Path

from reading_samples import HEADING, blueprint

_FOLDER = Path(__file__).with_name("pieces")


def _pieces(name: str) -> tuple[str, ...]:
    """Return the pieces of a file: one JSON text per line."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(map(json.loads, lines))


MARKDOWN, YAML, JSON, TOML, IGNORES = map(_pieces, ("markdown", "yaml", "json", "toml", "ignores"))

_TITLES = (
    "KPIs", "Header", "Introduction", "Essence", "Capabilities", "Stack", "Triggers", "Data Store",
    "Example", "Failure & Fallback", "Dynamic Expansion", "Escape the Obvious", "Odd title",
)  # fmt: skip
_CRONS = ("0 8 * * *", "*/5 * * * *", "*/15 * * * *", "0 * * * *", "0 0 * * 1", "0 0 1 * *")
_FULL = (
    "triggers:\n"
    + "".join(f"- {{type: schedule, cron: '{cron}'}}\n" for cron in _CRONS)
    + "- {type: webhook, path: /a}\n- {type: webhook, path: /a/b}\n"
    "- {type: event}\n- {type: manual}\n"
    "memory: {type: a, namespace: 'a:{{b}}'}\n"
    "stack: {databases: [a, Postgres], queues: [Redis], models: [gpt-4, gpt-4o, claude 3]}\n"
)
"""Values of a definition with which rules find the words of a text, and read it to its end."""

DOCUMENTS = (
    "",
    *(blueprint(f"### {title}\n", yaml=_FULL) for title in _TITLES),
    blueprint("### Files\n```\n/agents/x/\n", yaml=_FULL),
    f"{HEADING}\n",
    "## AGENT 001 — ",
    "---\nid: agent_001\nname: Keeper\nversion: 1\n---\n# A\n",
    "# Agent Blueprint: NAME - v1.0\n## 1. Overview\n- **Agent ID:** agent_001\n",
)
"""Beginnings of documents: hostile text follows."""

DEFINITIONS = (
    "", "x: ", "x: |\n  ", 'x: "', "x: '", "x: {", "x: [", "description: ", "version: ", "status: ",
    "triggers: ", "triggers:\n- type: schedule\n  cron: '", 'triggers: [{type: webhook, path: "',
    "memory:\n  namespace: '", "inputs:\n- ", "inputs:\n- key: a\n  type: ", "stack: {models: [",
    "stack: {databases: [", "services: [", "inputs: [{key: a, type: json, schema: {",
)  # fmt: skip
"""Beginnings of more keys of a definition."""

INSTANCES = (
    "",
    "agent_definition_id: agent_001\nconfig:\n  ",
    "agent_definition_id: agent_001\nconfig:\n  triggers:\n  - ",
    "agent_definition_id: agent_001\nconfig:\n  inputs: {",
    "agent_definition_id: agent_001\nconfig:\n  memory: {a: '",
    "agent_definition_id: ",
)

PLAYBOOKS = ("", "name: ", "steps:\n- type: a\n  x: ", "steps: [")
BASELINES = ("", '{"format":1,"findings":[', '{"format":1,"findings":[{"code":"')
JSONS = (
    "",
    '{"agent_definitions": [',
    '{"agent_definitions": [{"id":"agent_1","name":"a","version":"1","additional_sections":{',
    '{"agent_definitions": [{"id":"agent_1","name":"a","version":"1","description":"',
)
JSON_LINES = (
    "",
    '{"entity":"agent_definition","id":"agent_1","name":"',
    '{"entity":"playbook","id":"',
)
SETTINGS = ("", "[tool.ionflux]\n", "exclude = [", "[diff.levels]\n", 'select = ["')
