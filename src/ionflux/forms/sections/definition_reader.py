"""Read the YAML block of a blueprint: keys to fields, values as written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from pydantic import BaseModel

from ionflux.core.findings import Finding, Loc, Span, dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.words import fold, nearest
from ionflux.forms.blueprint import Meant
from ionflux.forms.sections.definition import Definition, comment_of, wrapping_key
from ionflux.forms.sections.key_hints import meant_key, meant_settings, valid_keys
from ionflux.language import Vocabulary
from ionflux.models import AgentDefinition, InputField, MemoryConfig, OutputField, StackDetails
from ionflux.models.fields import Field, fields, keys
from ionflux.models.types import (
    HTTP_METHODS,
    INPUT_ALIASES,
    INPUT_TYPES,
    OUTPUT_ALIASES,
    OUTPUT_TYPES,
    SERVICES,
    TRIGGER_ALIASES,
    TRIGGER_TYPES,
)
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python
from ionflux.yaml.quoting import as_yaml

# Settings of a trigger that are kept as text, as written; all others have their YAML value.
_TRIGGER_TEXTS = frozenset({"cron", "path", "method"})
_ENTRIES: Mapping[str, tuple[type[BaseModel], str, Mapping[str, str], tuple[str, ...]]] = {
    "inputs_schema": (InputField, "input", INPUT_ALIASES, INPUT_TYPES),
    "outputs_config": (OutputField, "output", OUTPUT_ALIASES, OUTPUT_TYPES),
}
_CURLY_OPENING = "“„”‘’«"
_CURLY = regex(r"[“„”‘’«](?P<inner>[^“„”‘’«»]*)[“”‘’»\"]")
_REMARK = regex(r"(?P<value>[^()]*[^()\s])\s*\((?P<remark>[^()]*)\)")
_SHORTENED = regex(r"[0-9]+\.[0-9]*[1-9]0+")
_SPACES = regex(r"[\s-]+")
_HINTS = 100
_SYNONYMS = {"title": "name", "name": "key", "id": "key", "kind": "type"}
"""Keys that are often written instead of required ones."""


def read(root: Node, vocabulary: Vocabulary) -> Definition:
    """Read the root of a definition block; the model checks that it is complete."""
    result = Definition(root, vocabulary)
    reader = _Reader(result)
    if not isinstance(root, MappingNode):
        reader.wrong(
            "the definition is not a mapping of keys to values", root, "write `key: value`"
        )
    elif wrapped := wrapping_key(root, vocabulary):
        message = f"the definition is below the key `{wrapped.text}`, not at the top level"
        reader.wrong(message, wrapped, f"remove `{wrapped.text}:` and the indentation below it")
    else:
        result.is_understood = True
        reader.mapping(root, "", AgentDefinition, result.values, ())
        reader.version(root)
    return result


class _Reader:
    def __init__(self, result: Definition) -> None:
        self.result = result
        self.canonical = result.canonical

    def wrong(
        self, message: str, node: Node, hint: str | None = None, write: str | None = None
    ) -> None:
        self.find("IFX104", message, node.span, hint, write)

    def find(
        self, code: str, message: str, place: Span, hint: str | None = None,
        write: str | None = None,
    ) -> None:  # fmt: skip
        found = Finding(message, place, code=code, hint=hint, write=write)
        self.result.findings.append(found)

    def mapping(
        self, node: MappingNode, prefix: str | None, model: type[BaseModel],
        into: dict[str, JsonValue], base: Loc, kept: Mapping[str, str] | None = None,
    ) -> dict[str, JsonValue]:  # fmt: skip
        """Read the known keys; report and keep the others.

        `prefix` goes before their names in findings; None for the entry's own.
        """
        known = _known_keys(model, self.result.vocabulary)
        firsts: Mapping[str, Scalar] = {}
        for written, (key, value) in node.entries.items():
            name = written if written in known else self.canonical(written)
            if name not in known:
                if kept and name in kept:
                    self.result.kept[kept[name]] = to_python(value)
                else:
                    lead = _prefix(base, node) if prefix is None else prefix
                    firsts = firsts or self.firsts(node)
                    self.unknown(key, value, lead, keys(model), base, firsts)
                continue
            target, read_value = known[name]
            if target in into:
                firsts = firsts or self.firsts(node)
                self.twice(key, firsts[self.canonical(written)])
            elif (found := read_value(self, value)) is not None:
                into[target] = found
        return into

    def firsts(self, node: MappingNode) -> Mapping[str, Scalar]:
        """Return the first key of a mapping with each meaning."""
        found: dict[str, Scalar] = {}
        for written, (key, _) in node.entries.items():
            found.setdefault(self.canonical(written), key)
        return found

    def unknown(
        self, key: Scalar, value: Node, prefix: str, known: Mapping[str, Field], base: Loc,
        firsts: Mapping[str, Scalar],
    ) -> None:  # fmt: skip
        self.result.unknown[prefix + key.text] = to_python(value)
        # Finding the nearest key takes time, and does not help a thousand times.
        few = len(self.result.unknown) < _HINTS
        near = nearest(key.text, known) if few else None
        hint = f"nearest: `{near}`" if near else valid_keys(known)
        if key.text.startswith(("//", "/*")):
            hint = "a YAML comment begins with `#`"
        message = f"the key `{prefix}{key.text}` is unknown; it is kept in `additional_sections`"
        write = meant_key(key.text, known, firsts) if few else None
        found = Finding(
            message, key.span, code="IFX105", hint=hint, field=prefix + key.text, write=write
        )
        self.result.findings.append(found)
        if wanted := near or _SYNONYMS.get(fold(key.text)):
            write = f"write `{wanted}` instead of `{key.text}`"
            self.result.meant.setdefault((*base, wanted), Meant(found, write))
        elif "key" in known:
            write = f"write `key: {key.text}`"
            self.result.meant.setdefault((*base, "key"), Meant(found, write))

    def twice(self, key: Scalar, first: Scalar) -> None:
        line = first.span.line
        message = f"`{key.text}` means the same as `{first.text}` on line {line}"
        self.find("IFX102", message, key.span, "keep one of the two")

    def version(self, root: MappingNode) -> None:
        """Note a version that loses its trailing zeros if a program reads it as a number."""
        found = self.result.entry(root, "version")
        node = found[1] if found else None
        if isinstance(node, Scalar) and node.plain and _SHORTENED.fullmatch(node.text):
            self.spell("version", node, f'"{node.text}"')

    def spell(self, name: str, node: Node, write: str) -> None:
        """Note a value that is understood, but should be written in another way."""
        message = f"`{name}` should be written as `{write}`"
        self.result.spellings.append(Finding(message, node.span, field=name, write=write))

    # Readers of one value each; the model rejects values of another kind.

    def text(self, node: Node) -> JsonValue:
        """Return a scalar as written (`version: 0.10`)."""
        if not isinstance(node, Scalar):
            return to_python(node)
        text = node.text
        if node.style:  # in quotes, or a block
            return text
        if node.is_null:
            return None
        if not text:  # nothing but a tag, such as `!!str`
            return text
        if text[0] in _CURLY_OPENING or text[-1] in ",;" or text == "None":
            return self.meant(node, text)
        return text

    def prose(self, node: Node) -> JsonValue:
        """Return a text without blank lines at its ends; block style adds one at the end."""
        if not isinstance(node, Scalar) or node.is_null:
            return to_python(node)
        return self.python_word(node) or node.text.rstrip().lstrip("\n")

    def meant(self, node: Scalar, text: str) -> str:
        """Report marks of other notations, which are part of the text in YAML."""
        if text[0] in _CURLY_OPENING and (curly := _CURLY.fullmatch(text)):
            message = f"curly quotes are part of the value {text}: YAML only has straight quotes"
            straight = as_yaml(curly["inner"])
            self.wrong(message, node, f"write `{straight}`", straight)
            return curly["inner"]
        if text[-1] in ",;" and len(text) > 1:
            message = f"the value ends with `{text[-1]}`: in YAML, it is part of the text"
            self.wrong(message, node, f"write `{text[:-1]}`", text[:-1])
            return text[:-1]
        return self.python_word(node) or text

    def python_word(self, node: Scalar) -> str | None:
        """Report a plain `None`, and return it; None for any other text."""
        if not node.plain or node.text != "None":
            return None
        self.wrong("`None` is a string in YAML", node, "write `null`, or remove the key")
        return node.text

    def value(self, node: Node) -> JsonValue:
        return to_python(node)

    def texts(self, node: Node) -> JsonValue:
        if not isinstance(node, SequenceNode):
            return to_python(node)
        return [self.text(item) for item in node.items]

    def services(self, node: Node) -> JsonValue:
        found = self.texts(node)
        if isinstance(found, list) and all(service in SERVICES for service in found):
            return [service for service in SERVICES if service in found]
        return found

    def inputs(self, node: Node) -> JsonValue:
        return self.values(node, ("inputs_schema",))

    def outputs(self, node: Node) -> JsonValue:
        return self.values(node, ("outputs_config",))

    def entries(self, node: Node, loc: Loc, read_entry: _EntryReader) -> JsonValue:
        """Read a list of mappings."""
        if not isinstance(node, SequenceNode):
            return to_python(node)
        return [
            read_entry(item, (*loc, index)) if isinstance(item, MappingNode) else to_python(item)
            for index, item in enumerate(node.items)
        ]

    def values(self, node: Node, loc: Loc) -> JsonValue:
        """Read inputs or outputs."""
        return self.unique(self.entries(node, loc, self.entry), loc)

    def entry(self, node: MappingNode, loc: Loc) -> dict[str, JsonValue]:
        model, _, aliases, valid = _ENTRIES[str(loc[0])]
        found = self.mapping(node, None, model, {}, loc)
        self.canonical_type(found, loc, aliases, valid)
        if found.get("description") is None and (comment := comment_of(node)):
            found["description"] = comment[0]
        return found

    def canonical_type(
        self,
        found: dict[str, JsonValue],
        loc: Loc,
        aliases: Mapping[str, str],
        valid: tuple[str, ...],
    ) -> str | None:
        """Replace another name of a type by the canonical one and report it (IFX108)."""
        written = found.get("type")
        if not isinstance(written, str) or written in valid:
            return None
        folded = _SPACES.sub("_", fold(written).strip())
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
                write=meant,
            )
        )
        return written

    def unique(self, found: JsonValue, loc: Loc) -> JsonValue:
        """Report duplicate keys among the inputs or outputs."""
        seen: dict[str, int] = {}
        for index, entry in enumerate(found if isinstance(found, list) else ()):
            key = entry.get("key") if isinstance(entry, dict) else None
            if not isinstance(key, str):
                continue
            first = seen.setdefault(key, index)
            if first != index:
                place = self.result.locate((*loc, first, "key"))
                line = f"; the first is on line {place.span.line}" if place else ""
                message = f"the {_ENTRIES[str(loc[0])][1]} `{key}` appears twice{line}"
                where, hint = (*loc, index, "key"), "give each its own key"
                self.result.findings.append(Finding(message, loc=where, code="IFX104", hint=hint))
        return found

    def triggers(self, node: Node) -> JsonValue:
        return self.entries(node, ("triggers_config",), self.trigger)

    def trigger(self, node: MappingNode, loc: Loc) -> dict[str, JsonValue]:
        """Read a trigger: its type, and everything else in `config`."""
        config: dict[str, JsonValue] = {}
        found: dict[str, JsonValue] = {}
        seen: dict[str, Scalar] = {}
        for written, (key, value) in node.entries.items():
            name = self.canonical(written)
            if name == "type" and "type" not in found:
                found["type"] = self.text(value)
            elif name == "config" and isinstance(value, MappingNode):
                for inner_key, inner in value.entries.values():
                    self.setting(config, inner_key, inner, seen)
            elif name == "config" and to_python(value) is None:
                continue
            else:
                self.setting(config, key, value, seen)
        if config.get("description") is None and (comment := comment_of(node)):
            config["description"] = comment[0]
        found["config"] = config
        written_type = self.canonical_type(found, loc, TRIGGER_ALIASES, TRIGGER_TYPES)
        if written_type and found["type"] == "event" and fold(written_type) != "event":
            config["declared_type"] = written_type
        self.result.meant.update(meant_settings(found, seen.values(), loc))
        return found

    def setting(
        self, config: dict[str, JsonValue], key: Scalar, value: Node, seen: dict[str, Scalar]
    ) -> None:
        """Put one setting into `config`; a key in and outside of it must have one value."""
        folded = fold(key.text)
        as_text = folded in _TRIGGER_TEXTS
        name = folded if as_text else key.text
        if name in seen:
            said = self.text(value) if as_text else to_python(value)
            if said != config.get(name):
                self.twice(key, seen[name])
            return
        seen[name] = key
        if not as_text:
            config[name] = to_python(value)
        elif (text := self.text(value)) is not None:
            upper = name == "method" and isinstance(text, str) and text.upper() in HTTP_METHODS
            config[name] = text.upper() if upper else text
            if text != config[name]:
                written = value.block.text[value.start : value.end]
                self.spell(name, value, written.replace(str(text), str(config[name]), 1))

    def stack(self, node: Node) -> JsonValue:
        found = self.below(node, "stack_details", StackDetails, "stack.")
        for name, values in found.items() if isinstance(found, dict) else ():
            if isinstance(values, list):
                found[name] = [
                    self.without_remark(value, ("stack_details", name, index))
                    for index, value in enumerate(values)
                ]
        return found

    def without_remark(self, value: object, loc: Loc) -> object:
        """Remove the remark in parentheses from an identifier, and keep it."""
        if not isinstance(value, str) or value[-1:] != ")":
            return value
        found = _REMARK.fullmatch(value)
        if not found:
            return value
        self.result.remarks[dotted(loc)] = found["remark"].strip()
        return found["value"]

    def memory(self, node: Node) -> JsonValue:
        return self.below(node, "memory_config", MemoryConfig, "memory.")

    def below(self, node: Node, name: str, model: type[BaseModel], prefix: str) -> JsonValue:
        if not isinstance(node, MappingNode):
            return to_python(node)
        return self.mapping(node, prefix, model, {}, (name,), fields()[name].row.kept)


_EntryReader = Callable[[MappingNode, Loc], dict[str, JsonValue]]
_ValueReader = Callable[[_Reader, Node], JsonValue]
_READERS: Mapping[str, _ValueReader] = {
    "word": _Reader.text,
    "prose": _Reader.prose,
    "words": _Reader.texts,
    "services": _Reader.services,
    "flag": _Reader.value,
    "value": _Reader.value,
    "schema": _Reader.value,
    "triggers": _Reader.triggers,
    "inputs": _Reader.inputs,
    "outputs": _Reader.outputs,
    "stack": _Reader.stack,
    "memory": _Reader.memory,
}
"""The readers of values, by the `reads` of the field's row."""


@lru_cache(maxsize=64)
def _known_keys(
    model: type[BaseModel], vocabulary: Vocabulary
) -> Mapping[str, tuple[str, _ValueReader]]:
    """Return the field that each key means in a mapping, in all its spellings, and its reader."""
    known = {key: (field.name, _READERS[field.row.reads]) for key, field in keys(model).items()}
    spelled = {**{key: key for key in known}, **vocabulary.keys}
    return {word: known[key] for word, key in spelled.items() if key in known}


def _prefix(loc: Loc, node: MappingNode) -> str:
    key = node.entries.get("key")
    name = key[1].text if key and isinstance(key[1], Scalar) else str(loc[1])
    return f"{'inputs' if loc[0] == 'inputs_schema' else 'outputs'}[{name}]."
