"""The program compared with the plain parsers of markdown-it-py and ruamel.yaml.

Every difference is either listed here with its reason or a mistake.
"""

from __future__ import annotations

import warnings
from io import StringIO
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from corpora import commonmark, yaml_suite
from ionflux.markdown import outline
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from test_structure import TEXT

# YAML. The pure loader of ruamel.yaml follows YAML 1.2, and is slower by far.

NOT_READ = object()


def ours(text: str) -> Any:
    found = compose(Block(text))
    return NOT_READ if found.findings or not found.roots else to_python(found.roots[0])


def theirs(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about anchors that appear twice, which is allowed
        try:
            return YAML(typ="safe", pure=True).load(text)
        except (YAMLError, ValueError, NotImplementedError):
            return NOT_READ


UNLIKE = {
    "a key that is nothing is an empty text, since JSON has no other keys": {
        "DFF7", "FH7J", "FRK4", "PW8X",
    },
    "`!` makes a text of a word, as YAML 1.2 says": {"S4JQ", "UKK6-2"},
    "read here, and by the suite as well; refused by ruamel.yaml: tabs, indents, directives": {
        "4QFQ", "DC7X", "DK95-5", "DK95-7", "DWX9", "HS5T", "J3BT", "K54U", "MUS6-3", "NB6Z",
        "T26H", "UV7Q",
    },
}  # fmt: skip


def test_values_of_the_yaml_suite_are_those_of_ruamel() -> None:
    read = {
        case.name: (found, theirs(case.text))
        for case in yaml_suite()
        if case.valid and case.documents == 1 and (found := ours(case.text)) is not NOT_READ
    }
    assert len(read) > 200
    unlike = {name for name, (found, other) in read.items() if found != other}
    assert unlike == set().union(*UNLIKE.values())


WORD = st.text(alphabet="0123456789-+.eExXoabfnNtTrRuUsSlL~_:/ ", min_size=1, max_size=8)


def is_of_another_kind(found: Any, other: Any) -> bool:
    """Tell whether ruamel.yaml reads a text as something that JSON lacks, or YAML 1.1 had."""
    is_text = isinstance(found, str)
    return is_text and (
        not isinstance(other, str | int | float | bool | None)  # a date
        or "_" in found  # 1_000
        or found.lower().lstrip("+-").startswith("0b")  # 0b11
        or found.lower().lstrip("+-") in {".inf", ".nan"}
    )


@given(WORD)
@example("0o17")
@example("0x1F")
@example("1e3")
@example("+12")
@example("1_000")
@example("2001-12-14")
@example(".inf")
@example("0b11")
@example("017")
@example("1:30")
def test_words_have_the_values_that_ruamel_reads(word: str) -> None:
    text = f"a: {word}\nb: [{word}, x]\n"
    found, other = ours(text), theirs(text)
    if NOT_READ in (found, other) or not isinstance(other, dict):
        return
    mine, their = found["a"], other["a"]
    same = (mine, type(mine)) == (their, type(their))
    assert same or is_of_another_kind(mine, their), (mine, their)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), below, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES, st.booleans())
def test_what_ruamel_writes_is_read_as_it_was(value: Any, flow: bool) -> None:
    writer, stream = YAML(typ="safe", pure=True), StringIO()
    writer.default_flow_style, writer.allow_unicode = flow, True
    writer.dump({"value": value}, stream)
    found = ours(stream.getvalue())
    assert found is NOT_READ or found == theirs(stream.getvalue()) == {"value": value}


# Markdown. Headings and fences themselves are compared in test_structure and test_corpora.


def code_by_commonmark(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").disable("lheading").parse(f"{text}\n")
    return [token.content for token in tokens if token.type == "fence"]


def code_here(text: str) -> list[str]:
    return [fence.code(text) for fence in outline(text).fences]


def same_code(text: str) -> bool:
    here, there = code_here(text), code_by_commonmark(text)
    return [code.rstrip("\n") for code in here] == [code.rstrip("\n") for code in there]


def test_code_of_the_examples_is_that_of_commonmark() -> None:
    unlike = {number for number, text in enumerate(commonmark(), 1) if not same_code(text)}
    assert unlike == {161}  # see UNLIKE_COMMONMARK in test_corpora


@given(TEXT)
def test_code_of_generated_texts_is_that_of_commonmark(text: str) -> None:
    # Part of a tab may belong to the list item; here the code keeps only whole ones.
    assert same_code(text) or "\t" in text
