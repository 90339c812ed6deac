"""Texts of sections: trimming, placeholders, and the quoted line under a heading."""

from __future__ import annotations

from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.language import Vocabulary
from ionflux.markdown.plain import OPENING, without_comments

_LETTER = regex(r"[^\W_]")
_PARENTHESISED = regex(r"[*_]*+\((?P<remark>[^()]*+)\)[*_]*+\.?")
_LONGEST = 200
"""How many characters a placeholder has at most."""
_QUOTE_BEGINS = regex(r"[ \t]*+[*_]{0,3}[“\"'‘«„]")
_QUOTE_ENDS = regex(r"[^“\"'‘«„][”\"'’»“][*_]{0,3}\.?\Z")
_NO_WORDS = regex(
    r"[ \t]*+(?:(?P<comment><!--)|(?:</?[A-Za-z][^<>\n]{0,300}>[ \t]*+)++\n"
    r"|(?:\[?!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)(?:\]\([^)\n]{0,300}\))?[ \t]*+)++\n|\n)"
)
_BLOCK_QUOTE = regex(r" {0,3}> ?(?=[^\n]*\w)")


def trim(text: str) -> tuple[int, str]:
    """Return a text without blank lines at its ends, and how much was removed before it."""
    bare = text.strip("\n")
    if bare and bare == bare.strip():  # as nearly always
        return (0 if text[0] != "\n" else len(text) - len(text.lstrip("\n"))), bare
    last = len(text.rstrip())
    if not last:
        return 0, ""
    end = text.find("\n", last)
    if end >= 0:
        text = text[:end]
    first = len(text) - len(text.lstrip())
    if first:
        first = text.rfind("\n", 0, first) + 1
        text = text[first:]
    return first, text


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return where each line of a text begins and ends, without its line feed."""
    extents, start = [], 0
    while (end := text.find("\n", start)) >= 0:
        extents.append((start, end))
        start = end + 1
    extents.append((start, len(text)))
    return extents


def without_break(line: str) -> str:
    """Return a line without the backslash that breaks it at its end, which is not text."""
    slashes = len(line) - len(line.rstrip("\\"))
    return line[:-1] if slashes % 2 else line


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text is a placeholder: `TBD`, a remark that says so, marks."""
    return says_nothing(without_comments(text) if "<!--" in text else text, vocabulary)


def says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Tell the same of a text without comments, such as plain text."""
    text = text.strip()
    return len(text) <= _LONGEST and _says_nothing(text, vocabulary)


@lru_cache(maxsize=256)  # the same few placeholders are in sections of many agents
def _says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    if not text or text in vocabulary.placeholders:
        return True
    if text[0].isalnum():  # neither a remark nor mere marks
        return False
    if not (found := _PARENTHESISED.fullmatch(text)):
        return not _LETTER.search(text)
    remark = words(found["remark"])
    return found["remark"] in vocabulary.placeholders or any(
        remark[: len(beginning)] == beginning for beginning in vocabulary.remarks
    )


def before_words(text: str) -> int:
    """Return where the first line begins that is no comment, image, anchor or other lone tag."""
    start = 0
    while found := _NO_WORDS.match(text, start):
        start = found.end()
        if not found["comment"]:
            continue
        end = text.find("-->", start)
        line = text.find("\n", end)
        if end < 0 or line < 0 or text[end + len("-->") : line].strip():
            return found.start()
        start = line + 1
    return start


def quoted(text: str) -> tuple[int, int] | None:
    """Return where the quote at the beginning of a text begins and ends, if there is one."""
    if found := _BLOCK_QUOTE.match(text):
        end = text.find("\n")
        while end >= 0 and _BLOCK_QUOTE.match(text, end + 1):
            end = text.find("\n", end + 1)
        return found.end(), end if end >= 0 else len(text)
    if not _QUOTE_BEGINS.match(text):
        return None
    start = len(text) - len(text.lstrip())
    if text[start] not in OPENING and text[start] not in "*_":
        return None
    for begin, end in lines_of(text):
        line = text[begin:end].rstrip()
        if not line:
            return None
        if _QUOTE_ENDS.search(line[-6:]):
            return start, end
    return None
