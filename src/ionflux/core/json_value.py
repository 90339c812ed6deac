"""JSON values, as a type, and the numbers among them."""

from __future__ import annotations

from math import isinf
from typing import Any, TypeAlias

JsonValue: TypeAlias = Any
"""A JSON value: text, number, boolean, null, a list or a mapping of such values.

Type checkers handle recursive types badly where values are built step by step, so the alias
only documents what is meant.
"""


def keeps_size(digits: str, number: float) -> bool:
    """Tell whether a number is about what its digits say: not infinite, nor 0 for a small one."""
    if number:
        return not isinf(number)
    return not digits.lower().partition("e")[0].strip("+-0.")
