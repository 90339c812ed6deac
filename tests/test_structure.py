"""The structure of generated texts is that of CommonMark, lists and quotes included."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from ionflux.markdown.parser import parse
from ionflux.markdown.scan import scan
from marks import by_commonmark, outlined

LEADS = ["", " ", "   ", "    ", "\t", "> ", ">", "> > ", "- ", "*   ", "-\t", "1. ", "10) ", "+ "]
REST = [
    "",
    "word",
    "# One",
    "## Two ##",
    "###### Six",
    "####### Seven",
    "#none",
    "#",
    "## \\#",
    "```",
    "```yaml",
    "``` a`b",
    "````",
    "~~~",
    "~~~ text",
    "---",
    "***",
    "_ _ _",
    "===",
    "- item",
    "* * *",
    "`code`",
    "| a | b |",
    "|---|---|",
    "**bold**",
    "<!-- note -->",
    "<!-- open\nend -->",
    "<pre>",
    "end</pre>",
    "<?php",
    "?>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "text > mark",
]
LINE = st.builds(
    "{}{}{}".format, st.sampled_from(LEADS), st.sampled_from(LEADS), st.sampled_from(REST)
)
TEXT = st.lists(LINE, max_size=14).map("\n".join)
# A comment that begins within a line hides the headings up to its end, and a tag on a line of its
# own does not hide any: both differ from CommonMark, and are not in these lines.


@given(TEXT)
@example("- a\n\n  ```\n  ## no\n\n## yes")
@example("> ```\n## yes\n> ```\n## yes")
@example("1. a\n\n       ## no\n\n## yes")
@example("> 1. <!-- open\n> \t")
@example("- <!-- open\n## yes")
@example("<!-- open\n\n## no")
def test_headings_and_fences_are_those_of_commonmark(text: str) -> None:
    assert outlined(text) == by_commonmark(text)


@given(TEXT)
def test_the_scan_of_lines_is_equal_to_the_parser(text: str) -> None:
    scanned = scan(text)
    assert scanned is None or scanned == parse(text)
