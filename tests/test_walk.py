"""Which documents are in directories: like git, with git and without it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from in_process import ionflux
from ionflux.documents.walk import walk

AGENT = "## AGENT {n:03} — A{n}\n\n### 5 ▸ YAML Definition\n```yaml\nid: agent_{n:03}\nname: A{n}\n"


def blueprint(number: int) -> str:
    return f'{AGENT.format(n=number)}version: "0.1"\n```\n'


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    ).stdout


def listed_by_git(folder: Path) -> set[str]:
    """Return the documents that git lists, except hidden ones."""
    names = git(folder, "ls-files", "-z", "-co", "--exclude-standard").split(b"\0")
    found = {os.fsdecode(name) for name in names if name.endswith((b".md", b".markdown"))}
    return {name for name in found if not f"/{name}".count("/.")}


def walked(folder: Path) -> set[str]:
    return {
        Path(document.path).relative_to(folder).as_posix() for document in walk([folder]).documents
    }


@pytest.fixture(params=["with git", "without git"])
def repository(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, str]], Path]:
    """Return a function that turns files into a repository, with or without git."""

    def make(files: dict[str, str]) -> Path:
        folder = lay(tmp_path / "repository", files)
        git(folder, "init", "-q")
        if request.param == "without git":
            monkeypatch.setenv("PATH", "/nowhere")
        return folder

    return make


TREE = {"b.md": "", "x/y/c.md": "", "data/raw/keep.md": "", "data/raw/drop.md": "", "data/d.md": ""}


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ("/data/**\n!/data/**/\n!keep.md\n", {"b.md", "x/y/c.md", "data/raw/keep.md"}),
        ("x/**\n!x/y/\n!x/y/**\n/data/\n", {"b.md", "x/y/c.md"}),
        ("*\n!*/\n!*.md\n", set(TREE)),
        ("*\n!*.md\n", {"b.md"}),
        ("data/\n!data/d.md\n", {"b.md", "x/y/c.md"}),
        ("raw\n", {"b.md", "x/y/c.md", "data/d.md"}),
        (
            "# b.md\n\\#x\n[a-b].md \r\n",
            {"x/y/c.md", "data/raw/keep.md", "data/raw/drop.md", "data/d.md"},
        ),
    ],
)
def test_files_of_negated_patterns_are_read(
    repository: Callable[[dict[str, str]], Path], ignore: str, expected: set[str]
) -> None:
    assert walked(repository({**TREE, ".gitignore": ignore})) == expected


def test_nearer_ignore_files_have_the_last_word(
    repository: Callable[[dict[str, str]], Path],
) -> None:
    folder = repository(
        {
            ".gitignore": "drafts/\n*.tmp.md\n",
            "drafts/a.md": "",
            "b.tmp.md": "",
            "sub/.gitignore": "!c.tmp.md\n/d.md\n",
            "sub/c.tmp.md": "",
            "sub/d.md": "",
            "sub/deep/d.md": "",
        }
    )
    assert walked(folder) == {"sub/c.tmp.md", "sub/deep/d.md"}
    assert walked(folder / "sub") == {"c.tmp.md", "deep/d.md"}
    assert walked(folder / "drafts") == set()
    assert [d.path for d in walk([folder / "drafts/a.md"]).documents] == [
        str(folder / "drafts/a.md")
    ]


NAMES = st.text(st.sampled_from("ab*?[]!-\\ .é"), min_size=1, max_size=4)
PARTS = st.sampled_from(["a", "b", "*", "**", "a*", "*b", "?"])
LINES = st.builds(
    lambda negated, start, parts, end: f"{negated}{start}{'/'.join(parts)}{end}",
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/", "**/"]),
    st.lists(
        st.sampled_from(["a", "b", "*", "**", "a*", "*b", "?"]) | NAMES, min_size=1, max_size=3
    ),
    st.sampled_from(["", "", "/", "/**", ".md", "*.md", " ", "\r"]),
)
IGNORE = st.lists(LINES, max_size=5).map("\n".join)
FOLDERS = ("", "a/", "b/", "a/b/", "a/a/", "ab/", "b b/", "é/")
FILES = ("a.md", "b.md", "ab.md", "[a].md", "é.md", "b .md", "-.md", "a.txt")


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Yield a repository, and a folder with the same files that is not one."""
    files = dict.fromkeys((f"{folder}{file}" for folder in FOLDERS for file in FILES), "")
    folder = tmp_path_factory.mktemp("twins")
    repository, plain = lay(folder / "repository", files), lay(folder / "plain", files)
    git(repository, "init", "-q")
    return repository, plain


