"""Files of other tools that describe agents or prompts, recognised by their names and keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.words import quoted
from ionflux.yaml.nodes import MappingNode, Node

SHARED = frozenset({"version", "inputs", "outputs", "status", "category"})
"""Keys of a definition that front matter of other tools also has."""

_SHOWN = 3
"""How many keys a message lists."""


Front = Mapping[str, JsonValue]
"""The keys and values of a front matter."""


class Tool(NamedTuple):
    """A kind of file of another tool.

    `path` matches its path, `keys` are those that no other kind has, and `tells` examines the
    values.
    """

    says: str
    path: re.Pattern[str] | None = None
    keys: frozenset[str] = frozenset()
    tells: Callable[[Front], bool] | None = None


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _is_word(value: JsonValue) -> bool:
    return isinstance(value, str) and value[:1] not in {"[", "{"}


def _is_gemini(values: Front) -> bool:
    return values.get("kind") in {"local", "remote"}


def _is_opencode(values: Front) -> bool:
    return values.get("mode") in {"primary", "subagent", "all"}


def _is_prompty(values: Front) -> bool:
    return isinstance(values.get("model"), dict)


def _is_claude(values: Front) -> bool:
    model = values.get("model")
    return model in {"sonnet", "opus", "haiku", "inherit"} or _is_word(values.get("tools"))


def _is_copilot(values: Front) -> bool:
    return "tools" in values


def _is_skill(values: Front) -> bool:
    return set(values) == {"name", "description"}


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


def marks_of(values: Front) -> list[str]:
    """Return the keys of a front matter that other tools have but a definition does not."""
    return [key for key in values if key in _MARKS]


def tool_of(path: str, values: Front) -> str | None:
    """Return the kind of file that a front matter suggests, such as `a Claude Code subagent`."""
    for tool in _TOOLS:
        if tool.path and tool.path.search(path.replace("\\", "/")):
            return tool.says
    for tool in _TOOLS:
        if not tool.keys.isdisjoint(values) or (tool.tells and tool.tells(values)):
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
    """Return the first of some keys as shown in a message."""
    return f"{quoted(names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''}"
