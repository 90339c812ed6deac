"""Where agents and sections begin and end, in documents of many kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import ionflux
from ionflux.markdown import outline
from reading_samples import HEADING, IDENTITY, blueprint, codes, compiled, definition, kept

BLOCK = f"```yaml\n{IDENTITY}```\n"


def ids(text: str) -> list[str]:
    return [agent.id for agent in ionflux.compile_text(text).definitions]


def block(number: int) -> str:
    return f"```yaml\nid: agent_{number:03d}\nname: Keeper{number}\nversion: 0.1\n```\n"


@pytest.mark.parametrize(
    ("heading", "epithet"),
    [
        ("## AGENTE 001 — KEEPER / Warden", "Warden"),
        ("# agent 1: Keeper / Warden", "Warden"),
        ("###### Agente 001 - KEEPER / Warden / of Notes", "Warden / of Notes"),
        ("### AGENT 001 – KEEPER", None),
        ("## **AGENT 001 — KEEPER / Warden**", "Warden"),
        ("  ## AGENT 001 — KEEPER / Warden ##", "Warden"),
        ("## AGENT 001 — INPUT/OUTPUT KEEPER", None),
    ],
)
def test_a_heading_that_names_an_agent(heading: str, epithet: str | None) -> None:
    (agent,) = compiled(f"{heading}\n{BLOCK}").definitions
    assert (agent.id, agent.epithet, agent.description) == ("agent_001", epithet, epithet)


@pytest.mark.parametrize(
    "heading",
    [
        "## AGENTS 001 — KEEPER",
        "## AGENT — KEEPER",
        "## THE AGENT 001 — KEEPER",
        "## AGENT 001",
        "##AGENT 001 — KEEPER",
        "####### AGENT 001 — KEEPER",
        "    ## AGENT 001 — KEEPER",
        "\t## AGENT 001 — KEEPER",
        "\\## AGENT 001 — KEEPER",
        "AGENT 001 — KEEPER\n---",
        "AGENT 001 — KEEPER\n===",
        "```\n## AGENT 001 — KEEPER\n```",
        "~~~~md\n~~~\n## AGENT 001 — KEEPER\n~~~~",
        "<!--\n\n## AGENT 001 — KEEPER\n\n-->",
        "before <!-- hidden\n## AGENT 001 — KEEPER\n--> behind",
        "<pre>\n## AGENT 001 — KEEPER\n</pre>",
    ],
)
def test_headings_that_name_no_agent(heading: str) -> None:
    found = ionflux.compile_text(f"# Book\n{heading}\n\n{BLOCK}")
    assert not found.definitions
    assert [(d.code, str(d.severity)) for d in found.diagnostics] == [
        ("IFX002", "error"),
        ("IFX010", "error"),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "A line about `<!--` in code",
        "x <!-- never closed",
        "<!-- closed -->",
        '<a id="keeper"></a>',
        "<details>",
        "text\n---",
        "- item\n    # no heading",
        "~~~\n```\n~~~",
        "```\n~~~\n```",
        "``` a`b",
    ],
)
def test_text_that_hides_no_heading(before: str) -> None:
    assert ids(f"{before}\n## AGENT 001 — KEEPER\n{BLOCK}") == ["agent_001"]


def test_agents_among_other_chapters() -> None:
    text = (
        "---\ntitle: Book\n---\n# Book\n## Why\ntext\n### KPIs\nof the book\n"
        f"## AGENT 001 — ONE\n{block(1)}### KPIs\nof one\n"
        "## Interlude\n### KPIs\nof nobody\n```yaml\nid: agent_009\n```\n"
        f"## AGENT 002 — TWO\n{block(2)}### KPIs\nof two\n# Appendix\n### KPIs\nof the appendix\n"
    )
    result = compiled(text)
    assert [(a.id, a.kpis_definition) for a in result.definitions] == [
        ("agent_001", "of one"),
        ("agent_002", "of two"),
    ]
    assert not result.definitions[0].additional_sections


def test_an_agent_below_another_is_its_own() -> None:
    text = (
        f"# AGENT 001 — OUTER\n{block(1)}## KPIs\nouter\n"
        f"## AGENT 002 — INNER\n{block(2)}### KPIs\ninner\n## Example\nof the outer\n"
    )
    outer, inner = compiled(text).definitions
    assert (outer.kpis_definition, outer.example_integration_flow) == ("outer", "of the outer")
    assert (inner.kpis_definition, inner.example_integration_flow) == ("inner", None)


def test_a_text_line_right_above_a_rule_is_text() -> None:
    text = blueprint("### KPIs", "first", "---", "second", "### Escape", "idea\n---")
    (agent,) = compiled(text).definitions
    assert agent.kpis_definition == "first\nsecond"
    assert agent.escape_the_obvious_feature == "idea"


FENCED = "```\n# no heading\n---\nPreencha. Refine. Lance.\n```"


def test_boilerplate_in_code_is_kept() -> None:
    assert definition(f"### KPIs\n---\n{FENCED}\n***\n").kpis_definition == FENCED


@pytest.mark.parametrize(
    "title",
    [
        "9 ▸ Scheduling & Triggers",
        "9. Triggers Refatorados",
        "42) SCHEDULING AND TRIGGERS",
        "Scheduling",
        "9.1.2 — Agendamento e Gatilhos (Refatorado)",
        "**9. Scheduling & Triggers**",
        "GATILHOS",
        "9: Triggers & Scheduling (v2)",
    ],
)
def test_a_section_is_known_by_the_words_of_its_title(title: str) -> None:
    agent = definition(f"### {title}\nEvery day.")
    assert agent.scheduling_and_triggers_summary == "Every day."


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("0. INTRODUCAO (3 linhas)", "introduction_text"),
        ("Introduction", "introduction_text"),
        ("10 ▸ Métricas", "kpis_definition"),
        ("3 Falha e Contingência", "failure_fallback_strategy"),
        ("11. Exemplo Integrado (Refatorado)", "example_integration_flow"),
        ("Integrated Example", "example_integration_flow"),
        ("Expansao Dinamica", "dynamic_expansion_notes"),
        ("Dynamic Expansion", "dynamic_expansion_notes"),
        ("14 ▸ Escape the Obvious", "escape_the_obvious_feature"),
        ("14 ▸ ESCAPE DO OBVIO", "escape_the_obvious_feature"),
        ("Error Handling", "failure_fallback_strategy"),
        ("Plano de contingência", "failure_fallback_strategy"),
        ("Gestión de errores", "failure_fallback_strategy"),
        ("Agendamentos", "scheduling_and_triggers_summary"),
    ],
)
def test_titles_in_both_languages(title: str, field: str) -> None:
    text = "One.\n\n*   Two.\n    more\n"
    assert getattr(definition(f"#### {title}\n\n{text}\n\n"), field) == text.strip()


def test_unknown_sections_are_kept_by_their_titles() -> None:
    sections = (
        "### 99 ▸ Segredo do Zé (draft)\nnote\n#### Below\nmore",
        "### Segredo do Zé\nagain",
    )
    assert kept(*sections) == {
        "segredo_do_ze": "note\n#### Below\nmore",
        "segredo_do_ze_2": "again",
    }
    infos = [
        d.message
        for d in ionflux.compile_text(blueprint(*sections)).diagnostics
        if d.code == "IFX007"
    ]
    assert [message.rpartition(".")[2] for message in infos] == [
        "segredo_do_ze`",
        "segredo_do_ze_2`",
    ]


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("9 ▸ Schedulling & Triggers", "Scheduling & Triggers"),
        ("Falure & Fallback", "Failure & Fallback"),
        ("Data Stroe", "Data Store"),
        ("Compliance", None),
        ("KPLs", None),
    ],
)
def test_an_unknown_title_names_the_one_that_it_nearly_is(title: str, meant: str | None) -> None:
    found = ionflux.compile_text(blueprint(f"### {title}\ntext")).diagnostics
    (hint,) = [d.hint for d in found if d.code == "IFX007"]
    assert hint == (
        f"if the section `{meant}` is meant, write that title"
        if meant
        else "nothing to do, unless it is a standard section under another title"
    )


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("1 ▸ Tagline", "Tagline", "tagline"),
        ("Lema", "Lema", "tagline"),
        ("3. Arquétipo", "Arquétipo", "archetype"),
    ],
)
def test_a_label_that_is_a_heading_is_shown_as_a_label(title: str, label: str, name: str) -> None:
    text = blueprint(f"### {title}\nthe text")
    (hint,) = [d.hint for d in ionflux.compile_text(text).diagnostics if d.code == "IFX007"]
    assert hint == f"to set `{name}`, write `**{label}:** …` below the agent's heading"
    heading, _, rest = text.partition("\n")
    result = ionflux.compile_text(f"{heading}\n\n**{label}:** as told\n{rest}")
    assert getattr(result.definitions[0], name) == "as told"
    (hint,) = [d.hint for d in result.diagnostics if d.code == "IFX007"]
    assert hint == "nothing to do, unless it is a standard section under another title"


def test_a_section_that_the_agent_has_is_not_what_an_unknown_title_means() -> None:
    text = blueprint("### Data Store\none", "### Data Stroe\ntwo")
    (hint,) = [d.hint for d in ionflux.compile_text(text).diagnostics if d.code == "IFX007"]
    assert "Data Store" not in (hint or "")


@pytest.mark.parametrize(
    "title",
    ["1️⃣0️⃣ KPIs", "10️⃣ KPIs", "🔟 KPIs", "X. KPIs", "VIII) KPIs", "X ▸ KPIs", "B. KPIs", "c) KPIs"],
)
def test_a_number_in_other_characters_is_not_part_of_a_title(title: str) -> None:
    assert definition(f"### {title}\nopen rate").kpis_definition == "open rate"


def test_known_sections_below_unknown_ones_are_found() -> None:
    agent = definition("### Zone\nabout\n#### KPIs\nfigures\n#### Field notes\nmore")
    assert agent.kpis_definition == "figures"
    assert agent.additional_sections == {"zone": "about\n#### Field notes\nmore"}


def test_a_section_titled_like_the_unknown_keys_hides_none() -> None:
    found = kept("### Unknown keys\ntext", yaml="colour: red")
    assert found == {"unknown_keys": {"colour": "red"}, "unknown_keys_2": "text"}


def test_of_two_sections_of_a_kind_both_texts_are_kept() -> None:
    text = blueprint(
        "### KPIs", "one", "### Data Store", "x", "### Metrics", "two", "### Data Store", "y"
    )
    (agent,) = compiled(text).definitions
    assert agent.kpis_definition == "one\n\ntwo"
    assert agent.additional_sections == {"data_store": "x\n\ny"}
    assert [code for code, _ in codes(text)] == ["IFX008", "IFX008"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(No specific content provided beyond heading)",
        "*(No specific content yet.)*",
        "( sem conteúdo específico )",
        "TBD",
        "**TODO**",
        "- n/a",
        "N/A.",
        "---",
        "Preencha. Refine. Lance.\n\n---",
        "<!-- a remark -->",
        "<!--" + "\nline" * 30 + "\n-->",
    ],
)
def test_a_placeholder_is_absent_and_reported(text: str) -> None:
    document = blueprint(f"### KPIs\n\n{text}\n")
    (agent,) = compiled(document).definitions
    assert agent.kpis_definition is None
    line = document.split("\n").index("### KPIs") + 1
    assert ("IFX006", line) in codes(document, "info")


@pytest.mark.parametrize(
    "text", ["TBD by Ann", "(Two words.)", "0", "None of it.", "<!--" + "\n" * 30 + "-->\nreal"]
)
def test_text_that_is_not_a_placeholder(text: str) -> None:
    assert definition(f"### KPIs\n{text}").kpis_definition == text


def test_a_field_with_a_placeholder_is_absent_and_reported() -> None:
    document = blueprint(
        "### Header\n**Epithet:** TBD\n**Tagline:**\n\n### Essence\n- **Punch:** x"
    )
    (agent,) = compiled(document).definitions
    assert (agent.epithet, agent.tagline, agent.essence_punch) == ("Warden of Notes", None, "x")
    lines = [line for code, line in codes(document, "info") if code == "IFX006"]
    first = document.split("\n").index("### Header") + 1
    assert lines == [first + 1, first + 2]


@pytest.mark.parametrize("rest", ["TBD", "\u200b", "..."])
def test_a_placeholder_beside_labelled_fields_is_absent_and_reported(rest: str) -> None:
    document = blueprint(preamble=f"**Punch:** x\n\n{rest}\n")
    (agent,) = compiled(document).definitions
    assert agent.essence_punch == "x"
    assert agent.additional_sections == {}
    line = document.split("\n").index(rest) + 1
    assert ("IFX006", line) in codes(document, "info")


def test_a_definition_among_the_files_is_not_a_tree() -> None:
    document = f"## AGENT 001 — KEEPER / Warden\n### Files\n{BLOCK}\n```\n/a/\n  b.py\n```\n"
    (agent,) = compiled(document).definitions
    assert agent.key_files_and_paths is not None
    assert agent.key_files_and_paths.root == "/a/"
    (agent,) = compiled(document.partition("\n```\n/a/")[0]).definitions
    assert agent.key_files_and_paths is None


def test_a_fence_that_is_never_closed_contains_the_rest() -> None:
    text = blueprint("### KPIs", "```", "figures", "### Example", "inside")
    (agent,) = compiled(text).definitions
    assert agent.kpis_definition == "```\nfigures\n### Example\ninside"
    assert codes(text) == [("IFX009", text.split("\n").index("### KPIs") + 2)]


def test_an_empty_fence_left_open_at_the_end_is_not_text() -> None:
    text = blueprint("### KPIs", "figures", "```")
    assert compiled(text).definitions[0].kpis_definition == "figures"
    assert [code for code, _ in codes(text)] == ["IFX009"]


def test_an_empty_fence_that_ends_with_its_list_is_text() -> None:
    text = blueprint("### KPIs", "* one", "  ```bash", "", "two", "### Example", "three")
    assert compiled(text).definitions[0].kpis_definition == "* one\n  ```bash\n\ntwo"
    assert [code for code, _ in codes(text)] == ["IFX009"]


def test_a_definition_never_closed_is_read_to_the_end() -> None:
    text = f"## AGENT 001 — KEEPER\n```yaml\n{IDENTITY}"
    assert ids(text) == ["agent_001"]
    assert codes(text) == [("IFX009", 2)]
    broken = ionflux.compile_text(f"{text}### KPIs\nfigures: : x\n")
    (error,) = (d for d in broken.diagnostics if d.severity == "error")
    assert error.code == "IFX101"
    assert "line 2 is never closed" in (error.hint or "")


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["bom", "crlf", "cr", "no final line end"],
)
def test_line_ends_and_byte_order_mark_change_nothing(rewritten: object) -> None:
    text = blueprint("### KPIs", "one", "", "two", yaml="description: |\n  a\n  b\n")
    assert callable(rewritten)
    assert ionflux.compile_text(rewritten(text)) == ionflux.compile_text(text)


def test_several_definitions_say_which_was_taken() -> None:
    text = blueprint("### KPIs", "```yaml\nid: agent_002\nname: Other\n```")
    assert ids(text) == ["agent_001"]
    ((code, line),) = codes(text)
    assert (code, text.split("\n")[line]) == ("IFX004", "id: agent_002")
    assert "agent_002" in (compiled(text).definitions[0].kpis_definition or "")


def test_an_example_in_yaml_is_not_a_definition() -> None:
    text = blueprint("### Example", "```yaml\ncron: x\nid: 3\n```")
    assert codes(text) == []


def test_a_block_that_is_not_marked_as_yaml_is_named() -> None:
    text = f"{HEADING}\n### KPIs\ntext\n```{{.yaml}}\n{IDENTITY}```\n"
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX003"]
    assert (found.line, found.hint) == (
        4,
        "mark the fence as ```yaml: as `{.yaml}` it is not read",
    )


def test_a_block_with_a_no_break_space_before_a_key_is_the_definition() -> None:
    text = (
        f"{HEADING}\n### KPIs\ntext\n```yaml\nid: agent_001\n\u00a0name: Keeper\nversion: 1\n```\n"
    )
    assert codes(text) == [("IFX101", 6)]


def test_an_agent_without_a_definition_hides_no_other() -> None:
    text = f"## AGENT 001 — ONE\n### KPIs\ntext\n## AGENT 002 — TWO\n{block(2)}"
    result = ionflux.compile_text(text)
    assert [(d.code, d.line) for d in result.diagnostics if d.severity == "error"] == [
        ("IFX003", 1)
    ]
    assert [agent.id for agent in result.definitions] == ["agent_002"]


PIECES = ["# a", "## b #", "### **c**", "   # d", "    # e", "\t# f", "#g", "####### h", "text", ""]
PIECES += ["---", "===", "```", "````", "~~~", "``` yaml", "   ~~~", "    ```", "` <!-- `", "\\# i"]
PIECES += ["<!--", "<!-- j -->", "-->", "# k <!-- l -->", "<pre>", "x</pre>", "<?php", "?>", "  "]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_atx_headings_are_those_of_commonmark(lines: list[str]) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(lines))
    strict = [
        (int(token.tag[1:]), tokens[index + 1].content, token.map[0])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.markup.startswith("#") and token.map
    ]
    text = "\n".join(lines)
    found = [(h.level, h.title, text.count("\n", 0, h.start)) for h in outline(text).headings]
    assert found == strict


@given(st.text("#`~ \tx\n", max_size=60))
def test_lines_of_plain_marks_are_what_commonmark_says(text: str) -> None:
    found = outline(text)
    strict = [
        (token.type, token.map[0], bare(token.content) if token.type == "fence" else token.tag)
        for token in MarkdownIt("commonmark").disable("lheading").parse(f"{text}\n")
        if token.type in {"heading_open", "fence"} and token.map
    ]
    headings = [("heading_open", line(text, h.start), f"h{h.level}") for h in found.headings]
    fences = [("fence", line(text, f.start), bare(f.code(text))) for f in found.fences]
    assert sorted([*headings, *fences], key=lambda mark: mark[1]) == strict


def line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset)


def bare(code: str) -> list[str]:
    """Return the lines without their indent, some of which CommonMark removes."""
    return [each.strip() for each in code.rstrip("\n").split("\n")]


@pytest.mark.parametrize("number", ["②", "²", "௧௧"])
def test_digits_that_are_not_a_number_are_handled(number: str) -> None:
    first = blueprint(heading="## AGENT 001 — KEEPER")
    found = codes(f"{first}\n## AGENT {number} — OTHER\n{block(2)}", "error")
    assert found == [("IFX010", len(first.split("\n")) + 1)]


def test_an_agent_lost_after_another_opening_line_is_an_error() -> None:
    fence = "```\nx\n``` y"
    text = f"## AGENT 001 — KEEPER\n{block(1)}{fence}\n\n## AGENT 002 — OTHER\n{block(2)}"
    assert ("IFX009", 7) in codes(text, "error")


def test_a_message_stays_on_one_line() -> None:
    text = f'{blueprint()}\n<h2 align="center">\nAGENT 002 — OTHER\n</h2>\n\n{block(2)}'
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert "\n" not in found.message


@pytest.mark.parametrize("indent", ["", "    "])
def test_an_agent_whose_definition_is_in_no_fence_is_an_error(indent: str) -> None:
    keys = block(2).removeprefix("```yaml\n").removesuffix("```\n")
    bare = "".join(f"{indent}{line}\n" for line in keys.splitlines())
    text = f"## AGENT 001 — KEEPER\n{block(1)}\n## AGENT 002 — OTHER\n\n"
    assert codes(f"{text}{bare}", "error") == [("IFX010", 8)]
    assert codes(f"{text}<!--\n{bare}-->\n", "error") == []


def test_an_id_without_a_name_of_its_own_is_not_a_definition() -> None:
    agent = f"## AGENT 001 — KEEPER\n{block(1)}"
    assert codes(f"# Map\n\nThe key\nid: agent_001\nnames it.\n\n{agent}", "error") == []
    assert codes(f"{agent}\n## Notes\nThe key\nid: agent_001\nnames it.\n", "error") == []
    assert codes(f"{agent}\n## Notes\nid: agent_002\nname: Other\n", "error") == [("IFX010", 9)]


def test_a_line_with_the_number_of_another_agent_may_be_an_agent() -> None:
    agent = f"## AGENT 001 — KEEPER\n{block(1)}\n"
    assert codes(f"{agent}**Agent 001 — Other**\n\n{block(2)}", "error") == [("IFX010", 8)]
    assert codes(f"{agent}**Agent 001 — Keeper**\n\n{block(1)}", "error") == []


@pytest.mark.parametrize("title", ["## Notes", "## Essence", "# Notes"])
def test_a_bold_agent_keeps_its_line_among_unknown_sections(title: str) -> None:
    text = f"# Agents\n\n**Agent 002 — Other**\n\n{title}\nx\n\n## YAML Definition\n{block(2)}"
    assert ("IFX010", 3) in codes(text, "error")


@pytest.mark.parametrize(
    ("title", "key"),
    [("C.R.M. Sync", "c_r_m_sync"), ("I.A. e Dados", "i_a_e_dados"), ("V.1 Plans", "v_1_plans")],
)
def test_letters_of_an_abbreviation_are_not_the_number_of_a_section(title: str, key: str) -> None:
    assert key in definition(f"### {title}\nText.").additional_sections


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("> <pre>\n> x\n\nText.\n", "before the list or quote ends"),
        ("- <!-- x\n\nText.\n", "before the list or quote ends"),
        ("<pre>\nx\n\nText.\n\n\n", "everything after is part of it"),
    ],
)
def test_unclosed_html_is_reported_with_what_it_contains(html: str, says: str) -> None:
    found = ionflux.compile_text(blueprint(f"### KPIs\n{html}")).diagnostics
    (message,) = [d.message for d in found if d.code == "IFX013"]
    assert says in message


@pytest.mark.parametrize(
    ("title", "name", "remarks"),
    [
        ("KEEPER (Pulse)", "Keeper", {"name": "Pulse"}),
        ("KEEPER [ of doors ]", "Keeper", {"name": "of doors"}),
        ("Keeper (EU)", "Keeper (EU)", None),
        ("KEEPER ()", "Keeper", None),
        ("KEEPER", "Keeper", None),
    ],
)
def test_a_remark_after_the_title_is_kept(
    title: str, name: str, remarks: dict[str, str] | None
) -> None:
    text = f"## AGENT 001 — {title}\n```yaml\nid: agent_001\nname: {name}\nversion: '0.1'\n```\n"
    (agent,) = compiled(text).definitions
    assert (agent.additional_sections or {}).get("remarks") == remarks


@pytest.mark.parametrize(
    ("line", "sections", "found"),
    [
        ("**KPIs:** two replies a day", "", ["IFX012"]),
        ("**KPIs**: two replies a day", "", ["IFX012"]),
        ("**KPIs:**", "", ["IFX012"]),
        ("KPIs:", "", ["IFX012"]),
        ("**KPIs:** two replies a day", "### KPIs\nmore\n", []),
        ("**Mood:** calm", "", []),
        ("**Epithet:** One", "", []),
    ],
)
def test_a_label_that_is_the_title_of_a_section_is_reported(
    line: str, sections: str, found: list[str]
) -> None:
    text = (
        f"## AGENT 001 — KEEPER\n\n{line}\n\n```yaml\nid: agent_001\nname: Keeper\n"
        f"version: '0.1'\n```\n\n{sections}"
    )
    assert [code for code, place in codes(text) if code == "IFX012" and place == 3] == found
