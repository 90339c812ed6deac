"""Turn findings into diagnostics, with the name and severity of their code; only done here."""

from __future__ import annotations

from ionflux.checks.rules import rule
from ionflux.core.edits import Fix
from ionflux.core.findings import Diagnostic, Finding, Span, dotted

LONGEST = 1_000
"""Maximum length of a message; a document may be quoted in it."""


def stamp(
    finding: Finding, span: Span, path: str, agent: str | None = None, fix: Fix | None = None
) -> Diagnostic:
    """Return the diagnostic of a finding whose place is known."""
    about = rule(finding.code)
    return Diagnostic(
        code=about.code,
        name=about.name,
        severity=finding.severity or about.severity,
        message=_cut(finding.message),
        path=path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        agent=agent,
        field=_cut(finding.field or dotted(finding.loc)) or None,
        hint=_cut(finding.hint) if finding.hint else None,
        fix=fix,
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
