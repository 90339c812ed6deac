"""Words that call something past: each phrase of each language, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ionflux.language import languages
from ionflux.language.negations import is_passed_over


def phrases(role: str) -> Iterator[str]:
    for language in languages():
        for table, words in language.negations.items():
            if table.partition(":")[0] == role:
                yield from (phrase.strip() for phrase in words.split(","))


@pytest.mark.parametrize("phrase", sorted(set(phrases("former"))))
def test_what_follows_a_word_for_former_is_passed_over(phrase: str) -> None:
    text = f"uses {phrase} Kafka"
    assert is_passed_over(text, text.index("Kafka"), len(text))


@pytest.mark.parametrize("phrase", sorted(set(phrases("ended"))))
def test_what_precedes_a_word_for_ended_is_passed_over(phrase: str) -> None:
    assert is_passed_over(f"Kafka ({phrase})", 0, len("Kafka"))
