"""Documents in the style of other teams, with the expectations of a careful reader."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from ionflux import compile_text


class Case(NamedTuple):
    """A document, some values of each agent by path, and its findings, except missing sections."""

    name: str
    text: str
    agents: list[dict[str, Any]]
    findings: list[tuple[int, str]]


def doc(text: str) -> str:
    return text.removeprefix("\n")


def block(number: int, name: str) -> str:
    return f"```yaml\nid: agent_{number:03d}\nname: {name}\nversion: 0.1\n```\n"


CASES = [
    Case(
        "levels 1-4, chapters between",
        doc("""
# Platform

Intro chapter.

#### AGENT 1 — Deep One
##### YAML
```yaml
id: agent_001
name: DeepOne
version: 1.2.3
```
##### KPIs
- a

### Interlude
Not of the agent. Cron: 0 8 * * *

## AGENT 02 – Second One / Sub – with dash
### 3. KPIs
k2
### Yaml de definição (rascunho)
```yml
id: agent_02
name: SecondOne
version: "2"
```
#### AGENT 003: Nested / Inner
##### YAML Definition
```
id: agent_003
name: Nested
version: 0.1
```
##### Failure
f3

## Appendix
```yaml
id: x
```
"""),
        [
            {"id": "agent_001", "kpis_definition": "- a", "version": "1.2.3", "description": None},
            {
                "id": "agent_02",
                "kpis_definition": "k2",
                "version": "2",
                "epithet": "Sub – with dash",
                "description": "Sub – with dash",
            },
            {
                "id": "agent_003",
                "failure_fallback_strategy": "f3",
                "epithet": "Inner",
                "additional_sections": {},
            },
        ],
        [],
    ),
    Case(
        "labels all ways",
        doc("""
## AGENTE 5 — Rótulo
### Header Narrativo
* **Epíteto**: “O *Primeiro*”
* TAGLINE — nope
### Essência
**ARQUETIPO:** Sábio
- Frase-DNA: „Tudo flui”
**Punch**: “a” e “b”
Interpretação : depois do espaço
### YAML
```yaml
id: agent_005
name: Rotulo
version: 0.1
```
"""),
        [
            {
                "epithet": "O Primeiro",
                "archetype": "Sábio",
                "dna_phrase": "Tudo flui",
                "essence_punch": "“a” e “b”",
                "essence_interpretation": "depois do espaço",
            }
        ],
        [],
    ),
    Case(
        "upper, no accents, numbers",
        doc("""
# AGENTE 006 - SEM ACENTO
## 9 INTRODUCAO (2 LINHAS)
um
dois
## 4) PRINCIPAIS CAPACIDADES
1) primeira
2) segunda
## 5.YAML DE DEFINICAO
```yaml
id: agent_006
name: SemAcento
version: 0.1
```
## 7 ▸ ARMAZENAMENTO DE DADOS
Postgres (fatos). Namespace: sem
## 8 ▸ EXPANSAO DINAMICA — ROADMAP
x
## 10 ▸ ESCAPE DO OBVIO
y
## 11 ▸ FALHAS E FALLBACK
(a definir)
"""),
        [
            {
                "introduction_text": "um\ndois",
                "core_capabilities": ["primeira", "segunda"],
                "dynamic_expansion_notes": "x",
                "escape_the_obvious_feature": "y",
                "failure_fallback_strategy": None,
                "stack_details.database_dependencies": ["Postgres"],
            }
        ],
        [(20, "IFX006")],
    ),
    Case(
        "anchors merge comments flow",
        doc("""
