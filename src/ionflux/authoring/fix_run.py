"""Fixing all documents of a run: each completely or not at all, and none at the cost of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from ionflux.authoring.fixes import Left, Wanted, fixed
from ionflux.authoring.trials import caused
from ionflux.compiler import Compilation, CompiledDocument, Inputs, gather
from ionflux.core.findings import Diagnostic, Finding
from ionflux.core.words import counted
from ionflux.documents import source
from ionflux.documents.atomic import replacing


class FixedDocument(NamedTuple):
    """A document with fixes made: its text before and after, as it is on disk.

    `left` are findings whose fixes were not made.
    """

    path: str
    before: str
    after: str
    codes: Mapping[str, int]
    left: tuple[Left, ...]


def fix_documents(inputs: Inputs, compiled: Compilation, wanted: Wanted) -> list[FixedDocument]:
    """Return the documents of a run that have something to fix, as they are to be written.

    Nothing is written yet. Findings between documents are also checked: if fixes cause a conflict
    of two agents, a document gets only its safe fixes, or none.
    """
    run = _Run(inputs, compiled)
    found = [document for part in compiled.parts if (document := run.fixed(part, wanted))]
    if run.is_good(found):
        return found
    accepted: list[FixedDocument] = []
    for document in found:
        careful = run.fixed(run.parts[document.path], wanted._replace(unsafe=False))
        for each in filter(None, (document, careful)):
            if run.is_good([*accepted, each]):
                accepted.append(each)
                break
    return accepted


class _Run:
    """The documents of a run as they were compiled."""

    def __init__(self, inputs: Inputs, compiled: Compilation) -> None:
        self.inputs = inputs
        self.compiled = compiled
        self.parts = {part.path: part for part in compiled.parts}
        self.found = {(found.path, found.code, found.agent) for found in compiled.found}

    def fixed(self, part: CompiledDocument, wanted: Wanted) -> FixedDocument | None:
        """Return a fixed document, or None if there is nothing to do."""
        alone = gather([part])
        own = wanted._replace(left=frozenset(self._follow(part)))
        text = text_of(self.inputs, part.path) if own.of(alone) else None
        if text is None:
            return None
        made = fixed(text, lambda text: gather([self.compile(part.path, text)]), own)
        return FixedDocument(part.path, text, *made)

    def compile(self, path: str, text: str) -> CompiledDocument:
        """Compile a document of the run from a different text."""
        return self.inputs.compile_one(path, text)

    def is_good(self, documents: Sequence[FixedDocument]) -> bool:
        """Tell whether the documents together have no new findings."""
        now = {each.path: self.compile(each.path, each.after) for each in documents}
        after = gather(now.get(part.path, part) for part in self.compiled.parts)
        before = Counter(found.code for found in self.compiled.found)
        found = caused(after.found, self.compiled, after)
        counts = Counter(each.code for each in found if each.code in _BETWEEN)
        return all(number <= before[code] for code, number in counts.items())

    def _follow(self, part: CompiledDocument) -> Iterator[tuple[str, str | None]]:
        """Yield findings that follow from a mistake elsewhere: the number of another agent."""
        for found in part.diagnostics:
            if (found.path, found.code, found.agent) not in self.found:
                yield found.code, found.agent


def text_of(inputs: Inputs, path: str) -> str | None:
    """Return the text of a document as it is on disk, or None if it cannot be read."""
    data = inputs.files.contents(path)
    if isinstance(data, Finding) or isinstance(source.from_bytes(data, path), Finding):
        return None
    return data.decode("utf-8")


_BETWEEN = frozenset({"IFX210", "IFX301", "IFX302", "IFX303", "IFX304"})
"""The findings that need all documents."""


def texts(documents: Iterable[bytes]) -> Iterator[str]:
    """Yield the documents that are valid text; the others are reported."""
    for data in documents:
        with suppress(UnicodeDecodeError):
            yield data.decode()


def diff_of(documents: Iterable[FixedDocument]) -> Iterator[str]:
    """Yield the changes in the format of `diff -u`, for `patch`."""
    for each in documents:
        before, after = (text.splitlines(keepends=True) for text in (each.before, each.after))
        for line in unified_diff(before, after, each.path, each.path):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write(documents: Iterable[FixedDocument], given: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write documents to disk, each completely or not at all; return those given as text."""
    elsewhere = {}
    for each in documents:
        if each.path in given:
            elsewhere[each.path] = each.after.encode()
        elif each.after != each.before:
            with replacing(Path(each.path)) as file:
                file.write(each.after)
    return elsewhere


def still_fixable(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> list[Diagnostic]:
    """Return findings that remain, without the fixes that were tried but not made."""
    return [
        replace(found, fix=None) if found.fix and (unsafe or found.fix.safe) else found
        for found in diagnostics
    ]


def summary(documents: Iterable[FixedDocument], done: str) -> Iterator[str]:
    """Yield what could not be fixed, and a line with the number of fixed findings per code."""
    made: Counter[str] = Counter()
    changed = 0
    for each in documents:
        made.update(each.codes)
        changed += each.after != each.before
        yield from map(_said_of, each.left)
    by_code = ", ".join(f"{code} {number}" for code, number in sorted(made.items()))
    number = f"{counted(made.total(), 'finding')} {done} in {counted(changed, 'document')}"
    yield f"{number}: {by_code}" if made else f"nothing {done}"


def _said_of(left: Left) -> str:
    found, brings = left
    why = f"cause {', '.join(brings)}" if brings else "not resolve it"
    return f"{found.path}:{found.line}: note: {found.code} is not fixed: the fix would {why}"
