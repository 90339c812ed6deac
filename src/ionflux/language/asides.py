"""What a text calls former, excluded, optional or an example, and so does not say of the agent."""

from __future__ import annotations

import re

from ionflux.core.patterns import regex

_GAP = r"[^\w.,;\n]{1,6}"
_FILLERS = (
    r"(?:(?:a|an|the|o|a|os|as|um|uma|el|la|usa|usamos|use|uses|used|using|need|needs|needed|with|in"
    rf"|to|from|by|longer|called|named|models?|modelos?|agents?|agentes?){_GAP}){{0,3}}"
)
_BEFORE = regex(
    r"\b(?:(?:no|not|never|without|except|instead of|rather than|other than|replac\w{1,9}"
    r"|former(?:ly)?|previous(?:ly)?|old|deprecated|legacy|migrated from|used to|planned|future"
    r"|optional(?:ly)?|potential(?:ly)?|possibly|maybe|for example|for instance|such as"
    r"|n[ãa]o|sem|nunca|nem|exceto|em vez de|no lugar de|substitu\w{1,9}|antig[oa]s?|futur[oa]s?"
    r"|planejad[oa]s?|opcional(?:mente)?|talvez|por exemplo|sin|en lugar de|por ejemplo|ex)\b"
    rf"|e\.?g\b\.?,?|p\. ?ex\b\.?,?){_GAP}{_FILLERS}$",
    re.IGNORECASE,
)
_BEHIND = regex(
    rf"{_GAP}(?:(?:is|are|was|were|has been|é|foi|está|era|será|es|fue|no)\s){{0,2}}"
    r"(?:not|none|n/a|nenhuma?|ningun[oa]|no(?= *(?:[.;)]|$))|no longer|n[ãa]o|nunca|never|removed"
    r"|gone|retired|replaced|dropped|deprecated|disabled|planned|future|optional|potential"
    r"|for example|former|legacy|until v|opcional|removid[oa]|futur[oa]|substitu[ií]d[oa]"
    r"|planejad[oa]|antig[oa]|obsolet[oa]|desativad[oa]|até a? ?v|hasta la? ?v)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters around some words that may say so."""


def is_passed_over(text: str, start: int, end: int) -> bool:
    """Tell whether a text denies what is between two offsets, or calls it past or optional."""
    before, behind = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    return bool(_BEFORE.search(before) or _BEHIND.match(behind))
