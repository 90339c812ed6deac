"""Lines that say nothing, taken out of an agent's parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ionflux.markdown import Fence
from ionflux.reading.draft import Draft
from ionflux.reading.sections import Part
from ionflux.reading.texts import is_furniture


def remove(draft: Draft, own: Iterable[Part], taken: Collection[int]) -> None:
    """Take rules, closing formulas, directives and left-over fences out of every part.

    `taken` are the lines that the definition has used.
    """
    fences = draft.document.fences_in(draft.section)
    fenced = {n for fence in fences for n in range(fence.first, fence.last + 1)}
    empty = {f.first for f in fences if not f.closed and _is_blank(draft, f)}
    lines, vocabulary = draft.lines, draft.vocabulary
    for part in own:
        kept: list[int] = []
        for number in part.lines:
            line = lines[number]
            if number in taken or number in empty:
                continue
            if not line or line.isspace():
                # A blank line follows one already kept where furniture stood between.
                if kept and kept[-1] != number - 1 and not lines[kept[-1]].strip():
                    continue
            elif number not in fenced and is_furniture(line, vocabulary):
                continue
            kept.append(number)
        part.lines = kept


def _is_blank(draft: Draft, fence: Fence) -> bool:
    return not any(draft.lines[number].strip() for number in fence.body)
