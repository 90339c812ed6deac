"""A new blueprint among those of a folder: its number, its file, and whether it compiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ionflux.authoring import Outline, blueprint
from ionflux.authoring.rendering import CannotRenderError
from ionflux.compiler import compile_paths, compile_text
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.patterns import regex
from ionflux.core.words import fold
from ionflux.documents.atomic import creating
from ionflux.language import vocabulary
from ionflux.models import AgentDefinition

_HEADING = regex(r"^#{1,6}[ \t]+(\w+)[ \t]+([0-9]+)\b", re.MULTILINE)
_ID = regex(r"""^id:[ \t]*["']?agent_([0-9]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The agents of a folder: their definitions, as far as they compile, and their numbers."""

    definitions: tuple[AgentDefinition, ...] = ()
    numbers: frozenset[int] = frozenset()

    @property
    def next_number(self) -> int:
        """The number after the highest."""
        return max(self.numbers, default=0) + 1


def neighbours(folder: Path) -> Neighbours:
    """Return the agents of a folder's documents, without those that cannot be read."""
    documents = [path for path in sorted(folder.glob("*.md")) if path.is_file()]
    if not documents:
        return Neighbours()
    numbers = frozenset(number for path in documents for number in _numbers(path))
    return Neighbours(compile_paths([str(folder)]).definitions, numbers)


def _numbers(path: Path) -> Iterator[int]:
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return
    words = vocabulary().agent
    yield from (int(number) for word, number in _HEADING.findall(text) if fold(word) in words)
    yield from (int(number) for number in _ID.findall(text))


def refuse_taken(outline: Outline, around: Neighbours) -> None:
    """Raise UsageError where an agent of the folder has the id, the name or a webhook already."""
    agent = outline.agent
    for other in around.definitions:
        if other.id == agent.id:
            raise UsageError(f"{other.name} has the id `{agent.id}` already")
        if other.name == agent.name:
            raise UsageError(f"{other.id} has the name `{agent.name}` already")
        if taken := _hooks(agent) & _hooks(other):
            raise UsageError(f"{other.id} answers `{' '.join(min(taken))}` already")


def _hooks(agent: AgentDefinition) -> set[tuple[str, str]]:
    triggers = (trigger for trigger in agent.triggers_config if trigger.type == "webhook")
    return {(trigger.config["method"], trigger.config["path"]) for trigger in triggers}


def proven(outline: Outline) -> str:
    """Return the blueprint's text; raise UsageError where it would not say what was asked for.

    The text is compiled: there must be no finding. What is wrong is always a word that Markdown
    takes for markup.
    """
    try:
        text = blueprint(outline)
    except CannotRenderError as error:
        raise UsageError(str(error)) from None
    for found in compile_text(text, "<new>").diagnostics:
        raise UsageError(f"this would not make a sound blueprint: {found.message}")
    return text


def write(text: str, path: Path) -> None:
    """Write a file that is not there yet, whole or not at all."""
    try:
        with creating(path) as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already") from None
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no folder {path.parent}") from None
    except OSError as error:
        raise WorkError(f"{path}: {error.strerror}") from None
