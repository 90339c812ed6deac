"""Hostile texts at random: any mixture of pieces, and one part repeated to any length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from bad_strings import BadString
from fuzz.targets import Target
from fuzz.vocabulary import MARKDOWN, YAML

_MOST_PIECES = 25


def bad_texts(
    random: Random, pieces: Sequence[str] = (*MARKDOWN, *YAML), beginnings: Sequence[str] = ("",)
) -> Iterator[BadString]:
    """Yield texts endlessly, each with a part that is repeated to the wanted length."""
    while True:
        begin = random.choice(beginnings) + _joined(random, pieces, (0, 0, 1, 2))
        part = _joined(random, pieces, (1, 1, 2, 3))
        yield BadString(begin, part, _joined(random, pieces, (0, 0, 1)))


def mixtures(random: Random, target: Target) -> Iterator[bytes]:
    """Yield inputs for a target endlessly; some end with bytes that are not text."""
    while True:
        count = random.randrange(_MOST_PIECES)
        if not target.pieces:
            yield random.randbytes(4 * random.choice((1, 1, 2, 4, 20)))
            continue
        text = random.choice(target.beginnings)
        text += "".join(
            random.choice(target.pieces) * random.choice((1, 1, 2)) for _ in range(count)
        )
        data = text.encode()
        is_cut = random.random() < 0.1
        yield data[: random.randint(0, len(data))] + random.randbytes(2) if is_cut else data


def _joined(random: Random, pieces: Sequence[str], counts: Sequence[int]) -> str:
    return "".join(random.choice(pieces) for _ in range(random.choice(counts)))
