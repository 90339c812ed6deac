"""What a careful reader of the real ten-agent document writes down for every field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"
Expected: TypeAlias = "Reference | dict[str, Expected] | list[Expected] | str | bool | None"

SHA256 = "a04fc8dcab1e2e9f3bd13df0855712607e584278a85e82e4329ed84926943de5"


# --- Prose is somebody's text: it is pointed at by its line in the document, never repeated. ---


@dataclass(frozen=True)
class Lines:
    """The source lines `first` to `last`, both included, as written."""

    first: int
    last: int

    def read(self, source: list[str]) -> str:
        """Join the lines as written."""
        return "\n".join(source[self.first - 1 : self.last])


@dataclass(frozen=True)
class After:
    """The rest of one line behind a label."""

    line: int
    label: str

    def read(self, source: list[str]) -> str:
        """Take what follows the label."""
        _, found, rest = source[self.line - 1].partition(self.label)
        if not found:
            raise LookupError(f"line {self.line} does not hold the label {self.label!r}")
        return rest.strip()


@dataclass(frozen=True)
class Quoted:
    """A whole line, or the rest of it behind a label, without its outer pair of quotes."""

    line: int
    label: str = ""

    def read(self, source: list[str]) -> str:
        """Take what stands between the quotes."""
        text = source[self.line - 1].strip()
        if self.label:
            text = After(self.line, self.label).read(source)
        if text[:1] not in OPENING_QUOTES or text[-1:] not in CLOSING_QUOTES:
            raise LookupError(f"line {self.line} does not hold a quoted text")
        return text[1:-1]


@dataclass(frozen=True)
class Item:
    """The text of the list item that stands on one line."""

    line: int

    def read(self, source: list[str]) -> str:
        """Take what follows the list marker."""
        return After(self.line, "*   ").read(source)


Reference: TypeAlias = Lines | After | Quoted | Item

OPENING_QUOTES = ("“", '"')
CLOSING_QUOTES = ("”", '"')


def resolve(expected: Expected, source: list[str]) -> Json:
    """Put the document's text in the place of every reference."""
    if isinstance(expected, Lines | After | Quoted | Item):
        return expected.read(source)
    if isinstance(expected, dict):
        return {key: resolve(value, source) for key, value in expected.items()}
    if isinstance(expected, list):
        return [resolve(value, source) for value in expected]
    return expected


# --- The labels of the bold fields. ---

EPITHET = "**Epíteto:** "
TAGLINE = "**TAGLINE:** "
ARCHETYPE = "**Arquétipo:** "
DNA = "**Frase-DNA:** "
PUNCH = "**Punch:** "
INTERPRETATION = "**Interpretação:** "


# --- Shapes that every agent repeats. ---


def schedule(cron: str, description: Expected = None) -> Expected:
    said: dict[str, Expected] = {"description": description} if description else {}
    return {"type": "schedule", "config": {"cron": cron, **said}}


def webhook(path: str, description: Expected = None) -> Expected:
    said: dict[str, Expected] = {"description": description} if description else {}
    return {"type": "webhook", "config": {"path": path, "method": "POST", **said}}


def takes(key: str, kind: str, *, required: bool) -> Expected:
    left_out = {"description": None, "default": None, "schema": None}
    return {"key": key, "type": kind, "required": required, **left_out}


def gives(key: str, kind: str) -> Expected:
    return {"key": key, "type": kind, "description": None, "schema": None}


def file(path: str, description: Reference | None = None) -> Expected:
    return {"path": path, "description": description}


def items(*lines: int) -> list[Expected]:
    return [Item(line) for line in lines]


# --- The ten agents, in the order of the document; keys in the order of the model. ---

