"""Definitions from any source: documents, JSON, databases, revisions, pipes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ionflux
from ionflux.compiler.context import CompileOptions
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.settings import load_settings
from ionflux.database import connect
from ionflux.models.records import Record
from ionflux.sources import Loaded, NotCompiledError, load_source

BLUEPRINTS = Path(__file__).resolve().parents[1] / "blueprints"

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Make the working directory a git repository; return a way to run git in it."""
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, value in {
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def run(*arguments: str, given: str | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], input=given, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def committed(git: Git) -> Git:
    """Commit the project's blueprints in a folder, on a branch with a slash, and move on."""
    shutil.copytree(BLUEPRINTS, "blueprints")
    git("add", ".")
    git("commit", "-q", "-m", "blueprints")
    git("branch", "feature/mail")
    return git


def _differences(old: Loaded, new: Loaded) -> list[str]:
    changes = ionflux.compare(
        old.definitions,
        new.definitions,
        old_playbooks=old.playbooks,
        new_playbooks=new.playbooks,
    )
    return [f"{change.agent} {change.path}" for change in changes.changes]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_equal_contents_from_all_sources_have_no_differences(
    committed: Git, tmp_path: Path, postgres_url: str
) -> None:
    compiled = ionflux.compile_paths(["blueprints"])
    records = [Record("agent_definition", model) for model in compiled.definitions]
    records += [Record("playbook", model) for model in compiled.playbooks]
    (tmp_path / "a.json").write_text(compiled.to_json(), "utf-8")
    lines = [
        {"entity": record.entity, **record.model.model_dump(mode="json")} for record in records
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    for url in (sqlite := f"sqlite:///{tmp_path}/a.db", postgres_url):
        with connect(url) as store:
            store.load(records)
    Path("one.md").write_text(
        "\n\n".join(path.read_text("utf-8") for path in sorted(BLUEPRINTS.glob("*.md"))), "utf-8"
    )
    shutil.copytree("blueprints/playbooks", "playbooks")
    committed("add", ".")
    committed("commit", "-q", "-m", "one")
    documents = load_source("blueprints")
    assert len(documents.definitions) == 10
    assert documents.playbooks
    for source in (
        "one.md", str(tmp_path / "a.json"), str(tmp_path / "a.jsonl"), sqlite, postgres_url,
        str(tmp_path / "a.db"), "HEAD:blueprints", "feature/mail:blueprints", "main:one.md",
    ):  # fmt: skip
        other = load_source(source)
        assert _differences(documents, other) == [], source
        assert _differences(other, documents) == [], source


@pytest.mark.usefixtures("committed")
def test_a_revision_is_as_it_was_with_its_playbooks() -> None:
    playbook = next(Path("blueprints/playbooks").rglob("*.yaml"))
    _edit(playbook, "name:", "name: X")
    _edit(Path("blueprints/agent_001_email_wizard.md"), "key: manual_payload", "key: payload")
    old, new = load_source("main:blueprints"), load_source("blueprints")
    moved = _differences(old, new)
    assert "agent_001 inputs_schema[manual_payload]" in moved
    assert any(path.startswith("agent_002 playbooks[") for path in moved)
    place = old.locate("agent_001", ("inputs_schema", 1))
    assert place
    assert place.path == "main:blueprints/agent_001_email_wizard.md"


@pytest.mark.usefixtures("committed")
def test_a_path_is_relative_to_the_working_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("blueprints")
    for path in ("agent_001_email_wizard.md", "./agent_001_email_wizard.md"):
        assert [found.id for found in load_source(f"main:{path}").definitions] == ["agent_001"]
    assert len(load_source("main:.").definitions) == 10
    assert len(load_source("HEAD:/blueprints").definitions) == 10
    rooted = load_source("HEAD:/blueprints").locate("agent_001", ())
    assert rooted
    assert rooted.path == "HEAD:/blueprints/agent_001_email_wizard.md"
    as_git_has_it = load_source("main:blueprints").locate("agent_001", ())
    assert as_git_has_it
    assert as_git_has_it.path == "main:/blueprints/agent_001_email_wizard.md"
    with pytest.raises(UsageError, match="`blueprint` is not in revision `main`"):
        load_source("main:blueprint")
    with pytest.raises(UsageError, match="leads out of the git repository"):
        load_source("main:../../x")


@pytest.mark.usefixtures("committed")
def test_an_existing_path_with_a_colon_wins() -> None:
    shutil.copy("blueprints/agent_002_whatsapp_pulse.md", "main:blueprints")
    assert [found.id for found in load_source("main:blueprints").definitions] == ["agent_002"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("mian:blueprints", "there is no revision `mian`; did you mean `main`?"),
        ("nowhere:blueprints", "there is no revision `nowhere`; was it fetched"),
        ("-x:blueprints", "there is no revision `-x`"),
        (":blueprints", "`:blueprints` is not a revision; write `HEAD:blueprints`"),
        ("main:blueprint", "`blueprint` is not in revision `main`; `git ls-tree"),
        ("nothing.md", "no such file or folder: `nothing.md`"),
        (r"C:\blueprints", "no such file or folder"),
        ("x" * 5000, "no such file or folder"),
        ("mysql://x/y", "`mysql` is not a kind of database"),
    ],
)
@pytest.mark.usefixtures("committed")
def test_a_missing_source_is_a_usage_error(source: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_source(source)
    assert words in str(caught.value)


def test_without_a_repository_there_is_no_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="is not in a git repository"):
        load_source("main:blueprints")


def test_without_git_there_is_no_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(WorkError, match="`git` program, which is not installed"):
        load_source("main:blueprints")


def test_a_shallow_clone_says_how_to_get_the_rest(
    committed: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = committed("rev-parse", "HEAD")
    committed("commit", "-q", "--allow-empty", "-m", "more")
    committed("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    with pytest.raises(WorkError, match="shallow clone; `git fetch --unshallow`"):
        load_source(f"{first}:blueprints")


def test_a_tree_cannot_write_outside(committed: Git, tmp_path: Path) -> None:
    blob = committed("hash-object", "-w", "--stdin", given="# x\n")
    tree = _tree(f"100644 ../../{'x' * 8}.md\0".encode() + bytes.fromhex(blob))
    with pytest.raises(WorkError, match="a path that leads outside"):
        load_source(f"{tree}:.")
    assert not list(tmp_path.rglob("xxxxxxxx.md"))


def test_a_folder_that_a_tree_lists_as_a_file_is_not_a_document(committed: Git) -> None:
    folder = committed("rev-parse", "HEAD:blueprints")
    tree = _tree(b"100644 agent.md\0" + bytes.fromhex(folder))
    with pytest.raises(WorkError, match=f"the object {folder} is not a file"):
        load_source(f"{tree}:agent.md")


def _tree(entry: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        input=entry,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def test_links_of_a_revision_stay_within_it(committed: Git, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("outside", "utf-8")
    Path("linked.md").symlink_to("blueprints/agent_001_email_wizard.md")
    Path("outside.md").symlink_to(tmp_path / "secret.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "links")
    assert [found.id for found in load_source("HEAD:linked.md").definitions] == ["agent_001"]
    with pytest.raises(UsageError, match="is a link that leads out of the revision, to `/"):
        load_source("HEAD:outside.md")


@pytest.mark.usefixtures("committed")
def test_a_link_of_a_revision_is_reported_as_a_link(committed: Git) -> None:
    Path("current").symlink_to("blueprints", target_is_directory=True)
    Path("gone.md").symlink_to("nowhere.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "links")
    with pytest.raises(UsageError) as caught:
        load_source("HEAD:current")
    assert str(caught.value) == (
        "`HEAD:current` is a link to the folder `blueprints`; name that: `HEAD:/blueprints`"
    )
    assert len(load_source("HEAD:/blueprints").definitions) == 10
    with pytest.raises(UsageError, match=r"is a link to `nowhere\.md`, which is not in the"):
        load_source("HEAD:gone.md")


def test_links_within_a_folder_of_a_revision_are_as_on_disk(committed: Git, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("outside", "utf-8")
    Path("blueprints/again.md").symlink_to("agent_001_email_wizard.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "again")
    assert len(load_source("HEAD:blueprints").definitions) == 10
    Path("blueprints/leak.md").symlink_to(tmp_path / "secret.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "leak")
    for source in ("blueprints", "HEAD:blueprints"):
        with pytest.raises(NotCompiledError) as caught:
            load_source(source)
        (error,) = [each for each in caught.value.diagnostics if each.severity == "error"]
        assert error.path == f"{source}/leak.md"
        assert "is a link that leads out of the" in error.message
        assert not any(caught.value.lines(error.path))


def test_only_files_below_the_path_of_a_revision_are_read(committed: Git) -> None:
    for number in range(3):
        Path(f"other{number}.md").write_text(f"elsewhere {number}", "utf-8")
    Path("other.yaml").write_text("a: 1", "utf-8")
    committed("add", ".")
    committed("commit", "-q", "-m", "others")
    loaded = load_source("HEAD:blueprints")
    assert loaded.origins
    names = loaded.origins.of("agent_001")
    assert names
    assert names.path == "HEAD:blueprints/agent_001_email_wizard.md"
    assert {found.path.rpartition("/")[0] for found in loaded.diagnostics} <= {"HEAD:blueprints"}


@pytest.mark.parametrize(
    ("folder", "source", "named"),
    [
        (".", "HEAD:", "HEAD:./blueprints/a.md"),
        (".", "HEAD:.", "HEAD:./blueprints/a.md"),
        ("blueprints", "HEAD:", "HEAD:./a.md"),
        ("blueprints", "HEAD:/", "HEAD:/blueprints/a.md"),
        ("blueprints", "HEAD:/blueprints/", "HEAD:/blueprints/a.md"),
        ("blueprints", "HEAD:a.md", "HEAD:a.md"),
    ],
)
def test_documents_of_a_revision_have_names_that_can_be_used_again(
    committed: Git, monkeypatch: pytest.MonkeyPatch, folder: str, source: str, named: str
) -> None:
    shutil.move("blueprints/agent_001_email_wizard.md", "blueprints/a.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "renamed")
    monkeypatch.chdir(folder)
    for each in (source, named):
        origins = load_source(each).origins
        assert origins
        found = origins.of("agent_001")
        assert found
        assert found.path == named


def test_documents_that_the_configuration_excludes_are_also_left_out_of_a_revision(
    committed: Git,
) -> None:
    Path("ionflux.toml").write_text('exclude = ["/blueprints/*_email_*"]', "utf-8")
    how = CompileOptions(load_settings())
    assert len(load_source("blueprints", how).definitions) == 9
    assert _differences(load_source("HEAD:blueprints", how), load_source("blueprints", how)) == []
    committed("status")


def test_tracked_documents_are_read_even_if_ignored(committed: Git) -> None:
    Path(".gitignore").write_text("*_email_wizard.md\nblueprints/draft.md\n", "utf-8")
    committed("add", ".")
    committed("commit", "-q", "-m", "ignore")
    shutil.copy("blueprints/agent_001_email_wizard.md", "blueprints/draft.md")
    assert len(load_source("blueprints").definitions) == 10
    assert _differences(load_source("HEAD:blueprints"), load_source("blueprints")) == []


def test_a_json_file_of_a_revision(committed: Git) -> None:
    Path("all.json").write_text(ionflux.compile_paths(["blueprints"]).to_json(), "utf-8")
    committed("add", ".")
    committed("commit", "-q", "-m", "json")
    Path("all.json").unlink()
    assert _differences(load_source("HEAD:all.json"), load_source("blueprints")) == []


def test_a_document_with_errors_raises_its_findings(committed: Git) -> None:
    _edit(Path("blueprints/agent_001_email_wizard.md"), "type: json", "type: jsn")
    committed("commit", "-q", "-a", "-m", "broken")
    path = "blueprints/agent_001_email_wizard.md"
    for source, shown in (("blueprints", path), (f"HEAD:{path}", f"HEAD:{path}")):
        with pytest.raises(NotCompiledError) as caught:
            load_source(source)
        found = {(d.code, d.path) for d in caught.value.diagnostics if d.severity == "error"}
        assert found == {("IFX104", shown)}
        assert any("type: jsn" in line for line in caught.value.lines(shown))


def test_findings_about_two_documents_of_a_revision_name_both_by_it(committed: Git) -> None:
    shutil.copy("blueprints/agent_001_email_wizard.md", "blueprints/b.md")
    committed("add", ".")
    committed("commit", "-q", "-m", "twice")
    with pytest.raises(NotCompiledError) as caught:
        load_source("HEAD:blueprints")
    hints = {d.hint for d in caught.value.diagnostics if d.code == "IFX301"}
    assert len(hints) == 1
    assert "in HEAD:blueprints/agent_001_email_wizard.md, line" in str(hints)


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown"])
def test_standard_input_is_json_or_a_document(form: str) -> None:
    compiled = ionflux.compile_paths([BLUEPRINTS])
    texts = {
        "json": compiled.to_json(),
        "jsonl": "\n".join(
            json.dumps({"entity": "agent_definition", **definition.model_dump(mode="json")})
            for definition in compiled.definitions
        ),
        "markdown": (BLUEPRINTS / "agent_001_email_wizard.md").read_text("utf-8"),
    }
    program = "from ionflux.sources import load_source; print(len(load_source('-').definitions))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=texts[form].encode(),
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) == (1 if form == "markdown" else 10)
