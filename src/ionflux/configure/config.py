"""The content of an instance's `config`: inputs, overrides, and keys of the platform."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ionflux.checks.validation import validate
from ionflux.configure.instance import plain
from ionflux.core.findings import Finding, Loc
from ionflux.core.json_value import JsonValue
from ionflux.models.annotations import members
from ionflux.models.instance_file import Overrides, TriggerOverride
from ionflux.yaml.nodes import MappingNode, Node, SequenceNode, to_python
from ionflux.yaml.places import find

CONFIG: Loc = ("config",)
KEYS = tuple(Overrides.model_fields)
"""Keys that are not inputs, unless a definition declares an input of that name."""


class Given(NamedTuple):
    """A value for an input: its path, and the value."""

    loc: Loc
    value: JsonValue


class Override(NamedTuple):
    """A valid override of a trigger: its path, its values, and the node of its settings."""

    loc: Loc
    values: TriggerOverride
    settings: Node | None


class Config(NamedTuple):
    """The parts of a `config`; those that are not valid are empty, and listed in `broken`."""

    inputs: Mapping[str, Given]
    triggers: tuple[Override, ...]
    memory: Mapping[str, str | None]
    model: str | None
    extra: Mapping[str, JsonValue]
    broken: frozenset[str]
    has_wrapper: bool
    """Whether values for inputs are below a key `inputs`."""


def read_config(
    node: MappingNode | None, declared: Collection[str], extra: Collection[str]
) -> tuple[Config, list[Finding]]:
    """Return the content of a `config`, and findings with paths that begin with `config`.

    `declared` are the keys of the definition's inputs; `extra` are keys of the platform, which
    are kept as they are.
    """
    entries = {key: value for key, (_, value) in node.entries.items()} if node else {}
    own = {key: entries[key] for key in KEYS if key in entries and key not in declared}
    kept = {k: entries[k] for k in extra if k in entries and k not in own and k not in declared}
    flat = {key: value for key, value in entries.items() if key not in own and key not in kept}
    reader = _Reader(own)
    config = Config(
        inputs=reader.inputs(flat),
        triggers=tuple(reader.triggers()),
        memory=reader.part("memory") or {},
        model=getattr(reader.part("llm_preference"), "model", None),
        extra={key: to_python(value) for key, value in kept.items()},
        broken=frozenset(reader.broken),
        has_wrapper="inputs" in own,
    )
    return config, reader.findings


class _Reader:
    """Reads each part separately, so that a mistake in one does not hide the others."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = nodes
        self.findings: list[Finding] = []
        self.broken: set[str] = set()

    def part(self, key: str) -> JsonValue:
        """Return a part in the shape of its model, or None if it is missing or not valid."""
        if key not in self.nodes:
            return None
        found = self.valid({key: plain(self.nodes[key], members(Overrides)[key])}, ())
        if found is None:
            self.broken.add(key)
        return getattr(found, key, None)

    def valid(self, values: dict[str, JsonValue], entry: Loc) -> Overrides | None:
        """Validate one part; with `entry`, one entry of a list, the first in `values`."""
        overrides, findings = validate(Overrides, values, drop_unknown=True)
        for finding in findings:
            loc = (*entry, *finding.loc[len(entry) :])
            self.findings.append(finding._replace(loc=(*CONFIG, *loc)))
        return overrides

    def inputs(self, flat: Mapping[str, Node]) -> dict[str, Given]:
        """Return the values for inputs, from `config` itself and from below its key `inputs`."""
        found: dict[str, Given] = {}
        self.part("inputs")
        wrapper = self.nodes.get("inputs")
        wrapped = wrapper.entries if isinstance(wrapper, MappingNode) else {}
        below = {key: value for key, (_, value) in wrapped.items()}
        for loc, values in ((CONFIG, flat), ((*CONFIG, "inputs"), below)):
            for key, value in values.items():
                if key in found:
                    message = f"the input `{key}` is set twice, in `config` and below `inputs`"
                    hint = "keep one of the two"
                    twice = Finding(message, loc=(*loc, key), code="IFX102", hint=hint)
                    self.findings.append(twice)
                else:
                    found[key] = Given((*loc, key), to_python(value))
        return found

    def triggers(self) -> Iterator[Override]:
        """Yield the valid overrides of triggers."""
        node = self.nodes.get("triggers")
        if not isinstance(node, SequenceNode):
            self.part("triggers")
            return
        for index, item in enumerate(node.items):
            loc = ("triggers", index)
            found = self.valid({"triggers": [plain(item, TriggerOverride)]}, loc)
            if found and found.triggers:
                settings = find(item, ("config_override",))
                yield Override((*CONFIG, *loc), found.triggers[0], settings)
            else:
                self.broken.add("triggers")
