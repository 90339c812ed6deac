"""Edits made to texts: in any order, all of them, and none that overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux.core.edits import Edit, Fix, apply, compatible, replacing
from ionflux.documents.rewriting import rewritten
from ionflux.documents.source import normalise

texts = st.text(alphabet="ab\n📌é", max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit], str]:
    """Draw a text, edits of it in any order, and the result."""
    kept = draw(st.lists(texts, min_size=1, max_size=5))
    changes = [(draw(texts.filter(bool)), draw(texts)) for _ in kept[1:]]
    before, after, edits = kept[0], kept[0], []
    for (old, new), rest in zip(changes, kept[1:], strict=True):
        edits.append(Edit(len(before), len(before) + len(old), new))
        before, after = f"{before}{old}{rest}", f"{after}{new}{rest}"
    return before, draw(st.permutations(edits)), after


@given(edited())
def test_every_edit_is_made_whatever_their_order(made: tuple[str, list[Edit], str]) -> None:
    before, edits, after = made
    assert apply(before, edits) == after


@given(edited())
def test_a_document_keeps_its_line_ends(made: tuple[str, list[Edit], str]) -> None:
    before, edits, after = made
    written = f"\ufeff{before}".replace("\n", "\r\n")
    if "\r" in written:
        assert rewritten(written, edits) == f"\ufeff{after}".replace("\n", "\r\n")


@given(st.text(alphabet="a\r\n\ufeff", max_size=20), st.data())
def test_what_is_edited_is_what_was_read(written: str, data: st.DataObject) -> None:
    read = normalise(written)
    start = data.draw(st.integers(0, len(read)))
    end = data.draw(st.integers(start, len(read)))
    after = normalise(rewritten(written, [Edit(start, end, "-")]))
    assert after.replace("\ufeff", "") == f"{read[:start]}-{read[end:]}".replace("\ufeff", "")


def test_inserted_lines_get_the_line_ends_around_them() -> None:
    assert rewritten("a\r\nb\nc", [Edit(1, 1, "\nx"), Edit(3, 3, "\ny")]) == "a\r\nx\r\nb\ny\nc"
    assert rewritten("a\r\nb", [Edit(3, 3, "\nx")]) == "a\r\nb\r\nx"


@pytest.mark.parametrize(
    "edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(0, 3, ""), Edit(1, 1, "x")], [Edit(2, 1, "")]]
)
def test_overlapping_edits_are_rejected(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("abcd", edits)


def test_of_overlapping_fixes_only_the_first_is_made() -> None:
    first = Fix((Edit(0, 1, "x"), Edit(4, 6, "y")))
    overlaps = Fix((Edit(2, 3, "z"), Edit(5, 7, "z")))
    same = Fix((Edit(4, 6, "y"),))
    beside = Fix((Edit(6, 6, "w"), Edit(4, 4, "v")))
    assert compatible([first, overlaps, same, beside]) == [first, beside]


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_edits_between_two_words_are_no_longer_than_what_differs(old: str, new: str) -> None:
    edits = replacing(3, old, new)
    assert apply(f"___{old}___", edits) == f"___{new}___"
    assert (old == new) is not any(edit.text or edit.end > edit.start for edit in edits)


def test_the_shortest_edits() -> None:
    assert replacing(0, "descripton", "description") == (Edit(8, 8, "i"),)
    assert replacing(0, "“b”", '"b"') == (Edit(0, 1, '"'), Edit(2, 3, '"'))
