"""The texts in a JSON value, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ionflux.core.findings import Loc


def texts_in(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield the texts in a value, at any depth."""
    entries: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Mapping):
        entries = value.items()
    elif isinstance(value, list | tuple):
        entries = enumerate(value)
    for key, each in entries:
        if isinstance(each, str):
            yield (*loc, key), each
        elif each is not None:
            yield from texts_in(each, (*loc, key))
