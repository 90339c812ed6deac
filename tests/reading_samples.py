"""Blueprints in a few words, and what they compile to."""

from __future__ import annotations

from typing import Any

import ionflux

IDENTITY = "id: agent_001\nname: Keeper\nversion: 0.1\n"
HEADING = "## AGENT 001 — KEEPER / Warden of Notes"


def blueprint(*sections: str, yaml: str = "", heading: str = HEADING, preamble: str = "") -> str:
    """Write a blueprint: a definition with extra keys, and sections below it."""
    block = f"### 5 ▸ YAML Definition\n```yaml\n{IDENTITY}{yaml}\n```\n"
    return "\n".join([heading, preamble, block, *sections, ""])


def compiled(text: str) -> ionflux.Compilation:
    """Compile a text that has no errors."""
    result = ionflux.compile_text(text)
    assert result.ok, result.diagnostics
    return result


def definition(*sections: str, **more: str) -> ionflux.AgentDefinition:
    """Return the definition that a blueprint compiles to."""
    (found,) = compiled(blueprint(*sections, **more)).definitions
    return found


def kept(*sections: str, **more: str) -> dict[str, Any]:
    """Return what a blueprint keeps in `additional_sections`."""
    return definition(*sections, **more).additional_sections


def codes(text: str, *severities: str) -> list[tuple[str, int]]:
    """Return code and line of every finding of these severities (by default, all but infos)."""
    wanted = severities or ("error", "warning")
    return [
        (d.code, d.line) for d in ionflux.compile_text(text).diagnostics if d.severity in wanted
    ]