AGENT_001: dict[str, Expected] = {
    "id": "agent_001",
    "name": "EmailWizard",
    "epithet": After(11, EPITHET),
    "tagline": After(12, TAGLINE),
    "introduction_text": Lines(15, 36),
    "archetype": After(44, ARCHETYPE),
    "dna_phrase": Quoted(45, DNA),
    "core_capabilities": items(48, 49, 50, 51),
    "essence_punch": Quoted(54, PUNCH),
    "essence_interpretation": After(55, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(8),
    "triggers_config": [schedule("0 */2 * * *"), webhook("/emailwizard/run")],
    "inputs_schema": [
        takes("shopify_event", "json", required=False),
        takes("manual_payload", "json", required=False),
    ],
    "outputs_config": [gives("send_report", "json")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "anthropic:claude-3-haiku"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Redis + RQ"],
        "other_integrations": [
            "OpenTelemetry → Prometheus → Grafana",
            "GitHub Actions + Docker Buildx + Fly.io",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "emailwizard"},
    "default_file_structure_template": Lines(106, 118),
    "key_files_and_paths": {
        "root": "/agents/emailwizard/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("prompts.yaml"),
            file("splitter.py", After(110, "# ")),
            file("scheduler.py"),
            file("processors/copy_generator.py"),
            file("processors/spam_scan.py"),
            file("tests/test_agent.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["processors", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(125, 127),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(136, 142),
    "dynamic_expansion_notes": Lines(145, 146),
    "escape_the_obvious_feature": Lines(149, 149),
    "underlying_services_required": ["LLM", "Shopify", "Email"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(7, " / "),
        "stack": Lines(95, 102),
        "punch_final": Lines(39, 41),
        "data_store": Lines(122, 122),
    },
}

AGENT_002: dict[str, Expected] = {
    "id": "agent_002",
    "name": "WhatsAppPulse",
    "epithet": After(159, EPITHET),
    "tagline": After(160, TAGLINE),
    "introduction_text": Lines(163, 184),
    "archetype": After(192, ARCHETYPE),
    "dna_phrase": Quoted(193, DNA),
    "core_capabilities": items(196, 197, 198, 199),
    "essence_punch": Quoted(202, PUNCH),
    "essence_interpretation": After(203, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(156),
    "triggers_config": [schedule("*/15 * * * *"), webhook("/whatsapppulse/hook")],
    "inputs_schema": [
        takes("shopify_payload", "json", required=False),
        takes("manual_trigger", "json", required=False),
    ],
    "outputs_config": [gives("pulse_report", "json")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "deepseek:ds-chat-b32"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Redis Streams"],
        "other_integrations": [
            "Meta WhatsApp Cloud API",
            "Azure Speech",
            "Coqui TTS",
            "OpenTelemetry → Loki → Grafana",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "whap_pulse"},
    "default_file_structure_template": Lines(254, 268),
    "key_files_and_paths": {
        "root": "/agents/whatsapppulse/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("prompts.yaml"),
            file("playbooks/abandoned_cart.yaml"),
            file("playbooks/vip_upsell.yaml"),
            file("playbooks/winback.yaml"),
            file("tts.py"),
            file("scheduler.py"),
            file("compliance.py"),
            file("tests/test_playbooks.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["playbooks", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(275, 277),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(286, 293),
    "dynamic_expansion_notes": Lines(296, 297),
    "escape_the_obvious_feature": Lines(300, 300),
    "underlying_services_required": ["LLM", "Shopify", "WhatsApp"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(155, " / "),
        "stack": Lines(243, 250),
        "punch_final": Lines(187, 189),
    },
}

AGENT_003: dict[str, Expected] = {
    "id": "agent_003",
    "name": "TikTokStylist",
    "epithet": After(310, EPITHET),
    "tagline": After(311, TAGLINE),
    "introduction_text": Lines(314, 335),
    "archetype": After(343, ARCHETYPE),
    "dna_phrase": Quoted(344, DNA),
    "core_capabilities": items(347, 348, 349, 350),
    "essence_punch": Quoted(353, PUNCH),
    "essence_interpretation": After(354, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(307),
    "triggers_config": [webhook("/tiktokstylist/upload")],
    "inputs_schema": [
        takes("video_draft_url", "string", required=True),
        takes("goal", "string", required=True),
    ],
    "outputs_config": [gives("published_id", "string")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "openai:whisper-large"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Redis Streams", "SQS"],
        "other_integrations": [
            "ffmpeg",
            "moviepy",
            "ffprobe",
            "TikTok Trend API",
            "S3",
            "Prometheus + Grafana dashboard “VideoOps”",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "tiktok_stylist"},
    "default_file_structure_template": Lines(403, 414),
    "key_files_and_paths": {
        "root": "/agents/tiktokstylist/",
        "files": [
            file("__init__.py"),
            file("agent.py"),
            file("style_scan.py"),
            file("clip_forge.py"),
            file("sound_synch.py"),
            file("autopost.py"),
            file("prompts.yaml"),
            file("tests/test_clip_forge.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(421, 423),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(432, 439),
    "dynamic_expansion_notes": Lines(442, 443),
    "escape_the_obvious_feature": Lines(446, 446),
    "underlying_services_required": ["LLM", "TikTok"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(306, " / "),
        "stack": Lines(392, 399),
        "punch_final": Lines(338, 340),
        "data_store": Lines(418, 418),
    },
}

AGENT_004: dict[str, Expected] = {
    "id": "agent_004",
    "name": "ShopifySalesSentinel",
    "epithet": After(456, EPITHET),
    "tagline": After(457, TAGLINE),
    "introduction_text": Lines(460, 481),
    "archetype": After(489, ARCHETYPE),
    "dna_phrase": Quoted(490, DNA),
    "core_capabilities": items(493, 494, 495, 496),
    "essence_punch": Quoted(499, PUNCH),
    "essence_interpretation": After(500, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(453),
    "triggers_config": [schedule("*/5 * * * *"), webhook("/sentinel/event")],
    "inputs_schema": [
        takes("shopify_event", "json", required=False),
        takes("latency_log", "json", required=False),
    ],
    "outputs_config": [gives("incident_report", "md")],
    "stack_details": {
        "language": "python",
        "runtime": "fastapi",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Kafka topic shop-orders", "RQ"],
        "other_integrations": [
            "Facebook Prophet + Z-score custom",
            "Docker + Fly.io autoscale",
            "Prometheus exporter + Grafana “SalesPulse”",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "sentinel_rootcause"},
    "default_file_structure_template": Lines(550, 560),
    "key_files_and_paths": {
        "root": "/agents/sales_sentinel/",
        "files": [
            file("agent.py"),
            file("anomaly.py"),
            file("rootcause.py"),
            file("actions.py"),
            file("prompts.yaml"),
            file("tests/test_anomaly.py"),
            file("assets/backup/theme.zip"),
        ],
        "directories": ["tests", "assets", "assets/backup"],
    },
    "scheduling_and_triggers_summary": Lines(567, 569),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(578, 584),
    "dynamic_expansion_notes": Lines(587, 588),
    "escape_the_obvious_feature": Lines(591, 591),
    "underlying_services_required": ["LLM", "Shopify"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(452, " / "),
        "stack": Lines(539, 546),
        "punch_final": Lines(484, 486),
        "data_store": Lines(564, 564),
    },
}

AGENT_005: dict[str, Expected] = {
    "id": "agent_005",
    "name": "UGCMatchmaker",
    "epithet": After(601, EPITHET),
    "tagline": After(602, TAGLINE),
    "introduction_text": Lines(605, 626),
    "archetype": After(634, ARCHETYPE),
    "dna_phrase": Quoted(635, DNA),
    "core_capabilities": items(638, 639, 640, 641),
    "essence_punch": Quoted(644, PUNCH),
    "essence_interpretation": After(645, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(598),
    "triggers_config": [webhook("/ugc/match")],
    "inputs_schema": [takes("brief_id", "string", required=True)],
    "outputs_config": [gives("match_table", "md")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:text-embedding-3-small", "openai:gpt-4o", "clip:openai"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Celery + Redis"],
        "other_integrations": [
            "Scikit-learn",
            "Playwright headless",
            "yt-dLP",
            "OpenTelemetry → Grafana Loki",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "ugc_matchmaker"},
    "default_file_structure_template": Lines(692, 702),
    "key_files_and_paths": {
        "root": "/agents/ugc_matchmaker/",
        "files": [
            file("agent.py"),
            file("brief2vec.py"),
            file("persona_probe.py"),
            file("affinity.py"),
            file("ghost_pitch.py"),
            file("prompts.yaml"),
            file("tests/test_affinity.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(709, 711),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(720, 727),
    "dynamic_expansion_notes": Lines(730, 731),
    "escape_the_obvious_feature": Lines(734, 734),
    "underlying_services_required": ["LLM", "WebSearch"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(597, " / "),
        "stack": Lines(681, 688),
        "punch_final": Lines(629, 631),
        "data_store": Lines(706, 706),
    },
}

AGENT_006: dict[str, Expected] = {
    "id": "agent_006",
    "name": "OutreachAutomaton",
    "epithet": After(744, EPITHET),
    "tagline": After(745, TAGLINE),
    "introduction_text": Lines(748, 769),
    "archetype": After(777, ARCHETYPE),
    "dna_phrase": Quoted(778, DNA),
    "core_capabilities": items(781, 782, 783, 784),
    "essence_punch": Quoted(787, PUNCH),
    "essence_interpretation": After(788, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(741),
    "triggers_config": [webhook("/outreach/kickoff")],
    "inputs_schema": [
        takes("list_url", "string", required=True),
        takes("icp_profile", "json", required=True),
    ],
    "outputs_config": [gives("outreach_report", "md")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Redis Streams → RQ workers"],
        "other_integrations": [
            "Playwright cluster",
            "OpenTelemetry",
            "Jaeger trace",
            "GitHub Actions",
            "Docker",
            "Railway",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "outreach_ctx"},
    "default_file_structure_template": Lines(836, 846),
    "key_files_and_paths": {
        "root": "/agents/outreach_automaton/",
        "files": [
            file("agent.py"),
            file("dataminer.py"),
            file("contextforge.py"),
            file("cadence.py"),
            file("prompts.yaml"),
            file("linkedin_bot.js"),
            file("tests/test_context.py"),
            file("tests/test_cadence.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(853, 855),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(864, 871),
    "dynamic_expansion_notes": Lines(874, 875),
    "escape_the_obvious_feature": Lines(878, 878),
    "underlying_services_required": ["LLM", "WebSearch"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(740, " / "),
        "stack": Lines(825, 832),
        "punch_final": Lines(772, 774),
        "data_store": Lines(850, 850),
    },
}

AGENT_007: dict[str, Expected] = {
    "id": "agent_007",
    "name": "SlackBriefButler",
    "epithet": After(888, EPITHET),
    "tagline": After(889, TAGLINE),
    "introduction_text": Lines(892, 913),
    "archetype": After(921, ARCHETYPE),
    "dna_phrase": Quoted(922, DNA),
    "core_capabilities": items(925, 926, 927, 928),
    "essence_punch": Quoted(931, PUNCH),
    "essence_interpretation": After(932, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(885),
    "triggers_config": [schedule("0 8 * * *"), webhook("/briefbutler/event")],
    "inputs_schema": [takes("slack_event", "json", required=False)],
    "outputs_config": [gives("daily_brief_url", "string")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": [],
        "other_integrations": [
            "Slack Bolt SDK & Socket Mode",
            "Azure",
            "ElevenLabs",
            "Prometheus + Grafana panel “BriefOps”",
            "GitHub Actions → Fly.io rolling deploy",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "brief_butler"},
    "default_file_structure_template": Lines(979, 990),
    "key_files_and_paths": {
        "root": "/agents/brief_butler/",
        "files": [
            file("agent.py"),
            file("thread_siphon.py"),
            file("summarizer.py"),
            file("tts.py"),
            file("integrations/notion.py"),
            file("integrations/jira.py"),
            file("prompts.yaml"),
            file("tests/test_summary.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["integrations", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(997, 999),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(1008, 1017),
    "dynamic_expansion_notes": Lines(1020, 1021),
    "escape_the_obvious_feature": Lines(1024, 1024),
    "underlying_services_required": ["LLM"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(884, " / "),
        "stack": Lines(968, 975),
        "punch_final": Lines(916, 918),
        "data_store": Lines(994, 994),
    },
}

AGENT_008: dict[str, Expected] = {
    "id": "agent_008",
    "name": "CreatorPersonaGuardian",
    "epithet": After(1034, EPITHET),
    "tagline": After(1035, TAGLINE),
    "introduction_text": Lines(1038, 1059),
    "archetype": After(1067, ARCHETYPE),
    "dna_phrase": Quoted(1068, DNA),
    "core_capabilities": items(1071, 1072, 1073, 1074),
    "essence_punch": Quoted(1077, PUNCH),
    "essence_interpretation": After(1078, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(1031),
    "triggers_config": [webhook("/persona/validate")],
    "inputs_schema": [
        takes("asset_url", "string", required=True),
        takes("creator_id", "string", required=True),
    ],
    "outputs_config": [
        gives("validation_score", "number"),
        gives("repaired_asset_url", "string"),
    ],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "sentence-transformers:multi-qa"],
        "database_dependencies": ["Pinecone"],
        "queue_dependencies": ["Celery + Redis"],
        "other_integrations": [
            "OpenAI Vision",
            "Prometheus",
            "Grafana persona-drift panel",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "persona_guardian"},
    "default_file_structure_template": Lines(1128, 1138),
    "key_files_and_paths": {
        "root": "/agents/persona_guardian/",
        "files": [
            file("agent.py"),
            file("extractor.py"),
            file("validator.py"),
            file("repair.py"),
            file("prompts/rewrite_persona.yaml"),
            file("tests/test_similarity.py"),
            file("tests/test_repair.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["prompts", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(1145, 1147),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(1156, 1162),
    "dynamic_expansion_notes": Lines(1165, 1166),
    "escape_the_obvious_feature": Lines(1169, 1169),
    "underlying_services_required": ["LLM"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(1030, " / "),
        "stack": Lines(1118, 1124),
        "punch_final": Lines(1062, 1064),
    },
}

AGENT_009: dict[str, Expected] = {
    "id": "agent_009",
    "name": "BadgeMotivator",
    "epithet": After(1179, EPITHET),
    "tagline": After(1180, TAGLINE),
    "introduction_text": Lines(1183, 1204),
    "archetype": After(1212, ARCHETYPE),
    "dna_phrase": Quoted(1213, DNA),
    "core_capabilities": items(1216, 1217, 1218, 1219),
    "essence_punch": Quoted(1222, PUNCH),
    "essence_interpretation": After(1223, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(1176),
    "triggers_config": [webhook("/xp/event"), schedule("0 */1 * * *")],
    "inputs_schema": [takes("event_payload", "json", required=True)],
    "outputs_config": [gives("xp_log", "json")],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Postgres", "Redis sorted set"],
        "queue_dependencies": ["Kafka + Celery"],
        "other_integrations": [
            "Pillow + SVGwrite for badges",
            "Prometheus metrics xp_awarded_total",
            "Grafana panel",
            "Cloudflare R2 for badge assets",
        ],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "badge_motivator"},
    "default_file_structure_template": Lines(1269, 1277),
    "key_files_and_paths": {
        "root": "/agents/badge_motivator/",
        "files": [
            file("agent.py"),
            file("xp_engine.py"),
            file("badge_forge.py"),
            file("reward_router.py"),
            file("prompts/badge_names.yaml"),
            file("tests/test_xp_engine.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["prompts", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(1284, 1286),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(1295, 1301),
    "dynamic_expansion_notes": Lines(1304, 1305),
    "escape_the_obvious_feature": Lines(1308, 1308),
    "underlying_services_required": ["LLM"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(1175, " / "),
        "stack": Lines(1259, 1265),
        "punch_final": Lines(1207, 1209),
        "data_store": Lines(1281, 1281),
    },
}

AGENT_010: dict[str, Expected] = {
    "id": "agent_010",
    "name": "RevenueTrackerLite",
    "epithet": After(1318, EPITHET),
    "tagline": After(1319, TAGLINE),
    "introduction_text": Lines(1322, 1343),
    "archetype": After(1351, ARCHETYPE),
    "dna_phrase": Quoted(1352, DNA),
    "core_capabilities": items(1355, 1356, 1357, 1358),
    "essence_punch": Quoted(1361, PUNCH),
    "essence_interpretation": After(1362, INTERPRETATION),
    "version": "0.1",
    "description": Quoted(1315),
    "triggers_config": [
        schedule("0 * * * *", After(1377, "# ")),
        webhook("/revenue/event", After(1379, "# ")),
    ],
    "inputs_schema": [takes("shopify_order", "json", required=False)],
    "outputs_config": [gives("pnl_dashboard", "json")],
    "stack_details": {
        "language": "python",
        "runtime": "fastapi",
        "models_used": ["openai:gpt-4o"],
        "database_dependencies": ["Postgres", "Pinecone"],
        "queue_dependencies": [],
        "other_integrations": [],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "revenue_tracker"},
    "default_file_structure_template": Lines(1402, 1416),
    "key_files_and_paths": {
        "root": "/agents/revenue_tracker/",
        "files": [
            file("agent.py"),
            file("etl/shopify.py"),
            file("etl/stripe.py"),
            file("etl/ads.py"),
            file("etl/app_fees.py"),
            file("pnl.py"),
            file("variance.py"),
            file("prompts/explain.yaml"),
            file("tests/test_pnl.py"),
            file("tests/test_variance.py"),
            file("assets/schema.sql"),
        ],
        "directories": ["etl", "prompts", "tests", "assets"],
    },
    "scheduling_and_triggers_summary": Lines(1425, 1427),
    "kpis_definition": None,
    "failure_fallback_strategy": None,
    "example_integration_flow": Lines(1436, 1442),
    "dynamic_expansion_notes": Lines(1445, 1446),
    "escape_the_obvious_feature": Lines(1449, 1449),
    "underlying_services_required": ["LLM", "Shopify"],
    "category": None,
    "created_at": None,
    "updated_at": None,
    "status": "draft",
    "additional_sections": {
        "subtitle": After(1314, " / "),
        "punch_final": Lines(1346, 1348),
        "data_store": Lines(1420, 1422),
    },
}

AGENTS: tuple[dict[str, Expected], ...] = (
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
)


# --- The playbooks: their `id` is not known by reading, only its kind. ---


def playbook(agent: str, name: str, event: str) -> dict[str, Expected]:
    return {
        "id": None,
        "agent_definition_id": agent,
        "agent_configuration_id": None,
        "workspace_id": None,
        "name": name,
        "description": None,
        "trigger_event_type": event,
        "steps": [],
        "is_active": False,
        "created_at": None,
        "updated_at": None,
    }


PLAYBOOKS: tuple[dict[str, Expected], ...] = (
    playbook("agent_002", "Abandoned Cart", "abandoned_cart"),
    playbook("agent_002", "Vip Upsell", "vip_upsell"),
    playbook("agent_002", "Winback", "winback"),
)


# --- The findings, as (code, agent, line), by line. ---

Found: TypeAlias = tuple[str, str | None, int | None]

UNCLOSED_FENCE_LINE = 1454  # whose agent may be anything: written as None

READING_AND_MAPPING: list[Found] = [
    ("IFX108", "agent_008", 1103),
    ("IFX009", None, UNCLOSED_FENCE_LINE),
]

ALL_WARNINGS: list[Found] = [
    ("IFX203", "agent_001", 122),
    ("IFX203", "agent_003", 418),
    ("IFX201", "agent_003", 422),
    ("IFX203", "agent_004", 564),
    ("IFX203", "agent_005", 706),
    ("IFX201", "agent_005", 710),
    ("IFX203", "agent_006", 850),
    ("IFX201", "agent_006", 854),
    ("IFX203", "agent_007", 994),
    ("IFX108", "agent_008", 1103),
    ("IFX201", "agent_008", 1146),
    ("IFX203", "agent_010", 1422),
    ("IFX009", None, UNCLOSED_FENCE_LINE),
]

# Sections that hold no content yet: the agent and the line of the section's heading.
PLACEHOLDERS: list[tuple[str, int]] = [
    ("agent_001", 57),  # IPO flow
    ("agent_001", 60),  # integrations
    ("agent_001", 129),  # KPIs
    ("agent_001", 132),  # failure and fallback
    ("agent_002", 205),  # IPO flow
    ("agent_002", 208),  # integrations
    ("agent_002", 271),  # data store
    ("agent_002", 279),  # KPIs
    ("agent_002", 282),  # failure and fallback
    ("agent_003", 356),  # IPO flow
    ("agent_003", 359),  # integrations
    ("agent_003", 425),  # KPIs
    ("agent_003", 428),  # failure and fallback
    ("agent_004", 502),  # IPO flow
    ("agent_004", 505),  # integrations
    ("agent_004", 571),  # KPIs
    ("agent_004", 574),  # failure and fallback
    ("agent_005", 647),  # IPO flow
    ("agent_005", 650),  # integrations
    ("agent_005", 713),  # KPIs
    ("agent_005", 716),  # failure and fallback
    ("agent_006", 790),  # IPO flow
    ("agent_006", 793),  # integrations
    ("agent_006", 857),  # KPIs
    ("agent_006", 860),  # failure and fallback
    ("agent_007", 934),  # IPO flow
    ("agent_007", 937),  # integrations
    ("agent_007", 1001),  # KPIs
    ("agent_007", 1004),  # failure and fallback
    ("agent_008", 1080),  # IPO flow
    ("agent_008", 1083),  # integrations
    ("agent_008", 1141),  # data store
    ("agent_008", 1149),  # KPIs
    ("agent_008", 1152),  # failure and fallback
    ("agent_009", 1225),  # IPO flow
    ("agent_009", 1228),  # integrations
    ("agent_009", 1288),  # KPIs
    ("agent_009", 1291),  # failure and fallback
    ("agent_010", 1364),  # IPO flow
    ("agent_010", 1367),  # integrations
    ("agent_010", 1397),  # stack
    ("agent_010", 1429),  # KPIs
    ("agent_010", 1432),  # failure and fallback
]