## AGENT 7 — Anchor Man
### YAML Definition
```yaml
# header
id: agent_007 # the id
name: "AnchorMan"
version: '0.3'
inputs:
  # first
  - &a
    key: one   # the first one
    type: string
  - <<: *a
    key: two
    required: true
  - {key: three, type: json, description: "third"} # ignored
outputs:
  - key: out
    # a comment line
    type: url
triggers:
  - {type: schedule, cron: "0 8 * * 1-5"}
  - type: webhook
    config:
      path: /anchor
    retries: 3
  - type: event_stream
    topic: a.b
memory: {}
stack: {language: python, models: [openai:gpt-4o, 'x']}
```
### Triggers
`0 8 * * MON-FRI`; PUT /anchor
"""),
        [
            {
                "inputs_schema.0.description": "the first one",
                "inputs_schema.1": {
                    "key": "two",
                    "type": "string",
                    "required": True,
                    "description": None,
                    "default": None,
                    "schema": None,
                },
                "inputs_schema.2.description": "third",
                "triggers_config": [
                    {"type": "schedule", "config": {"cron": "0 8 * * 1-5"}},
                    {
                        "type": "webhook",
                        "config": {"path": "/anchor", "retries": 3, "method": "PUT"},
                    },
                    {"type": "event", "config": {"topic": "a.b", "declared_type": "event_stream"}},
                ],
                "memory_config": {"type": None, "namespace_template": None},
                "stack_details.models_used": ["openai:gpt-4o", "x"],
            }
        ],
        [(27, "IFX108")],
    ),
    Case(
        "json pasted",
        doc("""
## AGENT 8 — Json Pasta
### YAML
```json
{
  "id": "agent_008",
  "name": "JsonPasta",
  "version": "0.1",
  "inputs": [
    {"key": "a", "type": "string", "required": true}
  ]
}
```
"""),
        [],
        [(3, "IFX003")],
    ),
    Case(
        "json in yaml fence, comment",
        doc("""
## AGENT 8 — Json Pasta
### YAML
```yaml
{
  "id": "agent_008",
  "name": "JsonPasta",
  "version": "0.1", // note
}
```
"""),
        [{"id": "agent_008"}],
        [(7, "IFX105")],
    ),
    Case(
        "no fence",
        doc("""
## AGENT 9 — Bare
### YAML Definition
id: agent_009
name: Bare
version: 0.1

### KPIs
a
"""),
        [],
        [(1, "IFX003")],
    ),
    Case(
        "indented code block",
        doc("""
## AGENT 9 — Bare
### YAML Definition

    id: agent_009
    name: Bare
    version: 0.1

### KPIs
a
"""),
        [],
        [(1, "IFX003")],
    ),
    Case(
        "unclosed fence mid",
        doc("""
## AGENT 10 — Open
### YAML
```yaml
id: agent_010
name: Open
version: 0.1

### KPIs
a

## AGENT 11 — Next
### YAML
```yaml
id: agent_011
name: Next
version: 0.1
```
"""),
        [],
        [(3, "IFX009"), (9, "IFX101")],
    ),
    Case(
        "clashes",
        doc("""
## AGENT 1 — A
### YAML
```yaml
id: agent_001
name: A
version: 1.0
triggers: [{type: webhook, path: /x, method: POST}]
memory: {type: pinecone, namespace: n}
```
## AGENT 1 — A
### YAML
```yaml
id: agent_001
name: A
version: 1.0
triggers:
- type: webhook
  path: /x
