"""The kinds of front matter: a definition, metadata of a document, or another tool's."""

from __future__ import annotations

from ionflux.forms.front_matter.matter import FrontMatter
from ionflux.forms.others.tools import SHARED, marks_of
from ionflux.forms.sections.definition import Definition
from ionflux.forms.sections.definition_block import looks_like_definition
from ionflux.forms.sections.page import Page
from ionflux.language import Vocabulary
from ionflux.models.fields import keys
from ionflux.yaml.nodes import MappingNode, Scalar

_COLLECTIONS = frozenset({"triggers", "inputs", "outputs", "stack", "memory", "services"})
"""Keys whose value is a list or a mapping; other tools have some of them with a single word."""
_TELLING = frozenset({"version", "triggers", "inputs", "outputs", "stack", "memory"})
"""Keys of which two make a definition, together with an `id` or a `name`."""
_METADATA = frozenset({"name", "version", "description", "status", "category"})
"""Keys that describe any document."""


def is_definition(front: FrontMatter, page: Page) -> bool:
    """Tell whether a front matter is the definition of an agent.

    It has `id` or `name`, and one more key of a definition; `description` next to `name` does not
    count, and a front matter with another tool's keys needs one that only a definition has.
    """
    root, marks = front.root, marks_of(front.values)
    if root is None:
        like = looks_like_definition(front.text, page.vocabulary)
        return bool(front.content.findings) and like and ("id" in front.values or not marks)
    own = own_keys(root, page.vocabulary)
    if "id" in own:
        return len(own) > 1
    if "name" not in own:
        return _is_wrapped(root, page.vocabulary)
    further = own - {"name", "description"}
    return bool(further - SHARED if marks else further)


def is_nearly_definition(front: FrontMatter, page: Page) -> bool:
    """Tell whether a front matter has the keys of a definition but does not name an agent."""
    if front.root is None or marks_of(front.values):
        return False
    return len(own_keys(front.root, page.vocabulary) & _TELLING) > 1


def is_metadata(front: FrontMatter, page: Page) -> bool:
    """Tell whether a front matter may describe the document rather than an agent."""
    return front.root is not None and own_keys(front.root, page.vocabulary) <= _METADATA


def own_keys(root: MappingNode, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of a definition that a mapping has, by their canonical names."""
    canonical = Definition(root, vocabulary).canonical
    found = {canonical(written): value for written, (_, value) in root.entries.items()}
    return frozenset(
        name
        for name, value in found.items()
        if name in keys() and not (name in _COLLECTIONS and isinstance(value, Scalar))
    )


def _is_wrapped(root: MappingNode, vocabulary: Vocabulary) -> bool:
    """Tell whether the only key of a mapping has a definition below it."""
    if len(root.entries) != 1:
        return False
    ((_, value),) = root.entries.values()
    return isinstance(value, MappingNode) and own_keys(value, vocabulary) >= {"id", "name"}
