"""Which fence of an agent is its definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from ionflux.core.findings import Finding, Span
from ionflux.core.patterns import regex
from ionflux.core.words import fold, quoted
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Blueprint, Section
from ionflux.forms.sections import definition_reader
from ionflux.forms.sections.page import Page
from ionflux.language import Vocabulary
from ionflux.markdown import Fence
from ionflux.models.fields import keys
from ionflux.yaml.composer import Composition, compose
from ionflux.yaml.hints import UNSEEN_CHARACTERS
from ionflux.yaml.nodes import Block

_YAML = frozenset({"yaml", "yml"})
# A key at the top level, in block style or in the first line of flow style.
# A character that only looks like a blank gets its own finding when the block is read.
_KEY = rf"^[ {UNSEEN_CHARACTERS}]{{{{0,6}}}}(?:\{{{{.*\b)?['\"]?(?:{{0}})['\"]?[ ]*:"


def read(
    page: Page,
    blueprints: Sequence[Blueprint],
    owns: Sequence[Sequence[Section]],
    ends: Sequence[int],
) -> list[Fence | None]:
    """Read the definitions of agents, whose sections end at offsets; return the fences used."""
    found = list(map(partial(_fence, page), blueprints, owns, ends))
    fences = [fence for fence, _ in found]
    blocks = [compose(block_of(page.source, fence)) if fence else None for fence in fences]
    for blueprint, (fence, others), composition in zip(blueprints, found, blocks, strict=True):
        if fence and composition:
            _take_fence(page, blueprint, fence, composition)
            if others:
                report_unread(page, blueprint, others, page.source.line(fence.start))
    return fences


def _fence(
    page: Page, blueprint: Blueprint, own: Sequence[Section], end: int
) -> tuple[Fence | None, Sequence[Fence]]:
    """Return the fence that is an agent's definition, and all others; report if there is none."""
    home, away = _fences(page, own, end)
    chosen = _choose(page, blueprint, home, away)
    if chosen is None:
        _report_none(page, blueprint, own, home or _meant(page, away))
    return chosen, [fence for fence in (*home, *away) if fence is not chosen]


def report_unread(page: Page, blueprint: Blueprint, others: Iterable[Fence], line: int) -> None:
    """Report blocks of YAML with parts that the definition, which begins on a line, lacks."""
    if blueprint.block is None:
        return
    for fence in filter(is_yaml, others):
        names = set(_names(fence.code(page.source.text)[:_FEW], page.vocabulary))
        lacking = sorted(n for n in names & _PARTS if keys()[n].name not in blueprint.stated)
        if lacking and "id" not in names:  # another definition is reported as such
            message = (
                f"this block states {quoted(lacking)}, but only the definition on line {line}"
                " is read; its text is kept as it is"
            )
            hint = "move what it states into the definition"
            field = keys()[lacking[0]].name
            blueprint.find("IFX012", message, opening_line(page.source, fence), hint, field)


def all_fences(page: Page, own: Sequence[Section], end: int) -> Iterator[Fence]:
    """Yield the fences of an agent."""
    home, away = _fences(page, own, end)
    yield from home
    yield from away


def candidates(page: Page, own: Sequence[Section], end: int) -> Iterator[Fence]:
    """Yield the fences that could be the definition of an agent, the best one first."""
    yield from _candidates(page, *_fences(page, own, end))


def _fences(page: Page, own: Sequence[Section], end: int) -> tuple[list[Fence], list[Fence]]:
    """Return an agent's fences in the section for its definition, and in others."""
    home, away = [], []
    for fence in page.fences_in([(own[0].heading.end, end)]):
        kind = _kind_at(own, fence.start)
        if kind == "definition":
            home.append(fence)
        elif kind is not None:
            away.append(fence)
    return home, away


def _kind_at(own: Sequence[Section], offset: int) -> str | None:
    """Return the kind of the part at an offset: empty for an unknown one, None for none."""
    for part in reversed(own):
        for start, stop in part.ranges:
            if start <= offset < stop:
                return part.kind or ""
    return None


def is_yaml(fence: Fence) -> bool:
    """Tell whether a fence is marked as YAML."""
    info = fence.info.split(maxsplit=1)[0].lower() if fence.info else ""
    return info in _YAML


def block_of(source: SourceFile, fence: Fence) -> Block:
    """Return the code of a fence as YAML text that knows its place."""
    code = fence.code(source.text)
    code = code if code.endswith("\n") else f"{code}\n"
    return Block(code, source.line(fence.body), fence.shifts)


def opening_line(source: SourceFile, fence: Fence) -> Span:
    """Return the place of the line that opens a fence."""
    end = source.text.find("\n", fence.start, fence.end)
    line = source.text[fence.start : end if end >= 0 else fence.end].rstrip()
    indent = len(line) - len(line.lstrip(" \t>"))
    return source.span(fence.start + indent, fence.start + max(len(line), indent + 1))


