"""The words of a project's configuration, in addition to those of the languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.settings import Settings
from ionflux.core.settings_parts import DialectSettings
from ionflux.core.words import did_you_mean, words
from ionflux.language import Language, Vocabulary, languages, merged, vocabulary
from ionflux.models import AgentDefinition, InputField, MemoryConfig, OutputField, StackDetails
from ionflux.models.fields import KEPT_SECTIONS, fields, keys, section_fields

_AGENT = regex(r"[^\W\d_]{1,20}")
_WITH_KEYS = (AgentDefinition, InputField, OutputField, StackDetails, MemoryConfig)
_TABLES = ("titles", "labels", "keys")

_Pairs = tuple[tuple[str, str], ...]


class _Dialect(NamedTuple):
    """A dialect as a hashable value, to cache its vocabulary."""

    name: str
    titles: _Pairs
    labels: _Pairs
    keys: _Pairs
    agent: tuple[str, ...]
    placeholders: tuple[str, ...]


def vocabulary_of(settings: Settings) -> Vocabulary:
    """Return the words of all languages, and of the dialects of a configuration.

    Raises UsageError if a word of these has an unknown meaning.
    """
    if not settings.dialects:
        return vocabulary()
    for error in _faults(settings):
        raise error
    return _extended(tuple(_frozen(*named) for named in settings.dialects.items()))


def dialects_of(settings: Settings) -> Mapping[str, Language]:
    """Return the dialects of a configuration by their names."""
    return {name: _language(_frozen(name, each)) for name, each in settings.dialects.items()}


@cache
def targets() -> Mapping[str, tuple[str, ...]]:
    """Return the possible meanings of a dialect's words, by the names of its tables."""
    known = languages()
    labelled = [name for name, field in fields().items() if field.row.label]
    kinds = [*section_fields(), *KEPT_SECTIONS, *(k for e in known for k in e.titles.values())]
    names = [name for each in known for name in each.keys.values()]
    names += [name for model in _WITH_KEYS for name in keys(model)]
    return {
        "titles": tuple(sorted(set(kinds))),
        "labels": tuple(sorted({*labelled, *(n for e in known for n in e.labels.values())})),
        "keys": tuple(sorted(set(names))),
    }


def _faults(settings: Settings) -> Iterator[UsageError]:
    from ionflux.core.settings_file import fault  # most runs find no dialect

    for name, dialect in settings.dialects.items():
        for table in _TABLES:
            for word, target in getattr(dialect, table).items():
                at = ("dialects", name, table, word)
                if not words(word):
                    yield fault(settings.file, at, "is not a word")
                if target not in targets()[table]:
                    near = did_you_mean(target, targets()[table])
                    yield fault(settings.file, at, f"cannot be `{target}`{near}")
        for word in dialect.agent:
            if not _AGENT.fullmatch(word):
                says = f"has `{word}`, which is not a single word of at most 20 letters"
                yield fault(settings.file, ("dialects", name, "agent"), says)


def _frozen(name: str, words_of: DialectSettings) -> _Dialect:
    titles, labels, keys = (tuple(getattr(words_of, table).items()) for table in _TABLES)
    return _Dialect(name, titles, labels, keys, words_of.agent, words_of.placeholders)


@lru_cache(maxsize=8)
def _extended(dialects: tuple[_Dialect, ...]) -> Vocabulary:
    own = {f"dialects.{dialect.name}": _language(dialect) for dialect in dialects}
    return merged({**vocabulary().languages, **own})


def _language(dialect: _Dialect) -> Language:
    """Return a dialect as a language; findings show its first title for a kind of section."""
    return Language(
        name=dialect.name,
        agent=dialect.agent,
        titles=dict(dialect.titles),
        standard_titles={kind: title for title, kind in reversed(dialect.titles)},
        labels=dict(dialect.labels),
        keys=dict(dialect.keys),
        placeholders=dialect.placeholders,
    )
