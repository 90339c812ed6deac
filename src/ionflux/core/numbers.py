"""Numbers in decimal notation that a float cannot hold."""

from __future__ import annotations

from math import isinf


def number_or_digits(digits: str) -> float | str:
    """Return a number, or its digits if a float would be infinite, or 0 for a small number."""
    number = float(digits)
    if isinf(number) or (not number and digits.lower().partition("e")[0].strip("+-0.")):
        return digits
    return number


def size_fault(text: str) -> str | None:
    """Return why a text is not a number, though it is written like one; None for other texts."""
    digits = text.lstrip("+-.")
    if digits.isdecimal() or not digits[:1].isdecimal():  # whole numbers may have any size
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if number_or_digits(text) == number:
        return None
    return f"too {'large' if number else 'small'} for a number"
