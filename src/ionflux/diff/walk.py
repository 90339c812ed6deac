"""The differences between two values of one shape: pure generators, one for each kind of shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.diff.changes import Kind
from ionflux.diff.pairing import Key, keeps_order, pair
from ionflux.diff.paths import Entry, Path
from ionflux.models.sameness import text_key


@dataclass(frozen=True, slots=True)
class Difference:
    """A change that has no level yet; `owners` contain the value on either side."""

    path: Path
    kind: Kind
    old: JsonValue
    new: JsonValue
    old_loc: Loc | None = None
    new_loc: Loc | None = None
    index: int | None = None
    owners: tuple[JsonValue, JsonValue] = (None, None)


class Pair(NamedTuple):
    """A value on both sides, as JSON values, with the path to it and its owners."""

    path: Path
    old: JsonValue
    new: JsonValue
    old_loc: Loc = ()
    new_loc: Loc = ()
    owners: tuple[JsonValue, JsonValue] = (None, None)

    def field(self, name: str) -> Pair:
        """Go down to a field that both sides have."""
        return self.down(name, name, name)

    def down(self, step: str | Entry, old: str | int, new: str | int) -> Pair:
        """Go down to an entry that both sides have, under its key or position on either side."""
        return Pair(
            (*self.path, step),
            self.old[old],
            self.new[new],
            (*self.old_loc, old),
            (*self.new_loc, new),
            (self.old, self.new),
        )

    def removed(self, step: str | Entry, at: str | int) -> Difference:
        """Report an entry that only the old side has."""
        path, old_loc = (*self.path, step), (*self.old_loc, at)
        return Difference(path, Kind.REMOVED, self.old[at], None, old_loc)

    def added(self, step: str | Entry, at: str | int) -> Difference:
        """Report an entry that only the new side has."""
        path, new_loc = (*self.path, step), (*self.new_loc, at)
        index = at if isinstance(at, int) else None
        return Difference(path, Kind.ADDED, None, self.new[at], None, new_loc, index)

    def changed(self, kind: Kind = Kind.CHANGED) -> Difference:
        """Report that the two are not the same; an added or removed value is on one side only."""
        old_loc = None if kind is Kind.ADDED else self.old_loc
        new_loc = None if kind is Kind.REMOVED else self.new_loc
        return Difference(self.path, kind, self.old, self.new, old_loc, new_loc, owners=self.owners)


Shape = Callable[[Pair], Iterator[Difference]]


def same(old: JsonValue, new: JsonValue) -> bool:
    """Tell whether two JSON values are equal: `1` is `1.0`, but neither is `true`.

    Texts are equal in either Unicode normal form.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, str) and isinstance(new, str):
        return old == new or text_key(old) == text_key(new)
    if isinstance(old, bool) is not isinstance(new, bool):
        return False
    return bool(old == new)


def value(both: Pair) -> Iterator[Difference]:
    """Compare as a whole; a missing value on one side is an addition or a removal."""
    if same(both.old, both.new):
        return
    if both.old is None:
        yield both.changed(Kind.ADDED)
    elif both.new is None:
        yield both.changed(Kind.REMOVED)
    else:
        yield both.changed()


def text(alike: Callable[[str], Hashable] = text_key) -> Shape:
    """Compare texts by their meaning; an empty text is the same as null."""

    def compare(both: Pair) -> Iterator[Difference]:
        old, new = both.old or None, both.new or None
        if not (old and new and alike(old) == alike(new)):
            yield from value(both._replace(old=old, new=new))

    return compare


def record(fields: Mapping[str, Shape]) -> Shape:
    """Compare field by field, in this order."""

    def compare(both: Pair) -> Iterator[Difference]:
        if both.old is None or both.new is None:
            yield from value(both)
            return
        for name, shape in fields.items():
            yield from shape(both.field(name))

    return compare


def mapping(declared: Mapping[str, Shape] = MappingProxyType({})) -> Shape:
    """Compare key by key, at any depth; declared keys are fields, all others are data."""

    def compare(both: Pair) -> Iterator[Difference]:
        for key in dict.fromkeys((*both.old, *both.new)):
            if key in declared and key in both.old and key in both.new:
                yield from declared[key](both.field(key))
            else:
                yield from _entry(both, key, key if key in declared else Entry(key))

    return compare


def _entry(both: Pair, key: str, step: str | Entry) -> Iterator[Difference]:
    if key not in both.new:
        yield both.removed(step, key)
    elif key not in both.old:
        yield both.added(step, key)
    else:
        below = both.down(step, key, key)
        if isinstance(below.old, dict) and isinstance(below.new, dict):
            yield from mapping()(below)
        elif not same(below.old, below.new):
            yield below.changed()


@dataclass(frozen=True, slots=True)
class Listed:
    """Compare a list entry by entry, whatever their order.

    `rounds` are the keys by which entries are paired, in turn, `names` returns their names in a
    path, and `entry` compares a pair. If `ordered`, another order of the remaining entries is a
    change of the list itself.
    """

    names: Callable[[Sequence[JsonValue]], list[Entry]]
    rounds: tuple[Key, ...]
    entry: Shape = value
    ordered: bool = False

    def __call__(self, both: Pair) -> Iterator[Difference]:
        """Yield removed, changed and added entries, then the order."""
        if same(both.old, both.new):
            return
        pairs = pair(both.old, both.new, self.rounds)
        old_names, new_names = self.names(both.old), self.names(both.new)
        for old, new in pairs:
            if old is None:
                yield both.added(new_names[new or 0], new or 0)
            elif new is None:
                yield both.removed(old_names[old], old)
            else:
                yield from self.entry(both.down(old_names[old], old, new))
        if self.ordered and not keeps_order(pairs):
            yield both.changed()
