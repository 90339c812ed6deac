"""Findings fixed in the text of one document, and every fix checked before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ionflux.checks.rules import codes
from ionflux.checks.selection import Selection, keep
from ionflux.compiler.results import Compilation
from ionflux.core.edits import Fix, compatible
from ionflux.core.findings import Diagnostic, Severity
from ionflux.documents.rewriting import rewritten

ROUNDS = 10
"""How often a document is fixed anew: a fix may bring to light what another one can fix."""

Compile = Callable[[str], Compilation]
"""What compiles one document from its text, as it is on disk."""

_COMMENT = "comment"
"""What stands for a code where a comment is not understood."""

_TRIED = 20
"""Fixes that bring other findings, of which it is tried whether these can be fixed in turn."""

_Key = tuple[str, str | None, str, tuple[str, ...]]


class Wanted(NamedTuple):
    """Which fixes to make: of the codes that are selected, and without `unsafe` only safe ones.

    `left` are codes and agents whose findings are not to be fixed.
    """

    selection: Selection = Selection()
    unsafe: bool = False
    left: frozenset[tuple[str, str | None]] = frozenset()

    def of(self, compiled: Compilation) -> list[Diagnostic]:
        """Return the findings whose fixes are wanted; comments silence findings here, too."""
        kept = keep(compiled.found, self.selection, compiled.suppressions, known=codes())
        comments = _misread(compiled) if self.selection.judges(_COMMENT) else ()
        return [found for found in (*comments, *kept.diagnostics) if self._takes(found)]

    def _takes(self, found: Diagnostic) -> bool:
        if found.fix is None or (found.code, found.agent) in self.left:
            return False
        return found.fix.safe or self.unsafe


class Left(NamedTuple):
    """A finding whose fix is not made, and the codes of those that it would bring.

    There are none where the fix would not make the finding go away.
    """

    found: Diagnostic
    brings: tuple[str, ...]


class Fixed(NamedTuple):
    """A document's text with fixes made, how many of each code, and what was left."""

    text: str
    codes: Mapping[str, int]
    left: tuple[Left, ...] = ()


def fixed(text: str, compiled: Compile, wanted: Wanted) -> Fixed:
    """Fix what is wanted in a document, again and again until nothing changes.

    A fix that does not make its finding go away, or brings another one that cannot be fixed in
    turn, is not made.
    """
    done = _fixed(text, compiled, wanted)
    for _ in range(ROUNDS):
        for left in done.left[:_TRIED]:
            if better := _with_what_follows(done, left.found, compiled, wanted):
                done = better
                break
        else:
            break
    return done


def _fixed(text: str, compiled: Compile, wanted: Wanted) -> Fixed:
    """Fix what can be fixed without bringing any other finding on the way."""
    made: Counter[str] = Counter()
    refused: dict[_Key, Diagnostic] = {}
    for _ in range(ROUNDS):
        before = compiled(text)
        found = [each for each in wanted.of(before) if _key(each) not in refused]
        chosen = next(filter(None, (_compatible(filter(stage, found)) for stage in _STAGES)), ())
        if not chosen:
            break
        trial = _Trial(text, before, compiled)
        accepted = trial.accepted((), chosen)
        refused |= {_key(each): each for each in chosen if each not in accepted}
        if accepted:
            text = trial.text(accepted)
            made.update(each.code for each in accepted)
    return Fixed(text, made, tuple(_left(text, compiled, wanted, refused)) if refused else ())


def _left(text: str, compiled: Compile, wanted: Wanted, refused: Container[_Key]) -> Iterator[Left]:
    """Yield the findings whose fixes were refused, and are there still."""
    trial = _Trial(text, compiled(text), compiled)
    for found in wanted.of(trial.found):
        if _key(found) in refused:
            after = compiled(trial.text([found]))
            yield Left(found, tuple(sorted(_brought(trial.found, after))))


def _with_what_follows(
    done: Fixed, found: Diagnostic, compiled: Compile, wanted: Wanted
) -> Fixed | None:
    """Make a fix that brings other findings, and fix these; None where they cannot all be fixed."""
    trial = _Trial(done.text, compiled(done.text), compiled)
    text = trial.text([found])
    if _keeps_values(found) and not _same_values(trial.found, compiled(text)):
        return None
    after = _fixed(text, compiled, wanted)
    if not _is_better(trial.found, compiled(after.text), [found]):
        return None
    codes = Counter(done.codes) + Counter(after.codes) + Counter([found.code])
    return after._replace(codes=codes)


