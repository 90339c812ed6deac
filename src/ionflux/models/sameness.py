"""What means the same though it is written differently: paths, crons, names, ids, namespaces.

Each `…_key` returns a value that two texts share when they mean the same. Rules, look-ups of
agents and comparisons of definitions use these, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable

from ionflux.core.patterns import regex
from ionflux.models.crons import cron_times, standard

PLACEHOLDER = "{}"
"""A part of a path, or of a part, that any value may take the place of."""

_PLACEHOLDER = regex(r"\{\{[^{}]*\}\}|\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|^:\w+|^\*{1,2}$")
_TEMPLATE = regex(r"\{\{([^{}]*)\}\}")
_UNSEEN = frozenset({"Cc", "Cf"})
_VARIATIONS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810), 0x034F)))


def path_parts(path: str) -> tuple[str, ...]:
    """Return the parts of a webhook path; placeholders are equal whatever they are called."""
    return tuple(_PLACEHOLDER.sub(PLACEHOLDER, part) for part in path.split("/") if part)


def path_key(path: str) -> str:
    """Return a path without the names of its placeholders and without a slash at its end."""
    return "/".join(path_parts(path))


def cron_key(expression: str) -> Hashable:
    r"""Return when a cron expression runs; one that is not valid is equal to itself only.

    Markdown may write a star as `\*`, and some tools a day that does not matter as `?`.
    """
    plain = expression.replace("\\", "").replace("?", "*")
    return cron_times(plain) or standard(plain).lower()


def name_key(name: str) -> str:
    """Return what a name looks like: in one case and normal form, without unseen characters."""
    if name.isascii() and name.isprintable():
        return " ".join(name.lower().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(c for c in folded if c.isspace() or not is_unseen(c)).split())


def is_unseen(character: str) -> bool:
    """Tell whether a character has no picture of its own: a control, a mark of zero width."""
    return unicodedata.category(character) in _UNSEEN or character in _VARIATIONS


def text_key(text: str) -> str:
    """Return a text in the one Unicode normal form in which texts are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def id_key(identifier: str) -> str:
    """Return an id; a UUID is the same in either case."""
    return identifier if identifier.startswith("agent_") else identifier.lower()


def namespace_key(namespace: str) -> str:
    """Return a memory namespace without white space in its `{{variables}}`."""
    return _TEMPLATE.sub(_tight, text_key(namespace)) if "{{" in namespace else text_key(namespace)


def _tight(found: re.Match[str]) -> str:
    return f"{{{{{found[1].strip()}}}}}"
