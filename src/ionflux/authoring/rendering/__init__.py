"""Documents from definitions: importing them gives the same definition again.

A definition consists of items (`items`), and there are several ways in which a document can state
each: a text in its section, or by its key in the YAML block. They are put into a `draft`, which a
form writes, and `search` finds the ways that are read back the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ionflux.authoring.rendering import front_matter_form, sections_form
from ionflux.authoring.rendering.search import CannotRenderError, Write, search
from ionflux.core.errors import UsageError
from ionflux.core.settings import Settings
from ionflux.core.words import did_you_mean
from ionflux.language import Language
from ionflux.language import languages as all_languages
from ionflux.language.dialects import dialects_of
from ionflux.models import AgentDefinition

__all__ = ["CannotRenderError", "form_named", "language_named", "languages", "render"]

FORMS: Mapping[str, Write] = {
    "sections": sections_form.document,
    "front-matter": front_matter_form.document,
}
"""The writers of drafts, by the names of their forms."""


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages that documents can be written in, by their codes."""
    return {
        each.code: each
        for each in all_languages()
        if each.code and each.agent and each.standard_titles
    }


def language_named(name: str, settings: Settings) -> Language:
    """Return the language of a code, or a dialect of the configuration by its name.

    Raises UsageError if there is none.
    """
    known = {**dialects_of(settings), **languages()}
    if name in known:
        return known[name]
    raise UsageError(f"there is no language `{name}`{did_you_mean(name, known)}")


def form_named(name: str) -> str:
    """Return the name of a form; raise UsageError if documents cannot be written in it."""
    if name in FORMS:
        return name
    raise UsageError(f"there is no form `{name}`{did_you_mean(name, FORMS)}")


def render(
    definition: AgentDefinition,
    language: Language,
    form: str = "sections",
    settings: Settings | None = None,
) -> str:
    """Return the document of an agent; raise CannotRenderError if no document can express it.

    It is read back with the dialects of `settings`.
    """
    return search(definition, language, FORMS[form], settings or Settings())
