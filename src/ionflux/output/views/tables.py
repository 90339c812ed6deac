"""Tables of agents, and what tables and cards share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ionflux.core.terminal import printable
from ionflux.output.views.agent_view import AgentView
from ionflux.output.views.summary import AgentSummary
from ionflux.output.views.words import findings_in_words

_WIDEST = 10_000
"""Columns where nobody looks at a terminal: nothing is wrapped, and nothing cut."""


def rendered(*parts: RenderableType) -> str:
    """Return the parts as text: for a terminal in its width and colours, else plain and whole."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDEST
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    text = capture.get()
    return text if console.is_terminal else "".join(f"{line.rstrip()}\n" for line in _lines(text))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def safe(text: object, style: str = "") -> Text:
    """Return a text of a document as one that is printed as it is, each line by itself."""
    lines = str(text).split("\n")
    return Text("\n".join(printable(line) for line in lines), style=style)


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of texts; the first column is never cut."""
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for index, title in enumerate(titles):
        style = "" if index else "bold"
        drawn.add_column(Text(title), overflow="fold", no_wrap=not index, style=style)
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else safe(cell) for cell in row))
    return drawn


_STACKED = ("Agent", "Starts", "Takes, → gives", "Needs")


def stacked(agents: Iterable[AgentSummary]) -> Table:
    """Return the agents as a table that fits a narrow terminal."""
    return table(_STACKED, map(_stacked, agents))


def _stacked(agent: AgentSummary) -> tuple[Text | str, ...]:
    head = safe(agent.name, "bold").append(f"\n{printable(agent.id)}", style="not bold")
    findings = (found for found in findings_in_words(agent.findings) if found != "none")
    state = "\n".join([f"{agent.version} {agent.status}", *findings])
    head.append_text(safe(f"\n{state}\n", "not bold dim"))
    flow = [*agent.takes, *(f"→ {key}" for key in agent.gives)]
    return (head, *("\n".join(values) or "–" for values in (agent.starts, flow, agent.needs)))


def origins(view: AgentView) -> RenderableType:
    """Return the form that an agent was read in, and a table of where each field comes from."""
    rows = [
        (origin.field, origin.way.value, f"{origin.path}:{origin.line}")
        for origin in view.origins or ()
    ]
    return Group(safe(f"Form: {view.form}"), table(("Field", "From", "Place"), rows))
