"""Fixing findings in the text of one document; every fix is checked before it is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from ionflux.authoring.trials import (
    COMMENT,
    REMARKS,
    Compile,
    Trial,
    Workbench,
    asides,
    at_once,
    brought,
    fix_of,
    is_better,
    keeps_values,
    same_values,
)
from ionflux.checks.rules import codes
from ionflux.checks.selection import Selection, keep
from ionflux.compiler.results import Compilation
from ionflux.core.findings import Diagnostic

ROUNDS = 10
"""How many rounds of fixes a document gets: a fix may reveal findings that others can fix."""

_TRIED = 20
"""How many fixes that cause other findings are tried together with fixes of those."""

_STAGES: tuple[Callable[[Diagnostic], bool], ...] = (
    lambda found: found.code == COMMENT,
    keeps_values,
    lambda found: found.code not in REMARKS,
    lambda found: found.code in REMARKS,
)
"""What is fixed first: a comment that then silences findings, which are not to be fixed; and a
section is moved before a new one is added in its place."""

_Key = tuple[str, str | None, str, tuple[str, ...]]


class Wanted(NamedTuple):
    """Which fixes to make: those of selected codes, and without `unsafe` only safe ones.

    `left` are codes and agents whose findings are not to be fixed.
    """

    selection: Selection = Selection()
    unsafe: bool = False
    left: frozenset[tuple[str, str | None]] = frozenset()

    def of(self, compiled: Compilation) -> list[Diagnostic]:
        """Return the findings whose fixes are wanted; comments also silence findings here."""
        kept = keep(compiled.found, self.selection, compiled.suppressions, known=codes())
        more = (found for found in asides(compiled) if self.selection.judges(found.code))
        return [found for found in (*more, *kept.diagnostics) if self._takes(found)]

    def _takes(self, found: Diagnostic) -> bool:
        if found.fix is None or (found.code, found.agent) in self.left:
            return False
        return found.fix.safe or self.unsafe


class Left(NamedTuple):
    """A finding whose fix is not made, and the codes of those that it would cause.

    There are none if the fix would not resolve the finding.
    """

    found: Diagnostic
    brings: tuple[str, ...]


class Fixed(NamedTuple):
    """A document's text with fixes made, how many of each code, and the findings left."""

    text: str
    codes: Mapping[str, int]
    left: tuple[Left, ...] = ()


def fixed(text: str, compiled: Compile, wanted: Wanted) -> Fixed:
    """Fix the wanted findings in a document, repeatedly until nothing changes.

    A fix that does not resolve its finding, or causes another one that cannot be fixed, is not
    made.
    """
    bench = Workbench(compiled, text)
    done = _fixed(text, bench, wanted, in_turn=True)
    for _ in range(ROUNDS):
        singles = ([each.found] for each in done.left[:_TRIED])
        better = (_with_what_follows(done, single, bench, wanted) for single in singles)
        found = next(filter(None, better), None)
        if found is None:
            break
        done = found
    return done


def _fixed(text: str, bench: Workbench, wanted: Wanted, *, in_turn: bool = False) -> Fixed:
    """Fix what can be fixed; with `in_turn`, also findings that the fixes cause together."""
    made: Counter[str] = Counter()
    refused: set[_Key] = set()
    for _ in range(ROUNDS):
        trial = Trial.of(text, bench)
        found = [each for each in wanted.of(trial.found) if _key(each) not in refused]
        chosen = next(filter(None, (at_once(filter(stage, found)) for stage in _STAGES)), ())
        if not chosen or bench.is_spent:
            break
        if in_turn and not trial.is_good(chosen):
            done = _with_what_follows(Fixed(text, made), chosen, bench, wanted)
            if done:
                text, made = done.text, Counter(done.codes)
                continue
        accepted = trial.accepted((), chosen)
        refused.update(_key(each) for each in chosen if each not in accepted)
        if accepted:
            text = trial.text(accepted)
            made.update(each.code for each in accepted)
    return Fixed(text, made, tuple(_left(text, bench, wanted, refused)) if refused else ())


def _key(found: Diagnostic) -> _Key:
    return found.code, found.agent, found.message, tuple(e.text for e in fix_of(found).edits)


def _left(text: str, bench: Workbench, wanted: Wanted, refused: Container[_Key]) -> Iterator[Left]:
    """Yield the findings whose fixes were rejected, and that still exist."""
    trial = Trial.of(text, bench)
    for found in wanted.of(trial.found):
        if _key(found) in refused and not bench.is_spent:
            after = bench.compiled(trial.text([found]))
            yield Left(found, brought(trial.found, after))


def _with_what_follows(
    done: Fixed, found: Sequence[Diagnostic], bench: Workbench, wanted: Wanted
) -> Fixed | None:
    """Make fixes that cause other findings, and fix these; None if they cannot all be fixed."""
    if bench.is_spent:
        return None
    trial = Trial.of(done.text, bench)
    text = trial.text(found)
    if all(map(keeps_values, found)) and not same_values(trial.found, bench.compiled(text)):
        return None
    after = _fixed(text, bench, wanted)
    if not is_better(trial.found, bench.compiled(after.text), found):
        return None
    made = Counter(done.codes) + Counter(after.codes) + Counter(each.code for each in found)
    return after._replace(codes=made)
