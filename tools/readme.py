"""Run the commands in README.md: every block, in order, in a copy of the shipped files.

`python tools/readme.py` writes what the commands print into the blocks that show it. A test checks
that the README is up to date, and fails if a command does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_SHIPPED = ("blueprints", "examples")
_BLOCK = re.compile(
    r"^```(?P<language>console|sh|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_COLUMNS = "80"


def filled() -> str:
    """Return the README with the current output of its commands; raise SystemExit if one fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "agents"
        _prepare(folder)
        return _BLOCK.sub(lambda found: _run(found, folder), README.read_text("utf-8"))


def _prepare(folder: Path) -> None:
    """Create a repository with the shipped files, as after a fresh clone."""
    for each in _SHIPPED:
        shutil.copytree(ROOT / each, folder / each)
    author = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*author, "commit", "--quiet", "-m", "Begin"]):
        _output(["git", *words], folder)
    program = folder.parent / "bin" / "ionflux"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ionflux "$@"\n', "utf-8")
    program.chmod(0o755)


def _run(found: re.Match[str], folder: Path) -> str:
    language, body = found["language"], found["body"]
    if language == "python":
        _output([sys.executable, "-c", body], folder)
    elif language == "sh":
        _output(["bash", "-euo", "pipefail", "-c", body], folder)
    else:
        typed = body.splitlines()[0]
        said = _output(["bash", "-c", typed.removeprefix("$ ")], folder)
        lines = [line.rstrip() for line in said.splitlines()]
        body = "\n".join([typed, *lines, ""])
    return f"```{language}\n{body}```"


def _output(command: list[str], folder: Path) -> str:
    """Return the output of a command, on both streams, as shown by a terminal of 80 columns."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    environment |= {"COLUMNS": _COLUMNS, "NO_COLOR": "1", "XDG_CACHE_HOME": str(folder.parent)}
    environment["PATH"] = f"{folder.parent / 'bin'}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[-1]}\n{done.stdout}\nexit {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    README.write_text(filled(), "utf-8")
