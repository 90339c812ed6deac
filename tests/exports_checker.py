"""Check exported files with the libraries of their ecosystems; run in its own environment.

It is given a folder with a folder for each format, and prints what it read as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from a2a.types import AgentCard
from google.protobuf import json_format
from mcp.types import ListToolsResult
from openapi_spec_validator import validate
from pyagentspec.serialization import AgentSpecDeserializer


def main() -> None:
    """Read every file; an invalid one raises the error of its library."""
    root = Path(sys.argv[1])
    found: dict[str, object] = {}
    for file in sorted((root / "openapi").iterdir()):
        document = json.loads(file.read_text("utf-8"))
        validate(document)
        found[f"openapi/{file.name}"] = {p: sorted(o) for p, o in document["paths"].items()}
    for file in sorted((root / "mcp").iterdir()):
        tools = ListToolsResult.model_validate_json(file.read_text("utf-8")).tools
        found[f"mcp/{file.name}"] = {t.name: sorted(t.input_schema["properties"]) for t in tools}
    for file in sorted((root / "a2a").rglob("*.json")):
        card = json_format.Parse(file.read_text("utf-8"), AgentCard())
        found[f"a2a/{file.parent.name}/{file.stem}"] = [card.name, card.version, len(card.skills)]
    for file in sorted((root / "agent-spec").rglob("*.json")):
        agent = AgentSpecDeserializer().from_json(file.read_text("utf-8"))
        titles = [item.title for item in (*agent.inputs, *agent.outputs)]
        found[f"agent-spec/{file.parent.name}/{file.stem}"] = [
            agent.name,
            agent.llm_config.model_id,
            titles,
        ]
    sys.stdout.write(json.dumps(found))


main()
