"""`ionflux server`: the real process, with a language client."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from language_client import Editor, editor, session
from program import run

ROOT = Path(__file__).resolve().parents[1]
WHOLE = types.Range(types.Position(0, 0), types.Position(100_000, 0))

KEEPER = """# Agents 😀

## AGENT 001 — KEEPER / Of the inbox
“Keeps 😀 what matters”

### 2 ▸ Essence
*   **Archetype:** The Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: 0.1
triggers:
  - type: cron # 😀
    cron: "0 8 * * 1"
inputs:
  - key: mail
    type: string
    required: true
outputs:
  - key: report
    type: md
stack:
  models: ["openai:gpt-4o"]
```

### 9 ▸ Scheduling & Triggers
*   😀 Cron: 0 9 * * * counts.
"""
SORTER = """## AGENT 002 — SORTER
### 5 ▸ YAML Definition
```yaml
id: agent_002
name: Sorter
version: "0.1"
stack:
  models: [anthropic:claude-3-haiku]
```

### 12 ▸ Integrated Example
It hands over to agent_001.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create a workspace with two agents that mention each other, and an instance of one."""
    root = tmp_path / "work"
    root.mkdir()
    (root / "keeper.md").write_text(KEEPER, "utf-8")
    (root / "sorter.md").write_text(SORTER, "utf-8")
    (root / "instance.yaml").write_text("agent_definition_id: agent_001\n", "utf-8")
    return root


def text(span: types.Range, of: str) -> str:
    """Return the text of a range on one line, counted in UTF-16."""
    line = of.split("\n")[span.start.line].encode("utf-16-le")
    return line[2 * span.start.character : 2 * span.end.character].decode("utf-16-le")


def test_findings_of_the_whole_folder_are_shown_while_typing(folder: Path) -> None:
    async def work(each: Editor) -> None:
        await each.until(lambda: each.codes("keeper.md") == ["IFX005", "IFX108", "IFX201"])
        drift = each.found("keeper.md")[-1]
        assert text(drift.range, KEEPER) == "0 9 * * *"
        assert drift.severity is types.DiagnosticSeverity.Warning
        assert "hint: " in drift.message
        each.open("keeper.md")
        each.type("keeper.md", KEEPER.replace("0 8 * * 1", "0 9 * * *"))
        await each.until(lambda: each.codes("keeper.md") == ["IFX005", "IFX108"])
        each.type("keeper.md", KEEPER.replace("id: agent_001", "id: agent_002"))
        await each.until(lambda: "IFX301" in each.codes("sorter.md"))
        assert "IFX210" in each.codes("sorter.md")
        each.close("keeper.md")  # what is on disk counts again
        await each.until(lambda: each.codes("sorter.md") == ["IFX005"])

    session(folder, work)


def test_a_document_beside_the_folder_is_checked_alone(folder: Path) -> None:
    beside = folder.parent / "beside.md"
    beside.write_text(KEEPER, "utf-8")

    async def work(each: Editor) -> None:
        each.open("../beside.md")
        uri = (folder / "../beside.md").resolve().as_uri()
        found = each.client.diagnostics
        await each.until(lambda: [d.code for d in found.get(uri, ())][-1:] == ["IFX201"])
        each.texts["../beside.md"] = KEEPER
        assert "IFX301" not in [d.code for d in found[uri]]

    session(folder, work)


def test_the_configuration_is_obeyed_and_watched(folder: Path) -> None:
    async def work(each: Editor) -> None:
        await each.until(lambda: "IFX201" in each.codes("keeper.md"))
        settings = folder / "ionflux.toml"
        change = types.FileEvent(settings.as_uri(), types.FileChangeType.Created)
        params = types.DidChangeWatchedFilesParams([change])
        settings.write_text('ignore = ["IFX2", "IFX005"]\n')
        each.client.workspace_did_change_watched_files(params)
        await each.until(lambda: each.codes("keeper.md") == ["IFX108"])
        settings.write_text("ignroe = []\n")
        each.client.workspace_did_change_watched_files(params)
        await each.until(lambda: bool(each.client.messages))
        assert "did you mean `ignore`?" in each.client.messages[0].message
        assert each.codes("keeper.md") == ["IFX108"]  # the settings are those that were valid

    session(folder, work)


def test_hover_tells_keys_values_titles_labels_and_codes(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.open("keeper.md", KEEPER + "<!-- ionflux: ignore IFX204 -->\n")
        told = {}
        for words in ("required:", "cron # ", "0 8 *", "Essence", "Archetype", "IFX204", "KEEPER"):
            at = each.at("keeper.md", words, 1)
            params = types.HoverParams(each.document("keeper.md"), at)
            answer = await each.client.text_document_hover_async(params)
            assert answer
            assert isinstance(answer.contents, types.MarkupContent)
            assert answer.range
            told[words] = answer.contents.value
            assert text(answer.range, each.texts["keeper.md"])
        assert "Compiles to `inputs_schema[].required`." in told["required:"]
        assert told["cron # "] == "Another name for `schedule`."
        assert told["0 8 *"] == "at 08:00, only on Monday"
        assert "Compiles to `archetype`." in told["Essence"]
        assert "Compiles to `archetype`." in told["Archetype"]
        assert told["IFX204"].startswith("IFX204 introduction-length (warning)")
        assert "at 08:00, only on Monday" in told["KEEPER"]

    session(folder, work)


def test_a_missing_document_gives_empty_answers(folder: Path) -> None:
    async def work(each: Editor) -> None:
        gone, at = each.document("gone.md"), types.Position(3, 4)
        ask = each.client
        answers = [
            await ask.text_document_hover_async(types.HoverParams(gone, at)),
            await ask.text_document_document_symbol_async(types.DocumentSymbolParams(gone)),
            await ask.text_document_folding_range_async(types.FoldingRangeParams(gone)),
            await ask.text_document_code_lens_async(types.CodeLensParams(gone)),
            await ask.text_document_definition_async(types.DefinitionParams(gone, at)),
            await ask.text_document_prepare_rename_async(types.PrepareRenameParams(gone, at)),
            await ask.text_document_rename_async(types.RenameParams(gone, at, "other")),
        ]
        assert not any(answers)

    session(folder, work)


def test_keys_of_a_dialect_are_known(folder: Path) -> None:
    (folder / "ionflux.toml").write_text('[dialects.ours.keys]\nfeld = "inputs"\nart = "type"\n')
    keeper = KEEPER.replace("inputs:", "feld:").replace("    type: string", "    art: string")

    async def work(each: Editor) -> None:
        each.open("keeper.md", keeper)
        at = each.at("keeper.md", "art: string", 1)
        answer = await each.client.text_document_hover_async(
            types.HoverParams(each.document("keeper.md"), at)
        )
        assert answer
        assert "Compiles to `inputs_schema[].type`." in str(answer.contents)
        each.type("keeper.md", keeper.replace("art: string", "art: "))
        asked = types.CompletionParams(each.document("keeper.md"), each.at("keeper.md", "art: ", 5))
        offered = await each.client.text_document_completion_async(asked)
        assert offered
        items = offered.items if isinstance(offered, types.CompletionList) else offered
        assert {"string", "number"} <= {item.label for item in items}

    session(folder, work)


def test_a_key_of_any_text_has_no_list_of_values(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.open("keeper.md", KEEPER)
        answer = await each.client.text_document_hover_async(
            types.HoverParams(each.document("keeper.md"), each.at("keeper.md", "name: Keeper"))
        )
        assert answer
        assert "One of" not in str(answer.contents)
        each.type("keeper.md", KEEPER.replace("name: Keeper", "name: "))
        assert not await completed(each, each.at("keeper.md", "name: ", 6))

    session(folder, work)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ty", {"key", "type", "required", "default"}),
        ("type: ", {"string", "number", "boolean", "json"}),
    ],
)
def test_completion_offers_keys_and_values_of_the_place(
    folder: Path, typed: str, offered: set[str]
) -> None:
    async def work(each: Editor) -> None:
        each.open("keeper.md", KEEPER.replace("    type: string\n", f"    {typed}\n"))
        end = each.at("keeper.md", f"    {typed}\n", len(typed) + 4)
        assert offered <= set(await completed(each, end))

    session(folder, work)


async def completed(each: Editor, at: types.Position) -> dict[str, types.CompletionItem]:
    params = types.CompletionParams(each.document("keeper.md"), at)
    answer = await each.client.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    return {item.label: item for item in answer.items}


def test_completion_offers_what_the_workspace_uses_and_what_sections_are_called(
    folder: Path,
) -> None:
    written = KEEPER.replace('  models: ["openai:gpt-4o"]', "  models:\n    - a")
    written += "\n### \n\n**\n\nSee agent_\n"

    async def work(each: Editor) -> None:
        each.open("keeper.md", written)
        models = await completed(each, each.at("keeper.md", "    - a", 7))
        assert "anthropic:claude-3-haiku" in models
        titles = await completed(each, each.at("keeper.md", "### \n", 4))
        assert "KPIs" in titles
        labels = await completed(each, each.at("keeper.md", "**\n", 2))
        edit = labels["Epithet"].text_edit
        assert isinstance(edit, types.TextEdit)
        assert edit.new_text == "Epithet:** "
        agents = await completed(each, each.at("keeper.md", "See agent_", 10))
        assert agents["agent_002"].detail == "Sorter"

    session(folder, work)


def test_symbols_folds_and_lenses_show_the_structure(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.open("keeper.md")
        about = each.document("keeper.md")
        params = types.DocumentSymbolParams(about)
        answer = await each.client.text_document_document_symbol_async(params)
        assert answer
        (agent,) = answer
        assert isinstance(agent, types.DocumentSymbol)
        assert (agent.name, agent.detail) == ("Keeper", "agent_001")
        sections = [part.name for part in agent.children or ()]
        assert sections == ["2 ▸ Essence", "5 ▸ YAML Definition", "9 ▸ Scheduling & Triggers"]
        keys = [key.name for key in (agent.children or ())[1].children or ()]
        assert keys == ["id", "name", "version", "triggers", "inputs", "outputs", "stack"]
        folds = await each.client.text_document_folding_range_async(types.FoldingRangeParams(about))
        assert folds
        fence = KEEPER[: KEEPER.index("```yaml")].count("\n")
        assert fence in [fold.start_line for fold in folds]
        lenses = await each.client.text_document_code_lens_async(types.CodeLensParams(about))
        titles = [lens.command.title for lens in lenses or () if lens.command]
        assert titles == ["starts: at 08:00, only on Monday", "takes: mail* → gives: report"]
        everywhere = await each.client.workspace_symbol_async(types.WorkspaceSymbolParams("sort"))
        assert [(found.name, found.container_name) for found in everywhere or ()] == [
            ("Sorter", "agent_002")
        ]

    session(folder, work)


