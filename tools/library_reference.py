"""The reference of the Python library, made from its docstrings."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from textwrap import dedent

from pydantic import BaseModel

_HEAD = """\
# The library

This page is made from the docstrings: `python tools/published.py`.

```python
import ionflux

result = ionflux.compile_paths("blueprints/")  # the definitions, and every finding
if result.ok:
    with ionflux.connect("postgresql://app@db/agents") as store:
        report = store.load(result)

definitions = ionflux.load("main:blueprints")  # any source of the command line
changes = ionflux.compare(definitions, result.definitions)
configured = ionflux.configure_text(yaml, definitions)
schema = ionflux.input_schema(definitions[0])
settings = ionflux.Settings.find("blueprints/")  # [tool.ionflux] for that folder
```

All names are importable from `ionflux`. Results are frozen values. Mistakes in a document or an
instance are in the `diagnostics` of the result; a wrong call, or a failure of the environment, is
raised as one of the errors below, whose text is meant for people. The package is typed.
`examples/platform/` is a small service that uses all of this.
"""


def document(names: Mapping[str, object]) -> str:
    """Return the page about the public names of the library."""
    return "\n".join([_HEAD, *_chapters(names)])


def _chapters(names: Mapping[str, object]) -> Iterator[str]:
    classes = {name: found for name, found in names.items() if inspect.isclass(found)}
    errors = {name: found for name, found in classes.items() if issubclass(found, Exception)}
    models = {name: found for name, found in classes.items() if issubclass(found, BaseModel)}
    yield "## Functions\n"
    for name, found in names.items():
        if inspect.isfunction(found):
            yield f"### {name}\n\n{_call(name, found)}\n\n{_words(found)}\n"
    yield "## Results and settings\n"
    for name, found in classes.items():
        if name not in errors and name not in models:
            yield "\n".join(_class(name, found))
    yield "## Models\n"
    yield "`Trigger` is one of the models whose names end with it.\n"
    for name, model in models.items():
        yield "\n".join(_model(name, model))
    yield "## Errors\n"
    for name, error in errors.items():
        bases = ", ".join(base.__name__ for base in error.__bases__)
        status = getattr(error, "exit_status", None)
        kind = f"A kind of `{bases}`; as the end of a command, exit status {status}."
        yield f"### {name}\n\n{_words(error)}\n\n{kind}\n"


def _words(found: object) -> str:
    return inspect.cleandoc(found.__doc__ or "")


def _call(name: str, function: Callable[..., object], *, method: bool = False) -> str:
    signature = inspect.signature(function)
    parts: list[str] = []
    for parameter in list(signature.parameters.values())[method:]:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        parts.append(_parameter(parameter))
    gives = f" -> {_type(signature.return_annotation)}"
    one_line = f"{name}({', '.join(parts)}){gives}"
    if len(one_line) > 88:
        one_line = f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){gives}"
    return f"```python\n{one_line}\n```"


def _parameter(parameter: inspect.Parameter) -> str:
    text = f"{parameter.name}: {_type(parameter.annotation)}"
    if parameter.default is parameter.empty:
        return text
    default = parameter.default
    shown = default.__name__ if inspect.isfunction(default) else repr(default)
    if isinstance(default, str):
        shown = f'"{default}"'
    return f"{text} = {'...' if shown.startswith('_') else shown}"


def _type(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "None")


def _class(name: str, found: type) -> Iterator[str]:
    yield f"### {name}\n\n{_words(found)}\n"
    members = list(_members(found))
    if members:
        yield "\n".join(members) + "\n"


def _members(found: type) -> Iterator[str]:
    yield from _attributes(found)
    for name, member in vars(found).items():
        if name.startswith("_") or not inspect.getdoc(member):
            continue
        if isinstance(member, staticmethod | classmethod):
            yield f"\n{_call(name, member.__func__)}\n\n{_words(member.__func__)}"
        elif inspect.isfunction(member):
            yield f"\n{_call(name, member, method=True)}\n\n{_words(member)}"
        elif hasattr(member, "__set_name__") or isinstance(member, property):
            yield f"* `{name}`: {' '.join(_words(member).split())}"


def _attributes(found: type) -> Iterator[str]:
    """Yield the fields of a class, each with its documentation."""
    tree = ast.parse(dedent(inspect.getsource(found)))
    (stated,) = tree.body
    body = stated.body if isinstance(stated, ast.ClassDef) else []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            words = _text(after)
            said = f": {words}" if words else ""
            yield f"* `{node.target.id}: {ast.unparse(node.annotation)}`{said}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield f"* `{node.targets[0].id}`"


def _text(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _model(name: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"### {name}\n\n{_words(model)}\n\n| field | description |\n| --- | --- |"
    for field, info in model.model_fields.items():
        yield f"| `{info.alias or field}` | {info.description} |"
    yield ""
