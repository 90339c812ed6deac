"""Tables of agents, and what tables and cards share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.output.views.agent_view import AgentView, Findings

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
_WHOLE = ("Id", "Name", "Version", "Status", "Starts", "Takes", "Gives", "Needs", "Findings")


def overview(views: Iterable[AgentView], *, stacked: bool) -> Table:
    """Return the agents as a table: a line each, or stacked to fit a narrow terminal."""
    if stacked:
        return table(_STACKED, (_stacked(view) for view in views))
    return table(_WHOLE, (_line(view) for view in views))


def _line(view: AgentView) -> tuple[str, ...]:
    agent = view.definition
    return (
        *(agent.id, agent.name, agent.version, agent.status),
        *(", ".join(values) or "–" for values in _lists(view)),
    )


def _stacked(view: AgentView) -> tuple[Text | str, ...]:
    agent = view.definition
    starts, takes, gives, needs, findings = _lists(view)
    head = safe(agent.name, "bold").append(f"\n{printable(agent.id)}", style="not bold")
    state = "\n".join([f"{agent.version} {agent.status}", *(f for f in findings if f != "none")])
    head.append_text(safe(f"\n{state}\n", "not bold dim"))
    flow = [*takes, *(f"→ {key}" for key in gives)]
    return (head, *("\n".join(values) or "–" for values in (starts, flow, needs)))


def _lists(view: AgentView) -> tuple[Sequence[str], ...]:
    """Return what an agent has several of; a required input has a star."""
    agent = view.definition
    return (
        view.starts,
        [field.key + "*" * field.required for field in agent.inputs_schema],
        [field.key for field in agent.outputs_config],
        agent.underlying_services_required,
        in_words(view.findings),
    )


def in_words(findings: Findings | None) -> list[str]:
    """Return findings in words, such as `2 warnings`; nothing where nobody looked for any."""
    if findings is None:
        return []
    kinds = {"error": findings.errors, "warning": findings.warnings, "info": findings.infos}
    return [counted(count, kind) for kind, count in kinds.items() if count] or ["none"]


def origins(view: AgentView) -> RenderableType:
    """Return the form that an agent was read in, and a table of where each field comes from."""
    rows = [
        (origin.field, origin.way.value, f"{origin.path}:{origin.line}")
        for origin in view.origins or ()
    ]
    return Group(safe(f"Form: {view.form}"), table(("Field", "From", "Place"), rows))