memory: {type: pinecone, namespace: n}
```
"""),
        [{}, {}],
        [(13, "IFX301")],
    ),
    Case(
        "several definitions and drift",
        doc("""
## AGENT 3 — Two Blocks
### YAML
```yaml
id: agent_004
name: TwoBlocks
version: v1
```
```yaml
id: agent_003
name: TwoBlocks
version: 1
```
### Scheduling
- Roda toda segunda às 9h
- POST /two
### Data Store
namespace `two`
"""),
        [],
        [(6, "IFX109"), (8, "IFX004")],
    ),
    Case(
        "drifts",
        doc("""
## AGENT 3 — Two Blocks
### Introduction (3 lines)
a
b
### YAML
```yaml
id: agent_004
name: ThreeBlocks
version: 1
memory: {type: redis, namespace: three}
```
### Scheduling
- Roda toda segunda às 9h
- POST /two
### Data Store
namespace `two`
### Data Stores
Redis
"""),
        [{"additional_sections.data_store": "namespace `two`\n\nRedis"}],
        [
            (3, "IFX204"),
            (7, "IFX205"),
            (8, "IFX206"),
            (13, "IFX201"),
            (14, "IFX202"),
            (16, "IFX203"),
            (17, "IFX008"),
        ],
    ),
    Case(
        "list-item fence, yml upper, tilde",
        doc("""
## AGENT 12 — In List
1. ### not a heading?
2. Definition:
   ~~~~YML title="x"
   id: agent_012
   name: InList
   version: 0.1
   ~~~~
"""),
        [{"id": "agent_012"}],
        [],
    ),
    Case(
        "unknown + nested sections",
        doc("""
## AGENT 13 — Nest
### Security
top
#### KPIs
inside security
### Custom Section!
hello
#### Sub part
text
### Custom Section
again
### YAML
```yaml
id: agent_013
name: Nest
version: 0.1
x-owner: team
```
"""),
        [
            {
                "kpis_definition": "inside security",
                "additional_sections": {
                    "unknown_keys": {"x-owner": "team"},
                    "security": "top",
                    "custom_section": "hello\n#### Sub part\ntext",
                    "custom_section_2": "again",
                },
            }
        ],
        [(2, "IFX007"), (6, "IFX007"), (10, "IFX007"), (17, "IFX105")],
    ),
    Case(
        "crlf bom",
        "\ufeff"
        + doc("""
## AGENT 14 — Win
### YAML
```yaml
id: agent_014
name: Win
version: 0.1
description: |
  a
  b
```
### KPIs
x
y
""").replace("\n", "\r\n"),
        [{"description": "a\nb", "kpis_definition": "x\ny"}],
        [],
    ),
    Case(
        "status quoted, category",
        doc("""
## AGENT 15 — Cat
“Line one
goes on”

Body para.

### YAML
```yaml
id: agent_015_eu
name: Cat_v2
version: 0.10
status: Active
category: Sales
```
"""),
        [],
        [(12, "IFX104")],
    ),
    Case(
        "uuid id",
        doc("""
## AGENT 15 — Cat
“Line one
goes on”

Body para.

### YAML
```yaml
id: 123e4567-e89b-12d3-a456-426614174000
name: Cat_v2
version: 0.10
```
"""),
        [
            {
                "version": "0.10",
                "description": "Line one goes on",
                "additional_sections.preamble": "Body para.",
            }
        ],
        [],
    ),
    Case(
        "purpose + placeholders",
        doc("""
## AGENT 16 — Purp / Subby
**Propósito:** serve o caixa

### IPO Flow
(No specific content provided beyond heading)
### Strategic Integrations
N/A
### KPIs
### Failure & Fallback
TODO
### Integrated Example (refactored)
- x
Preencha. Refine. Lance.
---
### YAML
```yaml
id: agent_016
name: Purp
version: 0.1
```
"""),
        [
            {
                "description": "serve o caixa",
                "epithet": "Subby",
                "kpis_definition": None,
                "example_integration_flow": "- x",
                "additional_sections": {},
            }
        ],
        [(4, "IFX006"), (6, "IFX006"), (8, "IFX006"), (9, "IFX006")],
    ),
    Case(
        "stack splits",
        doc("""
## AGENT 17 — Stacky
### Stack
* **DB:** Postgres (main), Redis + RQ; S3 / GCS.
* Queue: SQS
* Vector DB: Weaviate (a, b)
* LLM: GPT
* ORM: X
* Storage: Postgres
* Data Store: MongoDB
* Observability: OpenTelemetry → Grafana
* Scraping: headless browser pool
### YAML
```yaml
id: agent_017
name: Stacky
version: 0.1
stack:
  models: []
  databases: [SQLite]
