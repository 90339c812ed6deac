"""The YAML block of a blueprint: keys to fields, values as written, a place for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from ionflux.core.findings import Finding, Loc
from ionflux.core.patterns import regex
from ionflux.core.words import fold
from ionflux.forms.raw import Meant, Origin, Way
from ionflux.language import Vocabulary
from ionflux.models.types import TRIGGER_TYPES, HttpMethod, InputType, OutputType, Service
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python

_ALIASES_OF_INPUTS = {
    **dict.fromkeys(("integer", "int", "float"), "number"),
    "bool": "boolean",
    **dict.fromkeys(("object", "dict", "array", "list"), "json"),
    **dict.fromkeys(("text", "str", "uuid", "url"), "string"),
}
_ALIASES_OF_OUTPUTS = {
    **dict.fromkeys(("integer", "int", "float"), "number"),
    "bool": "boolean",
    "markdown": "md",
    **dict.fromkeys(("text", "str"), "string"),
    **dict.fromkeys(("object", "list", "dict", "array"), "json"),
}
_ALIASES_OF_TRIGGERS = {
    **dict.fromkeys(("cron", "scheduled"), "schedule"),
    "http": "webhook",
    **dict.fromkeys(("stream", "event_stream", "event_driven"), "event"),
}
_TRIGGERS = TRIGGER_TYPES
# What a trigger's `config` holds as text, as written; all else is the value that YAML says.
_TRIGGER_TEXTS = frozenset({"cron", "path", "method"})

_NARRATIVE = (
    "epithet", "tagline", "introduction_text", "archetype", "dna_phrase", "essence_punch",
    "essence_interpretation", "scheduling_and_triggers_summary", "kpis_definition",
    "failure_fallback_strategy", "example_integration_flow", "dynamic_expansion_notes",
    "escape_the_obvious_feature",
)  # fmt: skip
_STACK_LISTS = {
    "models": "models_used",
    "databases": "database_dependencies",
    "queues": "queue_dependencies",
    "integrations": "other_integrations",
}
_SERVICES = get_args(Service)
_CURLY_OPENING = "“„”‘’«"
_CURLY = regex(r"[“„”‘’«](?P<inner>[^“„”‘’«»]*)[“”‘’»]")
_HINTS = 100
_NEAR = 0.6
_SYNONYMS = {"title": "name", "name": "key", "id": "key", "kind": "type"}
"""Keys that people write for required ones."""


class Definition:
    """What the YAML block says, in the shape of the model; unknown keys aside."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[Loc, Origin] = {}
        self.unknown: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.meant: dict[Loc, Meant] = {}


def read(root: Node, vocabulary: Vocabulary) -> Definition:
    """Read the root of a definition block; what it must hold is the model's to say."""
    reader = _Reader(vocabulary)
    if not isinstance(root, MappingNode):
        reader.wrong("the definition is no mapping of keys to values", root, "write `key: value`")
    elif wrapped := _wrapped(root, vocabulary):
        message = f"the definition stands below the key `{wrapped.text}`, not on the first level"
        reader.wrong(message, wrapped, f"take `{wrapped.text}:` away, and the indent below it")
    else:
        reader.result.origins[()] = Origin(Way.YAML, root)
        reader.mapping(root, "", _TOP, reader.result.values, ())
    return reader.result


def _wrapped(root: MappingNode, vocabulary: Vocabulary) -> Scalar | None:
    """Return the only key of a block whose value has an id and a name of its own."""
    if len(root.entries) != 1:
        return None
    ((key, value),) = root.entries.values()
    keys = value.entries if isinstance(value, MappingNode) else {}
    return key if {"id", "name"} <= {vocabulary.keys.get(fold(name)) for name in keys} else None


_Handler = Callable[["_Reader", Node, Loc], Any]


