"""Expectations for FluxGraph documents, written by reading: values, and the places of findings.

Three documents are real ones, which do not ship with the project; none of their text is here. The
lists of findings were written before the rules were.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from expected import Lines

_TESTS = Path(__file__).resolve().parent
OWN = _TESTS.parent / "examples" / "fluxgraph"
REAL = _TESTS.parents[1] / "shared" / "corpus" / "fluxgraph"


@dataclass(frozen=True)
class Items:
    """The items of a list whose lines begin at some lines, without marks; nested ones follow."""

    starts: tuple[int, ...]
    end: int
    without: str = ""
    """The text omitted at the end of each."""

    def read(self, source: list[str]) -> list[str]:
        """Return the texts."""
        stops = (*self.starts[1:], self.end + 1)
        pairs = zip(self.starts, stops, strict=True)
        texts = ("\n".join(map(_bare, source[start - 1 : stop - 1])) for start, stop in pairs)
        return [text.removesuffix(self.without) for text in texts]


@dataclass(frozen=True)
class Quoted:
    """The text of a line between quotes, after a key if one is given."""

    line: int
    key: str = ""

    def read(self, source: list[str]) -> str:
        """Return the text."""
        lead = rf'.*?\b{self.key}"?: "' if self.key else '`"'
        found = re.match(lead + r'([^"]*)"', source[self.line - 1])
        assert found, source[self.line - 1]
        return found[1]


@dataclass(frozen=True)
class Goal:
    """The primary goal in a line."""

    line: int

    def read(self, source: list[str]) -> str:
        """Return the text without code marks."""
        return source[self.line - 1].partition("**Primary Goal:** ")[2].strip("`")


@dataclass(frozen=True)
class Escalations:
    """Points at which people are asked, one per line of JSON."""

    first: int
    last: int

    def read(self, source: list[str]) -> str:
        """Write them as a list."""
        points = [
            json.loads(line.strip().rstrip(",")) for line in source[self.first - 1 : self.last]
        ]
        return "\n".join(f"* `{each['condition']}` → `{each['action']}`" for each in points)


@dataclass(frozen=True)
class JsonOf:
    """A block of JSON between two lines, without comments."""

    first: int
    last: int

    def read(self, source: list[str]) -> Any:
        """Parse the block; the beginning of a comment is recognised by the text before it."""
        lines = source[self.first - 1 : self.last]
        return json.loads("\n".join(re.sub(r"(^|[\s,\[{])//.*", r"\1", line) for line in lines))


def _bare(line: str) -> str:
    return re.sub(r"^\s*\*\s+", "", line).replace("**", "").replace("`", "")


Reference = Lines | Items | Quoted | Goal | Escalations | JsonOf


def resolve(expected: Any, source: list[str]) -> Any:
    """Replace every reference by the document's text."""
    if isinstance(expected, Reference):
        return expected.read(source)
    if isinstance(expected, dict):
        return {key: resolve(value, source) for key, value in expected.items()}
    if isinstance(expected, list):
        return [resolve(value, source) for value in expected]
    return expected


def _takes(key: str, kind: str, line: int | None, **more: Any) -> dict[str, Any]:
    described = Quoted(line, "description") if line else None
    base = {"required": False, "description": described, "default": None, "schema": None}
    return {"key": key, "type": kind, **base, **more}


def _gives(key: str, kind: str, line: int | None = None, schema: Any = None) -> dict[str, Any]:
    described = Quoted(line, "description") if line else None
    return {"key": key, "type": kind, "description": described, "schema": schema}


def _node(
    name: str,
    transform: str,
    scope: str | None,
    outputs: str,
    *depends: str,
    condition: bool = False,
) -> dict[str, Any]:
    return {
        "id": name,
        "transform": transform,
        "approval_scope": scope,
        "outputs": outputs.split(),
        "depends_on": list(depends),
        "condition": condition,
    }


