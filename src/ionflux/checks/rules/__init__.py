"""Every code, one file each: its meaning and, for semantic checks, the check.

A module is named `ifx<number>_<name>`; its docstring is its documentation (`ionflux explain`).
It has `SEVERITY`, and if the code is a check on definitions,

* `check(subject)`, which yields findings about one agent,
* `unique(subject)`, which yields values that no two agents may share, or
* `refers(subject)`, which yields references to other agents.

Any rule may have `fix(finding, about)`, which returns the edits that resolve a finding of the
code, or None.

A run imports the checks, and other rules only if it has findings of their codes. Rules of other
packages are found by their entry points; their codes do not begin with `IFX`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ionflux.checks.references import Reference
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.errors import UsageError
from ionflux.core.findings import Finding, Loc, Severity
from ionflux.core.installed import Installed, blamed
from ionflux.core.registry import Plugins, plugins

if TYPE_CHECKING:  # most runs fix nothing
    from ionflux.checks.fixing import About


class UniqueValue(NamedTuple):
    """A value that only one agent may have: `key` must not be another agent's.

    `says` describes it in messages ("the id `agent_001`").
    """

    key: str
    says: str
    where: Loc


class Rule(NamedTuple):
    """A code with its name and severity, and its check and its fix, if any."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Subject], Iterator[Finding]] | None = None
    unique: Callable[[Subject], Iterator[UniqueValue]] | None = None
    refers: Callable[[Subject], Iterator[Reference]] | None = None
    fix: Callable[[Finding, About], Fix | None] | None = None


_OURS = "IFX"
_CHECKS = ("IFX106", "IFX2", "IFX3")
_GRAPH_CHECKS = "IFX6"


def modules() -> Plugins:
    """Return the modules of all rules by their names."""
    return plugins(__name__, "ifx")


@cache
def _modules() -> dict[str, str]:
    return {name.partition("_")[0].upper(): name for name in modules()}


def module_of(code: str) -> str:
    """Return the name of the module of a code."""
    return _modules()[code]


def codes() -> tuple[str, ...]:
    """Return every code, in order."""
    return tuple(_modules())


@cache
def _codes_by_name() -> dict[str, str]:
    return {name_of(code): code for code in codes()}


def names() -> tuple[str, ...]:
    """Return the name of every code, in the order of the codes."""
    return tuple(_codes_by_name())


def name_of(code: str) -> str:
    """Return the name of a code, such as `schedule-drift`."""
    return module_of(code).partition("_")[2].replace("_", "-")


def code_of(word: str) -> str:
    """Return the code, in capitals, for a word that is a code, the beginning of one, or a name.

    Any other word (`shedule-drift`) is returned as written, to be reported.
    """
    if code := _codes_by_name().get(word.lower()):
        return code
    code = word.upper()
    return code if any(known.startswith(code) for known in codes()) else word


@cache
def rule(code: str) -> Rule:
    """Return the rule of a code."""
    name, known = module_of(code), modules()
    module, check = known[name], getattr(known[name], "check", None)
    if other := known.others.get(name):
        with blamed(other):
            severity = Severity(module.SEVERITY)
        check = check and _findings_of(other, check)
    else:
        severity = module.SEVERITY
    return Rule(
        code=code,
        name=name_of(code),
        severity=severity,
        check=check,
        unique=getattr(module, "unique", None),
        refers=getattr(module, "refers", None),
        fix=getattr(module, "fix", None),
    )


def _findings_of(
    plugin: Installed, check: Callable[[Subject], Iterator[Finding]]
) -> Callable[[Subject], Iterator[Finding]]:
    """Return a check of a plug-in that verifies what it yields."""

    def checked(subject: Subject) -> Iterator[Finding]:
        for found in check(subject):
            if not isinstance(found, Finding):
                kind = type(found).__name__
                says = f"has failed: it yields something of type {kind}, not a Finding"
                raise UsageError(f"{plugin} {says}")
            yield found

    return checked


def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the codes."""
    return {code: rule(code) for code in codes()}


@cache
def checks() -> tuple[Rule, ...]:
    """Return the rules that check definitions, in the order of the codes."""
    return tuple(
        rule(code) for code in codes() if code.startswith(_CHECKS) or not code.startswith(_OURS)
    )


@cache
def graph_checks() -> tuple[Rule, ...]:
    """Return the rules that check definitions with a graph, in the order of the codes."""
    found = (rule(code) for code in codes() if code.startswith(_GRAPH_CHECKS))
    return tuple(each for each in found if each.check)
