"""The meaning of titles in a FluxGraph document: of the agent, its chapters and its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import Words, words
from ionflux.forms.sections.titles import bare_title
from ionflux.markdown.plain import plain

_AGENT = regex(r"agent\s+blueprint\s*[:–—-]\s*+(?P<rest>\S.*)", re.IGNORECASE)
_VERSION = regex(
    r"(?<!\s)\s++[-–—]\s*+(?:v\.?[ \t]*+(?P<version>\[[^\[\]]*\]|\d\S*)|(?P<bare>\d+\.\d\S*))\s*\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = regex(r"\[[^\[\]]+\]|<[^<>]+>|\{[^{}]+\}")
_LONGEST = 300

CHAPTERS: Mapping[Words, str] = {
    ("overview",): "overview",
    ("fluxgraph",): "definition",
    ("database", "schema"): "columns",
    ("user", "experience"): "flow",
    ("techgnosis",): "techgnosis",
    ("carbon", "loop"): "carbon_loop",
    ("dependencies",): "dependencies",
    ("open", "questions"): "questions",
}
"""The kinds of chapters, by the words that their titles begin with."""

CHAPTER_TITLES: Mapping[str, str] = {
    "overview": "Overview",
    "definition": "FluxGraph Definition",
    "columns": "Database Schema Fields",
    "flow": "User Experience Flow",
    "techgnosis": "TechGnosis & Hybrid Layer Integration Notes",
    "carbon_loop": "Carbon Loop Integration Notes",
    "dependencies": "Dependencies & Interactions",
    "questions": "Open Questions & Future Considerations",
}
"""The chapters of a complete document, in their order."""

TEXT_COLUMNS = ("agent_name", "version", "description", "status")
GRAPH_COLUMN = "flux_graph_dsl_yaml"
JSON_COLUMNS = (
    "execution_requirements_json",
    "ecosystem_integration_points_json",
    "prm_details_json",
    "input_schema_json",
    "output_schema_json",
    "trigger_config_json",
    "deployment_info_json",
    "logging_json",
    "monitoring_json",
    "security_json",
)
COLUMNS = (*TEXT_COLUMNS, GRAPH_COLUMN, *JSON_COLUMNS)
"""The columns of a complete document, in their order."""


class AgentTitle(NamedTuple):
    """The name and version in an agent's title; the version may be missing."""

    name: str
    version: str | None

    @property
    def is_template(self) -> bool:
        """Whether the name or the version is a placeholder."""
        parts = (self.name, self.version or "")
        return any(_PLACEHOLDER.fullmatch(part) for part in parts)


def agent_title(title: str) -> AgentTitle | None:
    """Parse an agent's title; None for any other title."""
    found = _AGENT.fullmatch(plain(title[:_LONGEST]))
    if not found:
        return None
    version = _VERSION.search(found["rest"])
    name = found["rest"][: version.start()] if version else found["rest"]
    said = (version["version"] or version["bare"]) if version else None
    return AgentTitle(name.strip(), said)


def chapter_of(title: str) -> str | None:
    """Return the kind of chapter that a title begins, or None if it is not known."""
    said = words(bare_title(title))
    return next((kind for start, kind in CHAPTERS.items() if said[: len(start)] == start), None)


def column_of(title: str) -> str | None:
    """Return the column that a title names, or None if it is not known."""
    name = "_".join(words(bare_title(title)))
    return name if name in COLUMNS else None
