"""Blueprints with a YAML block rewritten as documents with a front matter."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"^#+ [^\n]*\n```yaml\n(?P<yaml>.*?)```\n", re.MULTILINE | re.DOTALL)
_AGENT = re.compile(r"^#+ AGENTE? [0-9]+ — ", re.MULTILINE)


def with_front_matter(text: str, title: str = "# ") -> str:
    """Return a blueprint whose definition is its front matter; text before the agent is dropped."""
    block, agent = _BLOCK.search(text), _AGENT.search(text)
    assert block
    assert agent
    rest = text[agent.end() : block.start()] + text[block.end() :]
    return f"---\n{block['yaml']}---\n{title}{rest}"
