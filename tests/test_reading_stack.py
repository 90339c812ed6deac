"""Dependencies, services and file trees of the technical sections."""

from __future__ import annotations

import time
from itertools import chain

import pytest

import ionflux
from reading_samples import blueprint, definition

DATABASES, QUEUES, OTHERS = (
    "database_dependencies",
    "queue_dependencies",
    "other_integrations",
)


def dependencies(text: str, yaml: str = "") -> dict[str, list[str]]:
    stack = definition(f"### 6 ▸ Stack & APIs\n{text}", yaml=yaml).stack_details.model_dump()
    return {name: list(stack[name]) for name in (DATABASES, QUEUES, OTHERS) if stack[name]}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Queue: Redis + RQ", {QUEUES: ["Redis + RQ"]}),
        ("Stream: Redis", {QUEUES: ["Redis"]}),
        ("Messaging/Queue: Mosquitto", {QUEUES: ["Mosquitto"]}),
        ("Messaging: Meta WhatsApp Cloud API", {OTHERS: ["Meta WhatsApp Cloud API"]}),
        *((f"{label}: FooBase", {DATABASES: ["FooBase"]}) for label in (
            "DB", "Database", "Data", "Storage", "Vector", "Vector DB", "Data Store")),
        *((f"{label}: FooBase, BarBase", {}) for label in ("Runtime", "Framework", "LLM", "ORM")),
        ("Observability: OpenTelemetry → Prometheus → Grafana",
         {OTHERS: ["OpenTelemetry → Prometheus → Grafana"]}),
        ("Storage: Postgres (rows, not blobs), S3 (+ CloudFront).",
         {DATABASES: ["Postgres"], OTHERS: ["S3"]}),
        ("Events: Kafka / Speech X; SQS.", {QUEUES: ["Kafka", "SQS"], OTHERS: ["Speech X"]}),
        ("CI/CD: GitHub Actions", {OTHERS: ["GitHub Actions"]}),
        ("Data: CSV/JSON", {DATABASES: ["CSV/JSON"]}),
        ("**Vector DB:** `Pinecone`", {DATABASES: ["Pinecone"]}),
        ("Sendgrid", {OTHERS: ["Sendgrid"]}),
        ("Cache: PostgreSQL 16", {DATABASES: ["PostgreSQL 16"]}),
        ("Docs: (see below)", {}),
        ("Feed: A (one; two), B (three", {OTHERS: ["A (one", "two)", "B (three"]}),
    ],
)  # fmt: skip
def test_dependencies_of_an_item(item: str, expected: dict[str, list[str]]) -> None:
    assert dependencies(f"*   {item}") == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Queue: Redis Streams; fallback SQS", {QUEUES: ["Redis Streams", "SQS"]}),
        ("Queue2: Kafka with SQS fallback", {QUEUES: ["Kafka", "SQS"]}),
        ("Queue: Kafka with a fallback to SQS", {QUEUES: ["Kafka", "SQS"]}),
        ("Speech: Azure Speech / Coqui TTS fallback", {OTHERS: ["Azure Speech", "Coqui TTS"]}),
        ("Orchestration: LangGraph or Temporal.io.", {OTHERS: ["LangGraph", "Temporal.io"]}),
        ("X: FooBase or BarBase or BazBase", {OTHERS: ["FooBase", "BarBase", "BazBase"]}),
        ("X: FooBase ou BarBase", {OTHERS: ["FooBase", "BarBase"]}),
        ("DB: Postgres o MySQL", {DATABASES: ["Postgres", "MySQL"]}),
        ("DB: Postgres para o arquivo", {DATABASES: ["Postgres para o arquivo"]}),
        ("DB: Postgres and Redis", {DATABASES: ["Postgres", "Redis"]}),
        ("Chat: Slack Bolt SDK & Socket Mode", {OTHERS: ["Slack Bolt SDK & Socket Mode"]}),
        ("Events: Kafka/RabbitMQ", {QUEUES: ["Kafka", "RabbitMQ"]}),
        ("Events: Kafka/Speedway", {QUEUES: ["Kafka"], OTHERS: ["Speedway"]}),
        ("Events: Kafka/JSON", {QUEUES: ["Kafka/JSON"]}),
        ("Events: Google Pub/Sub", {QUEUES: ["Google Pub/Sub"]}),
        ("Vector: Pinecone, potentially Weaviate", {DATABASES: ["Pinecone", "Weaviate"]}),
        ("Vector: Pinecone (optional), etc.", {DATABASES: ["Pinecone"]}),
        ("Mail: e.g. SendGrid or similar", {OTHERS: ["SendGrid"]}),
        ("ML: Sentence-Transformers. Scikit-learn, XGBoost.",
         {OTHERS: ["Sentence-Transformers", "Scikit-learn", "XGBoost"]}),
        ("Web: Node.js. Next.js 14.2", {OTHERS: ["Node.js", "Next.js 14.2"]}),
        ("DB: `Postgres`, “Mongo”", {DATABASES: ["Postgres", "Mongo"]}),
        ("DB: “Mongo” or 'Postgres'", {DATABASES: ["Mongo", "Postgres"]}),
        ("DB: ~~MySQL~~ Postgres", {DATABASES: ["Postgres"]}),
        ("Queue: ~~Kafka~~, Redis", {QUEUES: ["Redis"]}),
        ("~~DB: MySQL~~", {}),
        ("CRM: Monday.com, Cal.com / Make.com", {OTHERS: ["Monday.com", "Cal.com", "Make.com"]}),
        ("Mail: e-mail gateway, or-tools", {OTHERS: ["e-mail gateway", "or-tools"]}),
        ("CRM: HubSpot com fallback", {OTHERS: ["HubSpot"]}),
        ("DB: Postgres 16<br>Redis", {DATABASES: ["Postgres 16", "Redis"]}),
        ("**DB:** Postgres | **Queue:** Kafka", {DATABASES: ["Postgres"], QUEUES: ["Kafka"]}),
        ("**DB:** Postgres · **Queue:** Kafka", {DATABASES: ["Postgres"], QUEUES: ["Kafka"]}),
        ("Queue: none", {}),
        ("Queue: no queue needed", {}),
        ("Fila: nenhuma", {}),
        ("NoSQL: NoSQL Workbench", {OTHERS: ["NoSQL Workbench"]}),
    ],
)  # fmt: skip
def test_items_are_split_and_remarks_are_removed(item: str, expected: dict[str, list[str]]) -> None:
    assert dependencies(f"*   {item}") == expected


