"""Files of other tools that describe agents or prompts, told by their names and their keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import quoted
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode

SHARED = frozenset({"version", "inputs", "outputs", "status", "category"})
"""Keys of a definition that front matter of other tools has as well."""

_SHOWN = 3
"""Keys that a message names."""


class Tool(NamedTuple):
    """A kind of file of another tool.

    `path` is what its path looks like, `keys` those that no other kind has, and `tells` a look at
    the values.
    """

    says: str
    path: re.Pattern[str] | None = None
    keys: frozenset[str] = frozenset()
    tells: Callable[[MappingNode], bool] | None = None


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _word(root: MappingNode, key: str) -> str:
    value = root.entries[key][1] if key in root.entries else None
    return value.text.lower() if isinstance(value, Scalar) else ""


def _is_gemini(root: MappingNode) -> bool:
    return _word(root, "kind") in {"local", "remote"}


def _is_opencode(root: MappingNode) -> bool:
    return _word(root, "mode") in {"primary", "subagent", "all"}


def _is_prompty(root: MappingNode) -> bool:
    model = root.entries["model"][1] if "model" in root.entries else None
    return isinstance(model, MappingNode)


def _is_claude(root: MappingNode) -> bool:
    models = {"sonnet", "opus", "haiku", "inherit"}
    tools = root.entries["tools"][1] if "tools" in root.entries else None
    return _word(root, "model") in models or isinstance(tools, Scalar)


def _is_copilot(root: MappingNode) -> bool:
    return "tools" in root.entries and isinstance(root.entries["tools"][1], SequenceNode)


def _is_skill(root: MappingNode) -> bool:
    return set(root.entries) == {"name", "description"}


_TOOLS = (
    Tool("an Agent Skill", regex(r"(?:^|/)SKILL\.md$"), _keys("license compatibility")),
    Tool(
        "a Claude Code subagent",
        regex(r"(?:^|/)\.claude/agents/"),
        _keys(
            "permissionMode disallowedTools mcpServers maxTurns skills hooks color effort isolation"
            " background initialPrompt"
        ),
    ),
    Tool(
        "a Claude Code command",
        regex(r"(?:^|/)\.claude/commands/"),
        _keys("disable-model-invocation"),
    ),
    Tool(
        "a Copilot agent",
        regex(r"\.(?:agent|chatmode)\.md$|(?:^|/)\.github/agents/"),
        _keys("mcp-servers handoffs target user-invocable infer"),
    ),
    Tool("a Copilot prompt file", regex(r"\.prompt\.md$")),
    Tool("a file of instructions for Copilot", regex(r"\.instructions\.md$"), _keys("applyTo")),
    Tool("a Cursor rule", regex(r"\.mdc$"), _keys("globs alwaysApply")),
    Tool("a Prompty file", regex(r"\.prompty$"), _keys("sample template"), _is_prompty),
    Tool("a Dotprompt file", regex(r"\.prompt$"), _keys("input output config")),
    Tool(
        "a Gemini CLI subagent",
        regex(r"(?:^|/)\.gemini/agents/"),
        _keys("max_turns"),
        _is_gemini,
    ),
    Tool(
        "an OpenCode agent",
        regex(r"(?:^|/)\.opencode/agents?/"),
        _keys("permission"),
        _is_opencode,
    ),
    Tool("an Agent Skill", None, _keys("allowed-tools")),
    Tool("a Claude Code subagent", tells=_is_claude),
    Tool("a Copilot agent", tells=_is_copilot),
    Tool("an Agent Skill", tells=_is_skill),
)
_MARKS = frozenset().union(*(tool.keys for tool in _TOOLS), _keys("tools model argument-hint"))


def marks_of(root: MappingNode) -> list[str]:
    """Return the keys of a front matter that other tools have and a definition has not."""
    return [key for key in root.entries if key in _MARKS]


def tool_of(path: str, root: MappingNode) -> str | None:
    """Return what a front matter looks like, such as `a Claude Code subagent`."""
    given = set(root.entries)
    for tool in _TOOLS:
        if tool.path and tool.path.search(path.replace("\\", "/")):
            return tool.says
    for tool in _TOOLS:
        if tool.keys & given or (tool.tells and tool.tells(root)):
            return tool.says
    return None


_CREW = _keys("role goal backstory")
_TASK = _keys("expected_output")


def crew_of(root: Node) -> list[str]:
    """Return the names of the agents of an `agents.yaml` of CrewAI; none for other files."""
    return _named(root, lambda inner: len(_CREW & inner) > 1)


def tasks_of(root: Node) -> list[str]:
    """Return the names of the tasks of a `tasks.yaml` of CrewAI; none for other files."""
    return _named(root, lambda inner: bool(_TASK & inner))


def _named(root: Node, fits: Callable[[set[str]], bool]) -> list[str]:
    if not isinstance(root, MappingNode) or not root.entries:
        return []
    values = [value for _, value in root.entries.values()]
    if all(isinstance(value, MappingNode) and fits(set(value.entries)) for value in values):
        return list(root.entries)
    return []


def shown(names: list[str]) -> str:
    """Return the first of some keys as a message shows them."""
    return f"{quoted(names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''}"