def test_definition_references_and_rename_cross_documents(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.open("sorter.md")
        each.open("keeper.md")
        about, at = each.document("sorter.md"), each.at("sorter.md", "agent_001", 3)
        found = await each.client.text_document_definition_async(types.DefinitionParams(about, at))
        assert isinstance(found, list | tuple)
        (place,) = found
        assert isinstance(place, types.Location)
        assert (place.uri, place.range.start.line) == (each.uri("keeper.md"), 2)
        params = types.ReferenceParams(types.ReferenceContext(include_declaration=True), about, at)
        named = await each.client.text_document_references_async(params)
        assert sorted(Path(each.uri).name for each in named or ()) == [
            "instance.yaml",
            "keeper.md",
            "sorter.md",
        ]
        edit = await each.client.text_document_rename_async(
            types.RenameParams(about, at, "agent_007")
        )
        assert edit
        assert edit.changes
        written = {
            Path(uri).name: sorted(change.new_text for change in changes)
            for uri, changes in edit.changes.items()
        }
        assert written == {
            "instance.yaml": ["agent_007"],
            "keeper.md": ["007", "agent_007"],
            "sorter.md": ["agent_007"],
        }
        for taken in ("agent_002", "agent seven"):
            with pytest.raises(JsonRpcException):
                await each.client.text_document_rename_async(types.RenameParams(about, at, taken))

    session(folder, work)


@pytest.mark.parametrize(
    ("written", "new", "rewritten"),
    [
        ("name: Keeper", "Guard", "name: Guard"),
        ("name: Keeper", " Guard: #1 ", 'name: "Guard: #1"'),
        ("name: 'Keeper'", "Guard's", "name: 'Guard''s'"),
    ],
)
def test_a_new_name_is_written_wherever_the_old_one_is(
    folder: Path, written: str, new: str, rewritten: str
) -> None:
    (folder / "keeper.md").write_text(KEEPER.replace("name: Keeper", written), "utf-8")
    (folder / "sorter.md").write_text(f"{SORTER}Then Agent 001 (Keeper), not (Keeper).\n", "utf-8")

    async def work(each: Editor) -> None:
        each.open("keeper.md")
        params = types.RenameParams(
            each.document("keeper.md"), each.at("keeper.md", written, 8), new
        )
        edit = await each.client.text_document_rename_async(params)
        assert edit
        assert edit.changes
        texts = {
            name: after_edits((folder / name).read_text("utf-8"), edit.changes[each.uri(name)])
            for name in ("keeper.md", "sorter.md")
        }
        assert f"\n{rewritten}\n" in texts["keeper.md"]
        assert f"AGENT 001 — {new.strip().upper()} / Of" in texts["keeper.md"]
        assert texts["sorter.md"].endswith(f"Then Agent 001 ({new.strip()}), not (Keeper).\n")

    session(folder, work)


def test_folders_of_the_workspace_can_be_added_and_removed(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (folder / "sorter.md").rename(other / "sorter.md")
    sorter = (other / "sorter.md").as_uri()

    def changed(
        added: Sequence[Path], removed: Sequence[Path]
    ) -> types.DidChangeWorkspaceFoldersParams:
        folders = [
            [types.WorkspaceFolder(p.as_uri(), p.name) for p in ps] for ps in (added, removed)
        ]
        event = types.WorkspaceFoldersChangeEvent(added=folders[0], removed=folders[1])
        return types.DidChangeWorkspaceFoldersParams(event)

    async def work(each: Editor) -> None:
        found = each.client.diagnostics
        await each.until(lambda: bool(each.codes("keeper.md")))
        each.client.workspace_did_change_workspace_folders(changed([other], []))
        await each.until(lambda: bool(found.get(sorter)))
        each.client.workspace_did_change_workspace_folders(changed([], [folder]))
        await each.until(lambda: not each.codes("keeper.md"))
        assert found[sorter]

    session(folder, work)


def test_a_deleted_document_has_no_findings(folder: Path) -> None:
    async def work(each: Editor) -> None:
        await each.until(lambda: bool(each.codes("sorter.md")))
        (folder / "sorter.md").unlink()
        gone = types.FileEvent(each.uri("sorter.md"), types.FileChangeType.Deleted)
        each.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([gone]))
        await each.until(lambda: not each.codes("sorter.md"))

    session(folder, work)


def test_a_document_that_was_never_saved_is_checked(folder: Path) -> None:
    uri = "untitled:Untitled-1"

    async def work(each: Editor) -> None:
        item = types.TextDocumentItem(uri, "markdown", 1, KEEPER.replace("001", "003"))
        each.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        found = each.client.diagnostics
        await each.until(lambda: "IFX108" in [one.code for one in found.get(uri, ())])
        about, at = types.TextDocumentIdentifier(uri), types.Position(10, 6)
        places = await each.client.text_document_definition_async(types.DefinitionParams(about, at))
        assert isinstance(places, list | tuple)
        assert [place.uri for place in places if isinstance(place, types.Location)] == [uri]
        each.client.text_document_did_close(types.DidCloseTextDocumentParams(about))
        await each.until(lambda: not found[uri])

    session(folder, work)


def test_messages_about_a_document_that_is_not_open_are_ignored(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.versions["keeper.md"] = 1
        each.close("keeper.md")
        each.type("keeper.md", "# nothing")
        each.close("keeper.md")
        each.open("keeper.md")
        params = types.DocumentSymbolParams(each.document("keeper.md"))
        assert await each.client.text_document_document_symbol_async(params)
        assert not each.client.messages

    session(folder, work)


def test_a_session_ends_in_success() -> None:
    requests: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **each}) for each in requests]
    done = run("server", given="".join(f"Content-Length: {len(b)}\r\n\r\n{b}" for b in bodies))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quick_fixes_and_fix_all_are_those_of_fix(folder: Path, end: str) -> None:
    document = folder / "keeper.md"
    document.write_bytes(KEEPER.replace("\n", end).encode())

    async def work(each: Editor) -> None:
        each.open("keeper.md")
        about = each.document("keeper.md")
        at = each.at("keeper.md", "cron # ", 1)
        here = types.CodeActionContext([])
        offered = await each.client.text_document_code_action_async(
            types.CodeActionParams(about, types.Range(at, at), here)
        )
        (quick,) = offered or ()
        assert isinstance(quick, types.CodeAction)
        assert quick.is_preferred
        after = applied(quick, each, "keeper.md")
        assert after == each.texts["keeper.md"].replace("type: cron #", "type: schedule #")
        every = await each.client.text_document_code_action_async(
            types.CodeActionParams(
                about, WHOLE, types.CodeActionContext([], [types.CodeActionKind.SourceFixAll])
            )
        )
        (whole,) = every or ()
        assert isinstance(whole, types.CodeAction)
        after = applied(whole, each, "keeper.md")
        document.write_bytes(after.encode())
        assert "IFX108" not in run("validate", document).stdout
        once = document.read_bytes()
        assert run("fix", document).returncode == 0
        assert document.read_bytes() == once

    session(folder, work)