@pytest.mark.parametrize(
    "item",
    [
        *(f"{label}: FooLM, BarLM" for label in (
            "LLM / Embeds", "LLMs", "LLM (text)", "LLMs/Embeddings", "LLM (Text for Badges)",
            "Primary LLM", "Modelo principal", "Embedding models")),
        "Audio: Whisper large",
        "Vision: GPT-4o Vision, CLIP",
        "AI: OpenAI GPT-4.1 mini, Claude 3.5 Sonnet, text-embedding-3-small, o3-mini",
    ],
)  # fmt: skip
def test_models_are_not_dependencies(item: str) -> None:
    assert dependencies(f"* {item}") == {}


@pytest.mark.parametrize("item", ["Claude Code", "Gemini API", "LlamaIndex", "Clip Forge"])
def test_what_is_only_named_like_a_model_is_a_dependency(item: str) -> None:
    assert dependencies(f"* Tools: {item}") == {OTHERS: [item]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Postgres", "PostgreSQL 16"),
        ("MongoDB Atlas", "Mongo"),
        ("Amazon S3", "S3"),
        ("Apache Kafka", "Kafka (events)"),
        ("Redis + RQ", "redis+rq"),
        ("Scikit-learn", "sklearn"),
        ("Fly.io", "Fly"),
        ("SendGrid", "Sendgrid"),
        ("FooBase 2", "foobase"),
    ],
)
def test_two_names_of_one_technology_are_one_item(one: str, other: str) -> None:
    assert [*chain(*dependencies(f"* X: {one}\n* X: {other}").values())] == [one]
    yaml = f"stack: {{integrations: ['{one}'], databases: ['{one}'], queues: ['{one}']}}"
    assert dependencies(f"* X: {other}", yaml) == {DATABASES: [one], QUEUES: [one], OTHERS: [one]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cloudflare R2", "Cloudflare Workers"),
        ("Azure Speech", "Azure Blob Storage"),
        ("Grafana", "Grafana Loki"),
        ("Redis", "Redis Streams"),
        ("Kafka", "Kafka + Celery"),
    ],
)
def test_what_shares_a_word_is_not_the_same(one: str, other: str) -> None:
    assert len([*chain(*dependencies(f"* X: {one}\n* X: {other}").values())]) == 2


