"""Shell completion of agents, codes, schemas and languages: quick, and silent about errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from textwrap import shorten

import typer

from ionflux.core.patterns import regex

_MOST_FILES = 200
_MOST_BYTES = 2_000_000
_WIDTH = 70
"""The length of a description: typer wraps longer ones, and shells read each line as an offer."""

_ID_AND_NAME = regex(
    r"""^id:[ \t]*["']?(\S+?)["']?[ \t]*\n(?:name|nome):[ \t]*(.+?)[ \t]*$""", re.MULTILINE
)

Offer = tuple[str, str]
"""A word, and the description that the shell shows next to it."""


def agents(context: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the agents of the source on the command line, else of `blueprints/` and this folder."""
    with suppress(Exception):
        typed = context.params.get("source")
        places = [Path(typed)] if isinstance(typed, str) else [Path("blueprints"), Path()]
        found = [offer for place in places for offer in _agents_in(place)]
        return _fitting(found, incomplete)
    return []


def _agents_in(place: Path) -> Iterator[Offer]:
    files = [place] if place.is_file() else sorted(place.glob("*.md"))
    for file in islice(files, _MOST_FILES):
        with suppress(OSError), file.open(encoding="utf-8", errors="replace") as stream:
            for found in _ID_AND_NAME.finditer(stream.read(_MOST_BYTES)):
                name = found[2].strip("\"'")
                yield found[1], name
                yield name, found[1]


def codes(incomplete: str) -> list[Offer]:
    """Offer the codes of findings, each with its summary."""
    with suppress(Exception):
        from ionflux.checks.descriptions import descriptions

        return _fitting([(each.code, each.summary) for each in descriptions()], incomplete)
    return []


def schemas(incomplete: str) -> list[Offer]:
    """Offer the names of schemas."""
    with suppress(Exception):
        from ionflux.output.schemas import OF_AGENTS, SCHEMAS

        offers = [(name, schema.summary) for name, schema in SCHEMAS.items()]
        offers += [(name, schema.summary) for name, schema in OF_AGENTS.items()]
        return _fitting(offers, incomplete)
    return []


def languages(incomplete: str) -> list[Offer]:
    """Offer the languages of new blueprints."""
    with suppress(Exception):
        from ionflux.authoring import languages as known

        offers = [(code, language.name) for code, language in known().items()]
        return _fitting(offers, incomplete)
    return []


def _fitting(offers: list[Offer], incomplete: str) -> list[Offer]:
    """Return the offers that begin with the typed text, in either case; the typed text is kept."""
    start = incomplete.casefold()
    fitting = dict.fromkeys(offer for offer in offers if offer[0].casefold().startswith(start))
    return [
        (incomplete + word[len(incomplete) :], shorten(words, _WIDTH, placeholder="…"))
        for word, words in fitting
    ]
