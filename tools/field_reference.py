"""The documentation of the fields as one Markdown document, made from their rows."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.core.words import quoted
from ionflux.database.tables import TABLES
from ionflux.language import Language, languages
from ionflux.models.fields import Field, below, fields, section_fields, standard_sections
from ionflux.models.rows import Row

_PREFACE = """\
# Fields

The fields of an agent's definition, where each value comes from, and what a change to it means for
users of the agent. This page is made from the program: `python tools/published.py`.

Keys are those of the YAML block; each may be written in any spelling that the table names. Titles
and labels are the English ones; their counterparts in other languages are also understood.
"""
_HEADER = """\
| field | content | key | section, label | a change is |
| --- | --- | --- | --- | --- |
"""
_SECTIONS = """\
## Sections

The sections of a complete blueprint, in their order, and the first field that each fills.

| section | field |
| --- | --- |
"""


def document() -> str:
    """Return the page."""
    columns = {column.name: column.kind.value for column in TABLES["agent_definition"].columns}
    parts = [_PREFACE, "\n## Definition\n\n", _HEADER.replace("content |", "content | column |", 1)]
    parts[-1] = parts[-1].replace("| --- |", "| --- | --- |", 1)
    parts += [_line(field, columns[field.name]) for field in fields().values()]
    for field in fields().values():
        parts += _chapter(field)
    return "".join([*parts, "\n", *_sections()])


def _chapter(field: Field) -> Iterator[str]:
    """Yield the table of the fields below a field, if there are any."""
    if table := below(field):
        yield f"\n## `{field.name}`\n\n{_HEADER}"
        yield from map(_line, table.values())
        for inner in table.values():
            yield from _chapter(inner)


def _line(field: Field, column: str | None = None) -> str:
    row = field.row
    judged = f"{row.judgement.level}: {row.judgement.reason}" if row.judgement else ""
    cells = [f"`{field.name}`", field.description, _spelled(row), _written(field), judged]
    if column:
        cells.insert(2, column)
    return f"| {' | '.join(cells)} |\n"


def _spelled(row: Row) -> str:
    """Return the spellings of a field's key, the canonical one first."""
    if row.key is None:
        return ""
    tables = (language.keys for language in languages())
    others = (written for keys in tables for written, key in keys.items() if key == row.key)
    return quoted(dict.fromkeys([row.key, *others]))


def _written(field: Field) -> str:
    """Return where the text of a blueprint states a field: sections and labels."""
    row = field.row
    said = [f"section {_title(kind)}" for kind in (row.section, row.within) if kind]
    if row.label:
        said.append(f"label {_label(field.name)}")
    return "; ".join(said)


def _title(kind: str) -> str:
    return f"`{_english().title_of(kind)}`"


def _label(name: str) -> str:
    found = (label for label, field in _english().labels.items() if field == name)
    return f"`{next(found, name.replace('_', ' ').capitalize())}`"


def _english() -> Language:
    return next(language for language in languages() if language.code == "en")


def _sections() -> Iterator[str]:
    yield _SECTIONS
    for kind in standard_sections():
        yield f"| {_title(kind)} | `{section_fields()[kind]}` |\n"
