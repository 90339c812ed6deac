"""Edits of a definition: at least one for every row of the level table, in both directions."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

from diff_definitions import Json
from ionflux.models import StackDetails

BREAKING, COMPATIBLE, COSMETIC = "breaking", "compatible", "cosmetic"
NARRATIVE = (
    "epithet", "tagline", "introduction_text", "archetype", "dna_phrase", "essence_punch",
    "essence_interpretation", "description", "scheduling_and_triggers_summary",
    "kpis_definition", "failure_fallback_strategy", "example_integration_flow",
    "dynamic_expansion_notes", "escape_the_obvious_feature",
)  # fmt: skip


class Edit(NamedTuple):
    """An edit of a definition, and the change in both directions: path, kind and level."""

    does: Callable[[Json], object]
    there: tuple[tuple[str, str, str], ...]
    back: tuple[tuple[str, str, str], ...]


def changing(path: str, field: str, level: str, back: str = "") -> Edit:
    """Set the last field of a dotted path to another value: `inputs_schema.0.type=json`."""
    way, _, value = field.partition("=")
    *parents, last = way.split(".")

    def does(definition: Json) -> None:
        holder: Any = definition
        for step in parents:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = {"true": True, "false": False}.get(value, value)

    return Edit(does, ((path, "changed", level),), ((path, "changed", back or level),))


def appending(path: str, field: str, value: object, added: str, removed: str) -> Edit:
    """Add an entry at the front of a list, which keeps the order of the others."""

    def does(definition: Json) -> None:
        holder: Any = definition
        for step in field.split("."):
            holder = holder[step]
        holder.insert(0, copy.deepcopy(value))

    return Edit(does, ((path, "added", added),), ((path, "removed", removed),))


def _in_node(at: int, name: str, method: str, *arguments: str) -> Callable[[Json], object]:
    """Call a method of a list of a node of the graph."""
    return lambda definition: getattr(definition["graph"]["nodes"][at][name], method)(*arguments)


def turning(path: str, field: str) -> Edit:
    """Reverse a list."""

    def does(definition: Json) -> None:
        holder: Any = definition
        for step in field.split("."):
            holder = holder[step]
        holder.reverse()

    change = ((path, "changed", COSMETIC),) if path else ()
    return Edit(does, change, change)


def constraining(field: str, path: str, added: str, removed: str) -> Edit:
    """Give the first entry of a list the schema of its value."""

    def does(definition: Json) -> None:
        definition[field][0]["schema"] = {"minLength": 2}

    return Edit(does, ((path, "added", added),), ((path, "removed", removed),))


def emptying(field: str, path: str, level: str) -> Edit:
    """Remove a value."""
    *parents, last = field.split(".")

    def does(definition: Json) -> None:
        holder: Any = definition
        for step in parents:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = None

    return Edit(does, ((path, "removed", level),), ((path, "added", level),))


SCHEDULE = "triggers_config[schedule:0 */2 * * *]"
WEBHOOK = "triggers_config[webhook:/emailwizard/run]"
EVENT = "triggers_config[event:1]"
EDITS = {
    "name": changing("name", "name=Other", BREAKING),
    **{f: changing(f, f"{f}=Other", COSMETIC) for f in NARRATIVE},
    **{f"no {f}": emptying(f, f, COSMETIC) for f in NARRATIVE},
    "capability": appending("core_capabilities", "core_capabilities", "New", COSMETIC, COSMETIC)
    ._replace(
        there=(("core_capabilities", "changed", COSMETIC),),
        back=(("core_capabilities", "changed", COSMETIC),),
    ),
    "order of capabilities": turning("core_capabilities", "core_capabilities"),
    "version": changing("version", "version=1.2.1", COSMETIC, BREAKING),
    "version goes down": changing("version", "version=1.1.9", BREAKING, COSMETIC),
    "version written otherwise": changing("version", "version=1.2", COSMETIC),
    "required input": appending(
        "inputs_schema[new]", "inputs_schema",
        {"key": "new", "type": "json", "required": True}, BREAKING, BREAKING,
    ),
    "optional input": appending(
        "inputs_schema[new]", "inputs_schema", {"key": "new", "type": "json"},
        COMPATIBLE, BREAKING,
    ),
    "input type": changing(
        "inputs_schema[shopify_event].type", "inputs_schema.0.type=string", BREAKING
    ),
    "input required": changing(
        "inputs_schema[shopify_event].required", "inputs_schema.0.required=true",
        BREAKING, COMPATIBLE,
    ),
    "required input with a default": appending(
        "inputs_schema[new]", "inputs_schema",
        {"key": "new", "type": "json", "required": True, "default": 1}, COMPATIBLE, BREAKING,
    ),
    "input with a default required": changing(
        "inputs_schema[limit].required", "inputs_schema.2.required=true", COMPATIBLE
    ),
    "default of a required input": changing(
        "inputs_schema[manual_payload].default", "inputs_schema.1.default=x", COMPATIBLE
    )._replace(
        there=(("inputs_schema[manual_payload].default", "added", COMPATIBLE),),
        back=(("inputs_schema[manual_payload].default", "removed", BREAKING),),
    ),
    "input default": changing(
        "inputs_schema[shopify_event].default", "inputs_schema.0.default=x", COMPATIBLE
    )._replace(
        there=(("inputs_schema[shopify_event].default", "added", COMPATIBLE),),
        back=(("inputs_schema[shopify_event].default", "removed", COMPATIBLE),),
    ),
    "no input default": emptying(
        "inputs_schema.2.default", "inputs_schema[limit].default", COMPATIBLE
    ),
    "input description": changing(
        "inputs_schema[shopify_event].description", "inputs_schema.0.description=x", COSMETIC
    ),
    "input schema": constraining(
        "inputs_schema", "inputs_schema[shopify_event].schema", BREAKING, COMPATIBLE
    ),
    "order of inputs": turning("", "inputs_schema"),
    "output": appending(
        "outputs_config[new]", "outputs_config", {"key": "new", "type": "md"},
        COMPATIBLE, BREAKING,
    ),
    "output type": changing(
        "outputs_config[send_report].type", "outputs_config.0.type=md", BREAKING
    ),
    "output description": changing(
        "outputs_config[send_report].description", "outputs_config.0.description=x", COSMETIC
    ),
    "output schema": constraining(
        "outputs_config", "outputs_config[send_report].schema", COMPATIBLE, BREAKING
    ),
    "order of outputs": turning("", "outputs_config"),
    "schedule": appending(
        "triggers_config[schedule:@daily]", "triggers_config",
        {"type": "schedule", "config": {"cron": "@daily"}}, COMPATIBLE, BREAKING,
    ),
    "webhook": appending(
        "triggers_config[webhook:/x]", "triggers_config",
        {"type": "webhook", "config": {"path": "/x", "method": "GET"}}, COMPATIBLE, BREAKING,
    ),
    "cron": changing(
        f"{SCHEDULE}.config.cron", "triggers_config.0.config.cron=@daily", COMPATIBLE
    )._replace(
        back=(("triggers_config[schedule:@daily].config.cron", "changed", COMPATIBLE),)
    ),
    "webhook path": changing(
        f"{WEBHOOK}.config.path", "triggers_config.1.config.path=/x", BREAKING
    )._replace(back=(("triggers_config[webhook:/x].config.path", "changed", BREAKING),)),
    "webhook method": changing(
        f"{WEBHOOK}.config.method", "triggers_config.1.config.method=GET", BREAKING
    ),
    "event config": changing(
        f"{EVENT}.config[stream]", "triggers_config.2.config.stream=x", COMPATIBLE
    ),
    "more event config": changing(
        f"{EVENT}.config[group]", "triggers_config.2.config.group=x", COMPATIBLE
    )._replace(
        there=((f"{EVENT}.config[group]", "added", COMPATIBLE),),
        back=((f"{EVENT}.config[group]", "removed", COMPATIBLE),),
    ),
    "order of triggers": turning("", "triggers_config"),
    "memory type": changing("memory_config.type", "memory_config.type=redis", BREAKING),
    "memory namespace": changing(
        "memory_config.namespace_template", "memory_config.namespace_template=x", BREAKING
    ),
    "no memory type": emptying("memory_config.type", "memory_config.type", BREAKING),
    "service": appending(
        "underlying_services_required[Shopify]", "underlying_services_required", "Shopify",
        BREAKING, COMPATIBLE,
    ),
    "order of services": turning(
        "underlying_services_required", "underlying_services_required"
    ),
    **{
        name: changing(f"stack_details.{name}", f"stack_details.{name}=x", COMPATIBLE)
        for name in ("language", "runtime")
    },
    **{
        name: appending(
            f"stack_details.{name}[New]", f"stack_details.{name}", "New", COMPATIBLE, COMPATIBLE
        )
        for name in StackDetails.model_fields if name not in ("language", "runtime")
    },
    **{
        f"order of {name}": turning(f"stack_details.{name}", f"stack_details.{name}")
        for name in StackDetails.model_fields if name not in ("language", "runtime")
    },
    "drawn tree": changing(
        "default_file_structure_template", "default_file_structure_template=/x/", COMPATIBLE
    ),
    "no files": emptying("key_files_and_paths", "key_files_and_paths", COMPATIBLE),
    "root": changing("key_files_and_paths.root", "key_files_and_paths.root=/x/", COMPATIBLE),
    "file": appending(
        "key_files_and_paths.files[new.py]", "key_files_and_paths.files", {"path": "new.py"},
        COMPATIBLE, COMPATIBLE,
    ),
    "remark on a file": changing(
        "key_files_and_paths.files[splitter.py].description",
        "key_files_and_paths.files.1.description=x", COSMETIC,
    ),
    "order of files": turning("key_files_and_paths.files", "key_files_and_paths.files"),
    "directory": appending(
        "key_files_and_paths.directories[new]", "key_files_and_paths.directories", "new",
        COMPATIBLE, COMPATIBLE,
    ),
    "order of directories": turning(
        "key_files_and_paths.directories", "key_files_and_paths.directories"
    ),
    "status": changing("status", "status=active", COMPATIBLE),
    "category": changing("category", "category=Sales", COMPATIBLE),
    "no category": emptying("category", "category", COMPATIBLE),
    "additional section": changing(
        "additional_sections[punch_final]", "additional_sections.punch_final=x", COSMETIC
    ),
    "unknown key": changing(
        "additional_sections[unknown_keys][owner]", "additional_sections.unknown_keys.owner=x",
        COSMETIC,
    ),
    "no graph": emptying("graph", "graph", COMPATIBLE),
    "node": appending(
        "graph.nodes[new]", "graph.nodes", {"id": "new", "transform": "New"},
        COMPATIBLE, COMPATIBLE,
    ),
    "transform of a node": changing(
        "graph.nodes[send].transform", "graph.nodes.1.transform=x", COMPATIBLE
    ),
    "wiring of a node": changing(
        "graph.nodes[send].inputs[mail]", "graph.nodes.1.inputs.mail=x", COMPATIBLE
    ),
    "condition of a node": changing(
        "graph.nodes[send].condition", "graph.nodes.1.condition=x", COMPATIBLE
    ),
    "approval of a node": changing(
        "graph.nodes[send].approval_scope", "graph.nodes.1.approval_scope=x", COMPATIBLE
    ),
    **{
        f"{name} of a node": Edit(
            _in_node(at, name, "append", "new"),
            ((f"graph.nodes[{node}].{name}[new]", "added", COMPATIBLE),),
            ((f"graph.nodes[{node}].{name}[new]", "removed", COMPATIBLE),),
        )
        for node, at, name in (("fetch", 0, "outputs"), ("send", 1, "depends_on"))
    },
    **{
        f"order of {name} of a node": Edit(
            _in_node(at, name, "reverse"),
            ((f"graph.nodes[{node}].{name}", "changed", COSMETIC),),
            ((f"graph.nodes[{node}].{name}", "changed", COSMETIC),),
        )
        for node, at, name in (("fetch", 0, "outputs"), ("send", 1, "depends_on"))
    },
}  # fmt: skip
