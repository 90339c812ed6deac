"""The narrative: labelled fields, the line under the heading, introduction and capabilities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.forms.blueprint import Blueprint, Passage, Section, Way
from ionflux.forms.sections import labels, lists
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.texts import before_words, is_placeholder, quoted, says_nothing, trim
from ionflux.forms.sections.titles import kept_name, meaning
from ionflux.markdown.plain import has_link, plain
from ionflux.models.fields import section_fields, standard_sections

_LONGEST_MARK = 60
_DASH = regex(r"[ \t][—–-]+[ \t]+")
_QUOTE_MARKS = regex(r"^[ \t]*>[ \t]?", re.MULTILINE)


def read_preamble(page: Page, blueprint: Blueprint, _: Section, passage: Passage) -> None:
    """Read the text under an agent's heading; a quoted line wins over a stated purpose."""
    reading = labels.read(passage.text, page.vocabulary)
    rest = _lines(passage, reading.rest) if reading.fields else passage
    if lead := _lead(blueprint, rest.text):
        cut, text = trim(rest.text[:lead])
        blueprint.keep("preamble", rest.slice(cut, cut + len(text)))
        rest = rest.slice(lead, len(rest.text))
    if not blueprint.has("description") and (found := quoted(rest.text)):
        quote = rest.slice(*found)
        said = _QUOTE_MARKS.sub("", quote.text) if ">" in quote.text else quote.text
        blueprint.set("description", plain(said), Way.SECTION, quote)
        if not has_link(said):
            cut, text = trim(rest.text[found[1] :])
            rest = rest.slice(found[1] + cut, found[1] + cut + len(text))
    reading.rest.clear()
    reading.unknown[:] = [label for label in reading.unknown if passage.text[label[1]] in "*_`"]
    _take(page, blueprint, passage, reading)
    _report_near_labels(page, blueprint, passage, reading)
    _report_titles(page, blueprint, passage, reading)
    if rest.text and "<!--" not in rest.text and is_placeholder(rest.text, page.vocabulary):
        message, hint = "the text under the heading has no content yet", "write it, or remove it"
        blueprint.find("IFX006", message, rest.span, hint)
    elif rest.text:
        blueprint.keep("preamble", rest)
    if reading.rest:
        blueprint.keep("preamble", _lines(passage, reading.rest))


def _lead(blueprint: Blueprint, text: str) -> int:
    """Return where a quoted line begins that comments or images are above."""
    if blueprint.has("description") or text.lstrip()[:1] not in {"<", "!", "["}:
        return 0
    lead = before_words(text)
    return lead if quoted(text[lead:]) else 0


def read_fields(page: Page, blueprint: Blueprint, part: Section, passage: Passage) -> None:
    """Read labelled fields; if there is any other text, keep the whole text as it is."""
    reading = labels.read(passage.text, page.vocabulary)
    kept = _take(page, blueprint, passage, reading)
    near = _report_near_labels(page, blueprint, passage, reading)
    if reading.rest or kept:
        blueprint.keep(str(part.kind), passage)
        if not reading.fields and not near:
            report_not_understood(page, blueprint, part, "write each field as `**Label:** text`")


def report_not_understood(page: Page, blueprint: Blueprint, part: Section, hint: str) -> None:
    """Report that no part of a section was understood (IFX012)."""
    name = kept_name(str(part.kind))
    message = (
        f"no part of `{part.heading.title}` is in a form that can be read;"
        f" its text is kept in `additional_sections.{name}`"
    )
    blueprint.find("IFX012", message, page.title_span(part.heading), hint, _field(part))


def _field(part: Section) -> str | None:
    return section_fields().get(str(part.kind))


