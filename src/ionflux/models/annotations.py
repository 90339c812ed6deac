"""Paths into a model: the type of the value at a path, and the words allowed there."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import get_type_hints, is_typeddict

from ionflux.core.findings import Loc

_TEXTS = frozenset({str, UUID})


def follow(kind: object, loc: Loc) -> tuple[Loc, object]:
    """Follow a path as pydantic reports it; return the path as written in a document, and the type.

    Pydantic adds the name of the chosen member to a path through a union; that is left out. The
    type is `Any` where the models leave it open.
    """
    path: Loc = ()
    for part in loc:
        options = tagged(kind)
        if part in options:
            kind = options[str(part)]
        else:
            kind = step(kind, part)
            path = (*path, part)
    return path, kind


def step(kind: object, part: str | int) -> object:
    """Return the type of a value's part: of a key of a mapping or an item of a list."""
    kind = _bare(kind)
    known = members(kind)
    if part in known:
        return known[str(part)]
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) in {tuple, list} else Any


def members(kind: object) -> Mapping[str, Any]:
    """Return the types of a model's fields or of a typed mapping's keys, by their names."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
    return get_type_hints(kind, include_extras=True) if is_typeddict(kind) else {}


def choices(kind: object) -> tuple[str, ...]:
    """Return the words allowed as a value; empty if any value is."""
    kind = _bare(kind)
    return tuple(tagged(kind)) or (get_args(kind) if get_origin(kind) is Literal else ())


def tagged(kind: object) -> Mapping[str, Any]:
    """Return the members of a discriminated union by the values of its key."""
    name = discriminator(kind)
    if name is None:
        return {}
    options = get_args(get_args(kind)[0])
    return {word: member for member in options for word in choices(members(member)[name])}


def discriminator(kind: object) -> str | None:
    """Return the key that discriminates a union, or None if there is none."""
    metadata = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    found = (each.discriminator for each in metadata if isinstance(each, FieldInfo))
    return next((name for name in found if isinstance(name, str)), None)


def is_text(kind: object) -> bool:
    """Tell whether a value is a text, as written: a string, a word of a list, or a UUID."""
    kind = _bare(kind)
    return kind in _TEXTS or get_origin(kind) is Literal


def _bare(kind: object) -> object:
    """Strip constraints from a type, and `None` where the value is optional."""
    while True:
        arguments = get_args(kind)
        if get_origin(kind) is Annotated:
            if discriminator(kind):
                return kind
            kind = arguments[0]
        elif get_origin(kind) is NotRequired:
            kind = arguments[0]
        elif get_origin(kind) in {Union, UnionType} and NoneType in arguments:
            others = [each for each in arguments if each is not NoneType]
            if len(others) > 1:
                return kind
            kind = others[0]
        else:
            return kind
