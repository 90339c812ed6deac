"""Select, ignore, comments and baselines: what is kept, and what no longer matches."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from in_process import ionflux as run
from ionflux.checks.baseline import KnownFinding, compare_with, dump, entries, load
from ionflux.checks.policies import Policies
from ionflux.checks.rules import rules
from ionflux.checks.selection import Kept, Selection, Suppression, check_codes, keep
from ionflux.compiler import compile_paths
from ionflux.compiler.verdict import Check, Run, verdict
from ionflux.core.errors import UsageError
from ionflux.core.findings import Diagnostic, Severity
from ionflux.output.report import lines_of

KNOWN = rules().keys()


def finding(code: str = "IFX201", agent: str | None = "agent_001", line: int = 1) -> Diagnostic:
    rule = rules()[code]
    return Diagnostic(code, rule.name, rule.severity, "m", "a.md", line, 1, line, 3, agent)


def codes(kept: Kept) -> list[str]:
    return [found.code for found in kept.diagnostics]


ALL = [finding(code) for code in ("IFX001", "IFX108", "IFX201", "IFX203", "IFX301")]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["IFX001", "IFX108", "IFX201", "IFX203", "IFX301"]),
        (("IFX2",), (), ["IFX201", "IFX203"]),
        (("IFX2", "IFX301"), ("IFX203",), ["IFX201", "IFX301"]),
        ((), ("IFX2", "IFX0"), ["IFX108", "IFX301"]),
        (("IFX203",), ("IFX2",), []),
    ],
)
def test_codes_and_prefixes(
    select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    kept = keep(ALL, Selection(select, ignore), known=KNOWN)
    assert codes(kept) == left
    assert len(kept.left_out) == len(ALL) - len(left)
    assert kept.notes == ()


def test_a_comment_silences_its_agent_or_its_document() -> None:
    two = [finding("IFX203", "agent_001"), finding("IFX203", "agent_002")]
    in_agent = Suppression(("IFX203",), "agent_001", 4, "a.md")
    assert keep(two, Selection(), [in_agent], known=KNOWN).diagnostics == (two[1],)
    for everywhere in (
        in_agent._replace(agent=None),
        in_agent._replace(agent=None, codes=("ifx2",)),
    ):
        assert keep(two, Selection(), [everywhere], known=KNOWN).diagnostics == ()
    elsewhere = in_agent._replace(path="b.md")
    assert len(keep(two, Selection(), [elsewhere], known=KNOWN).diagnostics) == 2


def test_what_no_longer_matches_is_noted_with_its_place() -> None:
    comment = Suppression(("IFX203", "IFX204", "IFX3O1"), None, 4, "a.md")
    kept = keep([finding("IFX203")], Selection(ignore=("IFX301",)), [comment], known=KNOWN)
    assert [str(note) for note in kept.notes] == [
        "note: `IFX301` is ignored, but there is no such finding",
        "a.md:4: note: the comment ignores `IFX204`, but there is no such finding",
        "a.md:4: note: the comment ignores `IFX3O1`, which is not a code; did you mean `IFX301`?",
    ]


def test_a_word_that_is_not_a_code_is_quoted_as_written() -> None:
    text = "## AGENT 001 — A\n<!-- ionflux: ignore type-alais, because -->\n"
    block = "```yaml\nid: agent_001\nname: A\nversion: 1\n```\n"
    done = run("validate", "-", given=text + block)
    assert [line.partition("comment ignores ")[2] for line in done.stderr.splitlines()[:2]] == [
        "`type-alais`, which is not a code; did you mean `type-alias`?",
        "`because`, which is not a code; the groups are IFX0, IFX1, IFX2, IFX3, IFX4, IFX5, IFX6",
    ]


def test_a_comment_for_codes_that_are_not_selected_is_not_noted() -> None:
    comment = Suppression(("IFX203",), None, 4, "a.md")
    for selection in (Selection(select=("IFX1",)), Selection(ignore=("IFX2",))):
        notes = keep([finding("IFX201")], selection, [comment], known=KNOWN).notes
        assert [note for note in notes if note.path] == []


def test_errors_cannot_be_silenced_if_something_is_built() -> None:
    selection = Selection(("IFX2",), ("IFX301", "IFX201"))
    kept = keep(ALL, selection, known=KNOWN, errors_stay=True)
    assert codes(kept) == ["IFX001", "IFX203", "IFX301"]


def test_unknown_codes_name_the_nearest() -> None:
    assert check_codes(["ifx2, IFX301", "IFX"], KNOWN) == ("IFX2", "IFX301", "IFX")
    with pytest.raises(UsageError, match=r"`IFX3O1`; did you mean `IFX301`\?"):
        check_codes(["IFX3O1"], KNOWN)
    with pytest.raises(UsageError, match="the groups are IFX0, IFX1, IFX2"):
        check_codes(["W"], KNOWN)


TEXT = "intro\nCron: 0 8 * * *\nNamespace x\nCron: 0 8 * * *\n"


def at(line: int, code: str = "IFX201") -> Diagnostic:
    return replace(finding(code, line=line), column=1, end_column=15)


def test_a_baseline_knows_its_findings_wherever_their_lines_go() -> None:
    known = entries([at(2), at(3, "IFX203")], lines_of({"a.md": TEXT}))
    moved = lines_of({"a.md": "new\nlines\n" + TEXT})
    compared = compare_with(known, [at(4), at(5, "IFX203")], moved)
    assert (compared.new, compared.gone) == ((), ())


def test_a_baseline_knows_its_findings_wherever_their_entries_go() -> None:
    lines = lines_of({"a.md": TEXT})
    at_first = replace(at(2), field="inputs_schema[0].type")
    known = entries([at_first, replace(at(3), field="inputs_schema[10].type")], lines)
    moved = [
        replace(at(2), field="inputs_schema[7].type"),
        replace(at(3), field="inputs_schema[1].type"),
    ]
    compared = compare_with(known, moved, lines)
    assert (compared.new, compared.gone) == ((), ())
    (other,) = compare_with(known, [replace(at(2), field="outputs_config[0].type")], lines).new
    assert other.field == "outputs_config[0].type"


def test_equal_findings_are_counted() -> None:
    lines = lines_of({"a.md": TEXT})
    once, twice = entries([at(2)], lines), entries([at(2), at(4)], lines)
    assert [entry.count for entry in twice] == [2]
    assert compare_with(once, [at(2), at(4)], lines).new == (at(4),)
    assert compare_with(twice, [at(2), at(4)], lines).new == ()
    assert compare_with(twice, [at(2)], lines).gone == twice


def test_another_text_agent_or_code_is_another_finding() -> None:
    lines = lines_of({"a.md": TEXT})
    known = entries([at(2)], lines)
    for other in (at(3), at(2, "IFX203"), replace(at(2), agent="agent_002")):
        compared = compare_with(known, [other], lines)
        assert (compared.new, compared.gone) == ((other,), known)


def test_a_document_that_cannot_be_read_is_known_by_its_message() -> None:
    unread = replace(finding("IFX001", None), message="byte 9 is no UTF-8", path="/gone/b.md")
    known = entries([unread], lines_of({}))
    assert compare_with(known, [unread], lines_of({})).new == ()
    other = replace(unread, message="larger than 10 MB")
    assert compare_with(known, [other], lines_of({})).new == (other,)


def test_the_file_is_sorted_json_for_reviewers() -> None:
    known = entries([at(3, "IFX203"), at(2)], lines_of({"a.md": TEXT}))
    data = json.loads(dump(known))
    assert [item["code"] for item in data["findings"]] == ["IFX201", "IFX203"]
    assert data["findings"][0] == {
        "code": "IFX201",
        "agent": "agent_001",
        "field": None,
        "words": "Cron: 0 8 * * *",
        "path": "a.md",
        "count": 1,
    }
    assert dump(()) == '{\n  "format": 1,\n  "findings": []\n}\n'


@given(
    st.lists(
        st.builds(
            KnownFinding,
            st.text(),
            st.none() | st.text(),
            st.none() | st.text(),
            st.text(),
            st.text(),
            st.integers(1),
        )
    )
)
def test_what_is_dumped_loads_equal(known: list[KnownFinding]) -> None:
    assert load(dump(known), "b.json") == tuple(known)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a baseline: Expecting value"),
        ("[]", "write one with"),
        ('{"findings": 3}', "write one with"),
        ('{"format": 9, "findings": []}', "format 9, not 1"),
        ('{"format": 1, "findings": [3]}', "finding 1 needs the keys code, agent"),
        (
            dump([KnownFinding("x", None, None, "", "")]).replace('"x"', "1"),
            "finding 1: `code` has the wrong type",
        ),
        ("[" * 100_000, "not a baseline"),
    ],
)
def test_files_that_are_not_baselines(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load(text, "b.json")


def test_severities_do_not_matter_to_selection() -> None:
    info = replace(finding("IFX005"), severity=Severity.INFO)
    assert keep([info], Selection(("IFX005",)), known=KNOWN).diagnostics == (info,)


DRIFTING = """{front}## AGENT 001 — Keeper

