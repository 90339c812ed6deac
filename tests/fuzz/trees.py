"""Revisions that git itself would not write: each byte of an input selects a part of a tree."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_MODES = (b"100644", b"100755", b"120000", b"40000", b"160000", b"100664", b"0", b"777777")
_NAMES = (
    b"keeper.md", b"b.md", b"docs", b"playbooks", b"a.json", b"loop.md", b"link.md",
    b"caf\xe9.md", b"\xff\xfe.md", b"line\nend.md", b"\x1b[31mred.md", b"\xe2\x80\xaeleft.md",
    b" .md", b".md", b".hidden.md", b"-x.md", b":(top)x.md", b"tab\t.md", b'quo"te.md',
    b"..", b".", b".git", b".GIT", b"", b"a/b.md", b"/root.md", b"../up.md", b"x" * 300 + b".md",
    b"KEEPER.MD", b"keeper.markdown", b"pyproject.toml", b".gitignore",
)  # fmt: skip
_LINKS = (
    b"keeper.md", b"loop.md", b"link.md", b"docs", b"docs/keeper.md", b"../keeper.md",
    b"/etc/passwd", b"../../../etc/passwd", b"", b".", b"gone.md", b"\xff.md", b"a\nb", b"k\0r",
)  # fmt: skip
_BYTES_A_PART = 3
_MOST_PARTS = 8


class Repository(NamedTuple):
    """A repository, the names of objects for trees, and one valid tree."""

    folder: Path
    objects: Sequence[str]
    sound: str

    def tree(self, data: bytes) -> str:
        """Write the tree of an input; return the name of the object."""
        parts = [data[at : at + _BYTES_A_PART] for at in range(0, len(data) - 2, _BYTES_A_PART)]
        rows = (
            _row(
                _MODES[mode % len(_MODES)],
                _NAMES[name % len(_NAMES)],
                self.objects[place % len(self.objects)],
            )
            for mode, name, place in parts[:_MOST_PARTS]
        )
        return _object(self.folder, "tree", b"".join(rows))


@cache
def repository(folder: Path, document: bytes, definitions: bytes) -> Repository:
    """Make a repository with objects of all kinds: some are damaged, and one is missing."""
    folder.mkdir()
    _git(folder, "init", "-q")
    keeper = _object(folder, "blob", document)
    sound = _object(folder, "tree", _row(b"100644", b"keeper.md", keeper))
    texts = (document[: len(document) // 2], definitions, b"\xff\xfe", b"", b"a" * 100_000, *_LINKS)
    below = _row(b"40000", b"docs", sound) + _row(b"100644", b"b.md", keeper)
    about = b"author a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx\n"
    damaged = _object(folder, "blob", b"this will be damaged")
    (folder / ".git/objects" / damaged[:2] / damaged[2:]).chmod(0o600)
    (folder / ".git/objects" / damaged[:2] / damaged[2:]).write_bytes(zlib.compress(b"blob 9\0no"))
    objects = (
        keeper, sound, damaged, "00" * 20, "ab" * 20,
        _object(folder, "tree", below),
        _object(folder, "tree", b"no tree at all"),
        _object(folder, "commit", b"tree %b\n%b" % (sound.encode(), about)),
        *(_object(folder, "blob", text) for text in texts),
    )  # fmt: skip
    return Repository(folder, objects, sound)


def read_tree(made: Repository, data: bytes, run: Callable[..., object]) -> None:
    """Show and compare the tree of an input, as a whole and below some of its paths."""
    found = made.tree(data)
    for written in ("", "keeper.md", "docs", "a.json", "link.md", "/docs/keeper.md"):
        run("show", f"{found}:{written}", "--no-cache", folder=made.folder)
    run("diff", f"{made.sound}:", f"{found}:", "--no-cache", folder=made.folder)
    run("diff", f"{found}:docs", f"{made.sound}:keeper.md", "--no-cache", folder=made.folder)


def _row(mode: bytes, name: bytes, place: str) -> bytes:
    return b"%b %b\0%b" % (mode, name, bytes.fromhex(place))


def _object(folder: Path, kind: str, data: bytes) -> str:
    arguments = ("hash-object", "-w", "-t", kind, "--literally", "--stdin")
    return _git(folder, *arguments, given=data).decode().strip()


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=True).stdout