@pytest.mark.parametrize("mark", ["* ", "- ", "1. ", ""])
def test_items_and_lines_are_read_alike(mark: str) -> None:
    assert dependencies(f"{mark}Queue: Kafka\n{mark}DB: MySQL") == {
        QUEUES: ["Kafka"],
        DATABASES: ["MySQL"],
    }


def test_nested_items_have_the_label_above() -> None:
    assert dependencies("* DB:\n  * Foo\n  * Queue: Bar") == {DATABASES: ["Foo"], QUEUES: ["Bar"]}


def test_no_duplicates_and_the_first_mention_first() -> None:
    assert dependencies("* Vector: Pinecone\n* DB: MySQL, pinecone\n* X: b, a, B") == {
        DATABASES: ["Pinecone", "MySQL"],
        OTHERS: ["b", "a"],
    }


def test_what_the_yaml_names_comes_first() -> None:
    yaml = "stack:\n  databases: [MySQL]\n  queue_dependencies: []\n  other_integrations: [Z]"
    assert dependencies("* DB: mysql, Foo\n* Queue: Kafka", yaml) == {
        DATABASES: ["MySQL", "Foo"],
        QUEUES: ["Kafka"],
        OTHERS: ["Z"],
    }


def test_the_data_store_section_names_technologies() -> None:
    agent = definition(
        "### Stack\n* Vector: Pinecone",
        "### Data Store\nPinecone keeps notes; Redis and S3 the rest.",
    )
    assert agent.stack_details.database_dependencies == ("Pinecone", "Redis")
    assert agent.stack_details.other_integrations == ("S3",)


@pytest.mark.parametrize(
    "text",
    [
        "Not Redis.",
        "Notes are kept without MySQL; formerly SQLite, instead of Postgres.",
        "MongoDB is no longer used. Kafka foi removido. Sem Redis.",
        "Optional: Weaviate. Qdrant (optional).",
        "No Redis is used; it has no Postgres, and no Kafka.",
        "There is no Redis. Uses files with no Postgres.",
        "The agent writes no Redis keys. It opens no Postgres connection.",
        "Stores no Pinecone vectors",
    ],
)
def test_what_the_data_store_section_excludes_is_not_a_dependency(text: str) -> None:
    found = definition(f"### Data Store\n{text}").stack_details
    assert (found.database_dependencies, found.queue_dependencies) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["Guarda as notas no Redis.", "Persistido no `Redis` por 30 dias", "Notas ficam no **Redis**"],
)
def test_where_portuguese_says_that_something_is_kept_is_a_dependency(text: str) -> None:
    found = definition(f"### Armazenamento de Dados\n{text}").stack_details
    assert found.database_dependencies == ("Redis",)


def test_text_of_the_stack_section_without_a_label_is_kept() -> None:
    agent = definition("### Stack\nWe like it simple.\n\n* DB: MySQL")
    assert agent.additional_sections == {"stack": "We like it simple.\n\n* DB: MySQL"}


