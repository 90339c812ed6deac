"""What the libraries do for every program, and this one has no use for.

Parameters that are plain text are taken as they are typed. Some versions of typer make a validator
of pydantic for every parameter, also for those that nobody has given: on a command with twenty of
them that takes as long as the command. Text and what was not given need none; everything else
still gets its validator, when it is met.

The models have no plugins. What looks for some reads the metadata of all that is installed, and
imports the standard library's modules for e-mail, sockets and archives to do so.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

_CHECKS = ("exists", "allow_dash", "resolve_path", "path_type", "parser")
"""What a path may be asked to be; ours are checked where they are used."""


class _Plain:
    """What stands in for a parameter's validator until one is needed."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - typer's own
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        kind = param.type_descriptor.annotation
        if kind is str and isinstance(value, str):
            return value
        if kind == list[str] and not isinstance(value, str):
            return [str(each) for each in value]
        checked = any(getattr(param.type_descriptor.parameter_info, name) for name in _CHECKS)
        if kind is Path and isinstance(value, str) and not checked:
            return Path(value)
        param._runtime_param = None  # noqa: SLF001 - typer's name for what it makes when asked
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def lighten(command: Any) -> Any:  # noqa: ANN401 - a command of whichever click typer brings
    """Spare a command, and those below it, the validators that it does not need; return it."""
    context = command.context_class(command, **command.context_settings)
    for param in command.get_params(context):
        if getattr(param, "_runtime_param", ...) is None:
            param._runtime_param = _Plain()  # noqa: SLF001
    for below in getattr(command, "commands", {}).values():
        lighten(below)
    return command


_LOADER = "pydantic.plugin._loader"


class _NoLoader(ModuleType):
    """What stands in for pydantic's search for plugins; whatever else is asked of it, is there."""

    get_plugins = staticmethod(tuple)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        if name.startswith("__"):  # what the import system looks for
            raise AttributeError(name)
        if sys.modules.get(_LOADER) is self:
            del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)


def without_plugins() -> None:
    """Spare pydantic the search for plugins; the variable is for the processes of a run."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        sys.modules.setdefault(_LOADER, _NoLoader(_LOADER))
