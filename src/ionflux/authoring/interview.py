"""The questions that `new` asks, independent of the user interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ionflux.authoring.names import slug_of
from ionflux.authoring.outline import DEFAULTS, NewAgentOptions, blueprint_text
from ionflux.core.errors import UsageError


@dataclass(slots=True)
class Interview:
    """Questions about one new agent.

    `ask` asks a question, with the answer for an empty line. `check` raises
    UsageError for options that are not possible; then `tell` shows the reason, and the question is
    repeated.
    """

    name: str
    options: NewAgentOptions
    ask: Callable[[str, str], str]
    check: Callable[[NewAgentOptions], object]
    tell: Callable[[str], None]

    def hold(self) -> NewAgentOptions:
        """Ask for everything that was not given, and return all options."""
        defaults = blueprint_text(self.options.language).defaults
        self.check(self.options)
        if self.options.epithet is None:
            self._settle("epithet", "epithet", defaults["epithet"])
        if self.options.description is None:
            self._settle("description", "description", defaults["description"])
        if not (self.options.triggers or self.options.crons or self.options.paths):
            self._settle_trigger()
        for field, question in (("inputs", "input"), ("outputs", "output")):
            if not getattr(self.options, field):
                self._collect(field, question)
        return self.options

    def _settle_trigger(self) -> None:
        self._settle("triggers", "trigger", "webhook")
        details = {"schedule": ("crons", "cron"), "webhook": ("paths", "path")}
        kind = self.options.triggers[0]
        if kind in details:
            field, question = details[kind]
            self._settle(field, question, DEFAULTS[kind](slug_of(self.name)))

    def _settle(self, field: str, question: str, default: str) -> None:
        while not self._add(field, self._answer(question, default)):
            pass

    def _collect(self, field: str, question: str) -> None:
        while answer := self._answer(question, ""):
            self._add(field, answer)

    def _answer(self, question: str, default: str) -> str:
        return self.ask(blueprint_text(self.options.language).questions[question], default).strip()

    def _add(self, field: str, answer: str) -> bool:
        """Add an answer to the options, and return whether it is valid; lists get one more item."""
        known = getattr(self.options, field)
        given: Any = (*known, answer) if isinstance(known, tuple) else answer
        options = replace(self.options, **{field: given})
        try:
            self.check(options)
        except UsageError as error:
            self.tell(str(error))
            return False
        self.options = options
        return True
