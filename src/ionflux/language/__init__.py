"""The words of blueprints: one module for each language, which contains only tables.

A language is a module of this package with a `LANGUAGE`; to add one, add that file. Documents
mix languages, so readers and rules use the `vocabulary`, which merges the tables of all of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ionflux.core.installed import blamed
from ionflux.core.registry import plugins
from ionflux.core.words import Words, fold, words
from ionflux.models.fields import fields, section_fields

_LIGATURES = 4
"""How many characters shorter a phrase may be where some stand for several letters."""
_MARKS = 40
"""Characters that may be around and between the words of a phrase."""
_BASE = "english"
"""The language whose titles and labels are used where another language has none."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class BlueprintText(NamedTuple):
    """The texts of a new blueprint in one language, as an example for its author.

    `texts` are those of fields, and of sections without a field, by name; placeholders such as
    `$name` are filled in. Each line of `core_capabilities` is a capability. `starts` has a line
    for each type of trigger. `questions` are asked on a terminal, and `defaults` are used for
    empty answers.
    """

    texts: Mapping[str, str]
    starts: Mapping[str, str]
    value: str
    required: str
    optional: str
    conjunction: str
    nothing: str
    questions: Mapping[str, str]
    defaults: Mapping[str, str]


class Language(NamedTuple):
    """The words of a language or house style, in tables that map them to the program's names.

    `code` is the value of `ionflux new --language`; `blueprint` may be omitted if no blueprints
    are written in the language.
    """

    code: str = ""
    name: str = ""
    agent: Iterable[str] = ()
    """Words that begin an agent's heading."""
    titles: Mapping[str, str] = _NOTHING
    """Section titles to kinds of section."""
    standard_titles: Mapping[str, str] = _NOTHING
    """Kinds of section to the titles that findings and new blueprints show."""
    labels: Mapping[str, str] = _NOTHING
    """Labels of narrative fields to fields of the model."""
    keys: Mapping[str, str] = _NOTHING
    """Keys of the YAML block, at any level, to canonical keys."""
    stack_labels: Mapping[str, str | None] = MappingProxyType({})
    """Labels of the stack section to the list of their values, `models`, or None for neither."""
    stack_nouns: Mapping[str, str | None] = MappingProxyType({})
    """Nouns to the meaning of longer labels with them: `Relational database`, `Fila de tarefas`."""
    noun_first: bool = False
    """Whether a noun goes before the words that describe it."""
    stack_qualifiers: Iterable[str] = ()
    """Words of a label that do not change its meaning: `Main LLM`."""
    stack_remarks: Iterable[str] = ()
    """Remarks of an item before or after the name of a technology: `SQS as fallback`."""
    conjunctions: Mapping[str, str] = _NOTHING
    """Words between two technologies to their meaning: `or`, `and`, `with` or `fallback`.

    `and` divides only technologies that are known by name, so it also suits words with other
    meanings.
    """
    denials: Iterable[str] = ()
    """First words of an item that names no technology: `no queue needed`."""
    starts: Mapping[str, str] = _NOTHING
    """Words of labels such as `Event-driven` to the type of trigger: `event`, `manual`, or
    empty for words that accompany those."""
    start_verbs: Iterable[str] = ()
    """Words that say that an agent starts: `runs`, `triggered`."""
    start_links: Iterable[str] = ()
    """Words between those and an event: `runs on each event`."""
    by_hand: Iterable[str] = ()
    """Words after them that mean that a user starts it: `started manually`."""
    connectives: Iterable[str] = ()
    """Words that are ignored in a title."""
    marks: Mapping[str, str] = _NOTHING
    """Lines inside a section that begin a section of their own, to its kind."""
    line_words: Iterable[str] = ()
    """The unit of a count in the introduction's heading: `(22 linhas)`."""
    placeholders: Iterable[str] = ()
    """Texts that stand for missing content."""
    remarks: Iterable[str] = ()
    """Beginnings of parenthesised remarks that mean the same."""
    boilerplate: Iterable[str] = ()
    """Lines of the form without content."""
    numbers: Mapping[str, int] = MappingProxyType({})
    """Numbers in words."""
    schedule: Mapping[str, str] = _NOTHING
    """Roles of words in a schedule, such as `every` or `weekday:1`, to the words."""
    negations: Mapping[str, str] = _NOTHING
    """The same for words that negate something, or mark it as past or an example."""
    namespace: Mapping[str, str] = _NOTHING
    """The same for words around the names of memory namespaces."""
    blueprint: BlueprintText | None = None
    """The texts that `ionflux new` writes."""

    def title_of(self, kind: str) -> str:
        """Return the title that findings and written documents show for a kind of section."""
        own = self.standard_titles.get(kind) or _word_for(kind, self.titles)
        return own or _english().standard_titles.get(kind) or _spoken(kind).capitalize()

    def agent_word(self) -> str:
        """Return the word that begins an agent's heading in written documents."""
        return next(iter((*self.agent, *_english().agent))).upper()

    def label_of(self, name: str) -> str:
        """Return the label that written documents have for a field."""
        own = _word_for(name, self.labels) or _word_for(name, _english().labels)
        return own or _spoken(name).capitalize()


