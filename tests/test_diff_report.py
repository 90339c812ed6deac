"""Differences as text, JSON, Markdown and annotations: whole documents, whatever the values."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

import ionflux
from database_samples import one_line
from diff_definitions import EMAIL_WIZARD, Json, agent, sets
from ionflux import AgentDefinition
from ionflux.core.errors import UsageError
from ionflux.diff import Changes, Location
from ionflux.diff.schema import diff_schema
from ionflux.output.change_report import ChangeReport
from ionflux.output.change_reporters import formats, reporter
from ionflux.output.change_reporters.markdown import LIMIT

VALIDATOR = Draft202012Validator(diff_schema())
NASTY = "`` x ``` </details> <img src=x> @all #1 | a\\|b\x1b[31m\u202e\r\n::error::x\n\n# head\n"


def _report(name: str, changes: Changes, *, color: bool = False) -> str:
    return "".join(reporter(name)(ChangeReport(changes, "old", "new", color)))


def _required() -> AgentDefinition:
    first, *rest = EMAIL_WIZARD["inputs_schema"]
    return agent(inputs_schema=[{**first, "required": True}, *rest], version="1.3.0")


def test_text_groups_by_agent_and_ends_with_the_bump() -> None:
    changes = ionflux.compare([agent()], [_required(), agent(id="agent_002", name="B")])
    expected = """\
agent_001 EmailWizard (changed)
  breaking    inputs_schema[shopify_event].required  false → true
              input `shopify_event` became required: callers that omit it will fail
  cosmetic    version  1.2.0 → 1.3.0
              version changed from `1.2.0` to `1.3.0`

agent_002 B (added)
  compatible  .
              agent `agent_002` was added

1 agent changed, 1 added, 0 removed: 1 breaking, 1 compatible, 1 cosmetic

agent_001  1.2.0 → 1.3.0  needs a major bump, to 2.0.0
agent_002  1.2.0  new
"""
    assert _report("text", changes) == expected


def test_text_shows_the_words_that_differ_in_long_text() -> None:
    old = agent(introduction_text="The first line stays.\nThe second line says one thing here.")
    new = agent(introduction_text="The first line stays.\nThe second line says two things.")
    changes = ionflux.compare([old], [new])
    says = "| The second line says [-one-]{+two+} [-thing here-]{+things+}.\n"
    assert says in _report("text", changes)
    colored = _report("text", changes, color=True)
    assert "says \x1b[31mone\x1b[0m\x1b[32mtwo\x1b[0m" in colored
    assert "first line" not in colored


def test_places_are_shown_where_they_are_known() -> None:
    changes = ionflux.compare([agent()], [_required()]).located(
        lambda *_: None, lambda name, loc: Location(f"{name}.md", 7, len(loc) + 1, 7, 9)
    )
    assert "agent_001.md:7:4\n" in _report("text", changes)
    document = json.loads(_report("json", changes))
    VALIDATOR.validate(document)
    place = {"path": "agent_001.md", "line": 7, "column": 4, "end_line": 7, "end_column": 9}
    assert document["changes"][1]["new_place"] == place
    assert "old_place" not in document["changes"][1]
    assert _report("github", changes).startswith(
        "::error file=agent_001.md,line=7,endLine=7,col=4,endColumn=9,"
        "title=breaking%3A agent_001 inputs_schema[shopify_event].required::input"
    )


def test_json_is_the_document_of_the_contract() -> None:
    document = json.loads(_report("json", ionflux.compare([agent()], [_required()])))
    assert document["summary"] == {
        "added": 0, "removed": 0, "changed": 1, "breaking": 1, "compatible": 0, "cosmetic": 1,
    }  # fmt: skip
    assert document["agents"] == [
        {
            "id": "agent_001", "change": "changed", "level": "breaking", "old_version": "1.2.0",
            "new_version": "1.3.0", "required_bump": "major", "bump_ok": False,
        }
    ]  # fmt: skip
    assert document["changes"][1] == {
        "agent": "agent_001", "path": "inputs_schema[shopify_event].required", "kind": "changed",
        "level": "breaking", "old": False, "new": True,
        "message": "input `shopify_event` became required: callers that omit it will fail",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "says"),
    [("text", "no differences\n"), ("markdown", "### Agents: no differences\n\n"), ("github", "")],
)
def test_a_report_without_changes_is_a_complete_document(name: str, says: str) -> None:
    assert _report(name, Changes()) == says
    VALIDATOR.validate(json.loads(_report("json", Changes())))


@settings(max_examples=20)
@given(sets, sets)
def test_every_format_accepts_every_difference(
    old: list[AgentDefinition], new: list[AgentDefinition]
) -> None:
    changes = ionflux.compare(old, new)
    for name in formats():
        text = _report(name, changes)
        # GitHub shows ten annotations; everything else mentions every agent.
        assert name == "github" or all(agent.id in text for agent in changes.agents)
    VALIDATOR.validate(json.loads(_report("json", changes)))
    _assert_tame(_report("markdown", changes))


def _nasty(text: str) -> tuple[AgentDefinition, AgentDefinition]:
    long = f"{text} and so on until it is no longer short at all"
    fields: Json = {
        "name": f"N{one_line(text)}",
        "tagline": text,
        "introduction_text": long,
        "core_capabilities": [text, long],
        "inputs_schema": [{"key": f"k{one_line(text)}", "type": "json", "default": {text: long}}],
        "category": text,
        "additional_sections": {text: {text: [long]}},
    }
    return agent(), agent(**fields)


@given(st.text(max_size=40) | st.just(NASTY))
def test_values_never_become_markup_of_a_comment(text: str) -> None:
    for old, new in (_nasty(text), _nasty(text)[::-1]):
        _assert_tame(_report("markdown", ionflux.compare([old], [new])))


class _Tags(HTMLParser):
    """The tags of a text, with the text outside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.plain = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs in ([], [("open", None)], [("open", "")], [("class", "language-diff")])
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"code", "pre"} & set(self.open):
            self.plain += data


