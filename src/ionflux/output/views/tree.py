"""A file tree, drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text
from rich.tree import Tree

from ionflux.core.terminal import printable


def drawn(root: str, directories: Iterable[str], files: Mapping[str, str | None]) -> Tree:
    """Return the tree below `root`; `files` maps paths to remarks."""
    tree = Tree(Text(printable(root)), guide_style="dim")
    branches = {"": tree}
    for path, remark in files.items():
        above, _, name = path.strip("/").rpartition("/")
        label = Text(printable(name))
        if remark:
            label.append(f"  # {printable(remark)}", style="dim")
        _branch(above, branches).add(label)
    for path in directories:
        _branch(path.strip("/"), branches)
    return tree


def _branch(path: str, branches: dict[str, Tree]) -> Tree:
    if path not in branches:
        above, _, name = path.rpartition("/")
        branches[path] = _branch(above, branches).add(Text(f"{printable(name)}/"))
    return branches[path]
