"""The functions of the program that read a text, found by walking its modules."""

from __future__ import annotations

import inspect
import pkgutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from typing import NamedTuple

import ionflux
from ionflux.language import Vocabulary, vocabulary
from ionflux.markdown import Outline, outline

_NAMES = frozenset(
    {
        "ionflux.core.registry.plugins",
        "ionflux.documents.listing.files_of",
        "ionflux.documents.missing.meant",
        "ionflux.sources.load",
        "ionflux.sources.load_source",
    }
)
"""Functions of a module's name or of a path, which must be short for the system."""


class OfText(NamedTuple):
    """A public function of a text, and maybe of the vocabulary or of the text's structure."""

    name: str
    function: Callable[[str], object]


def functions_of_a_text() -> Iterator[OfText]:
    """Yield them, each from the module that defines it."""
    for info in pkgutil.walk_packages(ionflux.__path__, "ionflux."):
        if info.name.endswith("__main__"):
            continue
        module = import_module(info.name)
        for name, value in list(vars(module).items()):
            function = inspect.unwrap(value) if callable(value) else value
            is_own = inspect.isfunction(function) and function.__module__ == info.name
            if f"{info.name}.{name}" in _NAMES:
                continue
            if is_own and not name.startswith("_") and (made := _of_text(function)):
                yield OfText(f"{info.name}.{name}", made)


def _of_text(function: Callable[..., Iterable[object] | object]) -> Callable[[str], object] | None:
    """Return the function with its arguments created from the text; None if it needs others."""
    needed = [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}
    ]
    kinds = [str(parameter.annotation) for parameter in needed]
    if kinds.count("str") != 1 or not set(kinds) <= set(_MADE):
        return None

    def called(text: str) -> None:
        with (
            suppress(Exception),
            redirect_stdout(StringIO()),
        ):  # what a text can be refused for is tested elsewhere
            found = function(**{p.name: _MADE[k](text) for p, k in zip(needed, kinds, strict=True)})
            if isinstance(found, Iterator):
                deque(found, maxlen=0)

    return called


_MADE: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": lambda _: 0,
    "bool": lambda _: False,
    Vocabulary.__name__: lambda _: vocabulary(),
    Outline.__name__: outline,
}
"""How an argument of a kind is created, besides the text itself."""
