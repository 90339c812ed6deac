"""Which documents are in directories, and the findings across several of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import ionflux
from ionflux.core.errors import UsageError
from ionflux.core.settings import Settings


def agent(number: int, name: str | None = None) -> str:
    return (
        f"## AGENT {number:03d} — KEEPER\n```yaml\nid: agent_{number:03d}\n"
        f"name: {name or f'Keeper{number}'}\nversion: 0.1\n```\n"
    )


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def ids(*paths: Path, settings: Settings | None = None) -> list[str]:
    return [a.id for a in ionflux.compile_paths(paths, settings=settings).definitions]


def test_a_directory_is_walked_in_the_order_of_the_paths(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "b.md": agent(1),
            "a/z.md": agent(2),
            "a.md": agent(3),
            "c.txt": agent(4),
            ".hidden.md": agent(5),
            ".git/d.md": agent(6),
            "d.MD": agent(7),
            "notes.md": "no agent here",
        },
    )
    result = ionflux.compile_paths([tmp_path])
    assert [a.id for a in result.definitions] == ["agent_003", "agent_002", "agent_001"]
    assert [(d.code, d.severity) for d in result.diagnostics if d.code == "IFX002"] == [
        ("IFX002", "info")
    ]


def test_what_git_ignores_and_what_is_excluded_is_left_out(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            ".git/config": "",
            ".gitignore": "drafts/\n*.tmp.md\n",
            "drafts/a.md": agent(1),
            "b.tmp.md": agent(2),
            "sub/.gitignore": "!c.tmp.md\n/d.md\n",
            "sub/c.tmp.md": agent(3),
            "sub/d.md": agent(4),
            "sub/deep/d.md": agent(5),
            "old/e.md": agent(6),
        },
    )
    assert ids(tmp_path) == ["agent_006", "agent_003", "agent_005"]
    assert ids(tmp_path / "sub") == ["agent_003", "agent_005"]
    assert ids(tmp_path, settings=Settings(exclude=("old/", "deep"))) == ["agent_003"]
    assert ids(tmp_path / "drafts" / "a.md") == ["agent_001"]


def test_links_are_not_followed_in_circles(tmp_path: Path) -> None:
    lay(tmp_path, {"a/b.md": agent(1)})
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "gone.md").symlink_to(tmp_path / "nowhere")
    assert ids(tmp_path) == ["agent_001"]


def test_a_link_to_itself_is_unreadable_and_hides_nothing(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": agent(1)})
    (tmp_path / "loop.md").symlink_to("loop.md")
    compiled = ionflux.compile_paths([tmp_path])
    (found,) = [each for each in compiled.diagnostics if each.severity == "error"]
    assert (found.code, Path(found.path).name, found.hint) == ("IFX001", "loop.md", None)
    assert [each.id for each in compiled.definitions] == ["agent_001"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    lay(tmp_path, {"a/b.md": agent(1)})
    other = tmp_path / "a" / ".." / "a" / "b.md"
    assert ids(tmp_path, tmp_path / "a", tmp_path / "a" / "b.md", other) == ["agent_001"]


def test_a_directory_without_blueprints_is_an_error(tmp_path: Path) -> None:
    lay(tmp_path, {"full/a.md": agent(1), "empty/a.md": "text"})
    result = ionflux.compile_paths([tmp_path / "full", tmp_path / "empty"])
    assert not result.ok
    assert [(d.code, d.path) for d in result.diagnostics if d.severity == "error"] == [
        ("IFX002", str(tmp_path / "empty"))
    ]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        ionflux.compile_paths([tmp_path / "gone.md"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_ids_and_names_are_unique_over_documents(tmp_path: Path, jobs: int) -> None:
    lay(
        tmp_path,
        {"a.md": agent(1) + agent(2, "Same"), "b.md": agent(1, "Other") + agent(3, "Same")},
    )
    errors = [
        d for d in ionflux.compile_paths([tmp_path], jobs=jobs).diagnostics if d.severity == "error"
    ]
    second = str(tmp_path / "b.md")
    assert [(d.code, d.path, d.line) for d in errors] == [
        ("IFX301", second, 3),
        ("IFX302", second, 10),
    ]
    assert all(str(tmp_path / "a.md") in (d.hint or "") for d in errors)
