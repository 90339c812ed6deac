"""Compile agent blueprints written in Markdown to validated definitions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ionflux.core.version import __version__

if TYPE_CHECKING:
    from ionflux.compiler import Compilation, compile_paths, compile_text
    from ionflux.configure import Configured, configure_text
    from ionflux.core.findings import Diagnostic, Severity
    from ionflux.diff import compare
    from ionflux.models import AgentConfiguration, AgentDefinition, AgentRunLog, Playbook

# Resolved on first use: `ionflux --version` and shell completion load none of pydantic,
# markdown-it or ruamel.yaml.
_HOMES = {
    "AgentConfiguration": "ionflux.models",
    "AgentDefinition": "ionflux.models",
    "AgentRunLog": "ionflux.models",
    "Compilation": "ionflux.compiler",
    "Configured": "ionflux.configure",
    "Diagnostic": "ionflux.core.findings",
    "Playbook": "ionflux.models",
    "Severity": "ionflux.core.findings",
    "compare": "ionflux.diff",
    "compile_paths": "ionflux.compiler",
    "compile_text": "ionflux.compiler",
    "configure_text": "ionflux.configure",
}

__all__ = [
    "AgentConfiguration",
    "AgentDefinition",
    "AgentRunLog",
    "Compilation",
    "Configured",
    "Diagnostic",
    "Playbook",
    "Severity",
    "__version__",
    "compare",
    "compile_paths",
    "compile_text",
    "configure_text",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