def _report_none(
    page: Page, blueprint: Blueprint, own: Sequence[Section], home: Sequence[Fence]
) -> None:
    """Report that there is no definition, at the fence that looks like one, if any."""
    place = blueprint.place.span
    hint = "add a fence ```yaml with at least `id`, `name` and `version`"
    titles = [part for part in own if part.kind == "definition"]
    if home:
        place = opening_line(page.source, home[0])
        marked = f"as `{home[0].info[:20]}`" if home[0].info else "without a language"
        hint = f"mark the fence as ```yaml: {marked} it is not read"
    elif titles:
        line = page.source.line(titles[0].heading.start)
        hint = f"put the definition under line {line} between a line ```yaml and a line ```"
    blueprint.find("IFX003", "the agent has no YAML definition", place, hint)


def _meant(page: Page, away: Sequence[Fence]) -> list[Fence]:
    """Return the fences of other sections that look like a definition but are not marked as one."""
    return [
        fence
        for fence in away
        if not is_yaml(fence)
        and looks_like_definition(fence.code(page.source.text), page.vocabulary)
    ]


def _take_fence(page: Page, blueprint: Blueprint, chosen: Fence, composition: Composition) -> None:
    blueprint.block_fence = chosen
    composition.findings = _about_fence(composition.findings, chosen, page)
    if not composition.roots and not composition.findings:
        place = opening_line(page.source, chosen)
        blueprint.find("IFX003", "the YAML definition is empty", place)
    take(blueprint, composition, page.vocabulary)


def take(blueprint: Blueprint, composition: Composition, vocabulary: Vocabulary) -> None:
    """Put the values of a definition into its blueprint."""
    blueprint.findings += composition.findings
    if not composition.roots:
        return
    found = definition_reader.read(composition.roots[0], vocabulary)
    blueprint.block = found if found.is_understood else None
    blueprint.stated = frozenset(found.values)
    blueprint.values |= found.values
    blueprint.findings += found.findings
    blueprint.meant |= found.meant
    blueprint.keep_value("unknown_keys", found.unknown)
    for name, value in found.kept.items():
        blueprint.keep_value(name, value)
    blueprint.remarks |= found.remarks
    blueprint.spellings += found.spellings


def _about_fence(findings: list[Finding], fence: Fence, page: Page) -> list[Finding]:
    if not findings or (fence.closed and page.opens_another(fence) is None):
        return findings
    line = page.source.line(fence.start)
    hint = f"the fence on line {line} is never closed: close it after the YAML"
    return [finding._replace(hint=hint) for finding in findings]


def _choose(
    page: Page, blueprint: Blueprint, home: Sequence[Fence], away: Sequence[Fence]
) -> Fence | None:
    """Return the fence that is the definition; report others that could be (IFX004)."""
    if len(home) == 1 and not any(map(is_yaml, away)):
        return home[0] if is_yaml(home[0]) or not home[0].info else None
    found = list(_candidates(page, home, away))
    for other in found[1:]:
        line = page.source.line(found[0].start)
        message = f"this could also be the definition; the one on line {line} is used"
        place = opening_line(page.source, other)
        blueprint.find("IFX004", message, place, "keep one definition")
    return found[0] if found else None


def _candidates(page: Page, home: Sequence[Fence], away: Sequence[Fence]) -> Iterator[Fence]:
    text, identifies = page.source.text, _key(page.vocabulary, "id")
    at_home = [fence for fence in home if is_yaml(fence) or not fence.info]
    with_id = [fence for fence in at_home if identifies.search(fence.code(text))]
    yield from with_id or at_home[:1]
    for fence in away:
        code = fence.code(text) if is_yaml(fence) else ""
        if identifies.search(code) and _key(page.vocabulary, "name").search(code):
            yield fence


@lru_cache(maxsize=16)
def _key(vocabulary: Vocabulary, name: str) -> re.Pattern[str]:
    """Return the pattern of a key at the top level, in all its spellings."""
    spelled = {key for each in vocabulary.languages.values() for key in each.keys}
    found = sorted(key for key in spelled if vocabulary.keys[fold(key)] == name)
    return re.compile(_KEY.format("|".join(map(re.escape, found))), re.MULTILINE | re.IGNORECASE)


_KEYS = regex(
    r"(?:^|[{,])[ \t]*[\"']?(?P<key>[^\W\d][\w-]{0,30})[\"']?[ \t]*:(?=\s|$)", re.MULTILINE
)
_TELLING = frozenset({"id", "name", "version", "triggers", "inputs", "outputs", "stack", "memory"})
_PARTS = frozenset({"triggers", "inputs", "outputs", "stack", "memory"})
_FEW = 4_000
_AT_LEAST = 2


def looks_like_definition(code: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a block has two or more of the keys that definitions begin with."""
    found = set()
    for name in _names(code[:_FEW], vocabulary):
        if name in _TELLING:
            found.add(name)
            if len(found) >= _AT_LEAST:
                return True
    return False


def _names(code: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the known keys of a block that are not below others, by their canonical names."""
    for key in _KEYS.finditer(code):
        line = code[code.rfind("\n", 0, key.start("key")) + 1 : key.start("key")]
        if line.strip(" \t") and "{" not in line and "," not in line:
            continue
        if line[:1].isspace() and "{" not in line:  # below another key
            continue
        if name := vocabulary.keys.get(fold(key["key"])):
            yield name