def _assert_tame(comment: str) -> None:
    """Render like GitHub, and check what has become markup."""
    assert len(comment) <= LIMIT
    tags = _Tags()
    tags.feed(MarkdownIt("gfm-like", {"linkify": False}).render(comment))
    tags.close()
    assert tags.open == []
    allowed = {"details", "summary", "code", "pre", "h3", "p", "ul", "li", "strong"}
    assert tags.seen <= allowed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert not re.search(r"[@<>\x1b\u202e]|#\d", tags.plain)


def test_a_table_of_hostile_names_has_all_its_cells() -> None:
    old, new = _nasty(NASTY)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        _report("markdown", ionflux.compare([old], [new]))
    )
    assert html.count("<td>") == 5
    assert "✅" not in html


def test_a_comment_is_cut_at_the_limit_and_says_so() -> None:
    old = [agent(id=f"agent_{n}", name=f"A{n}") for n in range(600)]
    new = [agent(id=f"agent_{n}", name=f"B{n}", introduction_text="x " * 400) for n in range(600)]
    comment = _report("markdown", ionflux.compare(old, new))
    _assert_tame(comment)
    assert len(comment) > LIMIT * 0.9
    assert re.search(r"\n… and \d+ more agents\.\n", comment)
    left_out = re.search(r"\*\*(\d+) changes of 1200 left out\*\* to stay below", comment)
    assert left_out
    assert comment.count("\n- ") == 1200 - int(left_out[1])


def test_one_agent_with_too_many_changes_is_cut_within() -> None:
    keys = [{"key": f"key_{n}", "type": "json", "required": True} for n in range(2000)]
    comment = _report("markdown", ionflux.compare([agent()], [agent(inputs_schema=keys)]))
    _assert_tame(comment)
    assert "</details>" in comment
    assert "left out** to stay below" in comment


def test_annotations_are_escaped_errors_first_and_counted() -> None:
    keys = [{"key": f"k{n}%::error::x", "type": "json"} for n in range(30)]
    changes = ionflux.compare([agent(inputs_schema=keys)], [agent(inputs_schema=[], tagline="x")])
    lines = _report("github", changes).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::notice"]
    assert lines[9] == "::error title=ionflux diff::21 more errors not shown"
    assert "input `k0%25::error::x` was removed" in lines[0]
    assert "title=breaking%3A agent_001 inputs_schema[k0%25%3A%3Aerror%3A%3Ax]" in lines[0]


def test_a_breaking_change_with_its_bump_is_a_warning() -> None:
    lines = _report("github", ionflux.compare([agent()], [agent(name="B", version="2.0.0")]))
    assert [line.split(" ")[0] for line in lines.splitlines()] == ["::warning", "::notice"]


@pytest.mark.parametrize("name", ["text", "github", "markdown"])
def test_no_control_character_of_a_document_reaches_the_output(name: str) -> None:
    text = _report(name, ionflux.compare(*([side] for side in _nasty(NASTY))))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `markdown`"):
        reporter("markdwn")


def test_long_texts_are_compared_quickly() -> None:
    old, new = agent(kpis_definition="a b\n" * 50_000), agent(kpis_definition="b a\n" * 50_000)
    changes = ionflux.compare([old], [new])
    assert "kpis_definition" in _report("text", changes)
    _assert_tame(_report("markdown", changes))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| a | b |\n" * 1900, "| a | b |\n" * 1899 + "| c |\n"),
        ("x\n" + "| a | b |\n" * 1900, "| a | b |\n" * 1900 + "y\n"),
        ("a b " * 900, "b a " * 900),
    ],
)
def test_equal_rows_are_compared_quickly(old: str, new: str) -> None:
    changes = ionflux.compare([agent(kpis_definition=old)], [agent(kpis_definition=new)])
    started = time.process_time()
    text = _report("text", changes)
    assert time.process_time() - started < 5
    assert "kpis_definition" in text


def test_rows_around_a_change_are_not_shown() -> None:
    rows = [f"| row | {number % 3} |\n" for number in range(900)]
    old, new = "".join(rows), "".join([*rows[:450], "| new | 0 |\n", *rows[450:]])
    text = _report(
        "text", ionflux.compare([agent(kpis_definition=old)], [agent(kpis_definition=new)])
    )
    assert "| {+| new | 0 |+}\n" in text
    assert "row" not in text
