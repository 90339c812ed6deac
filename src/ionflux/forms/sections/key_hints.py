"""The known keys of mappings in a definition, and the key that a misspelt one meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ionflux.core.words import fold, one_slip, quoted
from ionflux.models.fields import Field

_TELLING = 3
"""How many letters a key needs, since a misspelt shorter one may be another word."""


def meant_key(written: str, known: Mapping[str, Field], there: Collection[str]) -> str | None:
    """Return the key that was certainly meant: the only one that differs by one letter.

    None if the mapping already has that key.
    """
    folded = fold(written)
    near = [name for name in known if len(name) >= _TELLING and one_slip(folded, name)]
    return near[0] if len(near) == 1 and near[0] not in there else None


def valid_keys(known: Mapping[str, Field]) -> str:
    """Return the hint that names the known keys; the narrative has sections instead."""
    return f"valid: {quoted(_listed(known.values()))}"


def _listed(known: Iterable[Field]) -> Iterable[str]:
    for field in known:
        row = field.row
        narrative = (row.section or row.within) and row.key == field.name
        if row.key and (not narrative or field.name == "description"):
            yield row.key
