"""A new blueprint among those of a folder: its number, its file, and whether it compiles."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ionflux.authoring import Outline, blueprint
from ionflux.authoring.rendering import CannotRenderError
from ionflux.compiler import compile_paths, compile_text
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.findings import AgentSection
from ionflux.core.patterns import regex
from ionflux.core.settings import Settings
from ionflux.core.words import fold
from ionflux.documents import source
from ionflux.documents.atomic import creating
from ionflux.documents.source import SourceFile
from ionflux.forms.document import Document
from ionflux.forms.sections.page import Page
from ionflux.language.dialects import vocabulary_of
from ionflux.models import AgentDefinition

_HEADING = regex(r"(\w+)[ \t]+([0-9]+)(?![0-9])")
_ID = regex(r"agent_([0-9]+)(?![0-9])")
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The agents around a new one: definitions of those that compile, and the numbers of all.

    `language` is that of most of their documents, if there are any.
    """

    definitions: tuple[AgentDefinition, ...] = ()
    numbers: frozenset[int] = frozenset()
    language: str | None = None

    @property
    def next_number(self) -> int:
        """The number after the highest."""
        return max(self.numbers, default=0) + 1


def neighbours(folder: Path, settings: Settings) -> Neighbours:
    """Return the agents of a folder and of the paths of the configuration.

    Documents that cannot be read are skipped.
    """
    places = [path for path in settings.default_paths() if Path(path).exists()]
    if any(path.is_file() for path in folder.glob("*.md")):
        places.append(str(folder))
    if not places:
        return Neighbours()
    compiled = compile_paths(places, settings=settings)
    numbers: set[int] = set()
    languages: Counter[str] = Counter()
    for part in compiled.parts:
        read = source.read(part.path) if part.is_document else None
        if isinstance(read, SourceFile):
            page = Document(read, vocabulary_of(settings)).page
            headings = tuple(_agent_headings(page))
            numbers.update(number for _, number in headings)
            numbers.update(int(found[1]) for each in part.agents if (found := _ID.match(each.id)))
            languages.update(_languages(page, [word for word, _ in headings], part.agents))
    (language, _), *_ = languages.most_common(1) or [("", 0)]
    return Neighbours(compiled.definitions, frozenset(numbers), language or None)


def _agent_headings(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the word and the number of each heading that names an agent; none is in a fence."""
    for heading in page.outline.headings:
        found = _HEADING.match(heading.title)
        if found and fold(found[1]) in page.vocabulary.agent:
            yield fold(found[1]), int(found[2])


def _languages(page: Page, words: Iterable[str], agents: Sequence[AgentSection]) -> Iterator[str]:
    """Yield the languages that a document suggests, each as often as it does.

    The titles of an agent's sections count more than the word in its heading.
    """
    if agents:
        yield from [page.language.code] * (1 + len(agents))
    for word in words:
        known = page.vocabulary.languages.values()
        yield from (each.code for each in known if word in map(fold, each.agent))


def language_for(around: Neighbours, known: Container[str]) -> str:
    """Return the language of a new blueprint: the neighbours', else the locale's, else English."""
    if around.language in known:
        return around.language or _ENGLISH
    named = next(filter(None, (os.environ.get(name) for name in _LOCALES)), "")
    locale = named[:2].lower()
    return locale if locale in known else _ENGLISH


def refuse_taken(outline: Outline, around: Neighbours) -> None:
    """Raise UsageError if an agent of the folder already has the id, the name or a webhook."""
    agent = outline.agent
    for other in around.definitions:
        if other.id == agent.id:
            raise UsageError(f"{other.name} already has the id `{agent.id}`")
        if other.name == agent.name:
            raise UsageError(f"{other.id} already has the name `{agent.name}`")
        if taken := _hooks(agent) & _hooks(other):
            raise UsageError(f"{other.id} already answers `{' '.join(min(taken))}`")


def _hooks(agent: AgentDefinition) -> set[tuple[str, str]]:
    triggers = (trigger for trigger in agent.triggers_config if trigger.type == "webhook")
    return {(trigger.config["method"], trigger.config["path"]) for trigger in triggers}


def proven(outline: Outline) -> str:
    """Return the blueprint's text; raise UsageError if it would not match the request.

    The text is compiled: there must be no finding. The cause is always a word that Markdown reads
    as markup.
    """
    try:
        text = blueprint(outline)
    except CannotRenderError as error:
        raise UsageError(str(error)) from None
    for found in compile_text(text, "<new>").diagnostics:
        raise UsageError(f"this would not make a valid blueprint: {found.message}")
    return text


def write(text: str, path: Path) -> None:
    """Write a file that does not exist yet, completely or not at all."""
    try:
        with creating(path) as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{path} already exists") from None
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no folder {path.parent}") from None
    except OSError as error:
        raise WorkError(f"{path}: {error.strerror}") from None