_TEXT = {"type": "string", "nullable": True}
_STATUS = {"type": "string", "enum": ["success", "failure", "partial_success"]}
_COUNT = {"type": "integer"}
_FETCH, _STORE = "FetchFromIONPOD_Transform_IONWALL", "StoreToIONPOD_Transform_IONWALL"
_PUBLISH, _LLM = "IPC_NATS_Publish_Transform", "MuseGen_LLM_Transform"


class Expected(NamedTuple):
    """A document, its fields, its nodes (only whether they have a condition), its findings."""

    path: Path
    fields: dict[str, Any]
    nodes: list[dict[str, Any]]
    kept: dict[str, Any]
    """Some of `additional_sections`; all of its keys are listed."""
    findings: list[tuple[int, str]]


MUSE = Expected(
    REAL / "001_muse_prompt_chain_agent.md",
    {
        "id": "agent_001_muse_prompt_chain",
        "name": "Muse Prompt Chain Agent",
        "version": "0.9.0",
        "status": "draft",
        "description": Quoted(138),
        "core_capabilities": Items((9, 10, 11, 12, 13), 13),
        "triggers_config": [
            {"type": "manual", "config": {}},
            {
                "type": "event",
                "config": {
                    "event_source": "NATS",
                    "topic": "ionflux.agents.muse.invoke",
                    "declared_type": "event_driven",
                    "description": Quoted(376, "description"),
                    "filter_expression": Quoted(376, "filter_expression"),
                },
            },
            {
                "type": "webhook",
                "config": {
                    "path": "/webhooks/invoke/muse_prompt_chain",
                    "method": "POST",
                    "authentication_method": "ionwall_jwt",
                    "description": Quoted(379, "description"),
                },
            },
        ],
        "inputs_schema": [
            _takes("initial_data_cid", "string", 34, required=True),
            _takes("prompt_chain_definition_cid", "string", 35, required=True),
            _takes(
                "user_parameters",
                "json",
                36,
                schema={"type": "object", "additionalProperties": True},
            ),
        ],
        "outputs_config": [
            _gives("final_output_cid", "string", 42),
            _gives(
                "intermediate_outputs_cids",
                "json",
                43,
                {"type": "array", "items": {"type": "string"}},
            ),
            _gives("status", "string", None, _STATUS),
            _gives("error_message", "string", None, _TEXT),
            _gives(
                "usage_metrics",
                "json",
                None,
                {
                    "type": "object",
                    "properties": {
                        "total_llm_tokens_processed": _COUNT,
                        "total_execution_time_ms": _COUNT,
                        "number_of_prompt_steps_executed": _COUNT,
                    },
                },
            ),
        ],
        "failure_fallback_strategy": Escalations(306, 308),
        "example_integration_flow": Lines(447, 471),
        "dynamic_expansion_notes": Lines(510, 514),
        "stack_details": {
            "language": None,
            "runtime": "IONFLUX_EdgeNode_Wasm",
            "models_used": ["claude-3-sonnet-20240229"],
            "database_dependencies": [],
            "queue_dependencies": [],
            "other_integrations": Items((505,), 505, without="."),
        },
        "underlying_services_required": ["LLM"],
        "category": None,
        "introduction_text": None,
        "key_files_and_paths": None,
    },
    [
        _node(
            "fetch_initial_data",
            _FETCH,
            "read_pod_data:muse_agent_initial_input",
            "initial_content_obj",
        ),
        _node(
            "fetch_prompt_chain_def",
            _FETCH,
            "read_pod_data:muse_agent_chain_definition",
            "prompt_chain_definition_obj",
        ),
        _node(
            "prompt_step_processor",
            "DynamicChainExecutor_Transform",
            "execute_llm_chain:muse_agent",
            "final_chain_result intermediate_results_array execution_metrics_obj",
        ),
        _node(
            "store_final_output", _STORE, "write_pod_data:muse_agent_final_output", "final_cid_val"
        ),
        _node(
            "store_intermediate_outputs_conditional",
            _STORE,
            "write_pod_data:muse_agent_intermediate_outputs",
            "intermediate_cids_array_val",
            condition=True,
        ),
        _node("publish_completion_event", _PUBLISH, None, "", "store_final_output"),
    ],
    {
        "declared_status": "development",
        "primary_goal": Goal(7),
        "flux_graph_dsl_yaml": Lines(146, 244),
        "execution_requirements_json": JsonOf(249, 269),
        "ecosystem_integration_points_json": JsonOf(274, 315),
        "prm_details_json": JsonOf(320, 331),
        "input_schema_json": JsonOf(337, 345),
        "output_schema_json": JsonOf(351, 368),
        "trigger_config_json": JsonOf(373, 381),
        "deployment_info_json": JsonOf(386, 396),
        "logging_json": JsonOf(401, 406),
        "monitoring_json": JsonOf(411, 422),
        "security_json": JsonOf(427, 441),
        "techgnosis_hybrid_layer_integration_notes": Lines(476, 483),
        "carbon_loop_integration_notes": Lines(488, 489),
        "dependencies_interactions": Lines(494, 505),
    },
    [(45, "IFX605"), (279, "IFX607")],
)