```
"""),
        [
            {
                "stack_details.database_dependencies": [
                    "SQLite",
                    "Postgres",
                    "Weaviate",
                    "MongoDB",
                ],
                "stack_details.queue_dependencies": ["Redis + RQ", "SQS"],
                "stack_details.other_integrations": [
                    "S3",
                    "GCS",
                    "OpenTelemetry → Grafana",
                    "headless browser pool",
                ],
                "underlying_services_required": ["WebSearch"],
            }
        ],
        [(3, "IFX208"), (5, "IFX208"), (6, "IFX207"), (9, "IFX208"), (19, "IFX208")],
    ),
    Case(
        "heading marks",
        "---\ntitle: Platform\n---\n\n## **AGENT 4 — BOLD** ##\n### YAML\n"
        + block(4, "Bold")
        + "## 🤖 AGENT 5 — ROBO/COP\n### YAML\n"
        + block(5, "RoboCop")
        + "## Agente nº 6 — Seis / a / b\n### YAML\n"
        + block(6, "Seis"),
        [
            {"id": "agent_004"},
            {"id": "agent_005", "epithet": None},
            {"id": "agent_006", "epithet": "a / b"},
        ],
        [],
    ),
    Case(
        "labels2",
        doc("""
## AGENT 7 — LAB
### Header
> **Epithet:** Quoted one
> **Tagline:** “T”
### Essence
| x | y |
|---|---|
| a | b |
**Archetype:**
Sage of the hill
**DNA phrase:** “a
b”
#### Core Capabilities
- **Scan**: does `x`
  continues here
- [ ] Task: y

  second para
### YAML
""")
        + block(7, "Lab"),
        [
            {
                "epithet": "Quoted one",
                "tagline": "T",
                "archetype": "Sage of the hill",
                "dna_phrase": "a b",
                "core_capabilities.0": "Scan: does x continues here",
            }
        ],
        [],
    ),
    Case(
        "yaml doc markers",
        doc("""
## AGENT 8 — MARK
### YAML
```yaml
---
id: agent_008
name: Mark
version: 0.1
...
```
"""),
        [{"id": "agent_008"}],
        [],
    ),
    Case(
        "yaml directive",
        doc("""
## AGENT 8 — MARK
### YAML
```yaml
%YAML 1.2
---
id: agent_008
name: Mark
version: 0.1
```
"""),
        [{"id": "agent_008"}],
        [],
    ),
    Case(
        "agent wrapper",
        doc("""
## AGENT 8 — MARK
### YAML
```yaml
agent:
  id: agent_008
  name: Mark
  version: 0.1
```
"""),
        [],
        [(4, "IFX104")],
    ),
    Case(
        "list root",
        doc("""
## AGENT 8 — MARK
### YAML
```yaml
- id: agent_008
  name: Mark
  version: 0.1