def _take(page: Page, blueprint: Blueprint, passage: Passage, reading: labels.Reading) -> bool:
    """Read the labelled fields; tell whether some value was not read completely."""
    left = False
    for label in reading.fields:
        written = passage.text[label.value : label.end]
        cut, text = trim(written)
        value = plain(text)
        if not value or says_nothing(value, page.vocabulary):
            message = f"the field `{label.label}` has no content yet"
            place = passage.part(label.start, max(label.end, label.start + 1))
            place = place._replace(
                end_line=place.line, end_column=max(_line_end(passage, label.start), place.column)
            )
            blueprint.find("IFX006", message, place, "write it, or remove the line", label.name)
        elif blueprint.has(label.name):
            reading.rest.append((label.start, label.end))
            left = True
        else:
            start = label.value + cut
            extent = (passage, start, start + len(text))
            blueprint.set(label.name, value, Way.SECTION, extent)
            if has_link(text):
                reading.rest.append((label.start, label.end))
                left = True
    reading.rest.sort()
    return left


def _line_end(passage: Passage, position: int) -> int:
    """Return the last column of the line that a position is on."""
    end = passage.text.find("\n", position)
    end = end if end >= 0 else len(passage.text)
    line = passage.text[:end].rstrip()
    return passage.part(len(line) - 1, len(line)).column if line else 1


def _report_near_labels(
    page: Page, blueprint: Blueprint, passage: Passage, reading: labels.Reading
) -> bool:
    """Report labels that are similar to known ones (IFX012)."""
    found = False
    for label, start, end in reading.unknown:
        near = labels.near(plain(label), page.language, page.vocabulary)
        if near is None:
            continue
        found = True
        message = f"the label `{label}` is unknown; its text is kept as it is"
        blueprint.find("IFX012", message, passage.part(start, end), f"write `**{near}:**`")
    return found


def _report_titles(
    page: Page, blueprint: Blueprint, passage: Passage, reading: labels.Reading
) -> None:
    """Report labels that are titles of sections that the agent lacks (IFX012)."""
    for label, start, end in reading.unknown:
        title = meaning(label, page.vocabulary)
        lacks = title.exact and title.kind in standard_sections()
        if not lacks or title.kind in blueprint.kinds:
            continue
        if passage.text[start:end].partition(label)[2].strip(" \t:*_`"):
            # A title alone on its line is reported by the search for such lines.
            message = f"`{label}` is the title of a section, but this line is not a heading"
            hint = f"write it as a heading, with the text below: `### {label}`"
            blueprint.find("IFX012", message, passage.part(start, end), hint)


def _lines(passage: Passage, extents: Sequence[tuple[int, int]]) -> Passage:
    """Return some lines of a passage, joined; blank lines between them are kept."""
    text, pieces, whole, reached = passage.text, [], "", -1
    for start, end in extents:
        between = text[reached:start] if reached >= 0 else ""
        if whole:
            whole += "\n\n" if between.strip() == "" and between.count("\n") > 1 else "\n"
        pieces.append((len(whole), passage.offset(start)))
        whole += text[start:end]
        reached = end
    first = pieces[0][1] if pieces else passage.first
    return Passage(passage.source, whole, first, pieces[1:])


def read_introduction(page: Page, blueprint: Blueprint, _: Section, passage: Passage) -> None:
    """Split an introduction at its mark `⚡ Punch final`."""
    text = passage.text
    for start, end in _lines_with_marks(page, text):
        if (after := _after_mark(page, text[start:end])) is None:
            continue
        value = start + after
        rest = value if text[value:end].strip() else min(end + 1, len(text))
        _introduce(page, blueprint, passage, start)
        cut, punch = trim(text[rest:])
        if punch:
            blueprint.keep("punch_final", passage.slice(rest + cut, rest + cut + len(punch)))
        return
    _introduce(page, blueprint, passage, len(text))


