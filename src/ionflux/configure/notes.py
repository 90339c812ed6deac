"""The findings about one document of an instance file, with code, severity and place."""

from __future__ import annotations

from dataclasses import dataclass, field

from ionflux.checks.rules import rule
from ionflux.core.findings import Diagnostic, Finding, Severity, Span

TOP = Span(1, 1, 1, 1)


@dataclass(slots=True)
class Notes:
    """Collects findings; the one place that knows their codes' names and severities.

    `about` is the id of the definition that the document names, once that is known.
    """

    path: str
    about: str | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Tell whether there is an error."""
        return any(noted.severity is Severity.ERROR for noted in self.diagnostics)

    def add(
        self,
        code: str,
        message: str,
        where: Span,
        *,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        """Note one finding."""
        about = rule(code)
        self.diagnostics.append(
            Diagnostic(
                *(code, about.name, about.severity, message, self.path),
                *where,
                agent=self.about,
                field=field,
                hint=hint,
            )
        )

    def take(self, finding: Finding) -> None:
        """Note a finding that a reader has made; its place is known."""
        where = finding.place or TOP
        self.add(finding.code, finding.message, where, hint=finding.hint)
