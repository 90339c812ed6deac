"""Default playbooks: one for each YAML file in a `playbooks/` directory of the file tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ionflux.models import FileTree

_ENDINGS = (".yaml", ".yml")


def files(tree: FileTree | None) -> Iterator[str]:
    """Yield the tree's paths of playbook files, in the order drawn, each once."""
    if tree is None:
        return
    found: dict[str, None] = {}
    for entry in tree.files:
        if not entry.path.lower().endswith(_ENDINGS):
            continue
        parts = [part for part in f"{tree.root}/{entry.path}".split("/") if part not in {"", "."}]
        if parts[-2:-1] == ["playbooks"]:
            found[entry.path] = None
    yield from found


def default(agent_id: str, path: str) -> dict[str, Any]:
    """Return the playbook of a file that holds nothing yet; its id is the same on every run."""
    stem = PurePosixPath(path).stem
    words = stem.replace("-", " ").replace("_", " ").split()
    return {
        "id": uuid5(NAMESPACE_URL, f"ionflux:playbook:{agent_id}:{path}"),
        "agent_definition_id": agent_id,
        "name": " ".join(word[:1].upper() + word[1:] for word in words) or stem,
        "trigger_event_type": stem,
        "steps": [],
        "is_active": False,
    }
