"""The settings of the configuration and the command line for the findings of each document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ionflux.checks.rules import codes
from ionflux.checks.selection import Kept, Note, Selection, Suppression, check_codes, keep
from ionflux.core.errors import UsageError
from ionflux.core.findings import AgentSection, Diagnostic, Severity, by_place
from ionflux.core.settings import DocumentSettings, Settings
from ionflux.core.words import nearest, quoted

if TYPE_CHECKING:
    from ionflux.documents.listing import Exclusions


class PathIgnore(NamedTuple):
    """Codes that are ignored in the documents that match a pattern, relative to a folder."""

    documents: Exclusions
    folder: str
    codes: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Tell whether a document matches."""
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder))
        return not relative.startswith("..") and self.documents.excludes(relative)


class Policy(NamedTuple):
    """Which findings of a document are kept, and the severities of codes there."""

    selection: Selection = Selection()
    severities: tuple[tuple[str, Severity], ...] = ()
    """By code or prefix, longer ones first."""
    path_ignores: tuple[PathIgnore, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether all findings are kept as they are."""
        return self == Policy()

    def graded(self, found: Diagnostic, *, errors_stay: bool) -> Diagnostic:
        """Return a finding with the severity set for its code."""
        if errors_stay and found.severity is Severity.ERROR:
            return found
        grades = (each for code, each in self.severities if found.code.startswith(code))
        severity = next(grades, found.severity)
        return found if severity is found.severity else replace(found, severity=severity)

    def ignored(self, path: str) -> Iterator[Suppression]:
        """Yield the codes that are ignored in a document by its path."""
        for each in self.path_ignores:
            if each.holds(path):
                yield Suppression(each.codes, None, 0, path)


class Policies:
    """The policies of documents; codes on the command line replace configured ones."""

    def __init__(
        self,
        documents: DocumentSettings | None = None,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
    ) -> None:
        self.documents = documents or DocumentSettings(Settings(), nearest=False)
        self._select = check_codes(select or (), codes())
        self._ignore = check_codes(ignore or (), codes())
        self._known: dict[str | None, Policy] = {}
        self.run = self._of(self.documents.run)

    def of(self, path: str) -> Policy:
        """Return the policy of the document at a path."""
        return self._of(self.documents.of(path))

    def _of(self, settings: Settings) -> Policy:
        if settings.file not in self._known:
            self._known[settings.file] = self._made(settings)
        return self._known[settings.file]

    def _made(self, settings: Settings) -> Policy:
        selection = Selection(
            self._select or _codes(settings, settings.select),
            self._ignore or _codes(settings, settings.ignore),
        )
        grades = [
            (code, Severity(severity))
            for word, severity in settings.severities.items()
            for code in _codes(settings, [word])
        ]
        grades.sort(key=lambda grade: -len(grade[0]))
        ignores = (
            PathIgnore(_documents(settings, pattern), settings.root or "", _codes(settings, words))
            for pattern, words in settings.path_ignores.items()
        )
        return Policy(selection, tuple(grades), tuple(ignores))

    def keep(
        self,
        diagnostics: Iterable[Diagnostic],
        suppressions: Iterable[Suppression] = (),
        *,
        errors_stay: bool = False,
    ) -> Kept:
        """Return the findings that are selected and not ignored, with their severities, and notes.

        With `errors_stay`, errors are kept and stay errors, for output made from the definitions.
        """
        found: dict[int, tuple[Policy, list[Diagnostic]]] = {id(self.run): (self.run, [])}
        for each in diagnostics:
            policy = self.of(each.path)
            graded = policy.graded(each, errors_stay=errors_stay)
            found.setdefault(id(policy), (policy, []))[1].append(graded)
        comments = tuple(suppressions)
        for comment in comments:
            policy = self.of(comment.path)
            found.setdefault(id(policy), (policy, []))
        kept = [
            self._keep(policy, group, comments, errors_stay=errors_stay)
            for policy, group in found.values()
        ]
        return kept[0] if len(kept) == 1 else _joined(kept)

    def _keep(
        self,
        policy: Policy,
        diagnostics: Sequence[Diagnostic],
        comments: Sequence[Suppression],
        *,
        errors_stay: bool,
    ) -> Kept:
        paths = {each.path for each in diagnostics} if policy.path_ignores else set()
        return keep(
            diagnostics,
            policy.selection,
            [each for each in comments if self.of(each.path) is policy],
            known=codes(),
            errors_stay=errors_stay,
            configured=[each for path in sorted(paths) for each in policy.ignored(path)],
        )


def _joined(kept: Sequence[Kept]) -> Kept:
    return Kept(
        by_place(found for each in kept for found in each.diagnostics),
        by_place(found for each in kept for found in each.left_out),
        tuple(dict.fromkeys(note for each in kept for note in each.notes)),
    )


def _codes(settings: Settings, words: Iterable[str]) -> tuple[str, ...]:
    try:
        return check_codes(words, codes())
    except UsageError as error:
        raise UsageError(f"{settings.file}: {error}") from None


def _documents(settings: Settings, pattern: str) -> Exclusions:
    from ionflux.documents.listing import Exclusions  # few projects ignore anything by path

    folder = os.path.realpath(settings.root or "")
    return Exclusions([pattern], folder, folder, key="per-path-ignores")


def notes_about(settings: Iterable[Settings], agents: Iterable[AgentSection]) -> Iterator[Note]:
    """Yield notes about settings without effect.

    These are in another configuration file in the same folder, or for agents not in the run.
    """
    from ionflux.models.sameness import id_key, name_key

    sections = tuple(agents)
    ids = {id_key(agent.id): agent.id for agent in sections}
    names = {name_key(agent.name): agent.name for agent in sections}
    for each in settings:
        if each.unread:
            yield Note(f"{each.unread} is not read: {each.file} is beside it")
        unknown = [a for a in each.agents if id_key(a) not in ids and name_key(a) not in names]
        if unknown and sections:
            near = nearest(unknown[0], [*ids.values(), *names.values()])
            hint = f"; did you mean `{near}`?" if near and len(unknown) == 1 else ""
            yield Note(f"{each.file} has settings for unknown agents: {quoted(unknown)}{hint}")