DATASCRIBE = Expected(
    REAL / "002_datascribe_transcript_agent.md",
    {
        "id": "agent_002_datascribe_transcript",
        "name": "Datascribe Transcript Agent",
        "version": "0.9.0",
        "status": "draft",
        "description": Quoted(202),
        "core_capabilities": Items((10, 11, 12, 13, 14, 15, 16, 17), 17),
        "stack_details": {
            "language": None,
            "runtime": "IONFLUX_EdgeNode_Wasm",
            "models_used": ["claude-3-haiku-20240307"],
            "database_dependencies": [],
            "queue_dependencies": [],
            "other_integrations": Items((681, 682), 682, without="."),
        },
        "failure_fallback_strategy": Escalations(449, 450),
        "example_integration_flow": Lines(621, 647),
        "dynamic_expansion_notes": Lines(687, 693),
        "underlying_services_required": ["LLM"],
    },
    [
        _node(
            "fetch_media_file",
            _FETCH,
            "read_pod_data:datascribe_input_media",
            "media_data_blob media_metadata_obj",
        ),
        _node(
            "transcribe_media_stt",
            "SpeechToText_Transform_VendorOpenAI",
            "execute_stt:datascribe_transcription",
            "raw_transcript_text stt_confidence_score detected_language_code",
        ),
        _node(
            "format_clean_transcript",
            "TextFormatClean_Transform_Standard",
            "execute_text_processing:datascribe_formatting",
            "formatted_transcript_text",
        ),
        _node(
            "store_formatted_transcript",
            _STORE,
            "write_pod_data:datascribe_output_transcript",
            "stored_transcript_cid",
        ),
        _node("check_summary_needed", "ConditionalBoolean_Transform", None, "is_true"),
        _node(
            "fetch_summary_prompt_conditional",
            _FETCH,
            "read_pod_data:datascribe_custom_prompt",
            "custom_summary_prompt_text",
            condition=True,
        ),
        _node(
            "generate_summary_llm",
            _LLM,
            "execute_llm:datascribe_summarization",
            "summary_text_output summary_llm_tokens_processed",
            condition=True,
        ),
        _node(
            "store_summary_text",
            _STORE,
            "write_pod_data:datascribe_output_summary",
            "stored_summary_cid",
            condition=True,
        ),
        _node("check_keywords_needed", "ConditionalBoolean_Transform", None, "is_true"),
        _node(
            "generate_keywords_llm",
            _LLM,
            "execute_llm:datascribe_keyword_extraction",
            "keywords_json_string keywords_llm_tokens_processed",
            condition=True,
        ),
        _node(
            "store_keywords_list",
            _STORE,
            "write_pod_data:datascribe_output_keywords",
            "stored_keywords_cid",
            condition=True,
        ),
        _node("publish_completion_event", _PUBLISH, None, "", "store_formatted_transcript"),
    ],
    {
        "declared_status": "development",
        "flux_graph_dsl_yaml": Lines(210, 377),
        "execution_requirements_json": JsonOf(382, 406),
        "ecosystem_integration_points_json": JsonOf(411, 457),
        "prm_details_json": JsonOf(462, 474),
        "input_schema_json": JsonOf(480, 496),
        "output_schema_json": JsonOf(502, 522),
        "trigger_config_json": JsonOf(527, 553),
        "deployment_info_json": JsonOf(558, 568),
        "logging_json": JsonOf(573, 578),
        "monitoring_json": JsonOf(583, 595),
        "security_json": JsonOf(600, 615),
        "techgnosis_hybrid_layer_integration_notes": Lines(652, 657),
        "carbon_loop_integration_notes": Lines(662, 663),
        "dependencies_interactions": Lines(668, 682),
    },
    [(57, "IFX605"), (183, "IFX602"), (465, "IFX611")],
)

