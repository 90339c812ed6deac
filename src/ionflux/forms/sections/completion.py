"""Values that follow from the rest of a blueprint: fallbacks, dependencies, methods, services."""

from __future__ import annotations

from itertools import islice
from typing import Any

from ionflux.core.patterns import regex
from ionflux.forms.blueprint import Blueprint, Way
from ionflux.forms.sections import services
from ionflux.forms.sections.texts import says_nothing
from ionflux.language import Vocabulary, technologies
from ionflux.markdown.plain import unquote

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_METHOD = regex(rf"\b(?P<method>{'|'.join(_METHODS)})\b[\s:]*+[`*_\"]*+(?P<path>/[^\s`*\"),;]*)")
_REMARK = regex(r"[(\[]\s*+([^()\[\]]*[^()\[\]\s])\s*[)\]]\s*$")
_PART = regex(r"/(?=[^/])")
_PARTS = 50
"""How many parts of a path are compared; text names the last few."""
_SCHEDULING = "scheduling_and_triggers_summary"
_STACK = "stack_details"
_SERVICES = "underlying_services_required"


def complete(blueprint: Blueprint, vocabulary: Vocabulary) -> None:
    """Fill in the values that the heading states or the rest implies, and finish the blueprint."""
    _use_subtitle(blueprint, vocabulary)
    _keep_remark(blueprint)
    _add_dependencies(blueprint)
    blueprint.finish()
    _add_methods(blueprint)
    if _SERVICES not in blueprint.values:
        needed = _needed_services(blueprint)
        blueprint.set(_SERVICES, needed, Way.INFERRED, blueprint.place)


def _use_subtitle(blueprint: Blueprint, vocabulary: Vocabulary) -> None:
    if not blueprint.heading.subtitle:
        return
    subtitle = unquote(blueprint.heading.subtitle)
    if says_nothing(subtitle, vocabulary):
        message, hint = "the subtitle of the heading has no content yet", "write it, or remove it"
        blueprint.find("IFX006", message, blueprint.heading.place, hint)
        return
    used = False
    for name in ("epithet", "description"):
        if not blueprint.has(name):
            blueprint.set(name, subtitle, Way.HEADING, blueprint.place)
            used = True
    if not used:
        blueprint.keep_value("subtitle", blueprint.heading.subtitle)
        blueprint.came(("additional_sections", "subtitle"), Way.HEADING, blueprint.place)


def _keep_remark(blueprint: Blueprint) -> None:
    """Keep the parentheses after the title, unless the name has them."""
    found = _REMARK.search(blueprint.heading.title)
    if found and found[1] not in str(blueprint.values.get("name")):
        blueprint.remarks["name"] = found[1]


def _add_dependencies(blueprint: Blueprint) -> None:
    stack = blueprint.values.setdefault(_STACK, {})
    if not isinstance(stack, dict):
        return
    for kind, found in blueprint.dependencies.items():
        given = stack.setdefault(kind, [])
        if not isinstance(given, list):
            continue
        known = {technologies.key(name) for name in given if isinstance(name, str)}
        for key, (name, place) in found.items():
            if key not in known:
                # If the YAML names some, it is the origin of the list as a whole.
                if not given:
                    blueprint.came((_STACK, kind), Way.SECTION, place)
                blueprint.came((_STACK, kind, len(given)), Way.SECTION, place)
                given.append(name)


def _add_methods(blueprint: Blueprint) -> None:
    """Give every webhook a method: the one in the text for its path, else POST."""
    triggers = blueprint.values.get("triggers_config")
    named: dict[str, str] | None = None
    for index, trigger in enumerate(triggers if isinstance(triggers, list) else ()):
        if not isinstance(trigger, dict) or trigger.get("type") != "webhook":
            continue
        config = trigger["config"]
        if "method" in config:
            continue
        if named is None:
            named = _named_methods(str(blueprint.values.get(_SCHEDULING) or ""))
        found = _method_for(config.get("path"), named) if named else None
        config["method"] = found or "POST"
        loc = ("triggers_config", index, "config", "method")
        if found:
            place = blueprint.origin((_SCHEDULING,)).place
            blueprint.came(loc, Way.SECTION, place)
        else:
            place = blueprint.origin(("triggers_config", index)).place
            blueprint.came(loc, Way.DEFAULT, place)


def _named_methods(text: str) -> dict[str, str]:
    """Return the methods that a text names, by their paths; the first for each path."""
    methods: dict[str, str] = {}
    if not any(method in text for method in _METHODS):
        return methods
    for found in _METHOD.finditer(text):
        methods.setdefault(found["path"].rstrip(".:"), found["method"])
    return methods


def _method_for(path: object, named: dict[str, str]) -> str | None:
    """Return the method named for the whole path, else for its last parts, the longest first."""
    if not isinstance(path, str):
        return None
    ends = [path] + [path[found.start() :] for found in islice(_PART.finditer(path, 1), _PARTS)]
    return next((named[end] for end in ends if end in named), None)


def _needed_services(blueprint: Blueprint) -> list[str]:
    values = blueprint.values
    stack = values.get(_STACK)
    stack = stack if isinstance(stack, dict) else {}
    models = stack.get("models_used")
    integrations = stack.get("other_integrations")
    keys = [
        str(entry.get("key") or "")
        for name in ("inputs_schema", "outputs_config")
        for entry in _listed(values.get(name))
        if isinstance(entry, dict)
    ]
    sections = [section.text for section in blueprint.sections.get("stack", ())]
    spoken = [str(values.get("name") or ""), *keys, *sections]
    spoken += [str(model) for model in [*_listed(models), *_listed(integrations)]]
    return services.infer(models=bool(models), spoken=spoken)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
