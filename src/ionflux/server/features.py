"""The requests of the server: each calls one module, and returns types of the protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path

from ionflux.authoring.fixes import Wanted
from ionflux.core.edits import Edit, Fix
from ionflux.core.errors import IonfluxError
from ionflux.core.findings import Diagnostic, Span
from ionflux.core.settings_parts import OWN_FILE, SHARED_FILE
from ionflux.server import messages
from ionflux.server.completion import completion
from ionflux.server.hover import hover
from ionflux.server.navigation import Location, definitions, references, target_at
from ionflux.server.positions import Positions
from ionflux.server.program import Server, real_path, uri_of
from ionflux.server.reading import DocumentText
from ionflux.server.renaming import rename
from ionflux.server.symbols import folds, lenses, symbols
from ionflux.server.workspace import Workspace

_WATCHED = (OWN_FILE, SHARED_FILE, "*.md", "*.markdown", "*.yaml", "*.yml")
_QUICK = types.CodeActionKind.QuickFix
_ALL = types.CodeActionKind.SourceFixAll

server = Server()
"""The server that `ionflux server` starts."""


@server.feature(types.INITIALIZED)
def _initialized(ls: Server, _: types.InitializedParams) -> None:
    ls.begin(_roots(ls) or [root for root in [ls.workspace.root_path] if root])
    watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
    capability = ls.client_capabilities.workspace
    watched = capability.did_change_watched_files if capability else None
    if watched and watched.dynamic_registration:
        registration = types.Registration(
            "watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
        )
        ls.client_register_capability(types.RegistrationParams([registration]))
    ls.check_all_later(0)


def _roots(ls: Server) -> list[str]:
    roots = (to_fs_path(folder.uri) for folder in ls.workspace.folders.values())
    return [root for root in roots if root]


@server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
def _folders_changed(ls: Server, _: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.begin(_roots(ls))
    ls.check_all_later(0)


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    path = real_path(params.text_document.uri)
    workspace = ls.of(path)
    workspace.close(path)
    if not workspace.holds(path):
        ls.publish(path, ())
    ls.check_all_later()


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def _saved(ls: Server, _: types.DidSaveTextDocumentParams) -> None:
    ls.check_all_later(0)


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    names = {Path(real_path(change.uri)).name for change in params.changes}
    for workspace in ls.folders:
        if names & {OWN_FILE, SHARED_FILE}:
            workspace.configure()
        workspace.files_changed()
    ls.check_all_later(0)


@server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([_QUICK, _ALL]))
def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    workspace, document, positions = ls.asked(params.text_document.uri)
    found: list[types.CodeAction] = []
    only = params.context.only
    if only is None or _is_asked(only, _QUICK):
        start, end = positions.offset(params.range.start), positions.offset(params.range.end)
        for each in workspace.check(document.path):
            first, last = document.offsets(_span(each))
            if each.fix and first <= end and start <= last:
                found.append(_quick_fix(params.text_document.uri, each, each.fix, positions))
    if only is not None and _is_asked(only, _ALL):
        found += _fix_all(workspace, document, params.text_document.uri, positions)
    return found


def _is_asked(only: Sequence[types.CodeActionKind | str], kind: types.CodeActionKind) -> bool:
    """Tell whether a kind of action is among those requested; `source` includes all below it."""
    names = [getattr(each, "value", each) for each in only]
    return any(kind.value == name or kind.value.startswith(f"{name}.") for name in names)


def _span(found: Diagnostic) -> Span:
    return Span(found.line, found.column, found.end_line, found.end_column)


def _quick_fix(uri: str, found: Diagnostic, fix: Fix, positions: Positions) -> types.CodeAction:
    changes = {uri: messages.edits(fix.edits, positions)}
    about = found.hint or found.message
    return types.CodeAction(
        title=f"{found.code}: {about}" + ("" if fix.safe else " (may change the meaning)"),
        kind=_QUICK,
        diagnostics=[messages.diagnostic(found, positions)],
        is_preferred=fix.safe,
        edit=types.WorkspaceEdit(changes=changes),
    )


def _fix_all(
    workspace: Workspace, document: DocumentText, uri: str, positions: Positions
) -> Iterator[types.CodeAction]:
    """Yield the action that makes all safe fixes, if there are any."""
    fixed = workspace.fix(document.path, Wanted())
    if fixed and fixed.codes:
        whole = Edit(0, len(document.text), fixed.text)
        yield types.CodeAction(
            title="Fix all that is certain",
            kind=_ALL,
            edit=types.WorkspaceEdit(changes={uri: messages.edits([whole], positions)}),
        )


@server.feature(types.TEXT_DOCUMENT_HOVER)
def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    _, document, positions = ls.asked(params.text_document.uri)
    told = hover(document, positions.offset(params.position))
    if told is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, told.text)
    return types.Hover(content, positions.range(told.start, told.end))


@server.feature(
    types.TEXT_DOCUMENT_COMPLETION,
    types.CompletionOptions(trigger_characters=["#", "*", "_", ":", " ", "-"]),
)
def _completion(ls: Server, params: types.CompletionParams) -> types.CompletionList:
    workspace, document, positions = ls.asked(params.text_document.uri)
    cursor = positions.offset(params.position)
    found = completion(document, cursor, workspace.known())
    items = [messages.proposal(each, cursor, positions) for each in found]
    return types.CompletionList(is_incomplete=False, items=items)


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def _symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    _, document, positions = ls.asked(params.text_document.uri)
    return [messages.symbol(each, positions) for each in symbols(document)]


@server.feature(types.WORKSPACE_SYMBOL)
def _workspace_symbols(
    ls: Server, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    wanted = params.query.casefold()
    found = []
    for workspace in (*ls.folders, ls.alone):
        for document in workspace.documents():
            for agent in document.agents:
                if wanted in f"{agent.name} {agent.id}".casefold():
                    place = document.offsets(agent.blueprint.heading.place)
                    where = _location(ls, Location(document.path, *place))
                    found.append(
                        types.WorkspaceSymbol(
                            location=where,
                            name=agent.name,
                            kind=types.SymbolKind.Class,
                            container_name=agent.id,
                        )
                    )
    return found


@server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
def _folds(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    _, document, _ = ls.asked(params.text_document.uri)
    return [types.FoldingRange(first, last) for first, last in folds(document)]


@server.feature(types.TEXT_DOCUMENT_CODE_LENS)
def _lenses(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    _, document, positions = ls.asked(params.text_document.uri)
    return [
        types.CodeLens(positions.range(each.offset, each.offset), types.Command(each.text, ""))
        for each in lenses(document)
    ]


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def _definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    workspace, document, positions = ls.asked(params.text_document.uri)
    target = target_at(document, positions.offset(params.position))
    found = definitions(workspace, document, target) if target else []
    return [_location(ls, each) for each in found]


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
def _references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    workspace, document, positions = ls.asked(params.text_document.uri)
    target = target_at(document, positions.offset(params.position))
    found = references(workspace, target) if target else []
    return [_location(ls, each) for each in found]


@server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
def _prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
    _, document, positions = ls.asked(params.text_document.uri)
    target = target_at(document, positions.offset(params.position))
    if target is None or target.kind == "file":
        return None
    return positions.range(target.start, target.end)


@server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
def _rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    workspace, document, positions = ls.asked(params.text_document.uri)
    target = target_at(document, positions.offset(params.position))
    if target is None:
        return None
    try:
        changes = rename(workspace, target, params.new_name)
    except IonfluxError as error:
        raise JsonRpcInvalidParams(str(error)) from None
    edits = {
        uri_of(path): messages.edits(each, _positions(ls, path)) for path, each in changes.items()
    }
    return types.WorkspaceEdit(changes=edits)


def _location(ls: Server, found: Location) -> types.Location:
    return types.Location(
        uri_of(found.path), _positions(ls, found.path).range(found.start, found.end)
    )


def _positions(ls: Server, path: str) -> Positions:
    return ls.positions(ls.of(path).document(path) or DocumentText(path, ""))
