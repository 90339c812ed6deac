"""Values of the server as messages of the protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from ionflux.core.edits import Edit
from ionflux.core.findings import Diagnostic, Severity
from ionflux.server.completion import Proposal
from ionflux.server.positions import Positions
from ionflux.server.symbols import Symbol

SOURCE = "ionflux"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_SYMBOLS = {
    "agent": types.SymbolKind.Class,
    "section": types.SymbolKind.String,
    "key": types.SymbolKind.Key,
}
_PROPOSALS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "section": types.CompletionItemKind.Struct,
    "label": types.CompletionItemKind.Field,
    "agent": types.CompletionItemKind.Reference,
}


def diagnostic(found: Diagnostic, positions: Positions) -> types.Diagnostic:
    """Return a finding; its hint is the last line of the message."""
    hint = f"\nhint: {found.hint}" if found.hint else ""
    return types.Diagnostic(
        range=positions.of(found),
        message=f"{found.message}{hint}",
        severity=_SEVERITIES[found.severity],
        code=found.code,
        source=SOURCE,
        tags=[types.DiagnosticTag.Deprecated] if found.code == "IFX108" else None,
    )


def edits(changes: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    """Return edits of one document."""
    return [types.TextEdit(positions.range(e.start, e.end), e.text) for e in changes]


def symbol(part: Symbol, positions: Positions) -> types.DocumentSymbol:
    """Return a part of a document with its parts."""
    return types.DocumentSymbol(
        name=part.name or "?",
        kind=_SYMBOLS[part.kind],
        range=positions.range(part.start, part.end),
        selection_range=positions.range(part.name_start, part.name_end),
        detail=part.detail or None,
        children=[symbol(each, positions) for each in part.parts],
    )


def proposal(each: Proposal, cursor: int, positions: Positions) -> types.CompletionItem:
    """Return a completion item, which replaces the text that is already there."""
    return types.CompletionItem(
        label=each.text,
        kind=_PROPOSALS[each.kind],
        detail=each.detail or None,
        text_edit=types.TextEdit(positions.range(each.start, cursor), each.written or each.text),
    )
