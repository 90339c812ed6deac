"""The parts of a configuration that have types of their own, and the names of its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

OWN_FILE = "ionflux.toml"
SHARED_FILE = "pyproject.toml"


class AgentSettings(NamedTuple):
    """The configuration of one agent."""

    category: str | None = None
    status: str | None = None


class DialectSettings(NamedTuple):
    """The words of a house style, as tables like those of a language module.

    `titles`, `labels` and `keys` map them to kinds of section, fields and keys of the YAML block;
    `agent` are words that begin an agent's heading, `placeholders` texts to be filled in.
    """

    titles: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    keys: Mapping[str, str] = {}
    agent: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
