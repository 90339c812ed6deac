"""Which fence of an agent is its definition, and what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ionflux.core.findings import Finding
from ionflux.core.patterns import regex
from ionflux.forms.sections import definition
from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.sections import Part
from ionflux.markdown import Fence, opens_another
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block

_YAML = frozenset({"yaml", "yml"})
# A key of the first level, in block style or in the first line of flow style.
_KEY = r"^[ ]{{0,6}}(?:\{{.*\b)?['\"]?(?:{0})['\"]?[ ]*:"
_ID = regex(_KEY.format("id"), re.MULTILINE)
_NAME = regex(_KEY.format("name|nome"), re.MULTILINE | re.IGNORECASE)


def read(draft: Draft, own: Sequence[Part]) -> tuple[range, Mapping[str, Any]]:
    """Read the definition into the draft; return the lines used, and the keys nobody knows."""
    home = list(_fences(draft, (part for part in own if part.kind == "definition")))
    away = _fences(draft, (part for part in own if part.kind != "definition"))
    chosen = _choose(draft, home, away)
    if chosen is None:
        _report_none(draft, own, home)
        return range(0), {}
    return range(chosen.first, chosen.last + 1), _take(draft, chosen)


def _fences(draft: Draft, own: Iterable[Part]) -> Iterator[Fence]:
    """Yield the fences of some parts; what lies between two lines of a part may be another's."""
    for part in own:
        lines = part.lines
        for fence in draft.document.fences_between(lines[0], lines[-1]) if lines else ():
            if lines[bisect_left(lines, fence.first)] == fence.first:
                yield fence


def _report_none(draft: Draft, own: Iterable[Part], home: Sequence[Fence]) -> None:
    """Report that there is no definition, at the fence that looks like one if there is any."""
    message, place = "the agent has no YAML definition", draft.heading.span
    hint = "add a fence ```yaml with at least `id`, `name` and `version`"
    titles = [part.section for part in own if part.kind == "definition"]
    if home:
        place = draft.document.line_span(home[0].first)
        hint = f"mark the fence as ```yaml: as `{home[0].info.strip()[:20]}` it is not read"
    elif titles:
        line = titles[0].first + 1
        hint = f"put the definition under line {line} between a line ```yaml and a line ```"
    draft.find("IFX003", message, place, hint)


def _take(draft: Draft, chosen: Fence) -> Mapping[str, Any]:
    composition = compose(_block(draft, chosen))
    draft.findings += _about_fence(composition.findings, chosen, draft.lines)
    if not composition.roots:
        if not composition.findings:
            place = draft.document.line_span(chosen.first)
            draft.find("IFX003", "the YAML definition is empty", place)
        return {}
    found = definition.read(composition.roots[0], draft.vocabulary)
    draft.values |= found.values
    draft.origins |= found.origins
    draft.findings += found.findings
    draft.meant |= found.meant
    return found.unknown


def _about_fence(findings: list[Finding], fence: Fence, lines: Sequence[str]) -> list[Finding]:
    if not findings or (fence.closed and not opens_another(fence, lines)):
        return findings
    hint = f"the fence in line {fence.first + 1} is never closed: close it behind the YAML"
    return [finding._replace(hint=hint) for finding in findings]


def _block(draft: Draft, fence: Fence) -> Block:
    body = [draft.lines[number] for number in fence.body]
    if not fence.indent:
        return Block("\n".join([*body, ""]), fence.first + 2)
    indents = [min(fence.indent, len(line) - len(line.lstrip(" "))) for line in body]
    cut = [line[indent:] for line, indent in zip(body, indents, strict=True)]
    return Block("\n".join([*cut, ""]), fence.first + 2, indents)


def _choose(draft: Draft, home: Iterable[Fence], away: Iterable[Fence]) -> Fence | None:
    """Return the fence that is the definition; report others that could be (IFX004)."""
    at_home = [fence for fence in home if _may_be_yaml(fence, at_home=True)]
    with_id = [fence for fence in at_home if _ID.search(_text(draft, fence))]
    elsewhere = [f for f in away if _may_be_yaml(f, at_home=False) and _is_whole(draft, f)]
    candidates = [*(with_id or at_home[:1]), *elsewhere]
    for other in candidates[1:]:
        line = candidates[0].first + 1
        message = f"this could be the definition too; taken is the one in line {line}"
        place = draft.document.line_span(other.first)
        draft.find("IFX004", message, place, "keep one definition")
    return candidates[0] if candidates else None


def _may_be_yaml(fence: Fence, *, at_home: bool) -> bool:
    info = fence.info.split(maxsplit=1)[0].lower() if fence.info.strip() else ""
    return info in _YAML or (at_home and not info)


def _is_whole(draft: Draft, fence: Fence) -> bool:
    text = _text(draft, fence)
    return bool(_ID.search(text) and _NAME.search(text))


def _text(draft: Draft, fence: Fence) -> str:
    return "\n".join(draft.lines[number] for number in fence.body)
