"""The narrative: labelled fields, the line under the heading, introduction and capabilities."""

from __future__ import annotations

from ionflux.forms.raw import Origin, Way
from ionflux.forms.sections import labels, lists
from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.labels import Labelled
from ionflux.forms.sections.texts import is_placeholder, plain, quoted, trim

_LONGEST_MARK = 40


def read_agent(draft: Draft, numbers: list[int]) -> list[int]:
    """Read what stands under an agent's heading; a quoted line wins over a stated purpose."""
    found, rest = labels.read(draft.lines, numbers, draft.vocabulary)
    rest = _read_quote(draft, rest)
    return _take(draft, found, rest)


def read_fields(draft: Draft, numbers: list[int]) -> list[int]:
    """Read labelled fields; return the lines that belong to none."""
    return _take(draft, *labels.read(draft.lines, numbers, draft.vocabulary))


def _take(draft: Draft, found: list[Labelled], rest: list[int]) -> list[int]:
    for labelled in found:
        passage = labelled.passage(draft.lines)
        value = plain(passage.text)
        if is_placeholder(value, draft.vocabulary):
            place = draft.document.line_span(labelled.numbers[0])
            message = f"the field `{labelled.label}` has no content yet"
            draft.find("IFX006", message, place, "write it, or take the line out", labelled.name)
        elif draft.has(labelled.name):
            rest += labelled.numbers
        else:
            draft.set(labelled.name, value, passage)
    return sorted(rest)


def _read_quote(draft: Draft, numbers: list[int]) -> list[int]:
    """Take the quoted line under the heading as the description, where the YAML has none."""
    trimmed = trim(draft.lines, numbers)
    if draft.has("description") or not (found := quoted(draft.lines, trimmed)):
        return trimmed
    count, column = found
    place = draft.passage(trimmed[:count], column)
    text = plain("\n".join(line.lstrip().removeprefix(">") for line in place.text.split("\n")))
    draft.set("description", text, place)
    return trimmed[count:]


def read_introduction(draft: Draft, numbers: list[int]) -> list[int]:
    """Split an introduction at its mark `⚡ Punch final` (spec section 3)."""
    for index, number in enumerate(numbers):
        line = draft.lines[number]
        if (column := _mark(draft, line)) is not None:
            behind = line[column:].strip()
            _introduce(draft, numbers[:index])
            draft.keep("punch_final", numbers[index + (not behind) :])
            return []
    _introduce(draft, numbers)
    return []


def _introduce(draft: Draft, numbers: list[int]) -> None:
    numbers = trim(draft.lines, numbers)
    if numbers and is_placeholder("\n".join(draft.lines[n] for n in numbers), draft.vocabulary):
        place = draft.document.line_span(numbers[0])
        message, hint = "the introduction has no content yet", "write it, or take it out"
        draft.find("IFX006", message, place, hint, "introduction_text")
    else:
        draft.set_text("introduction_text", numbers, "introduction")


def _mark(draft: Draft, line: str) -> int | None:
    """Return where the text behind a mark such as `**⚡ Punch final**` begins in its line."""
    if len(line) < _LONGEST_MARK and line in draft.vocabulary.marks:
        return len(line)
    if ":" not in line and "*" not in line and "_" not in line:  # most lines are prose
        return None
    found = labels.label_of(line)
    return found[1] if found and found[0] in draft.vocabulary.marks else None


def read_capabilities(draft: Draft, numbers: list[int]) -> list[int]:
    """Read one capability for each top-level list item; nested items stay in it, one a line."""
    if draft.in_yaml("core_capabilities"):
        return numbers
    items, rest = lists.read(draft.lines, numbers)
    if not items:
        return rest
    found = draft.values.setdefault("core_capabilities", [])
    draft.origins.setdefault(
        ("core_capabilities",), Origin(Way.SECTION, draft.passage(trim(draft.lines, numbers)))
    )
    for item in items:
        place = draft.passage(item.numbers, item.column)
        draft.origins["core_capabilities", len(found)] = Origin(Way.SECTION, place)
        nested = [plain(inner.text) for inner in item.nested]
        found.append("\n".join(text for text in [plain(item.text), *nested] if text))
    return rest


def read_purpose(draft: Draft, numbers: list[int]) -> list[int]:
    """Read the stated purpose, which is the description where there is none."""
    if draft.has("description"):
        return numbers
    draft.set_text("description", numbers, "purpose")
    return []