@settings(max_examples=40)
@example(top="*\n!*/\n!a*.md", below="!*", tracked=["a/a.md"])
@example(top="[!a]*\n\\[a].md", below="**/b", tracked=[])
@example(top="a*b*b\n?.md\n[[:alpha:]]b", below="", tracked=[])
@given(
    top=IGNORE,
    below=IGNORE,
    tracked=st.lists(st.sampled_from([f"{d}{f}" for d in FOLDERS for f in FILES]), max_size=3),
)
def test_a_walk_reads_what_git_lists(
    twins: tuple[Path, Path], top: str, below: str, tracked: list[str]
) -> None:
    repository, plain = twins
    for folder in twins:
        (folder / ".gitignore").write_text(top, "utf-8", newline="")
        (folder / "a/.gitignore").write_text(below, "utf-8", newline="")
    git(repository, "rm", "-rq", "--cached", "--ignore-unmatch", ".")
    ignoring = listed_by_git(repository)
    assert walked(repository) == ignoring
    assert walked(plain) == ignoring
    if tracked:
        git(repository, "--literal-pathspecs", "add", "-f", "--", *tracked)
        assert walked(repository) == listed_by_git(repository)
        assert walked(repository) >= {name for name in tracked if name.endswith(".md")}


def test_repositories_within_a_folder_are_walked_too(tmp_path: Path) -> None:
    folder = lay(tmp_path / "outer", {"a.md": "", "inner/b.md": "", "inner/.gitignore": "c.md"})
    lay(folder, {"inner/c.md": "", "module/d.md": "", "module/.gitignore": "e.md"})
    lay(folder, {"module/e.md": "", ".venv/lib/f.md": ""})
    for below in ("inner", "module", ".venv/lib", "."):
        git(folder / below, "init", "-q")
    git(folder / "module", "add", ".")
    git(folder / "module", "commit", "-qm", "Add")
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./module")
    assert walked(folder) == {"a.md", "inner/b.md", "module/d.md"}


def test_a_hook_of_another_repository_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(tmp_path / "here", {"a.md": "", "b.md": "", ".gitignore": "b.md"})
    git(folder, "init", "-q")
    other = lay(tmp_path / "other", {"c.md": ""})
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert walked(folder) == {"a.md"}


def test_a_repository_does_not_start_programs(tmp_path: Path) -> None:
    folder = lay(tmp_path / "here", {"a.md": ""})
    git(folder, "init", "-q")
    git(folder, "config", "core.fsmonitor", f"touch {tmp_path}/started; false")
    assert walked(folder) == {"a.md"}
    assert not (tmp_path / "started").exists()


def test_an_ignore_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "here", {"a.md": ""})
    lay(tmp_path, {"elsewhere": "*"})
    (folder / ".gitignore").symlink_to(tmp_path / "elsewhere")
    assert walked(folder) == {"a.md"}
    git(folder, "init", "-q")
    assert walked(folder) == {"a.md"}


def test_both_endings_are_read_and_hidden_files_are_not(tmp_path: Path) -> None:
    files = ["a.md", "b.markdown", "c.txt", ".d.md", ".e/f.md", "g/.h.md", "i/j.md"]
    folder = lay(tmp_path, dict.fromkeys(files, ""))
    assert walked(folder) == {"a.md", "b.markdown", "i/j.md"}


