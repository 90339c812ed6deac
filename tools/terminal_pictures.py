"""Draw the pictures of the README: the program's output in a terminal, as SVG, light and dark.

Run it from anywhere: `python tools/terminal_pictures.py`. A test checks that they are up to date.
"""

from __future__ import annotations

import os
import sys
from io import StringIO
from pathlib import Path
from typing import NamedTuple, cast

import pexpect
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME, TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
_COLUMNS = 96
_ROWS = 200
_FIRST_ROW = "$ ionflux "
_LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (179, 29, 40),
        (17, 99, 41),
        (123, 79, 0),
        (9, 84, 165),
        (110, 56, 173),
        (0, 95, 107),
        (87, 96, 106),
    ],
)
THEMES = {"light": _LIGHT, "dark": SVG_EXPORT_THEME}
# Rich's own template fetches a font from another host; this one uses the reader's.
_TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Picture(NamedTuple):
    """The arguments of `ionflux`, and how many lines of its output are shown; 0 for all."""

    arguments: str
    lines: int = 0


PICTURES = {
    "show": Picture("show blueprints/"),
    "validate": Picture("validate examples/demo/price_scout.md"),
    "diff": Picture("diff examples/demo/price_scout.before.md examples/demo/price_scout.md"),
}


def files() -> dict[Path, str]:
    """Return every picture with its text."""
    return {
        FOLDER / f"{name}-{theme}.svg": drawn(name, lines, theme)
        for name, picture in PICTURES.items()
        for lines in [_lines(picture)]
        for theme in THEMES
    }


def _said(picture: Picture) -> str:
    """Return the output on a terminal, with its colours."""
    given = {
        "COLUMNS": str(_COLUMNS),
        "LINES": str(_ROWS),
        "TERM": "xterm-256color",
        "PAGER": "cat",
    }
    environment = os.environ | given
    for name in ("NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"):
        environment.pop(name, None)
    done = pexpect.run(
        f"{sys.executable} -m ionflux {picture.arguments} --no-cache",
        cwd=str(ROOT),
        env=environment,
        encoding="utf-8",
        withexitstatus=True,
        dimensions=(_ROWS, _COLUMNS),
    )
    shown, status = cast("tuple[str, int]", done)  # with `withexitstatus`
    if status:
        raise SystemExit(f"ionflux {picture.arguments}: exit {status}\n{shown}")
    return shown.replace("\r\n", "\n")


def _lines(picture: Picture) -> list[Text]:
    """Return the command and its output, as lines with their styles."""
    lines = _said(picture).rstrip("\n").split("\n")
    shown = lines[: picture.lines] if picture.lines else lines
    return [Text(_FIRST_ROW + picture.arguments, style="bold"), *map(Text.from_ansi, shown)]


def drawn(name: str, lines: list[Text], theme: str, columns: int = _COLUMNS) -> str:
    """Return lines of a terminal as SVG, in the colours of a theme."""
    console = Console(
        record=True, file=StringIO(), width=columns, force_terminal=True, color_system="truecolor"
    )
    for line in lines:
        console.print(line, overflow="fold")
    return console.export_svg(
        title="", theme=THEMES[theme], code_format=_TEMPLATE, unique_id=f"ionflux-{name}"
    )


def main() -> None:
    """Write the pictures that differ."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in files().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
