"""The parts of `make fuzz`: hostile inputs for every reader of the program.

`targets` are the readers, `vocabulary` is what hostile texts are made of. The suite tries a few of
them (`test_fuzz.py`), and everything in `corpus`, where each input that was found to break a reader
is kept as a file.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def corpus(target: str) -> Path:
    """Return the folder of the inputs that once broke a target."""
    return _made(_HERE / "corpus" / target)


def growing(target: str) -> Path:
    """Return the folder of the inputs found by coverage, which is not committed."""
    return _made(_HERE.parents[1] / ".fuzz" / target)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
