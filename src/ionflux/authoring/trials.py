"""Fixes tried on a document in memory, and judged by what is found in it then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ionflux.compiler.results import Compilation
from ionflux.core.edits import Fix, compatible
from ionflux.core.findings import Diagnostic, Severity
from ionflux.documents.rewriting import rewritten

COMMENT = "comment"
"""What stands for a code where a comment is not understood."""

REMARKS = frozenset({"IFX005", "IFX006", "IFX007"})
"""What is told of every agent, also of one that a fix brings to light."""

_CHANGING = frozenset({"IFX009", "IFX105"})
"""Codes whose safe fixes change a value: a text gets its last fence, a key comes into force.

A comment in a text that is understood is not part of the text any more.
"""

_CHARACTERS = 3_000_000
_LEAST, _MOST = 12, 100
"""How often a document is compiled to fix it: the more often, the shorter it is."""
_KEPT = 4
_NO_FIX = Fix(())

Compile = Callable[[str], Compilation]
"""What compiles one document from its text, as it is on disk."""


class Workbench:
    """Compiles the texts of one document, until that has been done often enough."""

    def __init__(self, compiled: Compile, text: str) -> None:
        self._compiled = compiled
        self._left = max(_LEAST, min(_MOST, _CHARACTERS // (len(text) + 1)))
        self._known: dict[str, Compilation] = {}

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is to be tried."""
        return self._left <= 0

    def compiled(self, text: str) -> Compilation:
        """Compile a text; the last few are remembered."""
        if text not in self._known:
            self._left -= 1
            self._known = dict([*self._known.items()][1 - _KEPT :])
            self._known[text] = self._compiled(text)
        return self._known[text]


class Trial(NamedTuple):
    """A text of a document, what is found in it, and what compiles it after a change."""

    before: str
    found: Compilation
    bench: Workbench

    @classmethod
    def of(cls, text: str, bench: Workbench) -> Trial:
        """Return the trial of a text."""
        return cls(text, bench.compiled(text), bench)

    def text(self, chosen: Sequence[Diagnostic]) -> str:
        """Return the text with the fixes of some findings made."""
        return rewritten(self.before, [edit for each in chosen for edit in fix_of(each).edits])

    def accepted(
        self, accepted: tuple[Diagnostic, ...], chosen: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """Return the findings accepted so far, and of those chosen all whose fixes are good.

        Where they are not good together, they are tried in two parts: those of agents that have
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
        """Tell whether the fixes of some findings make these go away, and change nothing else."""
        after = self.bench.compiled(self.text(chosen))
        if not is_better(self.found, after, chosen):
            return False
        return not all(map(keeps_values, chosen)) or same_values(self.found, after)


def fix_of(found: Diagnostic) -> Fix:
    """Return the fix of a finding, which has no edits where there is none."""
    return found.fix or _NO_FIX


def at_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings whose fixes can be made at once."""
    by_fix = {id(fix_of(each)): each for each in found}
    return tuple(by_fix[id(fix)] for fix in compatible(map(fix_of, by_fix.values())))


def asides(compiled: Compilation) -> Iterator[Diagnostic]:
    """Yield what is not a finding, and can be fixed: comments, and values in another spelling."""
    for each in compiled.suppressions:
        if each.misread:
            place = (each.path, each.line, 1, each.line, 1)
            severity = Severity.INFO
            yield Diagnostic(
                COMMENT, COMMENT, severity, each.misread, *place, each.agent, fix=each.fix
            )
    yield from compiled.spellings


def is_better(before: Compilation, after: Compilation, chosen: Sequence[Diagnostic]) -> bool:
    """Tell whether the findings that were chosen are gone, and there are no others."""
    gone = Counter(each.code for each in chosen)
    known, now = (Counter(code for code, _ in _all(part)) for part in (before, after))
    if any(now[code] > known[code] - number for code, number in gone.items()):
        return False
    return not brought(before, after)


def brought(before: Compilation, after: Compilation) -> tuple[str, ...]:
    """Return the codes of which there are more findings than before."""
    return tuple(sorted(code for code, _ in _more(before, after, by_agent=False)))


def _more(
    before: Compilation, after: Compilation, *, by_agent: bool
) -> Iterator[tuple[str, str | None]]:
    known, now = (
        Counter((code, agent if by_agent else None) for code, agent in _all(part))
        for part in (before, after)
    )
    return (kind for kind in now - known if kind[0] not in REMARKS)


def _all(compiled: Compilation) -> Iterator[tuple[str, str | None]]:
    return ((found.code, found.agent) for found in (*compiled.found, *asides(compiled)))


def keeps_values(found: Diagnostic) -> bool:
    """Tell whether a fix changes how something is written and not what it says."""
    in_text = found.code == COMMENT and not found.message.startswith("#")
    return fix_of(found).safe and found.code not in _CHANGING and not in_text


def same_values(before: Compilation, after: Compilation) -> bool:
    """Tell whether all definitions that there were are still there, as they were."""
    now = {definition.id: definition for definition in after.definitions}
    return all(now.get(each.id) == each for each in before.definitions)
