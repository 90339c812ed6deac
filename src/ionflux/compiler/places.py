"""Findings to diagnostics: the name and severity of their code, and their place."""

from __future__ import annotations

from collections.abc import Mapping

from ionflux.diagnostics import Diagnostic, Finding, Loc, Span
from ionflux.raw import Origin, RawBlueprint
from ionflux.rules import rules


class Places:
    """A blueprint's places in its document, by paths into the model."""

    def __init__(self, raw: RawBlueprint, origins: Mapping[Loc, Origin]) -> None:
        self.raw = raw
        self.origins = origins

    def of(self, finding: Finding) -> Span:
        """Return a finding's place."""
        if isinstance(finding.where, Span):
            return finding.where
        return self.at(finding.where, finding.excerpt)

    def at(self, loc: Loc, excerpt: str | None = None) -> Span:
        """Return the place of a value, or of some words in it; what is missing, its owner's line.

        The empty path is the heading; a field that nobody wrote belongs to the YAML block.
        """
        if not loc:
            return self.raw.place.span
        nearest = loc
        while nearest and nearest not in self.origins:
            nearest = nearest[:-1]
        place = self.origins[nearest].place if nearest in self.origins else self.raw.place
        span = (place.find(excerpt) if excerpt else None) or place.span
        return span if nearest == loc else Span(span.line, span.column, span.line, span.column)


def stamp(finding: Finding, span: Span, path: str, agent: str | None = None) -> Diagnostic:
    """Return the diagnostic of a finding whose place is known."""
    rule = rules()[finding.code]
    where = () if isinstance(finding.where, Span) else finding.where
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=finding.message,
        path=path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        agent=agent,
        field=finding.field or dotted(where) or None,
        hint=finding.hint,
    )


def dotted(loc: Loc) -> str:
    """Return a path into a model as people write it: `inputs_schema[0].type`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".")
