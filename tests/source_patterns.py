"""All regular expressions of the program, found by walking its source.

A pattern is declared at the top of a module with `regex`, or made by a function that calls
`re.compile` with words that it is given. `made_otherwise` names patterns that are made in any other
way, which is not allowed.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from inspect import currentframe
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import ionflux
from ionflux.core.patterns import regex

_ROOT = Path(ionflux.__file__).parent
_HOME = "core/patterns.py"
_FUNCTIONS = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_OF_RE = frozenset(f"re.{name}" for name in _FUNCTIONS)
_AT_ONE_PLACE = frozenset({"match", "fullmatch"})
_DECLARED = type(regex(""))

Work = Callable[[str], object]


class Found(NamedTuple):
    """A pattern, its name, and those of its methods that are called; none if it is passed on."""

    name: str
    source: str
    flags: int
    methods: frozenset[str]

    def works(self) -> Iterator[tuple[str, Work]]:
        """Yield the calls of the pattern by the program."""
        return works(self.source, self.flags, self.methods)


def works(source: str, flags: int, methods: frozenset[str]) -> Iterator[tuple[str, Work]]:
    """Yield the methods of a pattern that look at one place, and one for all that search."""
    pattern = re.compile(source, flags)
    yield from ((name, getattr(pattern, name)) for name in sorted(methods & _AT_ONE_PLACE))
    if not methods or methods - _AT_ONE_PLACE:
        yield "finditer", lambda text: deque(pattern.finditer(text), maxlen=0)


class _Call(NamedTuple):
    """A call in the source: the callee, the enclosing function (None at the top), and the place."""

    called: str
    function: str | None
    place: str


def made_otherwise() -> list[str]:
    """Return where the source creates a pattern in neither of the two ways."""
    return [
        call.place
        for call in _calls()
        if call.called in _OF_RE
        or (call.called == "regex" and call.function is not None)
        or (call.called == "re.compile" and call.function is None)
    ]


def declared() -> list[Found]:
    """Return the patterns that are declared at the top of modules."""
    return [
        Found(f"{module}.{name}", value.pattern, value.flags, _methods(file, name))
        for file, module in _modules().items()
        for name, given in vars(import_module(module)).items()
        for value in _within(given)
        if _is_assigned(file, name)
    ]


def functions_that_compile() -> set[str]:
    """Return the functions that create patterns, by file and name."""
    return {
        f"{call.place.partition(':')[0]}:{call.function}"
        for call in _calls()
        if call.called == "re.compile" and call.function is not None
    }


@contextmanager
def recorded() -> Iterator[dict[str, dict[str, int]]]:
    """Collect the patterns that functions create meanwhile, by file and name of the function."""
    compile_ = re.compile
    ours = {str(_ROOT / file): file for file in _trees() if file != _HOME}
    found: dict[str, dict[str, int]] = defaultdict(dict)

    def recording(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        frame = currentframe()
        code = frame.f_back.f_code if frame and frame.f_back else recording.__code__
        if code.co_filename in ours:
            source = pattern if isinstance(pattern, str) else pattern.decode()
            found[f"{ours[code.co_filename]}:{code.co_qualname.split('.')[0]}"][source] = int(flags)
        return compile_(pattern, flags)

    with patch.object(re, "compile", recording):
        yield found


def forget() -> None:
    """Empty the caches of all functions, so that they create their patterns again."""
    for module in _modules().values():
        for value in vars(import_module(module)).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, _DECLARED):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _within(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _within(each)


@cache
def _modules() -> dict[str, str]:
    """Return the names of the modules by their files."""
    parts = {file: ["ionflux", *file.removesuffix(".py").split("/")] for file in _trees()}
    return {
        file: ".".join(names[:-1] if names[-1] == "__init__" else names)
        for file, names in parts.items()
        if names[-1] != "__main__"
    }


def _files() -> list[Path]:
    return sorted(_ROOT.rglob("*.py"))


@cache
def _trees() -> dict[str, ast.Module]:
    return {f.relative_to(_ROOT).as_posix(): ast.parse(f.read_text("utf-8")) for f in _files()}


@cache
def _calls() -> list[_Call]:
    return [
        call
        for file, tree in _trees().items()
        if file != _HOME
        for call in _calls_below(tree, None, file)
    ]


def _calls_below(node: ast.AST, function: str | None, file: str) -> Iterator[_Call]:
    for below in ast.iter_child_nodes(node):
        if isinstance(below, ast.Call):
            yield _Call(ast.unparse(below.func), function, f"{file}:{below.lineno}")
        inner = below.name if isinstance(below, ast.FunctionDef) else function
        yield from _calls_below(below, inner, file)


def _methods(file: str, name: str) -> frozenset[str]:
    """Return the methods that are called on a name: in its module, or wherever it is imported."""
    files = [file] if name.startswith("_") else [*_trees()]
    return frozenset().union(*(_methods_of(each).get(name, ()) for each in files))


@cache
def _methods_of(file: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(_trees()[file]):
        if isinstance(node, ast.Attribute) and node.attr in _FUNCTIONS:
            found[ast.unparse(node.value)].add(node.attr)
    return found


@cache
def _assigned(file: str) -> frozenset[str]:
    targets = (
        target
        for node in _trees()[file].body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    return frozenset(map(ast.unparse, targets))


def _is_assigned(file: str, name: str) -> bool:
    """Tell whether a module's name is defined there, and not imported."""
    return name in _assigned(file)
