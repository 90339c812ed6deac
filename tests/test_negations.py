"""Words that negate something or call it past, before it and after it, in each language."""

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


@pytest.mark.parametrize(
    "text",
    [
        "It exposes no webhook `/hooks`",
        "The agent runs no cron `/hooks`",
        "writes no `/hooks`",
        "No `/hooks`",
        "has no `/hooks`",
    ],
)
def test_the_english_no_negates(text: str) -> None:
    assert is_passed_over(text, text.index("/hooks"), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Recebe eventos no webhook `/hooks`",
        "Roda no cron `/hooks`",
        "Os pedidos chegam no `/hooks`",
        "só no `/hooks`",
        "Use o cache no `/hooks`",
    ],
)
def test_the_portuguese_no_does_not_negate(text: str) -> None:
    assert not is_passed_over(text, text.index("/hooks"), len(text))
