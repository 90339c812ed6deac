"""The expected value of every field of `documents/ten_agents.md`, written by reading it.

The document has the shape of the real one (see `real_document_expectations.py`), in other words.
"""

from __future__ import annotations

from expected import (
    ARCHETYPE,
    DNA,
    EPITHET,
    INTERPRETATION,
    OWN,
    PUNCH,
    TAGLINE,
    After,
    Agent,
    Book,
    Expected,
    Lines,
    Quoted,
    file,
    gives,
    items,
    playbook,
    schedule,
    takes,
    webhook,
)

_SUBTITLE = " / "


def _agent(
    heading: int,
    number: int,
    name: str,
    *,
    triggers: list[Expected],
    inputs: list[Expected],
    outputs: list[Expected],
    stack: Agent,
    namespace: str,
    tree: Lines,
    files: Agent,
    scheduling: Lines,
    example: Lines,
    expansion: Lines,
    escape: Lines,
    services: list[Expected],
    sections: Agent,
) -> Agent:
    """Put the fields in the order of the model; up to its IPO flow every agent has equal lines."""
    first = heading + 31
    return {
        "id": f"agent_{number:03}",
        "name": name,
        "epithet": After(heading + 4, EPITHET),
        "tagline": After(heading + 5, TAGLINE),
        "introduction_text": Lines(heading + 8, heading + 19),
        "archetype": After(heading + 27, ARCHETYPE),
        "dna_phrase": Quoted(heading + 28, DNA),
        "core_capabilities": items(first, first + 1, first + 2, first + 3),
        "essence_punch": Quoted(heading + 37, PUNCH),
        "essence_interpretation": After(heading + 38, INTERPRETATION),
        "version": "0.1",
        "description": Quoted(heading + 1),
        "triggers_config": triggers,
        "inputs_schema": inputs,
        "outputs_config": outputs,
        "stack_details": {"language": "python", **stack},
        "memory_config": {"type": "pinecone", "namespace_template": namespace},
        "default_file_structure_template": tree,
        "key_files_and_paths": files,
        "scheduling_and_triggers_summary": scheduling,
        "kpis_definition": None,
        "failure_fallback_strategy": None,
        "example_integration_flow": example,
        "dynamic_expansion_notes": expansion,
        "escape_the_obvious_feature": escape,
        "underlying_services_required": services,
        "category": None,
        "created_at": None,
        "updated_at": None,
        "status": "draft",
        "additional_sections": {
            "punch_final": Lines(heading + 22, heading + 24),
            "subtitle": After(heading, _SUBTITLE),
            **sections,
        },
    }


