"""The plan of a scaffold, and its faults, before anything is written to disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ionflux.authoring.scaffold.contents import contents
from ionflux.core.terminal import printable
from ionflux.models import AgentDefinition, FileTree, Playbook


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to be written: its path relative to the tree's root, and its text."""

    path: str
    text: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A tree to be written; `root` and paths are relative, with `/` between parts."""

    root: str
    directories: tuple[str, ...]
    files: tuple[PlannedFile, ...]

    def below(self, path: str) -> str:
        """Return the path with the root before it."""
        return "/".join(part for part in (self.root, path) if part)

    def paths(self) -> Iterator[str]:
        """Yield every path below the root, directories first."""
        yield from self.directories
        yield from (file.path for file in self.files)


def plan(agent: AgentDefinition, tree: FileTree, playbooks: Sequence[Playbook] = ()) -> Plan:
    """Return the tree with a text for each file; `playbooks` are the agent's, in tree order."""
    texts = contents(agent, tree, playbooks)
    files = tuple(
        PlannedFile(_bare(file.path), texts[file.path], file.description) for file in tree.files
    )
    return Plan(_bare(tree.root.removeprefix("/")), tuple(map(_bare, tree.directories)), files)


def _bare(path: str) -> str:
    return path.removesuffix("/")


def faults(planned: Plan) -> tuple[str, ...]:
    """Return faults of the plan itself: paths that could lead out, and conflicts."""
    found = [*_bad_path(planned.root)] if planned.root else []
    for path in planned.paths():
        found += _bad_path(path)
    return (*found, *_clashes(planned))


def _bad_path(path: str) -> Iterator[str]:
    reasons = {
        "is absolute": path.startswith("/") or path[1:2] == ":",
        "leads out of the tree": ".." in path.split("/"),
        "has an empty part": not path or "" in path.removeprefix("/").split("/"),
        "has `.` as a part": "." in path.split("/"),
        "contains a backslash": "\\" in path,
        "contains a control character": printable(path) != path,
    }
    yield from (f"{path!r} {reason}" for reason, holds in reasons.items() if holds)


def _clashes(planned: Plan) -> Iterator[str]:
    seen: set[str] = set()
    files = {file.path for file in planned.files}
    for file in planned.files:
        if file.path in seen:
            yield f"{file.path!r} appears twice in the tree"
        seen.add(file.path)
    for path in planned.paths():
        parts = path.split("/")
        parents = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        yield from (f"{parent!r} is a file and a directory" for parent in sorted(parents & files))
    yield from (
        f"{path!r} is a file and a directory" for path in planned.directories if path in files
    )
