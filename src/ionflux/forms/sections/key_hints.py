"""Which keys there are in a mapping of a definition, and which one a slip meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ionflux.core.words import fold, one_slip, quoted
from ionflux.models.fields import Field

_TELLING = 3
"""Letters of a key without which a slip in it may be another word."""


def meant_key(written: str, known: Mapping[str, Field], there: Collection[str]) -> str | None:
    """Return the key that was certainly meant: the only one that differs by one slip.

    None where the mapping has that key already.
    """
    folded = fold(written)
    near = [name for name in known if len(name) >= _TELLING and one_slip(folded, name)]
    return near[0] if len(near) == 1 and near[0] not in there else None


def valid_keys(known: Mapping[str, Field]) -> str:
    """Return the hint that names the keys that there are; the narrative has sections."""
    return f"valid: {quoted(_listed(known.values()))}"


def _listed(known: Iterable[Field]) -> Iterable[str]:
    for field in known:
        row = field.row
        narrative = (row.section or row.within) and row.key == field.name
        if row.key and (not narrative or field.name == "description"):
            yield row.key
