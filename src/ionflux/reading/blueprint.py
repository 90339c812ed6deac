"""One agent's section to a raw blueprint: every line to a field, a finding, or a kept section."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ionflux.diagnostics import Finding, Loc, Span
from ionflux.dialects import Vocabulary
from ionflux.markdown import Fence, Outline, Section
from ionflux.raw import Heading, Origin, RawBlueprint, Way
from ionflux.reading import definition, filetree, labels, lists, services, technologies
from ionflux.reading.sections import Part, parts, promised_lines, snake_case
from ionflux.reading.texts import Passage, is_furniture, is_placeholder, plain, trim
from ionflux.yaml_nodes import Block, compose

TEXTS = {
    "scheduling": "scheduling_and_triggers_summary",
    "kpis": "kpis_definition",
    "failure": "failure_fallback_strategy",
    "example": "example_integration_flow",
    "expansion": "dynamic_expansion_notes",
    "escape": "escape_the_obvious_feature",
}
"""Kinds of section whose whole text is a field."""

KEPT = frozenset({"ipo_flow", "strategic_integrations", "data_store", "punch_final"})
"""Known kinds without a field: kept in `additional_sections` by these names."""

STANDARD = (
    "header", "introduction", "essence", "capabilities", "essence_detail", "ipo_flow",
    "strategic_integrations", "stack", "files", "data_store", "scheduling", "kpis", "failure",
    "example", "expansion", "escape",
)  # fmt: skip
"""The sections of a complete blueprint, beside its definition."""

_REST = {
    "agent": "preamble",
    "capabilities": "core_capabilities",
    "definition": "yaml_definition",
    "files": "files_and_paths",
}
"""Names under which a structured section's other lines are kept; else the kind's own name."""

_YAML = frozenset({"yaml", "yml"})
_ID = re.compile(r"^[ ]{0,3}['\"]?id['\"]?[ ]*:", re.MULTILINE)
_NAME = re.compile(r"^[ ]{0,3}['\"]?(?:name|nome)['\"]?[ ]*:", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r"\s*+(?:>\s*+)?(?P<text>[“\"'‘«„].+[”\"'’»“]|(?<=> ).+)\s*")
_METHOD = (
    r"\b(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:]*[`*_\"]*(?P<path>/[^\s`*\"),;]*)"
)
_NAMED_METHOD = re.compile(_METHOD)


@dataclass(frozen=True, slots=True)
class Document:
    """What all agents of a document are read from."""

    outline: Outline
    vocabulary: Vocabulary

    @property
    def lines(self) -> Sequence[str]:
        """The document's lines."""
        return self.outline.lines


@dataclass(slots=True)
class _Draft:
    """A blueprint in the making; the readers below fill it."""

    document: Document
    section: Section
    fences: Sequence[Fence]
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[Loc, Origin] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    stack_lines: list[str] = field(default_factory=list)
    dependencies: dict[str, dict[str, None]] = field(default_factory=dict)
    promised: int | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.document.vocabulary

    @property
    def lines(self) -> Sequence[str]:
        return self.document.lines

    def passage(self, numbers: Sequence[int], column: int = 0) -> Passage:
        return Passage(self.lines, numbers, column)

    def find(self, code: str, message: str, where: Span, hint: str | None = None) -> None:
        self.findings.append(Finding(message, where, code=code, hint=hint))

    def set(self, name: str, value: Any, place: Passage, way: Way = Way.SECTION) -> None:  # noqa: ANN401
        self.values[name] = value
        self.origins[(name,)] = Origin(way, place)

    def set_text(self, name: str, numbers: Sequence[int]) -> None:
        """Set a text field; a second text for it is put behind the first."""
        if (numbers := trim(self.lines, numbers)) and name in self.values:
            before = self.origins[(name,)].place
            assert isinstance(before, Passage)  # noqa: S101 - text fields are set here only
            passage = self.passage([*before.numbers, *numbers])
            text = f"{self.values[name]}\n\n{self.passage(numbers).text}"
            self.set(name, text, passage)
        elif numbers:
            self.set(name, self.passage(numbers).text, self.passage(numbers))

    def keep(self, name: str, numbers: Sequence[int], *, join: bool = False) -> None:
        """Keep lines in `additional_sections`, under a name of their own unless joined."""
        numbers = trim(self.lines, numbers)
        if not numbers:
            return
        passage = self.passage(numbers)
        if name in self.kept and join:
            self.kept[name] = f"{self.kept[name]}\n\n{passage.text}"
            return
        count = 2
        base = name
        while name in self.kept:
            name = f"{base}_{count}"
            count += 1
        self.kept[name] = passage.text
        self.origins["additional_sections", name] = Origin(Way.SECTION, passage)


