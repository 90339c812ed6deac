"""Names of models are found wherever they are in a text; common words are not such names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux.language.model_names import models_named_in

NAMES = (
    "GPT-4o", "gpt-3.5-turbo", "Claude 3 Haiku", "claude-3-5-sonnet", "Gemini 1.5 Pro", "Whisper",
    "whisper-large", "DALL-E 3", "Stable Diffusion XL", "text-embedding-3-small", "Llama 3.1",
    "o1", "o3-mini", "Phi-3", "T5-11", "Opus 4", "Command R", "CLIP", "SDXL", "Sabiá-3",
)  # fmt: skip
WORDS = ("the", "with", "(draft)", "a clip", "whisper of", "o1x", "opus", "3", "x.gpt-4", "é", "—")
TEXTS = st.lists(st.sampled_from((*WORDS, *NAMES)), max_size=6).map(", ".join)


@given(TEXTS, st.sampled_from(NAMES), TEXTS)
def test_a_name_is_found_wherever_it_is(before: str, name: str, after: str) -> None:
    text = f"{before}; {name}; {after}"
    start = len(before) + 2
    assert (name, start, start + len(name)) in list(models_named_in(text))


@given(TEXTS)
def test_names_are_in_order_and_do_not_overlap(text: str) -> None:
    offsets = [offset for found in models_named_in(text) for offset in (found.start, found.end)]
    assert offsets == sorted(offsets)
    assert all(text[found.start : found.end] == found.name for found in models_named_in(text))


@pytest.mark.parametrize("text", ["a clip", "whisper it", "its opus", "x.gpt-4", "o1x", "GPT SDK"])
def test_common_words_and_parts_of_others_are_not_names(text: str) -> None:
    assert not list(models_named_in(text))
