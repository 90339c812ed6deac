"""Lines that say nothing, taken out of an agent's parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.sections import Part
from ionflux.markdown import Fence


def remove(draft: Draft, own: Iterable[Part], taken: Collection[int]) -> None:
    """Take rules, closing formulas, directives and left-over fences out of every part.

    `taken` are the lines that the definition has used.
    """
    fences = draft.document.fences_in(draft.section)
    left_over = [f.first for f in fences if not f.closed and _is_blank(draft, f)]
    gone = {*taken, *left_over, *draft.document.furniture_in(draft.section)}
    ordered = sorted(gone)
    for part in own:
        if part.lines and _meets(ordered, part.lines):
            part.lines = list(_kept(part.lines, gone, draft.lines))


def _meets(ordered: Sequence[int], numbers: Sequence[int]) -> bool:
    """Tell whether some numbers lie between the first and last of others; both go upwards."""
    index = bisect_left(ordered, numbers[0])
    return index < len(ordered) and ordered[index] <= numbers[-1]


def _kept(numbers: Iterable[int], gone: Collection[int], lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that stay; of blank ones around a gap, one is enough."""
    last = -1
    for number in numbers:
        if number in gone:
            continue
        blank = not lines[number].strip()
        if blank and last not in {-1, number - 1} and not lines[last].strip():
            continue
        last = number
        yield number


def _is_blank(draft: Draft, fence: Fence) -> bool:
    return not any(draft.lines[number].strip() for number in fence.body)
