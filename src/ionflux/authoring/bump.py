"""The versions that a comparison requires, written into documents."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ionflux.authoring.fix_run import FixedDocument, text_of
from ionflux.compiler import Compilation, Inputs
from ionflux.compiler.origins import Origins
from ionflux.core.edits import Edit, replacing
from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.diff import Changes
from ionflux.diff.versions import raised
from ionflux.documents.rewriting import rewritten
from ionflux.documents.source import normalised

_ZEROS = regex(r"[0-9]+\.[0-9]*0")


class Bump(NamedTuple):
    """The new version of an agent; None if only its author can decide."""

    agent: str
    old: str
    new: str | None

    @property
    def left(self) -> str:
        """Why there is no version to write; empty if there is one."""
        if self.new is not None:
            return ""
        return f"the version after {self.old} of {self.agent} must be chosen by its author"


def bumps(changes: Changes) -> Iterator[Bump]:
    """Yield the bumps of the agents whose version did not rise as far as their changes require."""
    for agent in changes.agents:
        if agent.required_bump and agent.old_version and not agent.bump_ok:
            yield Bump(agent.id, agent.old_version, raised(agent.old_version, agent.required_bump))


def revisions(old: str, paths: Iterable[str]) -> list[str]:
    """Return the sources to compare with: the named one, else the paths of a revision."""
    if ":" in old or os.path.exists(old):
        return [old]
    return [f"{old}:{os.path.relpath(path)}" for path in paths]


def bumped(inputs: Inputs, compiled: Compilation, asked: Iterable[Bump]) -> list[FixedDocument]:
    """Return the documents with the versions written into them; nothing is written to disk."""
    origins = inputs.origins(compiled)
    written: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for bump in asked:
        if bump.new is not None and (found := _place(origins, bump.agent)):
            path, place = found
            written[path].append((place, bump.new))
    return [document for path in written if (document := _with(inputs, path, written[path]))]


def _place(origins: Origins, agent: str) -> tuple[str, Span] | None:
    found = origins.of(agent)
    return (found.path, found.at(("version",))[1]) if found else None


def _with(inputs: Inputs, path: str, versions: Sequence[tuple[Span, str]]) -> FixedDocument | None:
    text = text_of(inputs, path)
    if text is None:
        return None
    edits = [edit for place, new in versions for edit in _edits(text, place, new)]
    return FixedDocument(path, text, rewritten(text, edits), {"versions": len(versions)}, ())


def _edits(text: str, place: Span, new: str) -> Iterable[Edit]:
    source = normalised(text)
    start = source.offset(place.line, place.column)
    old = source.text[start : source.offset(place.end_line, place.end_column) + 1]
    quote = old[:1] if old[:1] in {'"', "'"} else ""
    # As a number, a version would lose its trailing zeros.
    quote = quote or ('"' if _ZEROS.fullmatch(new) else "")
    return replacing(start, old, f"{quote}{new}{quote}")
