"""The questions that `new` asks, whoever answers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ionflux.authoring.languages import languages
from ionflux.authoring.outline import DEFAULTS, NewAgentOptions, one_of, slug_of
from ionflux.core.errors import UsageError


@dataclass(slots=True)
class Interview:
    """Questions about one new agent.

    `ask` puts a question, with the answer that an empty line stands for. `check` raises
    UsageError for wishes that cannot be met; then `tell` says why, and the question comes again.
    """

    name: str
    wishes: NewAgentOptions
    ask: Callable[[str, str], str]
    check: Callable[[NewAgentOptions], object]
    tell: Callable[[str], None]

    def hold(self) -> NewAgentOptions:
        """Ask for everything that was not said, and return what is known then."""
        defaults = one_of(languages(), self.wishes.language, "language").defaults
        self.check(self.wishes)
        if self.wishes.epithet is None:
            self._settle("epithet", "epithet", defaults["epithet"])
        if self.wishes.description is None:
            self._settle("description", "description", defaults["description"])
        if not (self.wishes.triggers or self.wishes.crons or self.wishes.paths):
            self._settle_trigger()
        for field, question in (("inputs", "input"), ("outputs", "output")):
            if not getattr(self.wishes, field):
                self._collect(field, question)
        return self.wishes

    def _settle_trigger(self) -> None:
        self._settle("triggers", "trigger", "webhook")
        details = {"schedule": ("crons", "cron"), "webhook": ("paths", "path")}
        kind = self.wishes.triggers[0]
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
        return self.ask(languages()[self.wishes.language].questions[question], default).strip()

    def _add(self, field: str, answer: str) -> bool:
        """Take an answer over; tell whether it will do. Lists grow by it."""
        known = getattr(self.wishes, field)
        said: Any = (*known, answer) if isinstance(known, tuple) else answer
        wishes = replace(self.wishes, **{field: said})
        try:
            self.check(wishes)
        except UsageError as error:
            self.tell(str(error))
            return False
        self.wishes = wishes
        return True
