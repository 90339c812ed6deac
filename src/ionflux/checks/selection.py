"""Which findings are shown and counted: select, ignore, and comments in the documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ionflux.checks.rules import code_of, names
from ionflux.core.edits import Fix
from ionflux.core.errors import UsageError
from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.patterns import regex
from ionflux.core.words import nearest

_SEPARATOR = regex(r"[,\s]+")
_FORM = "write `<!-- ionflux: ignore IFX203 -- reason -->`, outside of code"


class Suppression(NamedTuple):
    """A comment `<!-- ionflux: ignore CODE … -->` and its place.

    `agent` is the id of the agent in whose section it is, or None for the whole document;
    `misread` is the text of a comment that is not understood and has no effect; `fix` corrects
    it.
    """

    codes: tuple[str, ...]
    agent: str | None
    line: int
    path: str
    misread: str = ""
    fix: Fix | None = None


class Note(NamedTuple):
    """A note about the run, which has no code."""

    message: str
    path: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return the note as a line of text, with its place as editors expect it."""
        place = f"{self.path}:{self.line}: " if self.path is not None else ""
        return f"{place}note: {self.message}"


class Selection(NamedTuple):
    """Codes and prefixes to select and to ignore; an empty `select` selects all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def selects(self, code: str) -> bool:
        """Return whether the code is among those selected."""
        return not self.select or code.startswith(self.select)

    def judges(self, code: str) -> bool:
        """Return whether a finding of the code would be shown."""
        return self.selects(code) and not (self.ignore and code.startswith(self.ignore))


class Kept(NamedTuple):
    """The findings that a selection keeps, those that it drops, and notes about it."""

    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[Diagnostic, ...]
    notes: tuple[Note, ...]


def split_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Return codes and prefixes in capitals, also those given by the names of their rules.

    Each word may contain several: `IFX1,IFX203`, `schedule-drift webhook-drift`.
    """
    return tuple(code_of(part) for word in words for part in _SEPARATOR.split(word) if part)


def check_codes(words: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return codes and prefixes as `split_codes` does; raise UsageError for an unknown one."""
    codes = split_codes(words)
    for code in codes:
        if not any(name.startswith(code) for name in known):
            raise UsageError(f"there is no code or prefix `{code}`{nearest_code(code, known)}")
    return codes


def nearest_code(word: str, known: Collection[str]) -> str:
    """Return a hint about the code or group of codes that may have been meant."""
    groups = {code[:4] for code in known}
    near = nearest(word, {*known, *groups, *names()})
    return f"; did you mean `{near}`?" if near else f"; the groups are {', '.join(sorted(groups))}"


def keep(
    diagnostics: Iterable[Diagnostic],
    selection: Selection,
    suppressions: Iterable[Suppression] = (),
    *,
    known: Collection[str],
    errors_stay: bool = False,
    configured: Iterable[Suppression] = (),
) -> Kept:
    """Return the findings that are selected and not ignored, and the ignores without a match.

    Codes that are `configured` silence findings as comments do, and need not match any. With
    `errors_stay`, errors are kept whatever is ignored, for commands that build something from the
    definitions.
    """
    silenced = tuple(suppressions)
    comments = {key for suppression in (*silenced, *configured) for key in _keys(suppression)}
    kept: list[Diagnostic] = []
    left_out: list[Diagnostic] = []
    used: set[_Key] = set()
    for found in diagnostics:
        hits: set[_Key] = {_ignored(c) for c in selection.ignore if found.code.startswith(c)}
        hits |= comments & _matching(found) if comments else set()
        used |= hits
        stays = selection.selects(found.code) and not hits
        must = errors_stay and found.severity is Severity.ERROR
        (kept if stays or must else left_out).append(found)
    notes = (*_idle_ignores(selection, used), *_idle_comments(silenced, selection, used, known))
    return Kept(tuple(kept), tuple(left_out), notes)


_Key = tuple[str | None, str | None, str]
"""A document (None for all), an agent in it (None for all), and a silenced code."""


def _ignored(code: str) -> _Key:
    return (None, None, code)


def _keys(suppression: Suppression) -> Iterable[_Key]:
    return ((suppression.path, suppression.agent, code.upper()) for code in suppression.codes)


def _matching(found: Diagnostic) -> set[_Key]:
    """Return all keys of comments that would silence a finding."""
    prefixes = [found.code[:length] for length in range(1, len(found.code) + 1)]
    return {(found.path, agent, code) for agent in (None, found.agent) for code in prefixes}


def _idle_ignores(selection: Selection, used: set[_Key]) -> Iterable[Note]:
    for code in selection.ignore:
        if _ignored(code) not in used and selection.selects(code):
            yield Note(f"`{code}` is ignored, but there is no such finding")


def _idle_comments(
    suppressions: tuple[Suppression, ...],
    selection: Selection,
    used: set[_Key],
    known: Collection[str],
) -> Iterable[Note]:
    for suppression in suppressions:
        place = (suppression.path, suppression.line)
        if suppression.misread:
            message = f"the comment `{suppression.misread}` is not understood; {_FORM}"
            yield Note(message, *place)
        for code in suppression.codes:
            if not any(name.startswith(code.upper()) for name in known):
                hint = nearest_code(code, known)
                yield Note(f"the comment ignores `{code}`, which is not a code{hint}", *place)
            elif (suppression.path, suppression.agent, code.upper()) not in used and (
                selection.judges(code.upper())
            ):
                yield Note(f"the comment ignores `{code}`, but there is no such finding", *place)
