"""Plug-ins that other packages bring, found by their entry points.

Asking `importlib.metadata` takes longer than compiling a document. So the files that it would
read are searched first: hardly any environment has a plug-in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, wraps
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, NamedTuple

from ionflux.core.errors import IonfluxError, UsageError
from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_NAME = regex(r"[A-Za-z][\w-]*")
_RULE = regex(r"(?P<code>[A-Za-z]{2,12}[0-9]{1,5})[_-](?P<words>[A-Za-z][\w-]*)")
_CODE = regex(r"[A-Za-z]{2,12}[0-9]{1,5}")
_OURS = b"[ionflux."
_ENDINGS = (".dist-info", ".egg-info")
_FILE = "entry_points.txt"
_RESERVED = "ifx"
_MOST = 1_000_000
"""How many bytes of a file with entry points are searched."""


class Group(NamedTuple):
    """A group of entry points: its name, and what each plug-in of it must have."""

    name: str
    needs: tuple[str, ...]


GROUPS: Mapping[str, Group] = {
    "ionflux.checks.rules": Group("ionflux.rules", ("SEVERITY",)),
    "ionflux.forms": Group("ionflux.forms", ("recognises", "read")),
    "ionflux.language": Group("ionflux.dialects", ("LANGUAGE",)),
    "ionflux.output.emitters": Group("ionflux.emitters", ("emit",)),
    "ionflux.output.reporters": Group("ionflux.reporters", ("render",)),
    "ionflux.exporters.formats": Group("ionflux.exporters", ("HOLDS", "export")),
}
"""The packages that plug-ins add modules to, with the groups of their entry points."""


class Installed(NamedTuple):
    """A plug-in of another package: its name as a module name, and where it comes from."""

    group: str
    name: str
    module: str
    package: str
    version: str
    content: Any

    def __str__(self) -> str:
        """Return its description for messages."""
        return f"the plug-in `{self.name}` of {self.package} {self.version} ({self.group})"


class _Run:
    """Whether this process loads plug-ins."""

    isolated = False


def isolate(*, asked: bool) -> None:
    """Load no plug-ins from now on, or load them again."""
    _Run.isolated = asked


def is_isolated() -> bool:
    """Tell whether plug-ins are left out."""
    return _Run.isolated


def installed(package: str | None = None) -> tuple[Installed, ...]:
    """Return the plug-ins of a package of this program, or all; none where they are left out.

    Raises UsageError if one of them is broken.
    """
    if _Run.isolated or (package is not None and package not in GROUPS):
        return ()
    found = _all()
    group = package and GROUPS[package].name
    return found if group is None else tuple(each for each in found if each.group == group)


@cache
def _all() -> tuple[Installed, ...]:
    if not any(_OURS in data for data in _entry_points()):
        return ()
    from importlib.metadata import entry_points

    found: dict[tuple[str, str], Installed] = {}
    for package, group in GROUPS.items():
        own = _own(package)
        for entry in sorted(entry_points(group=group.name), key=_place):
            plugin = _loaded(entry, group)
            key = (group.name, _key(plugin))
            if plugin.name in own:
                raise UsageError(f"{plugin} has the name of a built-in plug-in")
            if key in found:
                raise UsageError(f"{plugin} has the name of {found[key]}")
            found[key] = plugin
    return tuple(found.values())


def _own(package: str) -> set[str]:
    """Return the names of the modules of a package of this program."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return {module.name for module in iter_modules(folders or ())}


def _entry_points() -> Iterator[bytes]:
    """Yield the contents of the files that say which entry points packages have."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except NotADirectoryError:
            yield from _entry_points_in_zip(folder)
            continue
        except OSError:  # nothing at all
            continue
        for name in names:
            if name.endswith(_ENDINGS):
                try:
                    file = os.open(f"{folder or '.'}/{name}/{_FILE}", os.O_RDONLY)
                except OSError:
                    continue
                try:
                    yield os.read(file, _MOST)
                finally:
                    os.close(file)


def _entry_points_in_zip(path: str) -> Iterator[bytes]:
    """Yield the same of the packages in a zip file, such as a wheel; nothing for other files."""
    from zipfile import BadZipFile, ZipFile  # few environments have one

    with suppress(OSError, BadZipFile), ZipFile(path) as archive:
        for name in archive.namelist():
            folder, _, file = name.partition("/")
            if folder.endswith(_ENDINGS) and file == _FILE:
                with archive.open(name) as entries:
                    yield entries.read(_MOST)


def _place(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name if entry.dist else "", entry.name)


def _key(plugin: Installed) -> str:
    """Return the key that must be unique among the plug-ins of a group: for a rule, its code."""
    found = _RULE.fullmatch(plugin.name) if plugin.group == "ionflux.rules" else None
    return found["code"] if found else plugin.name


def _loaded(entry: EntryPoint, group: Group) -> Installed:
    package, version = (entry.dist.name, entry.dist.version) if entry.dist else ("?", "?")
    bare = Installed(group.name, entry.name, entry.value, package, version, None)
    with blamed(bare, "cannot be loaded"):
        content = entry.load()
    for attribute in group.needs:
        if not hasattr(content, attribute):
            raise UsageError(f"{bare} has no `{attribute}`")
    return bare._replace(name=_name(bare), content=Guarded(bare, content))


def _name(plugin: Installed) -> str:
    """Return the name of a plug-in as a module name; a rule's consists of its code and words."""
    if plugin.group != "ionflux.rules":
        if not _NAME.fullmatch(plugin.name):
            raise UsageError(f"{plugin} needs a name of letters, digits and `-`")
        return plugin.name.replace("-", "_")
    module = plugin.module.partition(":")[0].rpartition(".")[2]
    found = _RULE.fullmatch(plugin.name) or _RULE.fullmatch(module)
    if not found and _CODE.fullmatch(plugin.name):  # with the words of its module
        found = _RULE.fullmatch(f"{plugin.name}_{module.strip('_')}")
    if not found:
        raise UsageError(f"{plugin} needs a name with a code, such as `acme001_no_owner`")
    if found["code"].lower().startswith(_RESERVED):
        raise UsageError(f"{plugin} has a code that is reserved: IFX codes belong to ionflux")
    return f"{found['code']}_{found['words']}".lower().replace("-", "_")


@contextmanager
def blamed(plugin: Installed, says: str = "has failed") -> Iterator[None]:
    """Report the failure of a plug-in in one line that names it."""
    try:
        yield
    except IonfluxError:
        raise
    except (Exception, SystemExit) as error:
        about = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")
        raise UsageError(f"{plugin} {says}: {about}") from error


class Guarded:
    """The module of a plug-in; where one of its functions fails, the error names the plug-in."""

    def __init__(self, plugin: Installed, content: object) -> None:
        self.plugin = plugin
        self.content = content
        self.__doc__ = content.__doc__

    def __getattr__(self, name: str) -> object:
        value: object = getattr(self.content, name)
        return self._guarded(value) if callable(value) and not isinstance(value, type) else value

    def _guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*arguments: object, **named: object) -> object:
            with blamed(self.plugin):
                result = function(*arguments, **named)
            return self._steps(result) if isinstance(result, Iterator) else result

        return call

    def _steps(self, results: Iterator[object]) -> Iterator[object]:
        while True:
            with blamed(self.plugin):
                try:
                    result = next(results)
                except StopIteration:
                    return
            yield result
