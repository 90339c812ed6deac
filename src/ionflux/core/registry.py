"""Plug-ins: the modules of a package, and those that others add; each is imported when used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import get_data, iter_modules
from types import ModuleType
from typing import cast

from ionflux.core.errors import UsageError
from ionflux.core.installed import Installed, installed
from ionflux.core.words import did_you_mean


class Plugins(Mapping[str, ModuleType]):
    """The modules of a package by their names, in alphabetical order, then those of other packages.

    Listing the names imports nothing but the package; looking a name up imports its module.
    Of the package, only modules whose names begin with `prefix` are plug-ins.
    """

    def __init__(self, package: str, prefix: str, others: tuple[Installed, ...]) -> None:
        self.package = package
        modules = iter_modules(import_module(package).__path__)
        own = sorted(m.name for m in modules if m.name.startswith(prefix))
        self.others = {each.name: each for each in others}
        self.names = (*own, *sorted(self.others))

    def __getitem__(self, name: str) -> ModuleType:
        if name in self.others:
            return cast("ModuleType", self.others[name].content)
        if name not in self.names:
            raise KeyError(name)
        return import_module(f"{self.package}.{name}")

    def source(self, name: str) -> bytes | None:
        """Return the source of a module of the package, which is not imported for it.

        None if it is not available: for a module of another package, or without source files.
        """
        if name in self.others:
            return None
        try:
            return get_data(self.package, f"{name}.py")
        except OSError:
            return None

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def plugins(package: str, prefix: str = "") -> Plugins:
    """Return the plug-ins of a package, such as `ionflux.language`; the names are listed once.

    Raises UsageError if another package has a broken one.
    """
    return _plugins(package, prefix, installed(package))


@cache
def _plugins(package: str, prefix: str, others: tuple[Installed, ...]) -> Plugins:
    return Plugins(package, prefix, others)


def plugin(package: str, name: str, kind: str) -> ModuleType:
    """Return a plug-in by its name; raise UsageError, with the nearest name, if there is none."""
    known = plugins(package)
    if name not in known.names:
        raise UsageError(f"there is no {kind} `{name}`{did_you_mean(name, known)}")
    return known[name]
