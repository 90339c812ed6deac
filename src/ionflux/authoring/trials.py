"""Trying fixes on a document in memory, judged by its findings afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ionflux.compiler.results import Compilation
from ionflux.core.edits import Fix, compatible
from ionflux.core.findings import Diagnostic, Severity
from ionflux.documents.rewriting import rewritten

COMMENT = "comment"
"""The word used as a code for a comment that is not understood."""

REMARKS = frozenset({"IFX005", "IFX006", "IFX007"})
"""Codes that are reported for every agent, also for one that a fix reveals."""

_CHANGING = frozenset({"IFX009", "IFX105"})
"""Codes whose safe fixes change a value: a text gets its last fence, a key becomes effective.

A comment that is understood is no longer part of its text.
"""

_CHARACTERS = 3_000_000
_LEAST, _MOST = 12, 100
"""How many times a document is compiled to fix it: more for shorter ones."""
_KEPT = 4
_NO_FIX = Fix(())

Compile = Callable[[str], Compilation]
"""Compiles one document from its text, as it is on disk."""


class Workbench:
    """Compiles the texts of one document, until that has been done often enough."""

    def __init__(self, compiled: Compile, text: str) -> None:
        self._compiled = compiled
        self._left = max(_LEAST, min(_MOST, _CHARACTERS // (len(text) + 1)))
        self._known: dict[str, Compilation] = {}

    @property
    def is_spent(self) -> bool:
        """Whether no more may be tried."""
        return self._left <= 0

    def compiled(self, text: str) -> Compilation:
        """Compile a text; the last few results are cached."""
        if text not in self._known:
            self._left -= 1
            self._known = dict([*self._known.items()][1 - _KEPT :])
            self._known[text] = self._compiled(text)
        return self._known[text]


class Trial(NamedTuple):
    """A text of a document, its findings, and the compiler for changes to it."""

    before: str
    found: Compilation
    bench: Workbench

    @classmethod
    def of(cls, text: str, bench: Workbench) -> Trial:
        """Return the trial of a text."""
        return cls(text, bench.compiled(text), bench)

    def text(self, chosen: Sequence[Diagnostic]) -> str:
        """Return the text with the fixes of some findings applied."""
        return rewritten(self.before, [edit for each in chosen for edit in fix_of(each).edits])

    def accepted(
        self, accepted: tuple[Diagnostic, ...], chosen: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """Return the findings accepted so far, and those chosen ones whose fixes are good.

        If they are not good together, they are tried in two parts: those of agents that have
        no more findings than before, and the others; or else each half.
        """
        if not chosen or self.is_good(accepted + chosen):
            return accepted + chosen
        if len(chosen) == 1 or self.bench.is_spent:
            return accepted
        after = self.bench.compiled(self.text(accepted + chosen))
        worse = {agent for _, agent in _more(self.found, after, by_agent=True)}
        first = tuple(each for each in chosen if each.agent not in worse)
        if len(first) in (0, len(chosen)):
            first = chosen[: len(chosen) // 2]
        rest = tuple(each for each in chosen if each not in first)
        return self.accepted(self.accepted(accepted, first), rest)

    def is_good(self, chosen: Sequence[Diagnostic]) -> bool:
        """Tell whether the fixes of some findings resolve these, and change nothing else."""
        after = self.bench.compiled(self.text(chosen))
        if not is_better(self.found, after, chosen):
            return False
        return not all(map(keeps_values, chosen)) or same_values(self.found, after)


def fix_of(found: Diagnostic) -> Fix:
    """Return the fix of a finding, without edits if there is none."""
    return found.fix or _NO_FIX


def at_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings whose fixes can be made at once."""
    by_fix = {id(fix_of(each)): each for each in found}
    return tuple(by_fix[id(fix)] for fix in compatible(map(fix_of, by_fix.values())))


def asides(compiled: Compilation) -> Iterator[Diagnostic]:
    """Yield fixable things that are not findings: comments, and values in another spelling."""
    for each in compiled.suppressions:
        if each.misread:
            place = (each.path, each.line, 1, each.line, 1)
            severity = Severity.INFO
            yield Diagnostic(
                COMMENT, COMMENT, severity, each.misread, *place, each.agent, fix=each.fix
            )
    yield from compiled.spellings


def is_better(before: Compilation, after: Compilation, chosen: Sequence[Diagnostic]) -> bool:
    """Tell whether the chosen findings are gone, and there are no new ones."""
    gone = Counter(each.code for each in chosen)
    known, now = (Counter(each.code for each in _all(part)) for part in (before, after))
    if any(now[code] > known[code] - number for code, number in gone.items()):
        return False
    return not brought(before, after)


def brought(before: Compilation, after: Compilation) -> tuple[str, ...]:
    """Return the codes of which there are more findings than before."""
    return tuple(sorted(code for code, _ in _more(before, after, by_agent=False)))


def caused(
    found: Iterable[Diagnostic], before: Compilation, after: Compilation
) -> Iterator[Diagnostic]:
    """Yield those findings of `after` that count against the fixes.

    Warnings about an agent that was not read before do not: its errors hid them.
    """
    read = {definition.id for definition in before.definitions}
    revealed = {definition.id for definition in after.definitions} - read
    for each in found:
        if each.severity is Severity.ERROR or each.agent not in revealed:
            yield each


def _more(
    before: Compilation, after: Compilation, *, by_agent: bool
) -> Iterator[tuple[str, str | None]]:
    known, now = (
        Counter((each.code, each.agent if by_agent else None) for each in part)
        for part in (_all(before), caused(_all(after), before, after))
    )
    return (kind for kind in now - known if kind[0] not in REMARKS)


def _all(compiled: Compilation) -> Iterator[Diagnostic]:
    return iter((*compiled.found, *asides(compiled)))


def keeps_values(found: Diagnostic) -> bool:
    """Tell whether a fix changes only how something is written, not its meaning."""
    in_text = found.code == COMMENT and not found.message.startswith("#")
    return fix_of(found).safe and found.code not in _CHANGING and not in_text


def same_values(before: Compilation, after: Compilation) -> bool:
    """Tell whether all earlier definitions still exist unchanged."""
    now = {definition.id: definition for definition in after.definitions}
    return all(now.get(each.id) == each for each in before.definitions)
