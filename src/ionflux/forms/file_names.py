"""What the name of a document's file says about its agent."""

from __future__ import annotations

import re

from ionflux.core.patterns import regex
from ionflux.core.words import words

_NUMBERED = regex(
    r"(?:agente?[_-])?(?P<number>[0-9]{1,18})(?:[_ -](?P<rest>[^.]*))?(?:\..*)?", re.IGNORECASE
)
_WORD = "agent"
_YAML = (".yaml", ".yml")


def is_yaml_file(path: str) -> bool:
    """Tell whether a document is a YAML file by its name: such a file is not read as Markdown."""
    return path.lower().endswith(_YAML)


def _numbered(path: str) -> re.Match[str] | None:
    return _NUMBERED.fullmatch(path.replace("\\", "/").rpartition("/")[2])


def number_from_file_name(path: str) -> str | None:
    """Return the number at the beginning of a file's name, with its zeros, if there is one."""
    found = _numbered(path)
    return found["number"] if found else None


def id_part(name: str) -> str:
    """Return a name as a part of an id: its words in ASCII, without a closing `agent`."""
    found = [word for word in words(name) if word.isascii()]
    if len(found) > 1 and found[-1] == _WORD:
        found.pop()
    return "_".join(found)


def id_from_file_name(path: str, name: object) -> str | None:
    """Return `agent_`, the number of the file's name, `_` and the words of the agent's name.

    If the file is named after the agent, it shows where the words of `EmailWizard` end.
    """
    found = _numbered(path)
    if found is None or not isinstance(name, str):
        return None
    own, called = id_part(name), id_part(found["rest"] or "")
    same = own.replace("_", "") == called.replace("_", "")
    return "_".join(filter(None, (_WORD, found["number"], called if same else own)))
