"""The agents of a document, of all forms."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import Protocol, cast

from ionflux.core.findings import Finding
from ionflux.core.installed import Guarded, Installed, blamed
from ionflux.core.registry import plugins
from ionflux.documents.source import SourceFile
from ionflux.forms import front_matter
from ionflux.forms.reading import Agent, Reading
from ionflux.forms.sections.page import Page
from ionflux.language import Vocabulary
from ionflux.markdown import outline

_PACKAGE = "ionflux.forms"
_LAST = ("front_matter", "sections")
"""Forms that read what the others leave over."""


class Form(Protocol):
    """A module that reads documents of one shape."""

    def recognises(self, text: str, /) -> bool:
        """Tell, at little cost, whether a document may contain agents of this form."""

    def read(self, page: Page) -> Reading:
        """Find the form's agents in the unclaimed parts of a document."""


@cache
def forms() -> tuple[Form, ...]:
    """Return every form, in the order in which they are called."""
    known = plugins(_PACKAGE)
    found = [module for name, module in known.items() if name not in {*_LAST, *known.others}]
    others = [_OtherForm(plugin) for plugin in known.others.values()]
    last = [known[name] for name in _LAST]
    return (*(form for form in found if hasattr(form, "recognises")), *others, *last)


class _OtherForm:
    """A form of another package, which error messages name."""

    def __init__(self, plugin: Installed) -> None:
        self.plugin = plugin

    def recognises(self, text: str) -> bool:
        return bool(self.plugin.content.recognises(text))

    def read(self, page: Page) -> Reading:
        reading = cast("Reading", Guarded(self.plugin, self.plugin.content.read(page)))
        with blamed(self.plugin):  # missing attributes are detected here, where its name is known
            _ = sorted(reading.claimed), reading.agents, reading.findings
        return reading


def _page(source: SourceFile, vocabulary: Vocabulary) -> Page:
    front = None
    if front_matter.recognises(source.text):
        from ionflux.forms.front_matter.matter import front_matter as read  # few have any

        front = read(source)
    return Page(source, outline(source.text, front.end if front else 0), vocabulary, front)


class Document:
    """A document whose agents are read one by one."""

    def __init__(self, source: SourceFile, vocabulary: Vocabulary) -> None:
        self.page = _page(source, vocabulary)
        self._readings: list[Reading] = []
        for form in forms():
            if form.recognises(source.text):
                if self._readings:
                    self.page.claim(self._readings[-1].claimed)
                self._readings.append(form.read(self.page))
                if (0, len(source.text)) in self._readings[-1].claimed:
                    break  # nothing is left for others

    def agents(self) -> Iterator[Agent]:
        """Read the agents, in the order of the document."""
        if len(self._readings) == 1:
            return self._readings[0].agents()
        return heapq.merge(
            *(reading.agents() for reading in self._readings), key=attrgetter("start")
        )

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield the findings outside of agents, each with its offset; call it after `agents`."""
        for reading in self._readings:
            yield from reading.findings()
