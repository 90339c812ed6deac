"""Every code of the contract, one file each: what it means and, for semantic checks, the check.

A module is named `ifx<number>_<name>`; its docstring is its documentation (`ionflux explain`).
It holds `SEVERITY`, and where the code is a check on definitions

* `check(agent, heading)`, which yields findings about one agent, or
* `claims(agent)`, which yields what no two agents may share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ionflux.diagnostics import Finding, Loc, Severity
from ionflux.models import AgentDefinition
from ionflux.raw import Heading


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that an agent takes for itself: `key` must be no other agent's.

    `says` names it in the message ("the id `agent_001`").
    """

    key: str
    says: str
    where: Loc


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its name, severity and documentation, and its check where it has one."""

    code: str
    name: str
    severity: Severity
    documentation: str
    check: Callable[[AgentDefinition, Heading], Iterator[Finding]] | None = None
    claims: Callable[[AgentDefinition], Iterator[Claim]] | None = None


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the codes."""
    found = {}
    for module_name in sorted(i.name for i in iter_modules(__path__) if i.name.startswith("ifx")):
        code, _, name = module_name.partition("_")
        module = import_module(f"{__name__}.{module_name}")
        found[code.upper()] = Rule(
            code=code.upper(),
            name=name.replace("_", "-"),
            severity=module.SEVERITY,
            documentation=module.__doc__ or "",
            check=getattr(module, "check", None),
            claims=getattr(module, "claims", None),
        )
    return found
