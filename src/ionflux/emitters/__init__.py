"""Definitions to text: one module per format, found by its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmitOptions:
    """What a format may be asked; each takes what concerns it."""

    dialect: str = "postgres"
    ddl: bool = False
    prune: bool = False
