"""Changes for the comment of a pull request: a table, and the details of each agent folded.

Text from a document is written as code, where GitHub does not recognise mentions, references, HTML
or tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from html import escape
from itertools import islice

from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.diff import AgentChange, Change, Kind, Level
from ionflux.output.change_report import (
    ChangeReport,
    as_text,
    broken_lines,
    is_short,
    worst_first,
)

LIMIT = 65_536
"""The limit of characters of a comment on GitHub."""

_TABLE = 16_000
# The limit of characters of the table.
_RESERVED = 600
# The characters reserved for the remark that something was cut.
_CONFIGURATIONS = 50
# How many findings about configurations are shown.
_LINES = 40
# How many lines of a text are shown.
_LINE = 400
_WORDS = 120
# How many characters a line, and a name, path or value in a sentence, may have.

_HEAD = "| agent | change | level | version | bump |\n| --- | --- | --- | --- | --- |\n"
_BACKTICKS = regex(r"`+")
_MARKS = {Level.BREAKING: "🔴", Level.COMPATIBLE: "🟡", Level.COSMETIC: "⚪"}


def render(report: ChangeReport) -> Iterator[str]:
    """Yield a comment of at most `LIMIT` characters; it says what it leaves out."""
    heading = f"### Agents: {_figures(report)}\n\n" + _configurations(report)
    if not report.changes:
        yield heading
        return
    table = heading + "".join(_table(report))
    yield table
    yield from _details(report, LIMIT - len(table) - _RESERVED)


def _configurations(report: ChangeReport) -> str:
    lines = list(broken_lines(report))
    shown = "".join(f"- {code(line)}\n" for line in lines[:_CONFIGURATIONS])
    if rest := len(lines) - _CONFIGURATIONS if len(lines) > _CONFIGURATIONS else 0:
        shown += f"- … and {counted(rest, 'more finding')}\n"
    return f"Configurations:\n\n{shown}\n" if lines else ""


def _figures(report: ChangeReport) -> str:
    total = report.changes.summary
    if not report.changes:
        return "no differences"
    return (
        f"{counted(total.breaking, 'breaking change')}, {total.compatible} compatible, "
        f"{total.cosmetic} cosmetic"
    )


def code(text: str) -> str:
    """Return any text as a code span on one line, cut if it is long."""
    text = printable(" ".join(text.split()))
    text = text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"
    marks = "`" * (_longest_run(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return f"{marks}{space}{text}{space}{marks}"


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _table(report: ChangeReport) -> Iterator[str]:
    yield _HEAD
    taken = 0
    for number, agent in enumerate(_agents(report)):
        row = _row(agent)
        taken += len(row)
        if taken > _TABLE:
            yield f"\n… and {counted(len(report.changes.agents) - number, 'more agent')}.\n"
            break
        yield row
    yield "\n"


def _agents(report: ChangeReport) -> list[AgentChange]:
    order = tuple(Level)
    return sorted(report.changes.agents, key=lambda agent: order.index(agent.level))


def _row(agent: AgentChange) -> str:
    versions = (agent.old_version, agent.new_version)
    cells = (
        f"{code(agent.id)} {code(agent.name)}",
        f"{agent.change}{_renamed(agent)}",
        f"{_MARKS[agent.level]} {agent.level}",
        " → ".join(code(version) for version in versions if version is not None),
        _bump(agent),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _renamed(agent: AgentChange) -> str:
    if agent.renamed_from:
        return f", was {code(agent.renamed_from)}"
    return f", probably {code(agent.renamed_to)} now" if agent.renamed_to else ""


def _bump(agent: AgentChange) -> str:
    mark = "✅" if agent.bump_ok else "❌"
    if agent.required_bump is None:
        return mark
    return f"{mark} {agent.required_bump}" + ("" if agent.bump_ok else " needed")


def _details(report: ChangeReport, room: int) -> Iterator[str]:
    groups = report.changes.by_agent()
    left_out = 0
    for agent in _agents(report):
        items = worst_first(groups[agent.id])
        block, shown_items = _block(agent, items, room)
        room -= len(block)
        left_out += len(items) - shown_items
        yield block
    if left_out:
        yield (
            f"**{counted(left_out, 'change')} of {len(report.changes.changes)} left out** to stay "
            f"below GitHub's limit of {LIMIT:,} characters; `ionflux diff` shows all of them.\n"
        )


def _block(agent: AgentChange, changes: list[Change], room: int) -> tuple[str, int]:
    head = f"<details{' open' if agent.level is Level.BREAKING else ''}>\n{_summary(agent)}\n\n"
    tail = "\n</details>\n\n"
    room -= len(head) + len(tail)
    items: list[str] = []
    for change in changes:
        item = _item(change)
        if len(item) > room:
            break
        room -= len(item)
        items.append(item)
    return (head + "".join(items) + tail, len(items)) if items else ("", 0)


def _summary(agent: AgentChange) -> str:
    words = (escape(printable(_clipped(text))) for text in (agent.id, agent.name))
    codes = " ".join(f"<code>{word}</code>" for word in words)
    return f"<summary>{codes}: {agent.change}, {agent.level}</summary>"


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"


def _item(change: Change) -> str:
    line = f"- {_MARKS[change.level]} **{change.level}** {code(change.path)}: {_message(change)}\n"
    if change.kind is Kind.CHANGED and not is_short(change):
        line += "".join(f"  {row}\n" for row in _fence(as_text(change.old), as_text(change.new)))
    return line


def _message(change: Change) -> str:
    # A message has its values between back quotes, and no back quote within them.
    parts = change.message.split("`")
    return "".join(code(part) if at % 2 else part for at, part in enumerate(parts))


def _fence(old: str, new: str) -> Iterator[str]:
    rows = unified_diff(old.split("\n"), new.split("\n"), n=1, lineterm="")
    body = [_line(row) for row in islice(rows, 2, 2 + _LINES + 1)]
    marks = "`" * max(3, *(_longest_run(row) + 1 for row in body))
    yield f"{marks}diff"
    yield from body[:_LINES]
    if len(body) > _LINES:
        yield "… more lines differ"
    yield marks


def _line(row: str) -> str:
    row = printable(row.replace("\t", "    "))
    return row if len(row) <= _LINE else f"{row[: _LINE - 1]}…"