def imported(folder: Path, *paths: str) -> tuple[int, str, str]:
    done = ionflux(
        "validate", "-q", "--isolated", "--select", "IFX001,IFX002,IFX3", *paths, folder=folder
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "paths",
    [
        ["d", "d/sub"],
        ["d/sub", "d"],
        ["d", "d/a.md", "d/../d/a.md", "./d"],
        ["linked", "d"],
        ["d/sub/b.md", "linked/sub"],
    ],
)
def test_a_document_named_twice_counts_once(tmp_path: Path, paths: list[str]) -> None:
    lay(tmp_path, {"d/a.md": blueprint(1), "d/sub/b.md": blueprint(2)})
    (tmp_path / "linked").symlink_to("d")
    assert imported(tmp_path, *paths) == (0, "", "")


def test_a_link_and_its_document_are_one(tmp_path: Path) -> None:
    lay(tmp_path, {"d/v2.md": blueprint(1)})
    (tmp_path / "d/current.md").symlink_to("v2.md")
    assert imported(tmp_path, "d") == (0, "", "")
    (document,) = walk([tmp_path / "d"]).documents
    assert document.path == str(tmp_path / "d/v2.md")
    assert imported(tmp_path, "d/current.md", "d/v2.md") == (0, "", "")
    lay(tmp_path, {"d/.drafts/x.md": blueprint(2)})
    (tmp_path / "d/draft.md").symlink_to(".drafts/x.md")
    assert walked(tmp_path / "d") == {"v2.md", "draft.md"}


def test_a_link_that_leads_out_of_a_directory_is_rejected_and_named(tmp_path: Path) -> None:
    lay(tmp_path, {"secret": "root:x:0:0", "d/a.md": blueprint(1), "d/b/c.md": blueprint(2)})
    (tmp_path / "d/b/leak.md").symlink_to(tmp_path / "secret")
    (tmp_path / "d/beside.md").symlink_to("../d2/e.md")
    lay(tmp_path, {"d2/e.md": blueprint(3)})
    status, found, _ = imported(tmp_path, "d")
    assert status == 1
    assert found.splitlines() == [
        "d/b/leak.md:1:1: error IFX001 is a link that leads out of the directory",
        "d/beside.md:1:1: error IFX001 is a link that leads out of the directory",
    ]
    done = ionflux("validate", "--isolated", "--select", "IFX001,IFX002,IFX3", "d", folder=tmp_path)
    assert done.stderr == ("2 documents, 2 unreadable, 2 agents: 2 errors, 0 warnings, 0 infos\n")
    assert imported(tmp_path, "d/beside.md") == (0, "", "")


def test_excluded_documents_are_counted(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "ionflux.toml": 'exclude = ["old/", "/p/*.draft.md", "!p/b.draft.md", "old/a.md"]',
            "p/a.md": blueprint(1),
            "p/a.draft.md": blueprint(2),
            "p/b.draft.md": blueprint(3),
            "p/old/a.md": blueprint(4),
            "p/old/x/c.md": blueprint(5),
            "old/a.md": blueprint(6),
        },
    )
    done = ionflux("validate", "--select", "IFX3", "p", "p/old/x/c.md", folder=tmp_path)
    assert done.stderr == "3 documents, 2 excluded, 3 agents: 0 errors, 0 warnings, 0 infos\n"
    done = ionflux("import", "p", folder=tmp_path)
    assert "2 documents, 3 excluded, 2 agents" in done.stderr
    done = ionflux("validate", "--select", "IFX3", "p/old", folder=tmp_path)
    assert (done.returncode, done.stderr[:12]) == (0, "2 documents,")


def test_an_invalid_pattern_is_an_error(tmp_path: Path) -> None:
    lay(tmp_path, {"ionflux.toml": 'exclude = ["a["]', "a.md": blueprint(1)})
    done = ionflux("import", ".", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ionflux: `exclude`: 'a[' is not a pattern as in `.gitignore`\n"


def test_patterns_take_linear_time(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a" * 200 + ".md": "", ".gitignore": "a*" * 60 + "b"})
    assert walked(folder) == {"a" * 200 + ".md"}