class _Reader:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.result = Definition()

    def wrong(self, message: str, node: Node, hint: str | None = None) -> None:
        self.result.findings.append(Finding(message, node.span, code="IFX104", hint=hint))

    def mapping(
        self, node: MappingNode, prefix: str, handlers: Mapping[str, tuple[str, _Handler]],
        into: dict[str, Any], base: Loc,
    ) -> dict[str, Any]:  # fmt: skip
        """Read the keys that are known here; report and keep the others."""
        seen: dict[str, Scalar] = {}
        for written, (key, value) in node.entries.items():
            name = self.canonical(written)
            if name not in handlers:
                self.unknown(key, value, prefix, handlers, base)
            elif name in seen:
                self.twice(key, seen[name])
            else:
                seen[name] = key
                target, handler = handlers[name]
                place = (*base, target)
                self.result.origins[place] = Origin(Way.YAML, value)
                if (found := handler(self, value, place)) is not None:
                    into[target] = found
        return into

    def canonical(self, written: str) -> str:
        if name := self.vocabulary.keys.get(written):
            return name
        folded = fold(written).strip().replace("-", "_").replace(" ", "_")
        return self.vocabulary.keys.get(folded, folded)

    def unknown(
        self, key: Scalar, value: Node, prefix: str, handlers: Mapping[str, Any], base: Loc
    ) -> None:  # fmt: skip
        self.result.unknown[prefix + key.text] = to_python(value)
        # To look for the nearest key takes its time, and helps nobody a thousand times.
        near = _near(key.text, handlers) if len(self.result.unknown) < _HINTS else None
        hint = f"nearest: `{near}`" if near else _valid(handlers)
        if key.text.startswith(("//", "/*")):
            hint = "a comment of YAML begins with `#`"
        message = f"the key `{prefix}{key.text}` is unknown; it is kept in `additional_sections`"
        found = Finding(message, key.span, code="IFX105", hint=hint, field=prefix + key.text)
        self.result.findings.append(found)
        if wanted := near or _SYNONYMS.get(fold(key.text)):
            write = f"write `{wanted}` instead of `{key.text}`"
            self.result.meant.setdefault((*base, wanted), Meant(found, write))
        elif "key" in handlers:
            write = f"write `key: {key.text}`"
            self.result.meant.setdefault((*base, "key"), Meant(found, write))

    def twice(self, key: Scalar, first: Scalar) -> None:
        line = first.span.line
        message = f"`{key.text}` means the same as `{first.text}` in line {line}"
        self.result.findings.append(
            Finding(message, key.span, code="IFX102", hint="keep one of the two")
        )

    def text(self, node: Node, _: Loc) -> Any:  # noqa: ANN401
        """Return a scalar as written (`version: 0.10`), anything else for the model to refuse."""
        if not isinstance(node, Scalar):
            return to_python(node)
        if node.is_null:
            return None
        return self.meant(node, node.text) if node.text and node.plain else node.text

    def prose(self, node: Node, _: Loc) -> Any:  # noqa: ANN401
        """Return a text without blank lines at its ends; block style puts one behind it."""
        if not isinstance(node, Scalar) or node.is_null:
            return to_python(node)
        return self.python_word(node) or node.text.rstrip().lstrip("\n")

    def meant(self, node: Scalar, text: str) -> str:
        """Report marks that other notations have and YAML takes as part of the text."""
        if text[0] in _CURLY_OPENING and (curly := _CURLY.fullmatch(text)):
            message = f"curly quotes are part of the value {text}: YAML knows straight ones alone"
            self.wrong(message, node, f'write `"{curly["inner"]}"`')
            return curly["inner"]
        if text[-1] in ",;" and len(text) > 1:
            message = f"the value ends with `{text[-1]}`: YAML takes it as part of the text"
            self.wrong(message, node, f"write `{text[:-1]}`")
            return text[:-1]
        return self.python_word(node) or text

    def python_word(self, node: Scalar) -> str | None:
        """Report a plain `None`, and return it; any other text is none of this concern."""
        if not node.plain or node.text != "None":
            return None
        self.wrong("`None` is a text to YAML", node, "write `null`, or leave the key out")
        return node.text

    def value(self, node: Node, _: Loc) -> Any:  # noqa: ANN401
        return to_python(node)

    def texts(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        if not isinstance(node, SequenceNode):
            return to_python(node)
        for index, item in enumerate(node.items):
            self.result.origins[(*loc, index)] = Origin(Way.YAML, item)
        return [self.text(item, loc) for item in node.items]

    def services(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        found = self.texts(node, loc)
        if isinstance(found, list) and all(service in _SERVICES for service in found):
            return [service for service in _SERVICES if service in found]
        return found

    def entries(self, node: Node, loc: Loc, read: _Handler) -> Any:  # noqa: ANN401
        """Read a list of mappings with `read`; what is no list is for the model to refuse."""
        if not isinstance(node, SequenceNode):
            return to_python(node)
        for index, item in enumerate(node.items):
            self.result.origins[(*loc, index)] = Origin(Way.YAML, item)
        return [
            read(self, item, (*loc, index)) if isinstance(item, MappingNode) else to_python(item)
            for index, item in enumerate(node.items)
        ]

    def inputs(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        return self.unique(self.entries(node, loc, _Reader.input), loc, "input")

    def outputs(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        return self.unique(self.entries(node, loc, _Reader.output), loc, "output")

    def input(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        return self.field_entry(node, loc, _INPUT, _ALIASES_OF_INPUTS, get_args(InputType))

    def output(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        return self.field_entry(node, loc, _OUTPUT, _ALIASES_OF_OUTPUTS, get_args(OutputType))

    def field_entry(
        self, node: Node, loc: Loc, handlers: Mapping[str, tuple[str, _Handler]],
        aliases: Mapping[str, str], valid: tuple[str, ...],
    ) -> Any:  # noqa: ANN401  # fmt: skip
        assert isinstance(node, MappingNode)  # noqa: S101 - `entries` hands on mappings only
        found = self.mapping(node, _prefix(loc, node), handlers, {}, loc)
        self.canonical_type(found, loc, aliases, valid)
        self.result.origins.setdefault((*loc, "required"), Origin(Way.DEFAULT, node))
        if found.get("description") is None and (comment := _comment(node)):
            found["description"] = comment[0]
            self.result.origins[(*loc, "description")] = Origin(Way.YAML, comment[1])
        return found

    def canonical_type(
        self, found: dict[str, Any], loc: Loc, aliases: Mapping[str, str], valid: tuple[str, ...]
    ) -> str | None:
        """Replace another name of a type by the canonical one and report it (IFX108)."""
        written = found.get("type")
        if not isinstance(written, str) or written in valid:
            return None
        folded = re.sub(r"[\s-]+", "_", fold(written).strip())
        meant = folded if folded in valid else aliases.get(folded)
        if meant is None:
            return None
        found["type"] = meant
        self.result.findings.append(
            Finding(
                f"`{written}` is another name for `{meant}`",
                loc=(*loc, "type"),
                code="IFX108",
                hint=f"write `{meant}`",
            )
        )
        return written

    def unique(self, found: Any, loc: Loc, noun: str) -> Any:  # noqa: ANN401
        """Report keys that stand twice among the inputs or outputs."""
        seen: dict[str, int] = {}
        for index, entry in enumerate(found if isinstance(found, list) else ()):
            key = entry.get("key") if isinstance(entry, dict) else None
            if not isinstance(key, str):
                continue
            if key in seen:
                where = (*loc, index, "key")
                line = self.result.origins[(*loc, seen[key])].place.span.line
                message = f"the {noun} `{key}` stands twice; the first is in line {line}"
                self.result.findings.append(
                    Finding(message, loc=where, code="IFX104", hint="give each a key of its own")
                )
            else:
                seen[key] = index
        return found

    def triggers(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        return self.entries(node, loc, _Reader.trigger)

    def trigger(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        """Read a trigger: its type, and everything else in `config` (spec section 3)."""
        assert isinstance(node, MappingNode)  # noqa: S101 - `entries` hands on mappings only
        config: dict[str, Any] = {}
        found: dict[str, Any] = {}
        seen: dict[str, Scalar] = {}
        for written, (key, value) in node.entries.items():
            name = self.canonical(written)
            if name == "type" and "type" not in found:
                self.result.origins[(*loc, "type")] = Origin(Way.YAML, value)
                found["type"] = self.text(value, loc)
            elif name == "config" and isinstance(value, MappingNode):
                for inner_key, inner in value.entries.values():
                    self.setting(config, inner_key, inner, loc, seen)
            elif name == "config" and to_python(value) is None:
                continue
            else:
                self.setting(config, key, value, loc, seen)
        found["config"] = config
        written_type = self.canonical_type(found, loc, _ALIASES_OF_TRIGGERS, _TRIGGERS)
        if written_type and found["type"] == "event" and fold(written_type) != "event":
            config["declared_type"] = written_type
        return found

    def setting(
        self, config: dict[str, Any], key: Scalar, value: Node, loc: Loc, seen: dict[str, Scalar]
    ) -> None:
        """Put one setting into `config`; the same key in and out of it must say the same."""
        name = fold(key.text) if fold(key.text) in _TRIGGER_TEXTS else key.text
        if name in seen:
            said = self.text(value, loc) if name in _TRIGGER_TEXTS else to_python(value)
            if said != config.get(name):
                self.twice(key, seen[name])
            return
        seen[name] = key
        self.result.origins[(*loc, "config", name)] = Origin(Way.YAML, value)
        if name not in _TRIGGER_TEXTS:
            config[name] = to_python(value)
            return
        text = self.text(value, loc)
        if text is not None:
            upper = name == "method" and isinstance(text, str) and text.upper() in _METHODS
            config[name] = text.upper() if upper else text

    def stack(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        if not isinstance(node, MappingNode):
            return to_python(node)
        return self.mapping(node, "stack.", _STACK, {}, loc)

    def memory(self, node: Node, loc: Loc) -> Any:  # noqa: ANN401
        if not isinstance(node, MappingNode):
            return to_python(node)
        return self.mapping(node, "memory.", _MEMORY, {}, loc)


def _near(word: str, valid: Iterable[str]) -> str | None:
    found = get_close_matches(fold(word), list(valid), n=1, cutoff=_NEAR)
    return found[0] if found else None


def _valid(names: Iterable[str]) -> str:
    """Return the hint that names the keys that there are; the narrative has sections."""
    return f"valid: {', '.join(f'`{name}`' for name in names if name not in _NARRATIVE)}"


def _prefix(loc: Loc, node: MappingNode) -> str:
    key = node.entries.get("key")
    name = key[1].text if key and isinstance(key[1], Scalar) else str(loc[1])
    return f"{'inputs' if loc[0] == 'inputs_schema' else 'outputs'}[{name}]."


def _comment(node: MappingNode) -> tuple[str, Node] | None:
    """Return the trailing comment of an entry: the first on any of its lines."""
    for _, value in node.entries.values():
        if comment := value.comment:
            return comment, value
    return (node.comment, node) if node.comment else None


_METHODS = get_args(HttpMethod)
_TEXT, _TEXTS, _VALUE, _PROSE = _Reader.text, _Reader.texts, _Reader.value, _Reader.prose
_TOP: dict[str, tuple[str, _Handler]] = {
    **{name: (name, _TEXT) for name in ("id", "name", "version", "category", "status")},
    **{name: (name, _PROSE) for name in ("description", *_NARRATIVE)},
    "core_capabilities": ("core_capabilities", _TEXTS),
    "services": ("underlying_services_required", _Reader.services),
    "triggers": ("triggers_config", _Reader.triggers),
    "inputs": ("inputs_schema", _Reader.inputs),
    "outputs": ("outputs_config", _Reader.outputs),
    "stack": ("stack_details", _Reader.stack),
    "memory": ("memory_config", _Reader.memory),
}
_INPUT: dict[str, tuple[str, _Handler]] = {
    "key": ("key", _TEXT),
    "type": ("type", _TEXT),
    "required": ("required", _VALUE),
    "description": ("description", _PROSE),
    "default": ("default", _VALUE),
}
_OUTPUT: dict[str, tuple[str, _Handler]] = {
    name: _INPUT[name] for name in ("key", "type", "description")
}
_STACK: dict[str, tuple[str, _Handler]] = {
    "language": ("language", _TEXT),
    "runtime": ("runtime", _TEXT),
    **{name: (target, _TEXTS) for name, target in _STACK_LISTS.items()},
}
_MEMORY: dict[str, tuple[str, _Handler]] = {
    "type": ("type", _TEXT),
    "namespace": ("namespace_template", _TEXT),
}
