"""Tables of agents, and what tables and cards share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.output.views.agent_view import AgentView
from ionflux.output.views.summary import AgentSummary
from ionflux.output.views.words import findings_in_words

_WIDEST = 10_000
"""The width if the output is not a terminal: nothing is wrapped or cut."""


def rendered(*parts: RenderableType, width: int | None = None) -> str:
    """Return the parts as text: for a terminal in its width and colours, else plain and uncut.

    With a `width`, they fit it in any case.
    """
    plain = bool(os.environ.get("NO_COLOR"))
    console = Console(highlight=False, color_system=None if plain else "auto")
    if width or not console.is_terminal:
        console.width = width or _WIDEST
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    text = capture.get()
    lines = text.removesuffix("\n").split("\n")
    return text if console.is_terminal else "".join(f"{line.rstrip()}\n" for line in lines)


def safe(text: object, style: str = "") -> Text:
    """Return a text of a document that is printed as it is, each line separately."""
    lines = str(text).split("\n")
    return Text("\n".join(printable(line) for line in lines), style=style)


def table(titles: Sequence[str], rows: Iterable[Sequence[object]], *, lines: bool = False) -> Table:
    """Return a table of texts, with a line between rows if asked for; its first column is whole."""
    drawn = Table(
        box=box.HORIZONTALS if lines else box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_lines=lines,
        padding=(0, 1, 0, 0),
    )
    for index, title in enumerate(titles):
        style = "" if index else "bold"
        drawn.add_column(Text(title), overflow="fold", no_wrap=not index, style=style)
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else safe(cell) for cell in row))
    return drawn


def stacked(agents: Iterable[AgentSummary], width: int = 80) -> RenderableType:
    """Return the agents as a table that fits a terminal, with the meaning of a star, and totals."""
    columns = next(columns for least, columns in _COLUMNS if width >= least)
    counts = _Totals()
    rows = [tuple(_CELLS[each](agent) for each in columns) for agent in counts.counted(agents)]
    drawn = table(columns, rows, lines=True)
    return Group(drawn, safe(f"\n{counts}", "dim"))


_COLUMNS = (
    (100, ("Agent", "Starts", "Takes", "Gives", "Needs")),
    (72, ("Agent", "Starts", "Takes, → gives", "Needs")),
    (0, ("Agent, needs", "Starts", "Takes, → gives")),
)
"""The columns of a table, by the least width of the terminal."""


def _agent(agent: AgentSummary) -> Text:
    head = safe(agent.name, "bold").append(f"\n{printable(agent.id)}", style="not bold")
    findings = (found for found in findings_in_words(agent.findings) if found != "none")
    state = "\n".join([f"{agent.version} {agent.status}", *findings])
    return head.append_text(safe(f"\n{state}", "not bold dim"))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values) or "–"


_CELLS: Mapping[str, Callable[[AgentSummary], Text | str]] = {
    "Agent": _agent,
    "Agent, needs": lambda agent: _agent(agent).append("\n" + "\n".join(agent.needs), "not bold"),
    "Starts": lambda agent: _lines(agent.starts),
    "Takes": lambda agent: _lines(agent.takes),
    "Gives": lambda agent: _lines(agent.gives),
    "Takes, → gives": lambda agent: _lines([*agent.takes, *(f"→ {key}" for key in agent.gives)]),
    "Needs": lambda agent: _lines(agent.needs),
}


class _Totals:
    """Counts agents as they pass."""

    def __init__(self) -> None:
        self.agents = 0
        self.required = False
        self.statuses: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def counted(self, agents: Iterable[AgentSummary]) -> Iterator[AgentSummary]:
        for agent in agents:
            self.agents += 1
            self.statuses[agent.status] += 1
            self.kinds.update(agent.triggers)
            self.required |= any(key.endswith("*") for key in agent.takes)
            yield agent

    def __str__(self) -> str:
        statuses = ", ".join(f"{count} {status}" for status, count in self.statuses.most_common())
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        parts = [counted(self.agents, "agent"), statuses, kinds and f"triggers: {kinds}"]
        star = "* is a required input\n" if self.required else ""
        return star + "; ".join(filter(None, parts))


def origins(view: AgentView) -> RenderableType:
    """Return the form in which an agent was read, and a table of where each field comes from."""
    rows = [
        (origin.field, origin.way.value, f"{origin.path}:{origin.line}")
        for origin in view.origins or ()
    ]
    return Group(safe(f"Form: {view.form}"), table(("Field", "From", "Place"), rows))
