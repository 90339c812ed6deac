"""Changes for people at a terminal: by agent, worst first, and the bump that each needs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from ionflux.core.terminal import paint, printable
from ionflux.core.words import counted
from ionflux.diff import AgentChange, Change, Kind, Level
from ionflux.diff.versions import raised
from ionflux.output.change_report import (
    ChangeReport,
    as_text,
    broken_lines,
    is_short,
    worst_first,
)
from ionflux.output.word_differences import Piece, word_differences

_COLORS = {Level.BREAKING: "1;31", Level.COMPATIBLE: "1;33", Level.COSMETIC: "1;34"}
_SIGNS = {" ": ("", "", ""), "-": ("[-", "-]", "31"), "+": ("{+", "+}", "32")}
_LEVEL = max(map(len, Level)) + 2
_INDENT = " " * (2 + _LEVEL)
_LINES = 40
# How many lines of a text are shown.
_SAME = 60
# How many unchanged characters are shown between two changes.


def render(report: ChangeReport) -> Iterator[str]:
    """Yield the changes of each agent, then the version bump that they need."""
    if not report.changes:
        yield "no differences\n"
        yield from _configurations(report)
        return
    groups = report.changes.by_agent()
    for agent in report.changes.agents:
        yield _headline(agent, color=report.color)
        for change in worst_first(groups[agent.id]):
            yield from _change(change, color=report.color)
        yield "\n"
    yield f"{_figures(report)}\n\n"
    yield from _bumps(report)
    yield from _configurations(report)


def _configurations(report: ChangeReport) -> Iterator[str]:
    lines = list(broken_lines(report))
    if lines:
        yield "\n".join(["", "Configurations:", *(f"  {line}" for line in lines), ""])


def _figures(report: ChangeReport) -> str:
    total = report.changes.summary
    agents = f"{counted(total.changed, 'agent')} changed, {total.added} added"
    return (
        f"{agents}, {total.removed} removed: {total.breaking} breaking, "
        f"{total.compatible} compatible, {total.cosmetic} cosmetic"
    )


def _headline(agent: AgentChange, *, color: bool) -> str:
    title = paint(printable(f"{agent.id} {agent.name}"), "1", wanted=color)
    renamed = f", was {agent.renamed_from}" if agent.renamed_from else ""
    renamed += f", probably {agent.renamed_to} now" if agent.renamed_to else ""
    return f"{title} ({agent.change}{printable(renamed)})\n"


def _change(change: Change, *, color: bool) -> Iterator[str]:
    level = paint(change.level, _COLORS[change.level], wanted=color)
    padding = " " * (_LEVEL - len(change.level))
    yield f"  {level}{padding}{printable(change.path)}{_sides(change)}\n"
    yield f"{_INDENT}{printable(change.message)}\n"
    if place := change.new_place or change.old_place:
        yield f"{_INDENT}{printable(place.path)}:{place.line}:{place.column}\n"
    if change.kind is Kind.CHANGED and not is_short(change):
        stretches = word_differences(as_text(change.old), as_text(change.new))
        lines = chain.from_iterable(_stretch(pieces, color=color) for pieces in stretches)
        yield from islice(lines, _LINES)
        if rest := sum(1 for _ in lines):
            yield f"{_INDENT}… {counted(rest, 'more line')}\n"


def _sides(change: Change) -> str:
    if change.kind is not Kind.CHANGED or not is_short(change):
        return ""
    return f"  {printable(as_text(change.old))} → {printable(as_text(change.new))}"


def _stretch(pieces: list[Piece], *, color: bool) -> Iterator[str]:
    text = "".join(_marked(piece, color=color) for piece in pieces)
    for line in text.split("\n"):
        yield f"{_INDENT}| {line}\n"


def _marked(piece: Piece, *, color: bool) -> str:
    before, after, tint = _SIGNS[piece.sign]
    text = piece.text
    if piece.sign == " " and len(text) > _SAME:
        text = f"{text[: _SAME // 2]} … {text[-_SAME // 2 :]}"
    if color:
        before = after = ""
    lines = (f"{before}{printable(line)}{after}" if line else "" for line in text.split("\n"))
    return "\n".join(paint(line, tint, wanted=color and bool(line)) for line in lines)


def _bumps(report: ChangeReport) -> Iterator[str]:
    width = max(len(agent.id) for agent in report.changes.agents)
    for agent in report.changes.agents:
        color = "32" if agent.bump_ok else "31"
        verdict = paint(_verdict(agent), color, wanted=report.color)
        yield f"{printable(agent.id):<{width}}  {_versions(agent)}  {verdict}\n"


def _versions(agent: AgentChange) -> str:
    sides = (agent.old_version, agent.new_version)
    return " → ".join(printable(version) for version in sides if version is not None)


def _verdict(agent: AgentChange) -> str:
    if agent.required_bump is None or agent.old_version is None:
        return _VERDICTS[agent.change] if not agent.renamed_to else f"see {agent.renamed_to}"
    if agent.bump_ok:
        raised_it = agent.new_version != agent.old_version
        return f"ok ({agent.required_bump})" if raised_it else "ok (needs no bump)"
    example = raised(agent.old_version, agent.required_bump)
    return f"needs a {agent.required_bump} bump{f', to {example}' if example else ''}"


_VERDICTS = {
    Kind.ADDED: "new",
    Kind.REMOVED: "removed: a version cannot announce it",
    Kind.CHANGED: "",
}