### YAML
```yaml
id: agent_001
name: Keeper
version: 0.1
triggers: [{{type: schedule, cron: "0 8 * * *"}}]
{yaml}```
{comment}
### Scheduling & Triggers
- Cron: `0 9 * * *`
"""


def validated(tmp_path: Path, **parts: str) -> tuple[list[str], list[str]]:
    """Return the codes of the warnings about a drifting document, and the notes of the run."""
    document = tmp_path / "a.md"
    document.write_text(DRIFTING.format(**({"front": "", "yaml": "", "comment": ""} | parts)))
    done = verdict(compile_paths([document]), Check(Policies()), Run([str(document)], lines_of({})))
    warnings = [d.code for d in done.report.diagnostics if d.severity is Severity.WARNING]
    return warnings, [note.partition("note: ")[2] for note in done.notes]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- ionflux: ignore IFX201 -->",
        "<!-- ionflux: ignore schedule-drift -->",
        "<!-- IONFLUX: IGNORE ifx201 -->",
        "<!--\nionflux: ignore\n  IFX201\n-->",
        "<!-- ionflux: ignore IFX201 -- the old shop, see ticket 7 -->",
    ],
)
def test_a_comment_silences_over_several_lines_and_with_a_reason(
    tmp_path: Path, comment: str
) -> None:
    assert validated(tmp_path, comment=comment) == ([], [])


@pytest.mark.parametrize(
    "parts",
    [
        {"comment": "<!-- ionflux ignore IFX201 -->"},
        {"comment": "<!-- ionflux: ignore -->"},
        {"comment": "<!-- ionflux: silence IFX201 -->"},
        {"yaml": "# ionflux: ignore IFX201\n"},
        {"front": "---\n# ionflux: ignore IFX201\n---\n"},
        {"comment": "[//]: # (ionflux: ignore IFX201)"},
        {"comment": "[comment]: <> (ionflux ignore IFX201)"},
        {"comment": "%% ionflux: ignore IFX201 %%"},
        {"comment": "{/* ionflux: ignore IFX201 */}"},
    ],
)
def test_a_comment_that_is_not_understood_is_noted(tmp_path: Path, parts: dict[str, str]) -> None:
    warnings, notes = validated(tmp_path, **parts)
    assert warnings == ["IFX201"]
    (note,) = notes
    assert "is not understood; write `<!-- ionflux: ignore IFX203" in note


@pytest.mark.parametrize(
    "quoted",
    [
        "Write `<!-- ionflux: ignore IFX201 -->` to silence it.\n",
        "Write \\<!-- ionflux: ignore IFX201 --> to silence it.\n",
        "```\n[//]: # (ionflux: ignore IFX201)\n```\n",
        "Write:\n\n    [//]: # (ionflux: ignore IFX201)\n",
    ],
)
def test_a_comment_that_is_quoted_silences_nothing(tmp_path: Path, quoted: str) -> None:
    assert validated(tmp_path, comment=quoted) == (["IFX201"], [])
