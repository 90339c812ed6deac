"""Read the YAML of a FluxGraph to the fields of a definition, with the places of their values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from ionflux.core.findings import Finding, Loc, Span
from ionflux.core.json_value import JsonValue
from ionflux.core.words import nearest, quoted
from ionflux.forms.blueprint import Place
from ionflux.forms.fluxgraph import schemas, triggers
from ionflux.forms.fluxgraph.schemas import entry
from ionflux.forms.fluxgraph.triggers import Trigger
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python
from ionflux.yaml.places import find

KEYS = ("version", "name", "description", "triggers", "input_schema", "output_schema", "graph")
"""The keys of the YAML, in their usual order."""
ITS_OWN = ("version", "name", "description")
"""Keys that are about the graph, and not about its agent."""
KEPT = "flux_graph"
"""The keys of the YAML without a field, which `additional_sections` keeps."""

_NODE_KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "transform": ("transform",),
    "inputs": ("inputs",),
    "outputs": ("outputs",),
    "condition": ("if", "condition"),
    "depends_on": ("dependencies", "depends_on"),
    "approval_scope": ("ionwall_approval_scope", "approval_scope"),
}
"""The fields of a node, and the keys that state each."""
_WRITTEN = {key: field for field, keys in _NODE_KEYS.items() for key in keys}
_SCHEMAS = {"inputs_schema": "input_schema", "outputs_config": "output_schema"}
_COLUMNS = "additional_sections"


class Definition:
    """The statements of the YAML and the columns of a document, and their places.

    `root` is the root of the YAML, and `columns` has the roots of the JSON columns, by name.
    """

    def __init__(self, root: Node, columns: Mapping[str, Node]) -> None:
        self.root = root
        self.columns = columns
        self.findings: list[Finding] = []
        self.unknown: dict[str, JsonValue] = {}

    def locate(self, loc: Loc) -> Place | None:
        """Return the place of the value at a path into the model, if it is written."""
        if not loc:
            return self.root
        reader = _PLACES.get(str(loc[0]))
        return reader(self, loc) if reader else None

    def schema(self, field: str) -> Node | None:
        """Return the schema of the inputs or outputs: the YAML's, else the column's."""
        name = _SCHEMAS[field]
        return entry(self.root, name) or self.columns.get(f"{name}_json")

    def triggers(self) -> list[Trigger]:
        """Return the triggers that the YAML states."""
        return [_trigger(node, index) for index, node in enumerate(_items(self._triggers()))]

    def comment(self, trigger: int) -> str | None:
        """Return the comment after a trigger."""
        return _items(self._triggers())[trigger].comment

    def fields(self, name: str) -> list[dict[str, JsonValue]]:
        """Return the entries of `inputs_schema` or `outputs_config`."""
        return schemas.fields(self.schema(name), inputs=name == "inputs_schema")

    def graph(self) -> JsonValue:
        """Return the graph in the shape of the model; None, with a finding, if it has none."""
        if not isinstance(self._nodes(), SequenceNode):
            self._report_no_nodes()
            return None
        found = [self._node(node, index) for index, node in enumerate(_items(self._nodes()))]
        self._report_twins(found)
        return {"nodes": found}

    def kept(self) -> dict[str, JsonValue]:
        """Return the values of the YAML that have no field."""
        said = {key: to_python(node) for key in ITS_OWN if (node := entry(self.root, key))}
        for field, name in _SCHEMAS.items():
            if further := schemas.further(entry(self.root, name)):
                said[name] = further
            if field == "outputs_config":
                required = [scalar.text for scalar in schemas.required_names(self.schema(field))]
                if required:
                    said.setdefault(name, {})["required"] = required
        return said

    def _report_no_nodes(self) -> None:
        written = entry(self.root, "graph")
        if written is None:
            message, code, place = "the FluxGraph must have `graph`", "IFX103", self.root.span
            place = Span(place.line, place.column, place.line, place.column)
        else:
            message, code, place = "`graph` must be a list of nodes", "IFX104", written.span
        hint = "write one node after each `- id: …`"
        self.findings.append(Finding(message, place, code=code, hint=hint, field="graph"))

    def check_keys(self) -> None:
        """Report unknown keys of the YAML, and required inputs that are not declared."""
        if isinstance(self.root, MappingNode):
            for key, node in self.root.entries.values():
                if key.text not in KEYS:
                    self._unknown(key, node, key.text, KEYS)
        for field in _SCHEMAS:
            self._check_schema(field)
        known = schemas.properties(self.schema("inputs_schema"))
        for name in schemas.required_names(self.schema("inputs_schema")):
            if name.text not in known:
                message = f"`required` names `{name.text}`, which is not among the properties"
                near = nearest(name.text, known)
                hint = f"nearest: `{near}`" if near else "declare it, or remove it"
                self.findings.append(
                    Finding(message, name.span, code="IFX104", hint=hint, field="inputs_schema")
                )

    def _check_schema(self, field: str) -> None:
        """Report a schema, or properties of one, that are not mappings."""
        schema = self.schema(field)
        written = {_SCHEMAS[field]: schema, "properties": entry(schema, "properties")}
        for name, node in written.items():
            if node is not None and not isinstance(node, MappingNode):
                message = f"`{name}` must be a mapping of keys to values"
                hint = "write `key: value` below it, each on its own line"
                self.findings.append(
                    Finding(message, node.span, code="IFX104", hint=hint, field=field)
                )

    def _triggers(self) -> Node | None:
        return entry(self.root, "triggers")

    def _nodes(self) -> Node | None:
        found = entry(self.root, "graph")
        return entry(found, "nodes") if isinstance(found, MappingNode) else found

    def _node(self, node: Node, index: int) -> JsonValue:
        if not isinstance(node, MappingNode):
            return to_python(node)
        found: dict[str, JsonValue] = {}
        for key, value in node.entries.values():
            field = _WRITTEN.get(key.text)
            if field is None:
                name = entry(node, "id")
                label = name.text if isinstance(name, Scalar) else index
                self._unknown(key, value, f"graph[{label}].{key.text}", _WRITTEN)
            elif (said := _READERS[field](value)) is not None:
                found[field] = said
        return found

    def _unknown(self, key: Scalar, node: Node, path: str, known: Collection[str]) -> None:
        self.unknown[path] = to_python(node)
        near = nearest(key.text, known)
        hint = f"nearest: `{near}`" if near else f"valid: {quoted(known)}"
        message = f"the key `{path}` is unknown; it is kept in `additional_sections`"
        self.findings.append(Finding(message, key.span, code="IFX105", hint=hint, field=path))

    def _report_twins(self, nodes: list[JsonValue]) -> None:
        seen: dict[str, int] = {}
        for index, node in enumerate(nodes):
            name = node.get("id") if isinstance(node, dict) else None
            if not isinstance(name, str):
                continue
            first = seen.setdefault(name, index)
            if first != index:
                place = self.locate(("graph", "nodes", first, "id"))
                line = f"; the first is on line {place.span.line}" if place else ""
                message = f"the node `{name}` appears twice{line}"
                where: Loc = ("graph", "nodes", index, "id")
                hint = "give each its own id"
                self.findings.append(Finding(message, loc=where, code="IFX104", hint=hint))

    def in_triggers(self, loc: Loc) -> Node | None:
        """Return the place of a trigger or a part of it."""
        whole = self._triggers()
        node = find(whole, loc[1:2]) if whole else None
        if node is None or len(loc) < 3:  # the list, or an entry
            return node
        if loc[2] != "config":
            return entry(node, str(loc[2]))
        config = entry(node, "config")
        if len(loc) == 3:  # all settings
            return config
        for owner in (config, node):
            for key, (_, value) in _entries(owner):
                if loc[3] in {key, triggers.setting_name(key)}:
                    return find(value, loc[4:])
        return None

    def in_schema(self, loc: Loc) -> Node | None:
        """Return the place of an input or output or a part of it."""
        schema = self.schema(str(loc[0]))
        found = list(schemas.properties(schema).values())
        if len(loc) == 1:
            return schema
        if not isinstance(loc[1], int) or loc[1] >= len(found):
            return None
        key, node = found[loc[1]]
        if len(loc) == 2:  # the entry
            return node
        if loc[2] == "key":
            return key
        if loc[2] == "required":
            return next((n for n in schemas.required_names(schema) if n.text == key.text), None)
        return find(node, loc[3:]) if loc[2] == "schema" else entry(node, str(loc[2]))

    def in_graph(self, loc: Loc) -> Node | None:
        """Return the place of a node of the graph or a part of it."""
        nodes = self._nodes()
        node = find(nodes, loc[2:3]) if nodes else None
        if node is None or len(loc) < 4:  # the list, or an entry
            return node
        found = entry(node, *_NODE_KEYS.get(str(loc[3]), ()))
        if isinstance(found, Scalar) and isinstance(loc[-1], int):
            return found  # one word where a list is usual
        return find(found, loc[4:]) if found else None

    def in_columns(self, loc: Loc) -> Node | None:
        """Return the place of a column or a part of it."""
        root = self.columns.get(str(loc[1])) if len(loc) > 1 else None
        return find(root, loc[2:]) if root else None


_PLACES: Mapping[str, Callable[[Definition, Loc], Node | None]] = {
    "triggers_config": Definition.in_triggers,
    "inputs_schema": Definition.in_schema,
    "outputs_config": Definition.in_schema,
    "graph": Definition.in_graph,
    _COLUMNS: Definition.in_columns,
}


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, SequenceNode) else []


def _entries(node: Node | None) -> Iterator[tuple[str, tuple[Scalar, Node]]]:
    if isinstance(node, MappingNode):
        yield from node.entries.items()


def _trigger(node: Node, index: int) -> Trigger:
    """Return a trigger: its type, and everything else as its settings."""
    said = to_python(node)
    written = dict(said) if isinstance(said, dict) else {"type": said}
    declared = written.pop("type", None)
    config = written.pop("config", None)
    found = triggers.settings({**(config if isinstance(config, dict) else {}), **written})
    kind = triggers.type_of(declared) if isinstance(declared, str) else ""
    if kind == "event" and declared != "event":
        found["declared_type"] = declared
    return Trigger(kind, found, ("triggers_config", index))


def _text(node: Node) -> JsonValue:
    if not isinstance(node, Scalar):
        return to_python(node)
    return None if node.is_null else node.text


def _texts(node: Node) -> JsonValue:
    if isinstance(node, SequenceNode):
        return [_text(item) for item in node.items]
    return [node.text] if isinstance(node, Scalar) and not node.is_null else to_python(node)


_READERS: Mapping[str, Callable[[Node], JsonValue]] = {
    "id": _text,
    "transform": _text,
    "inputs": to_python,
    "outputs": _texts,
    "condition": _text,
    "depends_on": _texts,
    "approval_scope": _text,
}
"""What reads the value of each field of a node."""