CANVAS = Expected(
    REAL / "008_canvas_render_agent.md",
    {
        "id": "agent_008_canvas_render",
        "name": "Canvas Render Agent",
        "version": "0.9.0",
        "status": "draft",
        "description": Quoted(177),
        "core_capabilities": Items((10, 15, 16, 17, 18, 19), 19),
        "stack_details": {
            "language": None,
            "runtime": "IONFLUX_EdgeNode_Wasm_With_CanvasKit",
            "models_used": [],
            "database_dependencies": [],
            "queue_dependencies": [],
            "other_integrations": Items((592,), 592, without="."),
        },
        "failure_fallback_strategy": Escalations(381, 383),
        "example_integration_flow": Lines(535, 554),
        "dynamic_expansion_notes": Lines(597, 604),
        "underlying_services_required": [],
    },
    [
        _node("fetch_render_instructions", _FETCH, "read_pod_data:canvas_render_instructions",
              "render_instructions_obj"),
        _node("fetch_visualization_data_conditional", _FETCH,
              "read_pod_data:canvas_visualization_data", "visualization_data_obj",
              condition=True),
        _node("determine_renderer_type", "DetermineRenderType_Transform", None,
              "renderer_type_enum"),
        _node("route_to_renderer", "SwitchCaseRouter_Transform", None,
              "use_vegalite use_html_component use_threejs use_mermaid"),
        _node("render_vegalite_chart", "VegaLite_Render_Transform",
              "execute_rendering_engine:vegalite", "rendered_image_blob actual_format",
              condition=True),
        _node("render_html_component", "HTML_Component_Render_Transform",
              "execute_rendering_engine:html_component",
              "rendered_html_bundle_blob_or_cid component_metadata_obj", condition=True),
        _node("render_mermaid_diagram", "MermaidRender_Transform",
              "execute_rendering_engine:mermaid", "rendered_image_blob actual_format",
              condition=True),
        _node("store_rendered_artifact", _STORE, "write_pod_data:canvas_rendered_output",
              "stored_artifact_cid"),
        _node("publish_canvas_update_event", _PUBLISH, None, "", "store_rendered_artifact"),
        _node("log_render_operation", _STORE, "write_pod_data:canvas_render_agent_log",
              "render_log_cid"),
    ],
    {
        "declared_status": "development",
        "primary_goal": Goal(8),
        "flux_graph_dsl_yaml": Lines(185, 309),
        "execution_requirements_json": JsonOf(314, 341),
        "ecosystem_integration_points_json": JsonOf(346, 390),
        "prm_details_json": JsonOf(395, 406),
        "input_schema_json": JsonOf(412, 429),
        "output_schema_json": JsonOf(435, 445),
        "trigger_config_json": JsonOf(450, 468),
        "deployment_info_json": JsonOf(473, 483),
        "logging_json": JsonOf(488, 493),
        "monitoring_json": JsonOf(498, 510),
        "security_json": JsonOf(515, 529),
        "techgnosis_hybrid_layer_integration_notes": Lines(559, 566),
        "carbon_loop_integration_notes": Lines(571, 575),
        "dependencies_interactions": Lines(580, 592),
    },
    [
        (57, "IFX605"), (58, "IFX605"), (60, "IFX605"), (93, "IFX605"), (114, "IFX605"),
        (124, "IFX605"), (164, "IFX605"), (199, "IFX609"), (317, "IFX601"), (353, "IFX601"),
        (356, "IFX607"), (396, "IFX601"), (464, "IFX608"), (474, "IFX601"), (507, "IFX610"),
        (508, "IFX610"), (518, "IFX601"),
    ],
)  # fmt: skip

