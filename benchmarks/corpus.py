"""The compiled documents: one with ten agents, and any number with one of its agents each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
_REAL = ROOT.parent / "shared/corpus/core_agent_blueprints.md"
_OWN = ROOT / "tests/documents/ten_agents.md"
_AGENT = re.compile(r"^## AGENTE .*?(?=^## AGENTE |^---\n```|\Z)", re.MULTILINE | re.DOTALL)
_NAMES = re.compile(
    r'^(?:name: *"?(?P<name>\w+)|.*namespace: *"?(?P<space>[\w-]+)|.*path: *"?(?P<path>/[\w/-]+))',
    re.MULTILINE,
)
_YAML = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def ten_agents() -> str:
    """Return the real ten-agent document, or else our own of the same shape."""
    return (_REAL if _REAL.exists() else _OWN).read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """Return the YAML blocks of a document."""
    return _YAML.findall(text)


def write(folder: Path, count: int) -> list[Path]:
    """Write documents of one agent each, all different; return them."""
    folder.mkdir(parents=True)
    agents = _agents()
    files = []
    for number in range(count):
        file = folder / f"agent_{number:06}.md"
        file.write_text(_renamed(agents[number % len(agents)], number), encoding="utf-8")
        files.append(file)
    return files


@cache
def ten_thousand(folder: Path) -> Path:
    """Return a folder of ten thousand documents, which is created once per run."""
    documents = folder / "ten-thousand"
    write(documents, 10_000)
    return documents


@cache
def _agents() -> list[str]:
    return _AGENT.findall(ten_agents())


def _renamed(text: str, number: int) -> str:
    """Give a blueprint an id, name, paths and namespace that are unique."""
    found = [match.groupdict() for match in _NAMES.finditer(text)]
    for names in found:
        for kind, ending in (("name", "_v"), ("space", "_"), ("path", "/n")):
            if word := names[kind]:
                text = text.replace(word, f"{word}{ending}{number}")
    return re.sub(r"(?<=agent_)\d+|(?<=AGENTE )\d+", str(1000 + number), text)
