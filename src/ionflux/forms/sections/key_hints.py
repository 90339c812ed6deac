"""The known keys of mappings in a definition, and the key that a misspelt one meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ionflux.core.findings import Finding, Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.words import fold, one_slip, quoted
from ionflux.forms.blueprint import Meant
from ionflux.models.fields import Field
from ionflux.yaml.nodes import Scalar

_TELLING = 3
"""How many letters a key needs, since a misspelt shorter one may be another word."""


_NEEDED = {"schedule": ("config", "cron"), "webhook": ("config", "path")}
"""The setting that a trigger of a type must have, as a path into the trigger."""


def meant_key(written: str, known: Mapping[str, Field], there: Collection[str]) -> str | None:
    """Return the key that was certainly meant: the only one that differs by one letter.

    None if the mapping already has that key.
    """
    folded = fold(written)
    near = [name for name in known if len(name) >= _TELLING and one_slip(folded, name)]
    return near[0] if len(near) == 1 and near[0] not in there else None


def meant_settings(
    trigger: Mapping[str, JsonValue], keys: Iterable[Scalar], loc: Loc
) -> Iterator[tuple[Loc, Meant]]:
    """Yield the key of a trigger that was certainly meant as the one that it lacks.

    Its other keys are settings that may have any name.
    """
    kind = trigger.get("type")
    place = ("type",) if kind is None else _NEEDED.get(str(kind), ())
    if not place or place[-1] in trigger["config"]:
        return
    near = [key for key in keys if one_slip(fold(key.text), place[-1])]
    if len(near) == 1:
        finding = Finding("", near[0].span, write=place[-1])
        yield (*loc, *place), Meant(finding, f"write `{place[-1]}` instead of `{near[0].text}`")


def valid_keys(known: Mapping[str, Field]) -> str:
    """Return the hint that names the known keys; the narrative has sections instead."""
    return f"valid: {quoted(_listed(known.values()))}"


def _listed(known: Iterable[Field]) -> Iterable[str]:
    for field in known:
        row = field.row
        narrative = (row.section or row.within) and row.key == field.name
        if row.key and (not narrative or field.name == "description"):
            yield row.key