def applied(action: types.CodeAction, each: Editor, name: str) -> str:
    """Return a text after the edits of an action."""
    assert action.edit
    assert action.edit.changes
    return after_edits(each.texts[name], action.edit.changes[each.uri(name)])


def after_edits(whole: str, edits: Sequence[types.TextEdit]) -> str:
    """Return a text after edits, applied like in an editor."""
    lines = whole.split("\n")
    for edit in sorted(
        edits,
        key=lambda edit: (edit.range.start.line, edit.range.start.character),
        reverse=True,
    ):
        first, last = edit.range.start, edit.range.end
        before = lines[first.line].encode("utf-16-le")[: 2 * first.character]
        after = lines[last.line].encode("utf-16-le")[2 * last.character :]
        new = before.decode("utf-16-le") + edit.new_text + after.decode("utf-16-le")
        lines[first.line : last.line + 1] = new.split("\n")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("encoding", "units"),
    [
        (types.PositionEncodingKind.Utf8, len("*   😀 Cron: ".encode())),
        (types.PositionEncodingKind.Utf32, len("*   😀 Cron: ")),
    ],
)
def test_columns_are_counted_as_the_client_asks(
    folder: Path, encoding: types.PositionEncodingKind, units: int
) -> None:
    async def work() -> None:
        async with editor(folder, [encoding]) as each:
            await each.until(lambda: "IFX201" in each.codes("keeper.md"))
            assert each.found("keeper.md")[-1].range.start.character == units

    asyncio.run(work())