def read(
    document: Document, section: Section, heading: Heading, fences: Sequence[Fence]
) -> RawBlueprint:
    """Read an agent's section; `fences` are those that stand in it."""
    draft = _Draft(document, section, fences)
    own = parts(section, document.vocabulary)
    _read_definition(draft, own)
    _drop_furniture(draft, own)
    _note_missing(draft, own)
    for part in own:
        _read_part(draft, part)
    _complete(draft, heading)
    return RawBlueprint(
        heading=replace(heading, promised_lines=draft.promised),
        place=_HeadingPlace(document.outline.heading_span(section)),
        values=draft.values,
        origins=draft.origins,
        findings=draft.findings,
    )


@dataclass(frozen=True, slots=True)
class _HeadingPlace:
    span: Span

    def find(self, _: str) -> Span | None:
        return None


def _read_part(draft: _Draft, part: Part) -> None:
    numbers = trim(draft.lines, part.lines)
    if part.kind != "agent" and not part.parents and _is_absent(draft, part, numbers):
        span = draft.document.outline.heading_span(part.section)
        draft.find("IFX006", f"the section `{part.section.title}` has no content yet", span)
        return
    if part.kind is None:
        _keep_unknown(draft, part, numbers)
    elif part.kind in TEXTS:
        draft.set_text(TEXTS[part.kind], numbers)
    elif part.kind in KEPT:
        _keep_known(draft, part, numbers)
    else:
        rest = _READERS[part.kind](draft, part, numbers)
        draft.keep(_REST.get(part.kind, part.kind), rest, join=True)


def _is_absent(draft: _Draft, part: Part, numbers: list[int]) -> bool:
    if part.kind == "definition":
        return False
    return is_placeholder("\n".join(draft.lines[n] for n in numbers[:20]), draft.vocabulary)


def _keep_unknown(draft: _Draft, part: Part, numbers: list[int]) -> None:
    if not numbers:  # what it is about stands in known sections below it
        return
    name = snake_case(part.section.title)
    draft.keep(name, numbers)
    draft.find(
        "IFX007",
        f"no dialect knows the section `{part.section.title}`; it is kept as `{name}`",
        draft.document.outline.heading_span(part.section),
    )


def _keep_known(draft: _Draft, part: Part, numbers: list[int]) -> None:
    assert part.kind is not None  # noqa: S101 - the caller has looked
    draft.keep(part.kind, numbers, join=True)
    if part.kind == "data_store":
        for name, kind in technologies.named_in("\n".join(draft.lines[n] for n in numbers)):
            draft.dependencies.setdefault(kind, {}).setdefault(name)


def _drop_furniture(draft: _Draft, own: Iterable[Part]) -> None:
    """Take the lines that say nothing out of every part, and what the definition has used."""
    lines, vocabulary = draft.lines, draft.vocabulary
    fenced = {n for fence in draft.fences for n in range(fence.first, fence.last + 1)}
    empty = {f.first for f in draft.fences if not f.closed and _is_blank(draft, f)}
    dropped = draft.taken | empty
    for part in own:
        kept: list[int] = []
        for number in part.lines:
            line = lines[number]
            if number in dropped:
                continue
            if not line or line.isspace():
                if kept and kept[-1] != number - 1 and not lines[kept[-1]].strip():
                    continue  # furniture stood between two blank lines
            elif number not in fenced and is_furniture(line, vocabulary):
                continue
            kept.append(number)
        part.lines = kept