def _misread(compiled: Compilation) -> Iterator[Diagnostic]:
    """Yield the comments that are not understood as findings, under a code that is not one."""
    for each in compiled.suppressions:
        if each.misread:
            place = (each.path, each.line, 1, each.line, 1)
            severity = Severity.INFO
            yield Diagnostic(
                _COMMENT, _COMMENT, severity, each.misread, *place, each.agent, fix=each.fix
            )


def _counted(compiled: Compilation) -> Counter[str]:
    return Counter(found.code for found in (*compiled.found, *_misread(compiled)))


def _key(found: Diagnostic) -> _Key:
    return found.code, found.agent, found.message, tuple(edit.text for edit in _fix(found).edits)


def _fix(found: Diagnostic) -> Fix:
    assert found.fix is not None  # noqa: S101 - only those with one are wanted
    return found.fix


def _compatible(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings whose fixes can be made at once."""
    by_fix = {id(_fix(each)): each for each in found}
    return tuple(by_fix[id(fix)] for fix in compatible(map(_fix, by_fix.values())))


class _Trial(NamedTuple):
    """A text, what is found in it, and what compiles it after a change."""

    before: str
    found: Compilation
    compiled: Compile

    def text(self, chosen: Sequence[Diagnostic]) -> str:
        """Return the text with the fixes of some findings made."""
        return rewritten(self.before, [edit for each in chosen for edit in _fix(each).edits])

    def accepted(
        self, accepted: tuple[Diagnostic, ...], chosen: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """Return the findings accepted so far, and of those chosen all whose fixes are good.

        Where they are not good together, each half is tried on its own.
        """
        if not chosen or self.is_good(accepted + chosen):
            return accepted + chosen
        if len(chosen) == 1:
            return accepted
        half = len(chosen) // 2
        return self.accepted(self.accepted(accepted, chosen[:half]), chosen[half:])

    def is_good(self, chosen: Sequence[Diagnostic]) -> bool:
        """Tell whether the fixes of some findings make these go away, and bring no others."""
        after = self.compiled(self.text(chosen))
        if not _is_better(self.found, after, chosen):
            return False
        return not all(map(_keeps_values, chosen)) or _same_values(self.found, after)


def _is_better(before: Compilation, after: Compilation, chosen: Sequence[Diagnostic]) -> bool:
    """Tell whether the findings that were chosen are gone, and there are no others."""
    gone = Counter(each.code for each in chosen)
    known, now = _counted(before), _counted(after)
    if any(now[code] > known[code] - number for code, number in gone.items()):
        return False
    return not _brought(before, after)


def _brought(before: Compilation, after: Compilation) -> set[str]:
    """Return the codes of which there are more findings than before."""
    known, now = _counted(before), _counted(after)
    return {code for code in now.keys() - _REMARKS if now[code] > known[code]}


def _keeps_values(found: Diagnostic) -> bool:
    """Tell whether a fix changes how something is written and not what it says."""
    in_text = found.code == _COMMENT and not found.message.startswith("#")
    return _fix(found).safe and found.code not in _CHANGING and not in_text


def _same_values(before: Compilation, after: Compilation) -> bool:
    """Tell whether all definitions that there were are still there, as they were."""
    now = {definition.id: definition for definition in after.definitions}
    return all(now.get(each.id) == each for each in before.definitions)


_REMARKS = frozenset({"IFX005", "IFX006", "IFX007"})
"""What is told of every agent, also of one that a fix brings to light."""

_STAGES: tuple[Callable[[Diagnostic], bool], ...] = (
    _keeps_values,
    lambda found: found.code not in _REMARKS,
    lambda found: found.code in _REMARKS,
)
"""What is fixed before all else: a section is moved before one in its place is added."""

_CHANGING = frozenset({"IFX009", "IFX105"})
"""Codes whose safe fixes change a value: a text gets its last fence, a key comes into force.

A comment in a text that is understood is no part of the text any more.
"""