@pytest.mark.parametrize(
    ("yaml", "stack", "services"),
    [
        ("", "", ()),
        ("stack: {models: ['openai:gpt-4o']}", "", ("LLM",)),
        ("stack: {models: []}", "* LLM: GPT-4o", ()),
        ("inputs: [{key: shopify_event, type: json}]", "", ("Shopify",)),
        ("outputs: [{key: tiktokId, type: string}]", "", ("TikTok",)),
        ("", "* Browser: headless Chromium", ("WebSearch",)),
        ("", "* Scraping: Playwright", ("WebSearch",)),
        ("", "* CMS: headless CMS", ()),
        ("", "* Mail: SendGrid, WhatsApp Cloud API", ("Email", "WhatsApp")),
        ("services: [WhatsApp, LLM]", "* Mail: SendGrid", ("LLM", "WhatsApp")),
        ("underlying_services_required: []", "* Mail: SendGrid", ()),
    ],
)
def test_services(yaml: str, stack: str, services: tuple[str, ...]) -> None:
    agent = definition(f"### Stack\n{stack}" if stack else "", yaml=yaml)
    assert agent.underlying_services_required == services


def test_services_are_not_inferred_from_narrative() -> None:
    agent = definition(
        "### Example\nShopify calls, an e-mail leaves.", "### Triggers\nTikTok", preamble="WhatsApp"
    )
    assert agent.underlying_services_required == ()


@pytest.mark.parametrize(
    "drawn",
    [
        "/agents/keeper/\n  ├── agent.py # runs it\n  ├── core\n  │   └── a.py\n  └── assets/x.sql",
        "/agents/keeper/\n+-- agent.py # runs it\n+-- core/\n|   `-- a.py\n\\-- assets/x.sql",
        "/agents/keeper\n  agent.py  ## runs it\n\n  core\n    a.py\n    ...\n  assets/x.sql",
        "/agents/keeper/\n\tagent.py\t# runs it\n\tcore\n\t\ta.py\n\tassets/x.sql",
    ],
)
def test_a_drawn_tree(drawn: str) -> None:
    agent = definition(f"### 7 ▸ Files & Paths\n```\n{drawn}\n```\n")
    assert agent.default_file_structure_template == drawn
    assert agent.key_files_and_paths is not None
    assert agent.key_files_and_paths.model_dump() == {
        "root": "/agents/keeper/",
        "files": (
            {"path": "agent.py", "description": "runs it"},
            {"path": "core/a.py", "description": None},
            {"path": "assets/x.sql", "description": None},
        ),
        "directories": ("core", "assets"),
    }
    assert not agent.additional_sections


@pytest.mark.parametrize(
    ("drawn", "root", "files", "directories"),
    [
        ("a.py\nb.py", "/", ["a.py", "b.py"], []),
        ("a/\n  b.py\nc.py", "/", ["a/b.py", "c.py"], ["a"]),
        (".\n└── a/\n    └── b.py", "./", ["a/b.py"], ["a"]),
        ("keeper/", "keeper/", [], []),
        (
            "keeper/ # all\n  a/b/c.py\n  a/b/d.py",
            "keeper/",
            ["a/b/c.py", "a/b/d.py"],
            ["a", "a/b"],
        ),
        ("keeper/\n  a/b/\n    c.py", "keeper/", ["a/b/c.py"], ["a", "a/b"]),
        ("keeper/\n├─b.py\n┗━ c.py", "keeper/", ["b.py", "c.py"], []),
        (
            "keeper/\n├─ core/\n│  ├─b.py\n│  └─ c.py\n└── d.py",
            "keeper/",
            ["core/b.py", "core/c.py", "d.py"],
            ["core"],
        ),
        ("/\n/a/b.py", "/", ["a/b.py"], ["a"]),
        ("keeper/\n  notes#1.md", "keeper/", ["notes#1.md"], []),
        ("$ tree keeper\nkeeper\n├── a.py\n\n0 directories, 1 file", "keeper/", ["a.py"], []),
        ("C:\\keeper\\\n├── a.py\n└── b\\c.py", "C:/keeper/", ["a.py", "b/c.py"], ["b"]),
        (
            "keeper/\n├── a.py, b.py  # both\n└── c, d.py",
            "keeper/",
            ["a.py", "b.py", "c, d.py"],
            [],
        ),
        ("keeper/\n├── 📄\n├── [4.0K] 📁\n└── 📄 a.py", "keeper/", ["a.py"], []),
        (
            "keeper/\n├── tree  # of decisions\n│   └── a.py\n└── tree (b)",
            "keeper/",
            ["tree/a.py", "tree"],
            ["tree"],
        ),
        ("tree   # of decisions\n├── a.py", "tree/", ["a.py"], []),
        ("tree -a keeper\nkeeper\n├── a.py", "keeper/", ["a.py"], []),
    ],
)
def test_trees_of_other_shapes(
    drawn: str, root: str, files: list[str], directories: list[str]
) -> None:
    tree = definition(f"### Files\n~~~text\n{drawn}\n~~~\n").key_files_and_paths
    assert tree is not None
    assert tree.root == root
    assert [file.path for file in tree.files] == files
    assert list(tree.directories) == directories