def test_a_session_of_random_edits_ends_with_the_findings_of_validate(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "blueprints", tmp_path / "work")
    name = "agent_003_tiktok_stylist.md"
    document = tmp_path / "work" / name
    chance = random.Random(7)
    pieces = ["#", "`", "```\n", "\n", "- ", ":", "x", "  ", "😀", "**", "<!--", "-->", "é", "|"]

    async def work(each: Editor) -> None:
        each.open(name)
        for _ in range(2_000):
            each.change(name, edited(each, name, chance, chance.choice(pieces)))
            await asyncio.sleep(0)
        document.write_text(each.texts[name], "utf-8")
        expected = validated(document)
        await each.until(lambda: sorted(seen(each, name)) == expected)

    session(document.parent, work)


def edited(
    each: Editor, name: str, chance: random.Random, new: str
) -> types.TextDocumentContentChangeEvent:
    """Replace a few characters of an open text, and return the change."""
    text = each.texts[name]
    start = chance.randrange(len(text))
    end = min(start + chance.choice([0, 0, 1, 3]), len(text))
    each.texts[name] = text[:start] + new + text[end:]
    span = types.Range(position(text, start), position(text, end))
    return types.TextDocumentContentChangePartial(span, new)


def position(text: str, offset: int) -> types.Position:
    before = text[:offset]
    line = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def seen(each: Editor, name: str) -> list[tuple[str, int]]:
    return [(str(found.code), found.range.start.line + 1) for found in each.found(name)]