AGENT_001 = _agent(
    7,
    1,
    "EmailGardener",
    triggers=[schedule("30 */3 * * *"), webhook("/emailgardener/sow")],
    inputs=[
        takes("shopify_customer", "json", required=False),
        takes("manual_letter", "json", required=False),
    ],
    outputs=[gives("letter_report", "json")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "anthropic:claude-3-haiku"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Redis + Dramatiq"],
        "other_integrations": ["Open-Meteo API", "GitLab CI + Podman + Hetzner"],
    },
    namespace="emailgardener",
    tree=Lines(96, 108),
    files={
        "root": "/agents/emailgardener/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("prompts.yaml"),
            file("beds.py", After(100, "# ")),
            file("calendar.py"),
            file("writers/advice.py"),
            file("writers/offer.py"),
            file("tests/test_beds.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["writers", "tests", "assets"],
    },
    scheduling=Lines(115, 117),
    example=Lines(126, 132),
    expansion=Lines(135, 136),
    escape=Lines(139, 139),
    services=["LLM", "Shopify", "Email"],
    sections={"stack": Lines(85, 92), "data_store": Lines(112, 112)},
)

AGENT_002 = _agent(
    145,
    2,
    "WhatsAppGreenhouse",
    triggers=[schedule("*/20 * * * *"), webhook("/whatsappgreenhouse/leaf")],
    inputs=[
        takes("shopify_basket", "json", required=False),
        takes("leaf_photo", "json", required=False),
    ],
    outputs=[gives("care_report", "json")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "deepseek:deepseek-chat"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["RabbitMQ"],
        "other_integrations": [
            "WhatsApp Business API",
            "Google Speech",
            "Piper",
            "OpenTelemetry → Tempo → Grafana",
        ],
    },
    namespace="wapp_greenhouse",
    tree=Lines(234, 248),
    files={
        "root": "/agents/whatsappgreenhouse/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("prompts.yaml"),
            file("playbooks/thirsty_plant.yaml"),
            file("playbooks/first_repotting.yaml"),
            file("playbooks/comeback.yaml"),
            file("voice.py"),
            file("leaf_eye.py"),
            file("consent.py"),
            file("tests/test_leaf_eye.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["playbooks", "tests", "assets"],
    },
    scheduling=Lines(255, 257),
    example=Lines(266, 273),
    expansion=Lines(276, 277),
    escape=Lines(280, 280),
    services=["LLM", "Shopify", "WhatsApp"],
    sections={"stack": Lines(223, 230)},
)

AGENT_003 = _agent(
    286,
    3,
    "TikTokBloom",
    triggers=[webhook("/tiktokbloom/roll")],
    inputs=[
        takes("photo_folder_url", "string", required=True),
        takes("mood", "string", required=True),
    ],
    outputs=[gives("clip_id", "string")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "openai:whisper-1"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["RabbitMQ", "SQS"],
        "other_integrations": [
            "ffmpeg",
            "moviepy",
            "opencv",
            "TikTok Creative API",
            "S3",
            "Prometheus + Grafana dashboard “Blooms”",
        ],
    },
    namespace="tiktok_bloom",
    tree=Lines(373, 384),
    files={
        "root": "/agents/tiktokbloom/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("align.py"),
            file("light.py"),
            file("beat.py"),
            file("publish.py"),
            file("prompts.yaml"),
            file("tests/test_align.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    scheduling=Lines(391, 393),
    example=Lines(402, 409),
    expansion=Lines(412, 413),
    escape=Lines(416, 416),
    services=["LLM", "TikTok"],
    sections={"stack": Lines(362, 369), "data_store": Lines(388, 388)},
)

AGENT_004 = _agent(
    422,
    4,
    "ShopifyStockWarden",
    triggers=[schedule("*/10 * * * *"), webhook("/warden/count")],
    inputs=[
        takes("shopify_stock_event", "json", required=False),
        takes("hand_count", "json", required=False),
    ],
    outputs=[gives("shelf_report", "md")],
    stack={
        "runtime": "fastapi",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Kafka topic shelf-events", "RQ"],
        "other_integrations": [
            "Statsmodels + moving median",
            "Podman + Hetzner autoscale",
            "Prometheus exporter + Grafana “Shelves”",
        ],
    },
    namespace="warden_causes",
    tree=Lines(510, 520),
    files={
        "root": "/agents/stock_warden/",
        "files": [
            file("agent.py"),
            file("patrol.py"),
            file("causes.py"),
            file("locks.py"),
            file("prompts.yaml"),
            file("tests/test_patrol.py"),
            file("assets/maps/shelves.svg"),
        ],
        "directories": ["tests", "assets", "assets/maps"],
    },
    scheduling=Lines(527, 529),
    example=Lines(538, 544),
    expansion=Lines(547, 548),
    escape=Lines(551, 551),
    services=["LLM", "Shopify"],
    sections={"stack": Lines(499, 506), "data_store": Lines(524, 524)},
)

AGENT_005 = _agent(
    557,
    5,
    "GrowerMatchmaker",
    triggers=[webhook("/grower/match")],
    inputs=[takes("order_id", "string", required=True)],
    outputs=[gives("match_list", "md")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:text-embedding-3-large", "openai:gpt-4o", "clip:openai"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Dramatiq + Redis"],
        "other_integrations": [
            "Scikit-learn",
            "Selenium headless",
            "gallery-dl",
            "OpenTelemetry → Grafana Tempo",
        ],
    },
    namespace="grower_matchmaker",
    tree=Lines(642, 652),
    files={
        "root": "/agents/grower_matchmaker/",
        "files": [
            file("agent.py"),
            file("portrait.py"),
            file("nursery.py"),
            file("affinity.py"),
            file("letter.py"),
            file("prompts.yaml"),
            file("tests/test_affinity.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    scheduling=Lines(659, 661),
    example=Lines(670, 677),
    expansion=Lines(680, 681),
    escape=Lines(684, 684),
    services=["LLM", "WebSearch"],
    sections={"stack": Lines(631, 638), "data_store": Lines(656, 656)},
)

AGENT_006 = _agent(
    690,
    6,
    "WholesaleScout",
    triggers=[webhook("/scout/start")],
    inputs=[
        takes("street_list_url", "string", required=True),
        takes("taste_profile", "json", required=True),
    ],
    outputs=[gives("scout_report", "md")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["RabbitMQ → Dramatiq workers"],
        "other_integrations": [
            "Selenium grid",
            "OpenTelemetry",
            "Zipkin trace",
            "GitLab CI",
            "Podman",
            "Render",
        ],
    },
    namespace="scout_notes",
    tree=Lines(776, 786),
    files={
        "root": "/agents/wholesale_scout/",
        "files": [
            file("agent.py"),
            file("notebook.py"),
            file("reason.py"),
            file("steps.py"),
            file("prompts.yaml"),
            file("street_bot.js"),
            file("tests/test_reason.py"),
            file("tests/test_steps.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    scheduling=Lines(793, 795),
    example=Lines(804, 811),
    expansion=Lines(814, 815),
    escape=Lines(818, 818),
    services=["LLM", "WebSearch"],
    sections={"stack": Lines(765, 772), "data_store": Lines(790, 790)},
)

AGENT_007 = _agent(
    824,
    7,
    "SlackMorningAlmanac",
    triggers=[schedule("0 7 * * *"), webhook("/almanac/note")],
    inputs=[takes("slack_note", "json", required=False)],
    outputs=[gives("almanac_url", "string")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": [],
        "other_integrations": [
            "Slack Web API & Events API",
            "Google",
            "Piper",
            "Prometheus + Grafana panel “Mornings”",
            "GitLab CI → Hetzner rolling deploy",
        ],
    },
    namespace="morning_almanac",
    tree=Lines(909, 920),
    files={
        "root": "/agents/morning_almanac/",
        "files": [
            file("agent.py"),
            file("harvest.py"),
            file("five_lines.py"),
            file("voice.py"),
            file("integrations/sensors.py"),
            file("integrations/notes.py"),
            file("prompts.yaml"),
            file("tests/test_five_lines.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["integrations", "tests", "assets"],
    },
    scheduling=Lines(927, 929),
    example=Lines(938, 945),
    expansion=Lines(948, 949),
    escape=Lines(952, 952),
    services=["LLM"],
    sections={"stack": Lines(898, 905), "data_store": Lines(924, 924)},
)

AGENT_008 = _agent(
    958,
    8,
    "BrandVoiceKeeper",
    triggers=[webhook("/voice/check")],
    inputs=[
        takes("text_url", "string", required=True),
        takes("author_id", "string", required=True),
    ],
    outputs=[gives("voice_score", "number"), gives("mended_text_url", "string")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "sentence-transformers:all-minilm"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Dramatiq + Redis"],
        "other_integrations": ["OpenAI Vision", "Prometheus", "Grafana voice panel"],
    },
    namespace="voice_keeper",
    tree=Lines(1046, 1056),
    files={
        "root": "/agents/voice_keeper/",
        "files": [
            file("agent.py"),
            file("drawer.py"),
            file("fork.py"),
            file("mend.py"),
            file("prompts/mend_label.yaml"),
            file("tests/test_fork.py"),
            file("tests/test_mend.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["prompts", "tests", "assets"],
    },
    scheduling=Lines(1063, 1065),
    example=Lines(1074, 1080),
    expansion=Lines(1083, 1084),
    escape=Lines(1087, 1087),
    services=["LLM"],
    sections={"stack": Lines(1036, 1042)},
)

AGENT_009 = _agent(
    1093,
    9,
    "BadgeOrchard",
    triggers=[webhook("/fruit/care"), schedule("0 */1 * * *")],
    inputs=[takes("care_payload", "json", required=True)],
    outputs=[gives("fruit_log", "json")],
    stack={
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Postgres", "Redis sorted set"],
        "queue_dependencies": ["Kafka + Celery"],
        "other_integrations": [
            "Pillow + SVGwrite for fruits",
            "Prometheus metrics fruit_total",
            "Grafana panel",
            "Cloudflare R2 for fruit pictures",
        ],
    },
    namespace="badge_orchard",
    tree=Lines(1177, 1185),
    files={
        "root": "/agents/badge_orchard/",
        "files": [
            file("agent.py"),
            file("watering.py"),
            file("fruits.py"),
            file("basket.py"),
            file("prompts/fruit_names.yaml"),
            file("tests/test_watering.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["prompts", "tests", "assets"],
    },
    scheduling=Lines(1192, 1194),
    example=Lines(1203, 1209),
    expansion=Lines(1212, 1213),
    escape=Lines(1216, 1216),
    services=["LLM"],
    sections={"stack": Lines(1167, 1173), "data_store": Lines(1189, 1189)},
)

AGENT_010 = _agent(
    1222,
    10,
    "MarginComposter",
    triggers=[
        schedule("0 * * * *", "de hora em hora"),
        webhook("/margin/sale", "nova venda"),
    ],
    inputs=[takes("shopify_sale", "json", required=False)],
    outputs=[gives("day_sheet", "json")],
    stack={
        "runtime": "fastapi",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["MySQL", "Pinecone"],
        "queue_dependencies": [],
        "other_integrations": [],
    },
    namespace="margin_composter",
    tree=Lines(1300, 1314),
    files={
        "root": "/agents/margin_composter/",
        "files": [
            file("agent.py"),
            file("scales/soil.py"),
            file("scales/freight.py"),
            file("scales/fees.py"),
            file("scales/losses.py"),
            file("sheet.py"),
            file("spark.py"),
            file("prompts/note.yaml"),
            file("tests/test_sheet.py"),
            file("tests/test_spark.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["scales", "prompts", "tests", "assets"],
    },
    scheduling=Lines(1323, 1325),
    example=Lines(1334, 1340),
    expansion=Lines(1343, 1344),
    escape=Lines(1347, 1347),
    services=["LLM", "Shopify"],
    sections={"data_store": Lines(1318, 1320)},
)

BOOK = Book(
    name="own",
    path=OWN,
    sha256="2ce37ed2d552ac1b3305041ff8c1b7e74e704ab5a0b1f059d6c1498b2d2a16fc",
    agents=(
        AGENT_001,
        AGENT_002,
        AGENT_003,
        AGENT_004,
        AGENT_005,
        AGENT_006,
        AGENT_007,
        AGENT_008,
        AGENT_009,
        AGENT_010,
    ),
    playbooks=(
        playbook("agent_002", "Thirsty Plant", "thirsty_plant"),
        playbook("agent_002", "First Repotting", "first_repotting"),
        playbook("agent_002", "Comeback", "comeback"),
    ),
    findings=(
        ("IFX203", "agent_001", 112),
        ("IFX203", "agent_003", 388),
        ("IFX201", "agent_003", 392),
        ("IFX203", "agent_004", 524),
        ("IFX207", "agent_005", 632),
        ("IFX203", "agent_005", 656),
        ("IFX201", "agent_005", 660),
        ("IFX207", "agent_006", 766),
        ("IFX203", "agent_006", 790),
        ("IFX201", "agent_006", 794),
        ("IFX203", "agent_007", 924),
        ("IFX108", "agent_008", 1021),
        ("IFX201", "agent_008", 1064),
        ("IFX203", "agent_009", 1189),
        ("IFX203", "agent_010", 1320),
        ("IFX009", None, 1352),
    ),
    placeholders=(
        ("agent_001", 47),  # IPO flow
        ("agent_001", 50),  # integrations
        ("agent_001", 119),  # KPIs
        ("agent_001", 122),  # failure and fallback
        ("agent_002", 185),  # IPO flow
        ("agent_002", 188),  # integrations
        ("agent_002", 251),  # data store
        ("agent_002", 259),  # KPIs
        ("agent_002", 262),  # failure and fallback
        ("agent_003", 326),  # IPO flow
        ("agent_003", 329),  # integrations
        ("agent_003", 395),  # KPIs
        ("agent_003", 398),  # failure and fallback
        ("agent_004", 462),  # IPO flow
        ("agent_004", 465),  # integrations
        ("agent_004", 531),  # KPIs
        ("agent_004", 534),  # failure and fallback
        ("agent_005", 597),  # IPO flow
        ("agent_005", 600),  # integrations
        ("agent_005", 663),  # KPIs
        ("agent_005", 666),  # failure and fallback
        ("agent_006", 730),  # IPO flow
        ("agent_006", 733),  # integrations
        ("agent_006", 797),  # KPIs
        ("agent_006", 800),  # failure and fallback
        ("agent_007", 864),  # IPO flow
        ("agent_007", 867),  # integrations
        ("agent_007", 931),  # KPIs
        ("agent_007", 934),  # failure and fallback
        ("agent_008", 998),  # IPO flow
        ("agent_008", 1001),  # integrations
        ("agent_008", 1059),  # data store
        ("agent_008", 1067),  # KPIs
        ("agent_008", 1070),  # failure and fallback
        ("agent_009", 1133),  # IPO flow
        ("agent_009", 1136),  # integrations
        ("agent_009", 1196),  # KPIs
        ("agent_009", 1199),  # failure and fallback
        ("agent_010", 1262),  # IPO flow
        ("agent_010", 1265),  # integrations
        ("agent_010", 1295),  # stack
        ("agent_010", 1327),  # KPIs
        ("agent_010", 1330),  # failure and fallback
    ),
)
