"""Draw the picture of an editor in docs/editors.md: Neovim in a terminal, with the real server.

Run it from anywhere: `python tools/editor_picture.py`. It needs Neovim and pyte.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte
from rich.style import Style
from rich.text import Text
from terminal_pictures import FOLDER, THEMES, drawn

ROOT = Path(__file__).resolve().parent.parent
_COLUMNS, _ROWS = 110, 24
_DOCUMENT = ROOT / "examples" / "demo" / "price_scout.md"
_PATIENCE = 6
_KEYS = ("/Failure\r", "zb5\x05", ":lua vim.lsp.buf.hover()\r", ":\b\x1b")
_SETTINGS = """
set nohlsearch noswapfile nonumber signcolumn=yes shortmess+=F laststatus=0 noruler noshowcmd mouse=
set shada= nofoldenable conceallevel=0
syntax off
highlight DiagnosticWarn ctermfg=3
highlight DiagnosticInfo ctermfg=4
highlight DiagnosticError ctermfg=1
highlight NormalFloat cterm=reverse ctermbg=NONE ctermfg=NONE
highlight Pmenu ctermbg=0 ctermfg=7
highlight SignColumn ctermbg=NONE
lua << END
vim.diagnostic.config({ virtual_text = { prefix = "■" }, severity_sort = true })
local server = vim.lsp.start_client({
  name = "ionflux",
  cmd = { "%s", "-m", "ionflux", "server" },
  root_dir = "%s",
})
vim.api.nvim_create_autocmd("BufReadPost", {
  pattern = "*.md",
  callback = function(about) vim.lsp.buf_attach_client(about.buf, server) end,
})
END
"""


def screen() -> pyte.Screen:
    """Return the screen of Neovim with a document open, its findings, and a hover."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(_DOCUMENT, folder / "price_scout.md")
        (folder / "init.vim").write_text(_SETTINGS % (sys.executable, folder), "utf-8")
        shown = pyte.Screen(_COLUMNS, _ROWS)
        stream = pyte.Stream(shown)
        environment = os.environ | {"TERM": "xterm-256color", "HOME": name, "XDG_STATE_HOME": name}
        arguments = ["-u", "init.vim", "price_scout.md"]
        editor = pexpect.spawn(
            "nvim",
            arguments,
            cwd=name,
            env=environment,
            dimensions=(_ROWS, _COLUMNS),
            encoding="utf-8",
        )
        _read(editor, stream)
        for keys in _KEYS:
            editor.send(keys)
            _read(editor, stream, seconds=1.5)
        editor.close(force=True)
    return shown


def _read(editor: pexpect.spawn[str], stream: pyte.Stream, seconds: float = _PATIENCE) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            stream.feed(editor.read_nonblocking(65536, timeout=0.2))
        except pexpect.TIMEOUT:
            continue


def _lines(shown: pyte.Screen) -> list[Text]:
    lines = []
    for row in range(shown.lines):
        line = Text()
        for column in range(shown.columns):
            cell = shown.buffer[row][column]
            line.append(cell.data, _style(cell))
        lines.append(line)
    return lines


def _style(cell: pyte.screens.Char) -> Style:
    return Style(
        color=_color(cell.fg),
        bgcolor=_color(cell.bg),
        bold=cell.bold,
        reverse=cell.reverse,
        underline=cell.underscore,
    )


def _color(name: str) -> str | None:
    """Return rich's name of a colour of pyte, which has digits for those without a name."""
    if name == "default":
        return None
    if name.startswith("bright"):
        name = f"bright_{name.removeprefix('bright')}"
    name = name.replace("brown", "yellow")
    return name if name.isalpha() or "_" in name else f"#{name}"


def main() -> None:
    """Write the picture, light and dark."""
    lines = _lines(screen())
    for theme in THEMES:
        path = FOLDER / f"editor-{theme}.svg"
        path.write_text(drawn("editor", lines, theme, _COLUMNS), "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
