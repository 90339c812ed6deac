"""The severity and documentation of rules, for lists and explanations.

They are read from the source of a rule, since importing a rule imports everything that it uses.
"""

from __future__ import annotations

import ast
import textwrap
from typing import NamedTuple

from ionflux.checks.rules import codes, module_of, modules, name_of, rule
from ionflux.core.findings import Severity


class Description(NamedTuple):
    """A code with its name and severity, its documentation, and whether it has a fix.

    The documentation is a `summary` of one line, and the `text` that follows it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    text: str
    fixable: bool


def descriptions(prefix: str = "") -> tuple[Description, ...]:
    """Return the descriptions of the codes with a prefix, in the order of the codes."""
    return tuple(description(code) for code in codes() if code.startswith(prefix))


def description(code: str) -> Description:
    """Return the description of a code."""
    source = modules().source(module_of(code))
    return _imported(code) if source is None else _read(code, ast.parse(source))


def _imported(code: str) -> Description:
    known = rule(code)
    documentation = modules()[module_of(code)].__doc__
    return _description(code, known.severity, documentation, fixable=bool(known.fix))


def _read(code: str, module: ast.Module) -> Description:
    functions = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    documentation = ast.get_docstring(module, clean=False)
    return _description(code, _severity(module), documentation, fixable="fix" in functions)


def _severity(module: ast.Module) -> Severity:
    """Return the severity of a rule from its `SEVERITY = Severity.ERROR`."""
    for node in module.body:
        match node:
            case ast.Assign([ast.Name("SEVERITY")], ast.Attribute(attr=word)):
                return Severity[word]
    raise ValueError("the rule has no severity")


def _description(
    code: str, severity: Severity, documentation: str | None, *, fixable: bool
) -> Description:
    summary, _, rest = (documentation or "").strip().partition("\n\n")
    text = textwrap.dedent(rest).rstrip()
    return Description(code, name_of(code), severity, summary, text, fixable)
