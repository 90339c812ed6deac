"""What is compiled: the real document, and any number of documents of one agent each."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_REAL = ROOT.parent / "shared/corpus/core_agent_blueprints.md"
_NAMES = re.compile(
    r'^(?:name: *"?(?P<name>\w+)|.*namespace: *"?(?P<space>[\w-]+)|.*path: *"?(?P<path>/[\w/-]+))',
    re.MULTILINE,
)
_YAML = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def real() -> str:
    """Return the real document; where it is absent, the project's own blueprints in a row."""
    if _REAL.exists():
        return _REAL.read_text(encoding="utf-8")
    return "\n\n".join(_own())


def blocks(text: str) -> list[str]:
    """Return the YAML blocks of a document."""
    return _YAML.findall(text)


def write(folder: Path, count: int) -> list[Path]:
    """Write documents of one agent each, all different, and without a finding; return them."""
    folder.mkdir(parents=True)
    own = _own()
    files = []
    for number in range(count):
        file = folder / f"agent_{number:06}.md"
        file.write_text(_renamed(own[number % len(own)], number), encoding="utf-8")
        files.append(file)
    return files


def _own() -> list[str]:
    files = sorted((ROOT / "blueprints").glob("*.md"))
    return [file.read_text(encoding="utf-8") for file in files]


def _renamed(text: str, number: int) -> str:
    """Give a blueprint an id, name, paths and namespace that no other has."""
    found = [match.groupdict() for match in _NAMES.finditer(text)]
    for names in found:
        for kind, ending in (("name", "_v"), ("space", "_"), ("path", "/n")):
            if word := names[kind]:
                text = text.replace(word, f"{word}{ending}{number}")
    return re.sub(r"(?<=agent_)\d+|(?<=AGENT )\d+|(?<=AGENTE )\d+", str(1000 + number), text)
