"""Texts: rendered from Markdown on a terminal, as written elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType

from ionflux.core.terminal import printable
from ionflux.output.views.tables import safe


class Prose:
    """A text in Markdown; its control characters do not reach a terminal."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        del options
        if not console.is_terminal:
            yield safe(self.text)
            return
        from rich.markdown import Markdown  # files and other programs get the text as written

        lines = "\n".join(map(printable, self.text.split("\n")))
        yield Markdown(lines, hyperlinks=False, code_theme="ansi_dark")
