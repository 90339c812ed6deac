"""The schema of a dialect in the configuration: `[tool.ionflux.dialects.NAME]`."""

from __future__ import annotations

from ionflux.language.dialects import targets
from ionflux.output.schemas.base import Schema, closed, titled

_MAPS = {
    "titles": "Section titles, and the kind of section that each begins.",
    "labels": "Labels in the narrative, and the field of a definition that each fills.",
    "keys": "Keys of the YAML block, and the key that each stands for.",
}
_LISTS = {
    "agent": "Words that begin an agent's heading, as `AGENT` does.",
    "placeholders": "Texts that stand for missing content.",
}


def dialect() -> Schema:
    """Return the schema of one dialect."""
    tables: Schema = {
        name: {
            "description": text,
            "type": "object",
            "additionalProperties": {"type": "string", "enum": list(targets()[name])},
        }
        for name, text in _MAPS.items()
    }
    tables |= {
        name: {"description": text, "type": "array", "items": {"type": "string"}}
        for name, text in _LISTS.items()
    }
    return titled(closed(tables), "Dialect", "The words of a house style, in the configuration.")