def _is_blank(draft: _Draft, fence: Fence) -> bool:
    return not any(draft.lines[number].strip() for number in fence.body)


def _note_missing(draft: _Draft, own: Iterable[Part]) -> None:
    seen: dict[str, Section] = {}
    outline = draft.document.outline
    for part in own:
        if part.kind in (None, "agent"):
            continue
        if part.kind in seen:
            line = seen[part.kind].first + 1
            message = f"a second section of the kind in line {line}; both texts are kept"
            draft.find("IFX008", message, outline.heading_span(part.section))
        else:
            seen[part.kind] = part.section
    place = outline.heading_span(draft.section)
    for kind in STANDARD:
        if kind not in seen:
            draft.find("IFX005", f"there is no section `{kind}`", place)


# The definition


def _read_definition(draft: _Draft, own: list[Part]) -> None:
    chosen = _choose_fence(draft, own)
    if chosen is None:
        span = draft.document.outline.heading_span(draft.section)
        hint = "add a fence ```yaml with at least `id`, `name` and `version`"
        draft.find("IFX003", "the agent has no YAML definition", span, hint)
        return
    draft.taken.update(range(chosen.first, chosen.last + 1))
    block = _block(draft, chosen)
    composition = compose(block)
    draft.findings += _about_fence(composition.findings, chosen)
    if not composition.roots:
        if not composition.findings:
            draft.find("IFX003", "the YAML definition is empty", _line_span(draft, chosen.first))
        return
    found = definition.read(composition.roots[0], draft.vocabulary)
    draft.values |= found.values
    draft.origins |= found.origins
    draft.findings += found.findings
    if found.unknown:
        draft.kept["unknown_keys"] = found.unknown


def _about_fence(findings: list[Finding], fence: Fence) -> list[Finding]:
    if fence.closed:
        return findings
    hint = f"the fence in line {fence.first + 1} is never closed: close it behind the YAML"
    return [replace(finding, hint=hint) for finding in findings]


def _line_span(draft: _Draft, number: int) -> Span:
    return Span(number + 1, 1, number + 1, max(len(draft.lines[number].rstrip()), 1))


def _block(draft: _Draft, fence: Fence) -> Block:
    body = [draft.lines[number] for number in fence.body]
    if not fence.indent:
        return Block("\n".join([*body, ""]), fence.first + 2)
    indents = [min(fence.indent, len(line) - len(line.lstrip(" "))) for line in body]
    cut = [line[indent:] for line, indent in zip(body, indents, strict=True)]
    return Block("\n".join([*cut, ""]), fence.first + 2, indents)


def _choose_fence(draft: _Draft, own: list[Part]) -> Fence | None:
    """Return the fence that is the definition; report others that could be (IFX004)."""
    home = {n for part in own if part.kind == "definition" for n in part.lines}
    all_lines = {n for part in own for n in part.lines}
    at_home = [f for f in draft.fences if f.first in home and _may_be_yaml(f, at_home=True)]
    away = [
        f
        for f in draft.fences
        if f.first in all_lines - home and _may_be_yaml(f, at_home=False) and _is_whole(draft, f)
    ]
    with_id = [fence for fence in at_home if _ID.search(_text(draft, fence))]
    candidates = [*(with_id or at_home[:1]), *away]
    if not candidates:
        return None
    for other in candidates[1:]:
        message = (
            f"this could be the definition too; taken is the one in line {candidates[0].first + 1}"
        )
        draft.find("IFX004", message, _line_span(draft, other.first), "keep one definition")
    return candidates[0]


def _may_be_yaml(fence: Fence, *, at_home: bool) -> bool:
    info = fence.info.split(maxsplit=1)[0].lower() if fence.info.strip() else ""
    return info in _YAML or (at_home and not info)


def _is_whole(draft: _Draft, fence: Fence) -> bool:
    text = _text(draft, fence)
    return bool(_ID.search(text) and _NAME.search(text))