```
"""),
        [],
        [(4, "IFX104")],
    ),
    Case("empty block", "## AGENT 8 — MARK\n### YAML\n```yaml\n# todo\n```\n", [], [(3, "IFX003")]),
    Case(
        "html comment hides",
        "## AGENT 8 — MARK\n<!--\n## AGENT 9 — HID\n```yaml\nid: x\n```\n-->\n### YAML\n"
        + block(8, "Mark"),
        [{"id": "agent_008"}],
        [],
    ),
    Case(
        "methods",
        doc("""
## AGENT 9 — METH
### YAML
```yaml
id: agent_009
name: Meth
version: 0.1
triggers:
  - type: webhook
    path: /m/run
  - type: webhook
    path: /m/stat
  - type: webhook
    path: /m/del
    method: delete
```
### Scheduling & Triggers
- Webhook: `GET /stat` and PUT `/m/run`
- `DELETE` /m/del
"""),
        [
            {
                "triggers_config.0.config.method": "PUT",
                "triggers_config.1.config.method": "GET",
                "triggers_config.2.config.method": "DELETE",
            }
        ],
        [],
    ),
    Case(
        "files tree",
        doc("""
## AGENT 9 — TREE
### Files
```
agents/tree/
├─ a.py  # main
├─ playbooks/
│  ├─ x_y.yaml
│  └─ readme.md
└─ db/schema.sql
```
note below
### YAML
""")
        + block(9, "Tree"),
        [
            {
                "key_files_and_paths.root": "agents/tree/",
                "key_files_and_paths.files": [
                    {"path": "a.py", "description": "main"},
                    {"path": "playbooks/x_y.yaml", "description": None},
                    {"path": "playbooks/readme.md", "description": None},
                    {"path": "db/schema.sql", "description": None},
                ],
                "additional_sections": {
                    "files_and_paths": "```\nagents/tree/\n├─ a.py  # main\n├─ playbooks/\n"
                    "│  ├─ x_y.yaml\n│  └─ readme.md\n└─ db/schema.sql\n```\nnote below"
                },
            }
        ],
        [],
    ),
    Case(
        "intro punch",
        "## AGENT 9 — P\n### Introduction (2 lines)\na\n\nb\n\n"
        "⚡ Punch final:\n“x”\n“y”\n### YAML\n" + block(9, "P"),
        [{"introduction_text": "a\n\nb", "additional_sections": {"punch_final": "“x”\n“y”"}}],
        [],
    ),
    Case(
        "setext not heading",
        "## AGENT 9 — S\n### KPIs\ntext above rule\n---\nmore\n===\nend\n### YAML\n"
        + block(9, "S"),
        [{"kpis_definition": "text above rule\nmore\n===\nend"}],
        [],
    ),
    Case(
        "services",
        doc("""
## AGENT 10 — SVC
### Stack
- Email: Sendgrid
- WhatsApp: Meta Cloud API
- Scraping: Apify
### YAML
```yaml
id: agent_010
name: Svc
version: 0.1
inputs: [{key: tiktok_url, type: string}]
stack: {models: [openai:gpt-4o]}
```
"""),
        [{"underlying_services_required": ["LLM", "TikTok", "WebSearch", "Email", "WhatsApp"]}],
        [],
    ),
    Case(
        "ten drift",
        "".join(
            f"## AGENT {i} — N{i}\n### YAML\n"
            + block(i, f"N{i}")
            + "### Scheduling\n- POST /gone\n"
            for i in range(1, 11)
        ),
        [{}] * 10,
        [(9 + (i) * 9, "IFX202") for i in range(10)],
    ),
    Case(
        "version block",
        doc("""
## AGENT 9 — S
### YAML
```yaml
id: agent_009
name: S
version: 1
description: >-
  folded
  text

  para
status: draft
kpis_definition: |
  from yaml
```
### KPIs
from section
"""),
        [
            {
                "version": "1",
                "description": "folded text\npara",
                "kpis_definition": "from yaml",
                "additional_sections": {"kpis": "from section"},
            }
        ],
        [],
    ),
    Case(
        "inherit dup both",
        doc("""
## AGENT 9 — S
### YAML
```yaml
id: agent_009
name: S
version: 1
inputs: []
inputs_schema: []
memory_config:
  type: redis
  namespace: a
  namespace_template: b
```
"""),
        [{}],
        [(8, "IFX102"), (12, "IFX102")],
    ),
]


def at(value: Any, path: str) -> Any:
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_means_what_its_reader_thinks(case: Case) -> None:
    compiled = compile_text(case.text, path="core.md")
    found = [(each.line, each.code) for each in compiled.diagnostics if each.code != "IFX005"]
    assert found == sorted(case.findings)
    agents = [definition.model_dump(mode="json") for definition in compiled.definitions]
    assert len(agents) == len(case.agents)
    for agent, values in zip(agents, case.agents, strict=True):
        assert {path: at(agent, path) for path in values} == values
