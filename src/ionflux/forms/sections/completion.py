"""What follows from the rest of a blueprint: fallbacks, dependencies, methods and services."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from ionflux.core.patterns import regex
from ionflux.forms.raw import Heading, Origin, Way
from ionflux.forms.sections import services
from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.texts import plain
from ionflux.language import technologies

_METHOD = regex(
    r"\b(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:]*[`*_\"]*(?P<path>/[^\s`*\"),;]*)"
)
_PART = regex(r"/(?=[^/])")
_PARTS = 50
"""How many parts of a path are looked at; text names the last few."""
_SCHEDULING = "scheduling_and_triggers_summary"
_STACK = "stack_details"
_SERVICES = "underlying_services_required"


def complete(draft: Draft, heading: Heading, stack_lines: Iterable[str]) -> None:
    """Fill in what the heading says and what the rest implies."""
    for name in ("epithet", "description"):
        if not draft.has(name) and heading.subtitle:
            draft.values[name] = plain(heading.subtitle)
            draft.origins[(name,)] = Origin(Way.HEADING, draft.heading)
    _add_dependencies(draft)
    _add_methods(draft)
    if _SERVICES not in draft.values:
        draft.values[_SERVICES] = _needed_services(draft.values, stack_lines)
        draft.origins[(_SERVICES,)] = Origin(Way.INFERRED, draft.heading)


def _add_dependencies(draft: Draft) -> None:
    stack = draft.values.setdefault(_STACK, {})
    if not isinstance(stack, dict):
        return
    for kind, names in draft.dependencies.items():
        given = stack.setdefault(kind, [])
        if not isinstance(given, list):
            continue
        known = {technologies.key(str(name)) for name in given}
        for name, place in names.values():
            if technologies.key(name) not in known:
                origin = Origin(Way.SECTION, place)
                # The YAML, where it names some, is where the list as a whole comes from.
                draft.origins.setdefault((_STACK, kind), origin)
                draft.origins[_STACK, kind, len(given)] = origin
                given.append(name)


def _add_methods(draft: Draft) -> None:
    """Give every webhook a method: the text's for its path, else POST (spec section 3)."""
    named = _named_methods(str(draft.values.get(_SCHEDULING) or ""))
    triggers = draft.values.get("triggers_config")
    for index, trigger in enumerate(triggers if isinstance(triggers, list) else ()):
        if not isinstance(trigger, dict) or trigger.get("type") != "webhook":
            continue
        config = trigger["config"]
        if "method" in config:
            continue
        found = _method_for(config.get("path"), named) if named else None
        config["method"] = found or "POST"
        source = draft.origins[(_SCHEDULING,) if found else ("triggers_config", index)]
        way = Way.SECTION if found else Way.DEFAULT
        draft.origins["triggers_config", index, "config", "method"] = Origin(way, source.place)


def _named_methods(text: str) -> dict[str, str]:
    """Return the methods that a text names, by their paths; the first for each path."""
    methods: dict[str, str] = {}
    for found in _METHOD.finditer(text):
        methods.setdefault(found["path"].rstrip(".:"), found["method"])
    return methods


def _method_for(path: object, named: dict[str, str]) -> str | None:
    """Return the method named for the whole path, else for its last parts, the longest first."""
    if not isinstance(path, str):
        return None
    ends = [path] + [path[found.start() :] for found in islice(_PART.finditer(path, 1), _PARTS)]
    return next((named[end] for end in ends if end in named), None)


def _needed_services(values: dict[str, Any], stack_lines: Iterable[str]) -> list[str]:
    stack = values.get(_STACK)
    models = stack.get("models_used") if isinstance(stack, dict) else None
    keys = [
        str(entry.get("key") or "")
        for name in ("inputs_schema", "outputs_config")
        if isinstance(values.get(name), list)
        for entry in values[name]
        if isinstance(entry, dict)
    ]
    spoken = [str(values.get("name") or ""), *keys, *stack_lines]
    spoken += [str(model) for model in models] if isinstance(models, list) else []
    return services.infer(models=bool(models), spoken=spoken)