def _text(draft: _Draft, fence: Fence) -> str:
    return "\n".join(draft.lines[number] for number in fence.body)


# The narrative


def _read_agent(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    rest = _read_labels(draft, numbers)
    return _read_quote(draft, rest)


def _read_quote(draft: _Draft, numbers: list[int]) -> list[int]:
    """Take the quoted line under the heading as the description, where nothing else is."""
    trimmed = trim(draft.lines, numbers)
    if trimmed and "description" not in draft.values:
        found = _QUOTED.fullmatch(draft.lines[trimmed[0]])
        if found:
            place = draft.passage(trimmed[:1], found.start("text"))
            draft.set("description", plain(found["text"]), place)
            return trimmed[1:]
    return trimmed


def _read_labels(draft: _Draft, numbers: list[int]) -> list[int]:
    found, rest = labels.read(draft.lines, numbers, draft.vocabulary)
    for labelled in found:
        passage = labelled.passage(draft.lines)
        value = plain(passage.text)
        if value and not is_placeholder(value, draft.vocabulary):
            if (labelled.name,) in draft.origins:
                rest += labelled.numbers
            else:
                numbers_kept = trim(draft.lines, labelled.numbers)
                column = labelled.column if numbers_kept[:1] == labelled.numbers[:1] else 0
                draft.set(labelled.name, value, draft.passage(numbers_kept, column))
    return sorted(rest)


def _read_fields(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    return _read_labels(draft, numbers)


def _read_introduction(draft: _Draft, part: Part, numbers: list[int]) -> list[int]:
    draft.promised = promised_lines(part.section.title, draft.vocabulary)
    for index, number in enumerate(numbers):
        if (column := _mark(draft, draft.lines[number])) is not None:
            draft.set_text("introduction_text", numbers[:index])
            behind = draft.lines[number][column:].strip()
            draft.keep("punch_final", numbers[index + (not behind) :], join=True)
            return []
    draft.set_text("introduction_text", numbers)
    return []


def _mark(draft: _Draft, line: str) -> int | None:
    """Return where the text behind a mark such as `**⚡ Punch final**` begins in its line."""
    if len(line) < 40 and line in draft.vocabulary.marks:  # noqa: PLR2004 - a mark is short
        return len(line)
    if (found := labels.label_of(line)) and found[0] in draft.vocabulary.marks:
        return found[1]
    return None


def _read_capabilities(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    items, rest = lists.read(draft.lines, numbers)
    if not items:
        return rest
    found = draft.values.setdefault("core_capabilities", [])
    if "core_capabilities" not in {loc[0] for loc in draft.origins if loc}:
        draft.origins["core_capabilities",] = Origin(Way.SECTION, draft.passage(numbers))
    for item in items:
        place = draft.passage(item.numbers, item.column)
        draft.origins["core_capabilities", len(found)] = Origin(Way.SECTION, place)
        nested = [plain(inner.text) for inner in item.nested]
        found.append("\n".join(text for text in [plain(item.text), *nested] if text))
    return rest


def _read_purpose(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    if "description" in draft.values:
        return numbers
    draft.set_text("description", numbers)
    return []


# The stack and the files


def _read_stack(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    draft.stack_lines += [draft.lines[number] for number in numbers]
    items, rest = lists.read(draft.lines, numbers)
    for item in items:
        label, value = _label_and_value(item.text)
        _depend(draft, label, value)
        for inner in item.nested:
            inner_label, inner_value = _label_and_value(inner.text)
            _depend(draft, inner_label or label, inner_value)
    unlabelled = []
    for number in rest:
        if labels.label_of(draft.lines[number]):
            _depend(draft, *_label_and_value(draft.lines[number]))
        else:
            unlabelled.append(number)
    return unlabelled


def _label_and_value(text: str) -> tuple[str, str]:
    label, colon, value = plain(text).partition(":")
    return (label.strip(), value.strip()) if colon else ("", label.strip())


def _depend(draft: _Draft, label: str, value: str) -> None:
    for technology in technologies.split(value):
        if kind := technologies.list_for(label, technology):
            draft.dependencies.setdefault(kind, {}).setdefault(technology)


def _read_files(draft: _Draft, _: Part, numbers: list[int]) -> list[int]:
    present = set(numbers)
    for fence in draft.fences:
        if fence.first not in present or "default_file_structure_template" in draft.values:
            continue
        body = [number for number in fence.body if draft.lines[number].strip()]
        tree = filetree.parse(draft.lines[number] for number in body)
        if tree is None:
            continue
        body = trim(draft.lines, fence.body)
        place = draft.passage(body)
        draft.set("default_file_structure_template", place.text, place)
        draft.set("key_files_and_paths", tree, place)
        numbers = [n for n in numbers if not fence.first <= n <= fence.last]
    return numbers


_READERS: dict[str, Callable[[_Draft, Part, list[int]], list[int]]] = {
    "agent": _read_agent,
    "header": _read_fields,
    "essence": _read_fields,
    "essence_detail": _read_fields,
    "introduction": _read_introduction,
    "capabilities": _read_capabilities,
    "purpose": _read_purpose,
    "definition": lambda _draft, _part, numbers: numbers,
    "stack": _read_stack,
    "files": _read_files,
}


# What follows from the rest


def _complete(draft: _Draft, heading: Heading) -> None:
    """Fill in what the heading says and what the rest implies."""
    place = Origin(Way.HEADING, _HeadingPlace(draft.document.outline.heading_span(draft.section)))
    for name in ("epithet", "description"):
        if name not in draft.values and heading.subtitle:
            draft.values[name] = plain(heading.subtitle)
            draft.origins[(name,)] = place
    _add_dependencies(draft)
    _add_methods(draft)
    _add_services(draft)
    if draft.kept:
        draft.values["additional_sections"] = draft.kept


def _add_dependencies(draft: _Draft) -> None:
    stack = draft.values.setdefault("stack_details", {})
    if not isinstance(stack, dict):
        return
    for kind, names in draft.dependencies.items():
        given = stack.setdefault(kind, [])
        if isinstance(given, list):
            given += [name for name in names if name not in given]


def _add_methods(draft: _Draft) -> None:
    """Give every webhook a method: the text's for its path, else POST (spec section 3)."""
    text = draft.values.get("scheduling_and_triggers_summary")
    named = [(m["path"].rstrip(".:"), m["method"]) for m in _NAMED_METHOD.finditer(str(text or ""))]
    triggers = draft.values.get("triggers_config")
    for index, trigger in enumerate(triggers if isinstance(triggers, list) else ()):
        if not isinstance(trigger, dict) or trigger.get("type") != "webhook":
            continue
        config, path = trigger["config"], trigger["config"].get("path")
        if "method" in config or not isinstance(path, str):
            config.setdefault("method", "POST")
            continue
        found = [method for other, method in named if path == other] or [
            method for other, method in named if len(other) > 1 and path.endswith(other)
        ]
        config["method"] = found[0] if found else "POST"
        way = Way.SECTION if found else Way.DEFAULT
        source = draft.origins[
            ("scheduling_and_triggers_summary",) if found else ("triggers_config", index)
        ]
        draft.origins["triggers_config", index, "config", "method"] = Origin(way, source.place)


def _add_services(draft: _Draft) -> None:
    if "underlying_services_required" in draft.values:
        return
    values = draft.values
    stack = values.get("stack_details")
    models = stack.get("models_used") if isinstance(stack, dict) else None
    keys = [
        str(entry.get("key") or "")
        for name in ("inputs_schema", "outputs_config")
        if isinstance(values.get(name), list)
        for entry in values[name]
        if isinstance(entry, dict)
    ]
    spoken = [str(values.get("name") or ""), *keys, *draft.stack_lines]
    spoken += [str(model) for model in models] if isinstance(models, list) else []
    values["underlying_services_required"] = services.infer(models=bool(models), spoken=spoken)
    draft.origins["underlying_services_required",] = Origin(
        Way.INFERRED, _HeadingPlace(draft.document.outline.heading_span(draft.section))
    )
