"""Shell completion of agents, codes, schemas and languages: quick, and silent about errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.core.patterns import regex

_MOST_FILES = 200
_MOST_BYTES = 2_000_000
_ID_AND_NAME = regex(
    r"""^id:[ \t]*["']?(\S+?)["']?[ \t]*\n(?:name|nome):[ \t]*(.+?)[ \t]*$""", re.MULTILINE
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Offer = tuple[str, str]
"""A word, and the description that the shell shows beside it."""


def agents(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
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


def codes(
    _context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Offer the codes of findings, each with its summary."""
    with suppress(Exception):
        spec = find_spec("ionflux.checks.rules")
        folders = spec.submodule_search_locations if spec else None
        files = sorted(Path(folder) for folder in folders or ())
        rules = [file for folder in files for file in sorted(folder.glob("ifx*_*.py"))]
        offers = [(file.stem[:6].upper(), _first_line(file)) for file in rules]
        return _fitting(offers, incomplete)
    return []


def _first_line(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")[0]


def schemas(
    _context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Offer the names of schemas."""
    with suppress(Exception):
        from ionflux.output.schemas import OF_AGENTS, SCHEMAS

        offers = [(name, schema.summary) for name, schema in SCHEMAS.items()]
        offers += [(name, schema.summary) for name, schema in OF_AGENTS.items()]
        return _fitting(offers, incomplete)
    return []


def languages(
    _context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Offer the languages of new blueprints."""
    with suppress(Exception):
        from ionflux.authoring import languages as known

        offers = [(code, language.name) for code, language in known().items()]
        return _fitting(offers, incomplete)
    return []


def _fitting(offers: list[Offer], incomplete: str) -> list[CompletionItem[str]]:
    from click.shell_completion import CompletionItem

    start = incomplete.casefold()
    fitting = dict.fromkeys(offer for offer in offers if offer[0].casefold().startswith(start))
    return [CompletionItem(word, help=words) for word, words in fitting]