def validated(document: Path) -> list[tuple[str, int]]:
    done = run("validate", document.parent, "--format", "json", "--severity", "info")
    found = json.loads(done.stdout)["diagnostics"]
    own = [each for each in found if each["path"].endswith(document.name)]
    return sorted((each["code"], each["line"]) for each in own)


HOSTILE = [
    "",
    "\ufeff",
    "---\n",
    "```yaml\nid: [\n",
    "## AGENT 1 — X\n```yaml\na: &a [*a]\n```\n",
    "## AGENT 1 — X\n```yaml\n" + "a: {" * 200 + "\n```\n",
    "## AGENT 001 — X\n```yaml\n? [a]\n: b\n\tc: d\n```\n",
    "#" * 70_000,
    "> " * 20_000,
    "\r\r\n\n\r" * 50,
    "\ud83d\ude00" * 3,
    "## AGENT 001 — 😀\n**Epithet:** 😀\n",
]


def others() -> list[Path]:
    """Return the documents of the suite that are most easily misread, and the project's own."""
    folders = ("tests/cases", "tests/rules", "examples", "blueprints")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.md"))]


def test_hostile_texts_do_not_stop_the_server(folder: Path) -> None:
    async def work(each: Editor) -> None:
        each.open("new.md", "")
        about = each.document("new.md")
        for text in HOSTILE:
            each.type("new.md", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
            for line, column in ((0, 0), (1, 3), (4, 10_000), (10_000, 0)):
                at = types.Position(line, column)
                await each.client.text_document_hover_async(types.HoverParams(about, at))
                await each.client.text_document_completion_async(types.CompletionParams(about, at))
                params = types.DefinitionParams(about, at)
                await each.client.text_document_definition_async(params)
            here = types.CodeActionParams(about, WHOLE, types.CodeActionContext([]))
            await each.client.text_document_code_action_async(here)
            tree = types.DocumentSymbolParams(about)
            await each.client.text_document_document_symbol_async(tree)
            await each.client.text_document_folding_range_async(types.FoldingRangeParams(about))
            await each.client.text_document_code_lens_async(types.CodeLensParams(about))
        for path in others():
            each.type("new.md", path.read_bytes().decode("utf-8", "replace"))
            tree = types.DocumentSymbolParams(about)
            await each.client.text_document_document_symbol_async(tree)
            here = types.CodeActionParams(about, WHOLE, types.CodeActionContext([]))
            await each.client.text_document_code_action_async(here)
        each.type("new.md", KEEPER.replace("agent_001", "agent_009"))
        await each.until(lambda: "IFX205" in each.codes("new.md"))

    session(folder, work)