RECIPE = Expected(
    OWN / "012_recipe_card_agent.md",
    {
        "id": "agent_012_recipe_card",
        "name": "Recipe Card Agent",
        "version": "0.3.0",
        "status": "draft",
        "description": "Turns a recipe into a card: scaled, translated on request, and with its"
        " allergens.",
        "core_capabilities": Items((10, 11, 14), 14),
        "triggers_config": [
            {"type": "manual", "config": {}},
            {
                "type": "event",
                "config": {
                    "event_source": "NATS",
                    "topic": "kitchen.recipes.card_wanted",
                    "declared_type": "event_driven",
                    "description": "A recipe was chosen.",
                    "input_mapping": {"recipe_cid": "{{event.data.cid}}"},
                },
            },
            {
                "type": "webhook",
                "config": {
                    "path": "/webhooks/recipe_card",
                    "method": "POST",
                    "authentication_method": "ionwall_jwt",
                },
            },
            {
                "type": "schedule",
                "config": {
                    "cron": "0 6 * * 1",
                    "timezone": "Europe/Lisbon",
                    "description": "The card of the week.",
                },
            },
        ],
        "inputs_schema": [
            _takes("recipe_cid", "string", 36, required=True),
            _takes("servings", "number", 37, default=4),
            _takes(
                "card_options", "json", None,
                schema={
                    "type": "object",
                    "properties": {
                        "paper": {"type": "string", "enum": ["a6", "a5"], "default": "a6"},
                        "language": _TEXT,
                    },
                    "additionalProperties": False,
                },
            ),
        ],
        "outputs_config": [
            _gives("card_cid", "string", 51),
            _gives("status", "string", None, {"type": "string", "enum": ["success", "failure"]}),
            _gives("allergens", "json", None, {"type": "array", "items": {"type": "string"}}),
        ],
        "stack_details": {
            "language": None,
            "runtime": "Kitchen_EdgeNode_Wasm",
            "models_used": ["small-language-model-2"],
            "database_dependencies": [],
            "queue_dependencies": [],
            "other_integrations": [
                "A provider of language models, by LLM_Transform",
                "The printer of the house",
            ],
        },
        "failure_fallback_strategy": Escalations(231, 232),
        "example_integration_flow": Lines(324, 328),
        "dynamic_expansion_notes": Lines(354, 355),
        "underlying_services_required": ["LLM"],
    },
    [
        _node("fetch_recipe", "Fetch_Transform", "read_pod_data:recipes", "recipe notes"),
        _node("scale_recipe", "Scale_Transform", None, "ingredients"),
        _node("translate_notes", "LLM_Transform", "execute_llm:notes", "translated_notes",
              condition=True),
        _node("print_card", "Print_Transform", "write_pod_data:recipe_cards",
              "card found_allergens"),
        _node("announce_card", "Publish_Transform", None, "", "print_card"),
    ],
    {
        "declared_status": "development",
        "primary_goal": Goal(8),
        "flux_graph_dsl_yaml": Lines(120, 199),
        "execution_requirements_json": JsonOf(204, 216),
        "ecosystem_integration_points_json": JsonOf(221, 234),
        "prm_details_json": JsonOf(239, 242),
        "output_schema_json": JsonOf(250, 258),
        "trigger_config_json": JsonOf(263, 283),
        "deployment_info_json": JsonOf(288, 291),
        "logging_json": JsonOf(296, 299),
        "monitoring_json": JsonOf(304, 309),
        "security_json": JsonOf(314, 318),
        "techgnosis_hybrid_layer_integration_notes": Lines(333, 333),
        "carbon_loop_integration_notes": Lines(338, 338),
        "dependencies_interactions": Lines(343, 349),
    },
    [(224, "IFX601")],
)  # fmt: skip

DOCUMENTS = (RECIPE, MUSE, DATASCRIBE, CANVAS)
