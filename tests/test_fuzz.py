"""Every reader of the program, with random inputs: it ends with a result or with a reason.

What once broke a reader is kept in `fuzz/corpus`, and read here. `make fuzz` goes on for minutes.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

import fuzz
from fuzz.generators import mixtures
from fuzz.targets import TARGETS, seeds

_CORPUS = Path(fuzz.__file__).parent / "corpus"
_FEW = 6


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_of_the_corpus_are_read_or_rejected(name: str) -> None:
    kept = [file.read_bytes() for file in sorted((_CORPUS / name).glob("*"))]
    for data in (*seeds(name)[-3:], *kept):
        TARGETS[name].read(data)


@pytest.mark.parametrize("name", TARGETS)
def test_any_mixture_of_pieces_is_read_or_rejected(name: str) -> None:
    for data in islice(mixtures(Random(name), TARGETS[name]), _FEW):
        TARGETS[name].read(data)


def test_every_folder_of_the_corpus_is_that_of_a_target() -> None:
    assert {folder.name for folder in _CORPUS.iterdir()} <= set(TARGETS)