@pytest.mark.parametrize(
    "row", ["a.py: runs it", "a.py : runs it", "a.py — runs it", "a.py # runs it", "a.py (runs it)"]
)
def test_a_remark_after_a_file_is_its_description(row: str) -> None:
    for text in (f"```\nkeeper/\n  {row}\n```", f"* keeper/\n  * {row}", f"* keeper/{row}"):
        tree = definition(f"### Files\n{text}").key_files_and_paths
        assert tree is not None
        (file,) = tree.files
        assert (file.path.rpartition("/")[2], file.description) == ("a.py", "runs it")


def test_text_around_the_tree_is_kept() -> None:
    agent = definition("### Files\nbefore\n```\n/a/\n  b\n```\nbehind\n```\n/c/\n```")
    assert agent.default_file_structure_template == "/a/\n  b"
    assert agent.additional_sections == {
        "files_and_paths": "before\n```\n/a/\n  b\n```\nbehind\n```\n/c/\n```"
    }


def test_a_tree_that_no_file_system_allows_is_kept_as_text() -> None:
    drawn = f"```\n/a/\n  {'b' * 5000}\n```"
    agent = definition(f"### Files\n{drawn}")
    assert agent.key_files_and_paths is None
    assert agent.additional_sections == {"files_and_paths": drawn}


