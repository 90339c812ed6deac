"""The pictures of the README are what the program prints."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_pictures_of_terminals_are_what_the_program_prints() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "terminal_pictures.py"))
    for path, text in tool["files"]().items():
        assert path.read_text("utf-8") == text, (
            f"run `python tools/terminal_pictures.py` for {path}"
        )
