"""The configuration of a project: what `[tool.ionflux]` or `ionflux.toml` may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AgentSettings:
    """What the configuration says of one agent."""

    category: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of a project; the command line wins over them."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    dialect: str = "postgres"
    exclude: tuple[str, ...] = ()
    category: str | None = None
    agents: Mapping[str, AgentSettings] = field(default_factory=dict)
    diff_levels: Mapping[str, str] = field(default_factory=dict)
