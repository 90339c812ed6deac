"""The texts in a value of the YAML, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.core.findings import Loc


def texts_in(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield the texts in a value of any depth."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(each, (*loc, str(key)))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from texts_in(each, (*loc, index))