@pytest.mark.parametrize(
    "text",
    [
        "* DB – FooBase\n* Queue — BarQueue",
        "* DB = FooBase\n* Queue - BarQueue",
        "* DB： FooBase\n* Fila： BarQueue",
        "**DB:** FooBase **Queue:** BarQueue",
        "* **DB:** FooBase; **Queue:** BarQueue",
        "* DB: FooBase; Queue: BarQueue",
        "#### DB\n* FooBase\n#### Queue\n* BarQueue",
        "#### DB\n* FooBase\n\n#### Queue ####\n* BarQueue",
    ],
)
def test_labels_of_other_forms(text: str) -> None:
    assert dependencies(text) == {DATABASES: ["FooBase"], QUEUES: ["BarQueue"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* Sendgrid – for mails", {OTHERS: ["Sendgrid – for mails"]}),
        ("* APIs: Foo; Bar: the other", {OTHERS: ["Foo", "Bar: the other"]}),
    ],
)
def test_text_that_is_not_a_label_stays_in_its_value(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert dependencies(text) == expected


def test_a_mark_after_a_file_leaves_no_blank_in_its_path() -> None:
    tree = definition("### 7 ▸ Files & Paths\n```\n/agents/m/\n├── run.sh *\n```")
    assert tree.key_files_and_paths is not None
    assert [file.path for file in tree.key_files_and_paths.files] == ["run.sh"]


def test_a_title_of_many_words_takes_linear_time() -> None:
    title = f"### Stack & APIs\n#### {'# x ' * 20_000}"
    started = time.process_time()
    assert definition(title).id == "agent_001"
    assert time.process_time() - started < 3  # seconds; seven with every beginning looked up


def elsewhere(text: str) -> list[tuple[int, int, str, str | None]]:
    """Return the findings IFX012 about a stack section, with lines from its first one on."""
    document = blueprint(f"### 6 ▸ Stack & APIs\n{text}\n")
    above = document.partition(text)[0].count("\n")
    found = ionflux.compile_text(document, "agents.md").diagnostics
    return [
        (each.line - above, each.column, each.message.partition(",")[0], each.hint)
        for each in found
        if each.code == "IFX012"
    ]


@pytest.mark.parametrize(
    ("text", "label", "section"),
    [
        ("**Punch:** written here", "Punch", "Essence 22.22 %"),
        ("**Epithet:** The One", "Epithet", "Narrative Header"),
        ("* Tagline: hello", "Tagline", "Narrative Header"),
        ("* Arquétipo: Sage", "Arquétipo", "Essence"),
        ("**Punch**\nwritten here", "Punch", "Essence 22.22 %"),
        ("#### Punch\n* written here", "Punch", "Essence 22.22 %"),
        ("* Punch:\n    * written here", "Punch", "Essence 22.22 %"),
        ("* Punch — written here", "Punch", "Essence 22.22 %"),
    ],
)
def test_a_label_of_another_section_is_reported_and_not_a_dependency(
    text: str, label: str, section: str
) -> None:
    whole = f"* DB: Postgres\n\n{text}"
    assert dependencies(whole) == {DATABASES: ["Postgres"]}
    ((line, _, message, hint),) = elsewhere(whole)
    assert (line, message) == (3, f"`{label}` is a label of the section `{section}`")
    assert hint == f"move it to the section `{section}`"


@pytest.mark.parametrize(
    ("text", "title", "section"),
    [
        ("* KPIs: 3", "KPIs", "KPIs"),
        ("**KPIs:** 3", "KPIs", "KPIs"),
        ("* KPIs:\n    * 3", "KPIs", "KPIs"),
        ("* Exemplo Integrado: x", "Exemplo Integrado", "Integrated Example"),
    ],
)
def test_the_title_of_another_section_is_reported_and_not_a_dependency(
    text: str, title: str, section: str
) -> None:
    assert dependencies(text) == {}
    found = (1, f"`{title}` is the title of another section", f"move it to the section `{section}`")
    assert [(line, says, hint) for line, _, says, hint in elsewhere(text)] == [found]


@pytest.mark.parametrize("kpis", ["", "\n### 10 ▸ KPIs\n* four\n"], ids=["missing", "present"])
@pytest.mark.parametrize("line", ["**KPIs**", "KPIs:"])
def test_a_title_alone_on_its_line_is_reported_once(line: str, kpis: str) -> None:
    assert [number for number, *_ in elsewhere(f"* DB: Postgres\n\n{line}\n{kpis}")] == [3]


def test_labels_of_other_sections_are_reported_each_on_its_line() -> None:
    text = "* DB: Postgres\n**Punch:** one\n**Punch:** two\n* Queue: Redis; Tagline: three"
    assert dependencies(text) == {DATABASES: ["Postgres"], QUEUES: ["Redis"]}
    assert [found[:2] for found in elsewhere(text)] == [(2, 3), (3, 3), (4, 17)]


def test_a_row_of_a_table_may_have_a_label_of_another_section() -> None:
    text = "| Layer | Technology |\n|---|---|\n| DB | Postgres |\n| Punch | written here |"
    assert dependencies(text) == {DATABASES: ["Postgres"]}
    assert [line for line, *_ in elsewhere(text)] == [4]


@pytest.mark.parametrize(
    "item",
    ["Data Store: FooBase", "Metrics: FooMeter", "Scheduling: FooCron", "Fallback: FooQueue",
     "Files: FooStore", "Purpose-built DB: FooBase"],
)  # fmt: skip
def test_other_words_of_titles_may_be_labels_of_the_stack(item: str) -> None:
    (names,) = dependencies(f"* {item}").values()
    assert names == [item.partition(": ")[2]]
    assert elsewhere(f"* {item}") == []
