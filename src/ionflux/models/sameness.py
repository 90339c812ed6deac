"""Equivalence of values that are written differently: paths, crons, names, ids, namespaces.

Each `…_key` returns a value that texts with the same meaning share. Rules, look-ups of
agents and comparisons of definitions use these, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable

from ionflux.core.patterns import regex
from ionflux.models.crons import cron_times, standard

PLACEHOLDER = "{}"
"""A placeholder: a part of a path, or of a part, that stands for any value."""

_PLACEHOLDER = regex(r"\{\{[^{}]*\}\}|\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|^:\w+|^\*{1,2}$")
_TEMPLATE = regex(r"\{\{([^{}]*)\}\}")
_UNSEEN = frozenset({"Cc", "Cf"})
_VARIATIONS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810), 0x034F)))


def path_parts(path: str) -> tuple[str, ...]:
    """Return the parts of a webhook path; placeholders are equal whatever their names."""
    return tuple(_PLACEHOLDER.sub(PLACEHOLDER, part) for part in path.split("/") if part)


def path_key(path: str) -> str:
    """Return a path without the names of its placeholders and without a slash at its end."""
    return "/".join(path_parts(path))


def cron_key(expression: str) -> Hashable:
    r"""Return when a cron expression runs; an invalid one is equal only to itself.

    Markdown may write a star as `\*`, and some tools write `?` for any day.
    """
    plain = expression.replace("\\", "").replace("?", "*")
    return cron_times(plain) or standard(plain).lower()


def name_key(name: str) -> str:
    """Return a name in one case and normal form, without invisible characters."""
    if name.isascii() and name.isprintable():
        return " ".join(name.lower().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(c for c in folded if c.isspace() or not is_unseen(c)).split())


def is_unseen(character: str) -> bool:
    """Tell whether a character is invisible: a control character, or one of zero width."""
    return unicodedata.category(character) in _UNSEEN or character in _VARIATIONS


def text_key(text: str) -> str:
    """Return a text in the one Unicode normal form in which texts are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def id_key(identifier: str) -> str:
    """Return an id, with a UUID in lower case."""
    return identifier if identifier.startswith("agent_") else identifier.lower()


def namespace_key(namespace: str) -> str:
    """Return a memory namespace without white space in its `{{variables}}`."""
    return _TEMPLATE.sub(_tight, text_key(namespace)) if "{{" in namespace else text_key(namespace)


def _tight(found: re.Match[str]) -> str:
    return f"{{{{{found[1].strip()}}}}}"