class Phrases:
    """Some phrases, and the possible lengths of a text that is one of them."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self.phrases = frozenset(phrases)
        lengths = [len(" ".join(phrase)) for phrase in self.phrases] or [0]
        self.shortest = max(min(lengths) - _LIGATURES, 1)
        self.longest = max(lengths) + _MARKS

    def __contains__(self, text: str) -> bool:
        return self.shortest <= len(text) <= self.longest and words(text) in self.phrases


class _Words(NamedTuple):
    """The words of several languages, folded."""

    languages: Mapping[str, Language]
    agent: frozenset[str]
    titles: Mapping[Words, str]
    labels: Mapping[Words, str]
    keys: Mapping[str, str]
    stack_labels: Mapping[Words, str | None]
    first_nouns: Mapping[Words, str | None]
    last_nouns: Mapping[Words, str | None]
    stack_qualifiers: frozenset[str]
    stack_remarks: frozenset[Words]
    conjunctions: Mapping[str, str]
    denials: frozenset[str]
    starts: Mapping[str, str]
    start_verbs: frozenset[str]
    start_links: frozenset[str]
    by_hand: frozenset[str]
    connectives: frozenset[str]
    marks: Phrases
    mark_beginnings: re.Pattern[str]
    """The beginning of a line with a mark, up to its first word."""
    line_words: frozenset[str]
    placeholders: Phrases
    remarks: tuple[Words, ...]
    boilerplate: Phrases
    numbers: Mapping[str, int]


class Vocabulary(_Words):
    """Several languages together, with their words folded; `languages` has them by name.

    There are few vocabularies, and each caches the meanings of titles.
    """

    __slots__ = ()
    __eq__ = object.__eq__  # by identity: what is cached by a vocabulary is looked up often
    __hash__ = object.__hash__

    def title_words(self, title: str) -> Words:
        """Return the significant words of a title."""
        found = words(title)
        if self.connectives.isdisjoint(found):
            return found
        return tuple([word for word in found if word not in self.connectives])


@cache
def languages() -> tuple[Language, ...]:
    """Return every language, in the order of the modules' names."""
    return tuple(_by_name().values())


@cache
def vocabulary() -> Vocabulary:
    """Return the tables of every language, merged."""
    return merged(_by_name())


@cache
def _english() -> Language:
    found: Language = plugins(__name__)[_BASE].LANGUAGE
    return found


def _word_for(name: str, table: Mapping[str, str]) -> str | None:
    """Return the first word of a table with a given meaning."""
    return next((word for word, known in table.items() if known == name), None)


def _names_of_fields() -> Language:
    """Return the program's own names as titles and labels for what no language has a word for."""
    titles = {kind for language in languages() for kind in language.titles.values()}
    labels = {name for language in languages() for name in language.labels.values()}
    labelled = {name for name, field in fields().items() if field.row.label}
    return Language(
        titles={_spoken(kind): kind for kind in section_fields() if kind not in titles},
        labels={_spoken(name): name for name in labelled - labels},
    )


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def merged(named: Mapping[str, Language]) -> Vocabulary:
    """Return the words of several languages together; of two meanings, the last counts."""
    return _merged((_names_of_fields(), *named.values()), named)


def _merged(tables: tuple[Language, ...], named: Mapping[str, Language]) -> Vocabulary:
    connectives = frozenset(fold(word) for table in tables for word in table.connectives)
    titles = {words(t): kind for table in tables for t, kind in table.titles.items()}
    return Vocabulary(
        languages=named,
        agent=frozenset(fold(word) for table in tables for word in table.agent),
        titles={
            tuple(word for word in title if word not in connectives): kind
            for title, kind in titles.items()
        },
        labels={words(label): name for table in tables for label, name in table.labels.items()},
        keys={fold(key): name for table in tables for key, name in table.keys.items()},
        stack_labels={
            words(label): kind for table in tables for label, kind in table.stack_labels.items()
        },
        first_nouns=_nouns(table for table in tables if table.noun_first),
        last_nouns=_nouns(table for table in tables if not table.noun_first),
        stack_qualifiers=frozenset(fold(w) for table in tables for w in table.stack_qualifiers),
        stack_remarks=frozenset(words(text) for table in tables for text in table.stack_remarks),
        conjunctions={w: kind for table in tables for w, kind in table.conjunctions.items()},
        denials=frozenset(fold(word) for table in tables for word in table.denials),
        starts={fold(word): kind for table in tables for word, kind in table.starts.items()},
        start_verbs=frozenset(fold(word) for table in tables for word in table.start_verbs),
        start_links=frozenset(fold(word) for table in tables for word in table.start_links),
        by_hand=frozenset(fold(text) for table in tables for text in table.by_hand),
        connectives=connectives,
        marks=Phrases(words(mark) for table in tables for mark in table.marks),
        mark_beginnings=_beginnings(mark for table in tables for mark in table.marks),
        line_words=frozenset(fold(word) for table in tables for word in table.line_words),
        placeholders=Phrases(words(text) for table in tables for text in table.placeholders),
        remarks=tuple(words(text) for table in tables for text in table.remarks),
        boilerplate=Phrases(words(text) for table in tables for text in table.boilerplate),
        numbers={fold(word): n for table in tables for word, n in table.numbers.items()},
    )


def _beginnings(marks: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that begins with the first word of a mark, after any signs."""
    firsts = dict.fromkeys(mark.split()[0] for mark in marks)
    spelled = dict.fromkeys(form for word in firsts for form in (word, word.lower(), word.upper()))
    return re.compile(rf"\n[^\w\n]{{0,20}}(?:{'|'.join(map(re.escape, spelled))})\b")


def _nouns(tables: Iterable[Language]) -> dict[Words, str | None]:
    return {words(noun): kind for table in tables for noun, kind in table.stack_nouns.items()}


@cache
def _by_name() -> Mapping[str, Language]:
    known = plugins(__name__)
    found = {name: m.LANGUAGE for name, m in known.items() if hasattr(m, "LANGUAGE")}
    for name, plugin in known.others.items():
        with blamed(plugin, "is not a language"):
            _check(found[name])
    return found


def _check(language: object) -> None:
    """Raise an exception if a value is not a language, or lacks tables."""
    if not isinstance(language, Language):
        raise TypeError(f"LANGUAGE is of type {type(language).__name__}")
    _merged((language,), {})