def _introduce(page: Page, blueprint: Blueprint, passage: Passage, end: int) -> None:
    if end == len(passage.text):
        blueprint.add_text("introduction_text", passage, "introduction")
        return
    cut, text = trim(passage.text[:end])
    if not text or is_placeholder(text, page.vocabulary):
        if text:
            place = passage.part(cut, cut + len(text))
            message, hint = "the introduction has no content yet", "write it, or remove it"
            blueprint.find("IFX006", message, place, hint, "introduction_text")
        return
    introduction = passage.slice(cut, cut + len(text))
    blueprint.add_text("introduction_text", introduction, "introduction")


def _lines_with_marks(page: Page, text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that begin with the first word of a mark, after any signs."""
    for found in page.vocabulary.mark_beginnings.finditer(f"\n{text}"):
        end = text.find("\n", found.start())
        yield found.start(), end if end >= 0 else len(text)


def _after_mark(page: Page, line: str) -> int | None:
    """Return where the text after a mark such as `**⚡ Punch final**` begins in its line."""
    marks = page.vocabulary.marks.phrases
    if len(line) <= _LONGEST_MARK and line and words(line) in marks:
        return len(line)
    found = labels.label_of(line)
    if found and words(found[0]) in marks:
        return found[1]
    dash = _DASH.search(line, 0, _LONGEST_MARK)
    return dash.end() if dash and words(line[: dash.start()]) in marks else None


def read_capabilities(page: Page, blueprint: Blueprint, part: Section, passage: Passage) -> None:
    """Read one capability for each top-level list item or row of a table with one column.

    Nested items stay in their item, one per line.
    """
    if "core_capabilities" in blueprint.stated:
        blueprint.keep("core_capabilities", passage)
        return
    found, rest = _capabilities(page, passage)
    if not found:
        blueprint.keep("core_capabilities", passage)
        report_not_understood(page, blueprint, part, "write one capability per line, after `* `")
        return
    values = blueprint.values.get("core_capabilities")
    if not isinstance(values, list):
        values = []
        blueprint.set("core_capabilities", values, Way.SECTION, passage)
    values += [value for value, _, _ in found]
    places = [(passage, start, end) for _, start, end in found]
    blueprint.entries_came(("core_capabilities",), places)
    if rest or has_link(passage.text):
        blueprint.keep("core_capabilities", passage)


def _capabilities(page: Page, passage: Passage) -> tuple[list[tuple[str, int, int]], bool]:
    text = passage.text
    if (found := lists.table(text)) and all(len(row.cells) == 1 for row in found[0]):
        rows, others = found
        values = [(plain(row.cells[0]), *row.extents[0]) for row in rows[1:]]
        header = meaning(rows[0].cells[0], page.vocabulary)
        is_usual = header.kind == "capabilities" and header.exact
        return [value for value in values if value[0]], bool(others) or not is_usual
    code = code_in(page, passage)
    items, rest_lines = lists.read(text, code)
    read = []
    for item in items:
        nested = [plain(inner.text) for inner in item.nested]
        value = "\n".join([line for line in (plain(item.text), *nested) if line])
        if value:
            read.append((value, item.start, item.end))
    rest = any(
        text[slice(*line)].strip() and not _is_comment(text[slice(*line)]) for line in rest_lines
    )
    return read, rest


def _is_comment(line: str) -> bool:
    line = line.strip()
    return line.startswith("<!--") and line.endswith("-->")


def code_in(page: Page, passage: Passage) -> list[tuple[int, int]]:
    """Return the fences of a passage as ranges of its text."""
    text = passage.text
    if "```" not in text and "~~~" not in text:
        return []
    start, end = passage.offset(0), passage.offset(len(text) - 1) + 1
    fences = page.fences_in([(start, end)])
    shift = passage.offset(0)
    return [(max(fence.start - shift, 0), fence.end - shift) for fence in fences]


def read_purpose(_: Page, blueprint: Blueprint, __: Section, passage: Passage) -> None:
    """Read the stated purpose, which is also the description if there is no other."""
    if blueprint.has("description"):
        blueprint.keep("purpose", passage)
    else:
        blueprint.add_text("description", passage, "purpose")
