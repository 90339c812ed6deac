"""The YAML and the text list databases, queues or integrations, but one lacks a technology.

Each of the lists in the YAML (`databases`, `queues`, `integrations`) is compared with the
technologies of that kind in the stack section. If only one of the two lists any, the text completes
the YAML, and nothing is reported. Two names of the same technology are equal (`Postgres`,
`PostgreSQL 16`), and so are names with the same first word (`Slack API`, `Slack Bolt SDK`). The
data store section also counts as text. Technologies that the text calls former, optional, planned
or an example are ignored.

Why it matters: the technologies in the YAML are provisioned, but the agent needs those that it was
built with.

How to fix: list the same technologies in both.

Bad:

    stack:
      databases: [Postgres]

    ### 6 ▸ Stack & APIs
    * DB: Postgres, MongoDB

Good:

    stack:
      databases: [Postgres, MongoDB]

    ### 6 ▸ Stack & APIs
    * DB: Postgres, MongoDB
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ionflux.checks.fixing import About
from ionflux.checks.rules.stack_items import StackItem, stack_items
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity, Span
from ionflux.core.patterns import regex
from ionflux.core.words import Words, words
from ionflux.language.negations import is_passed_over
from ionflux.language.technologies import DATABASES, OTHERS, QUEUES, key, list_for, split
from ionflux.language.technology_names import without_maker
from ionflux.markdown.plain import plain

SEVERITY = Severity.WARNING

_JOINT = regex(r"[+→&]|->|=>")
_KEYS = {DATABASES: "databases", QUEUES: "queues", OTHERS: "integrations"}


class _Named(NamedTuple):
    """A technology of the stack section, and its place."""

    kind: str
    name: str
    place: Span


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each technology that only the text or only the YAML lists."""
    stated = {kind: list(_stated(subject, kind)) for kind in _KEYS}
    if not any(stated.values()):
        return
    named = [each for item in stack_items(subject) for each in _technologies(item)]
    in_yaml = _Known(name for names in stated.values() for _, name in names)
    in_text = _Known((each.name for each in named), _words_of_text(subject))
    for kind, names in stated.items():
        listed = {key(each.name): each for each in reversed(named) if each.kind == kind}
        if not (names and listed):
            continue
        for each in reversed(listed.values()):
            if each.name not in in_yaml:
                yield Finding(
                    f"the text names `{each.name}`, which the YAML does not list",
                    place=each.place,
                    field=f"stack_details.{kind}",
                    hint=f"add it to `{_KEYS[kind]}`",
                    write=each.name,
                )
        for index, name in names:
            if name not in in_text:
                yield Finding(
                    f"the YAML lists `{name}`, which the stack text does not name",
                    loc=("stack_details", kind, index),
                    hint=f"name it in the text, or remove it from `{_KEYS[kind]}`",
                )


def _stated(subject: Subject, kind: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a list in the YAML, with their indices."""
    for index, name in enumerate(getattr(subject.agent.stack_details, kind)):
        if subject.is_stated(("stack_details", kind, index)):
            yield index, name


def _words_of_text(subject: Subject) -> Iterator[str]:
    for kind in ("stack", "data_store"):
        for section in subject.of(kind):
            yield from (*words(section.title), *words(section.text))


def _technologies(item: StackItem) -> Iterator[_Named]:
    """Yield the technologies in an item, without those that it calls past or optional."""
    reached = 0
    for name in split(plain(item.text)) if item.label else ():
        kind = list_for(item.label, name)
        start = item.text.find(name, reached)
        if start < 0:
            start, end = 0, len(item.text)
        else:
            reached = end = start + len(name)
        if kind and not is_passed_over(item.text, start, end):
            yield _Named(kind, name, item.part(start, end))


class _Known:
    """Technologies, to look up other names."""

    def __init__(self, names: Iterable[str], more_words: Iterable[str] = ()) -> None:
        self._keys = set[str]()
        self._words = set(more_words)
        for name in names:
            for part in (name, *_parts(name)):
                self._keys.add(key(part))
                self._words.update(_first_word(part))

    def __contains__(self, name: str) -> bool:
        if key(name) in self._keys or not self._words.isdisjoint(_first_word(name)):
            return True
        parts = _parts(name)
        return len(parts) > 1 and all(part in self for part in parts)


def _parts(name: str) -> list[str]:
    """Return the technologies that are used together: `Redis + RQ`."""
    return [part for part in _JOINT.split(name) if part.strip()]


def _first_word(name: str) -> Words:
    return without_maker(words(name))[:1]


def fix(finding: Finding, about: About) -> Fix | None:
    """Add the technology in the text to the list of the YAML."""
    if finding.write is None or finding.field is None:
        return None
    return about.listing(["stack", _KEYS[finding.field.rpartition(".")[2]]], finding.write)
