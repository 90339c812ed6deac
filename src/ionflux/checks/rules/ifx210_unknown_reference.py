"""The text or the YAML refers to an agent that is not in the run.

An agent is referred to by its id (`agent_010_revenue`), or by its number and its name
(`Agente 006 (OutreachAutomaton)`). An id without a suffix means any agent of that number. Agents
that the text calls former, planned or an example are ignored, and so are paths, file names, code
and the agent's own number.

Why it matters: the connection between the two agents cannot be built.

How to fix: write the id in the hint. If the other agent is in another repository, compile both
together, or silence the code with a comment.

Bad:

    ## AGENT 001 — Email Wizard
    ### 8 ▸ Data Store
    Sales come from `agent_010_revenue`.

    ## AGENT 010 — Revenue Tracker
    id: agent_010_revenue_tracker

Good:

    ## AGENT 001 — Email Wizard
    ### 8 ▸ Data Store
    Sales come from `agent_010_revenue_tracker`.

    ## AGENT 010 — Revenue Tracker
    id: agent_010_revenue_tracker
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from ionflux.checks.references import NAMED_ID, Reference, number_of
from ionflux.checks.subject import Subject
from ionflux.core.findings import Loc, Severity
from ionflux.core.json_texts import texts_in
from ionflux.core.patterns import regex
from ionflux.language import Vocabulary
from ionflux.language.negations import is_passed_over

SEVERITY = Severity.WARNING

_FENCE = regex(r"^ {0,3}(`{3}|~{3}).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_NAME = regex(r"[^\W\d_a-z][\w+.-]*(?: [\w+.-]+){0,3}")
_CAMEL = regex(r"[^\W\d_a-z]\w*[^\W\d_A-Z][^\W\d_a-z]\w*")
_PADDED = 3
"""How many digits a number has after which a name need not be `CamelCase`."""

_WITHOUT_PROSE = frozenset(("definition", "files"))


def refers(subject: Subject) -> Iterator[Reference]:
    """Yield the words of an agent's text and YAML that refer to another agent, each once."""
    seen: set[tuple[str, str]] = set()
    own = {subject.heading.number, number_of(subject.agent.id)}
    for found in chain(_in_yaml(subject), _in_sections(subject)):
        if found.number not in own and (found.written, found.name) not in seen:
            seen.add((found.written, found.name))
            yield found


def _in_sections(subject: Subject) -> Iterator[Reference]:
    words = subject.vocabulary
    for section in chain.from_iterable(subject.sections.values()):
        if section.kind not in _WITHOUT_PROSE and _may_name_one(section.text, words):
            for found, start, end in _named_in(_without_code(section.text), words):
                yield found._replace(place=section.part(start, end))


def _in_yaml(subject: Subject) -> Iterator[Reference]:
    words = subject.vocabulary
    for loc, text in _yaml_texts(subject):
        for found, start, end in _named_in(text, words) if _may_name_one(text, words) else ():
            yield found._replace(loc=loc, part=(start, end))


def _may_name_one(text: str, words: Vocabulary) -> bool:
    for written in _as_written(words):  # noqa: SIM110 - called for every section
        if written in text:
            return True
    return False


@lru_cache(maxsize=16)
def _as_written(words: Vocabulary) -> tuple[str, ...]:
    """Return the spellings of the words for an agent; of words with a common prefix, the prefix."""
    short = [word for word in words.agent if not any(map(word[:-1].startswith, words.agent))]
    ways = (str.lower, str.capitalize, str.upper)
    return tuple(way(word) for word in {*short, "agent"} for way in ways)


def _without_code(text: str) -> str:
    """Return a text of the same length with code blanked."""
    if "```" not in text and "~~~" not in text:
        return text
    return _FENCE.sub(lambda found: " " * len(found[0]), text)


def _named_in(text: str, words: Vocabulary) -> Iterator[tuple[Reference, int, int]]:
    """Yield the references in a text, with their offsets."""
    for found in NAMED_ID.finditer(text) if "agent_" in text else ():
        if not is_passed_over(text, *found.span()):
            yield Reference(found[0], int(found["number"])), *found.span()
    for found in _numbered(words).finditer(text) if "(" in text else ():
        name = found["name"].strip("*_`\"“”' ")
        form = _NAME if len(found["number"]) >= _PADDED else _CAMEL
        if form.fullmatch(name) and not is_passed_over(text, *found.span()):
            written = f"{found['word']} {found['number']}"
            yield Reference(written, int(found["number"]), name), *found.span()


@lru_cache(maxsize=16)
def _numbered(words: Vocabulary) -> re.Pattern[str]:
    known = "|".join(sorted(words.agent))
    return re.compile(
        rf"(?<![\w/.-])(?P<word>{known})[ \t]{{1,3}}(?:#|n[ºo.][ ]?)?"
        r"(?P<number>[0-9]{1,6})"
        r"[ \t]?\((?P<name>[^()\n]{2,60})\)",
        re.IGNORECASE,
    )


def _yaml_texts(subject: Subject) -> Iterator[tuple[Loc, str]]:
    """Yield the texts of the YAML that may refer to an agent, each with its path."""
    agent = subject.agent
    for index, trigger in enumerate(agent.triggers_config):
        yield from texts_in(trigger.config, ("triggers_config", index, "config"))
    for index, given in enumerate(agent.inputs_schema):
        if given.description:
            yield ("inputs_schema", index, "description"), given.description
        if given.default is not None:
            yield from texts_in(given.default, ("inputs_schema", index, "default"))
    for index, made in enumerate(agent.outputs_config):
        if made.description:
            yield ("outputs_config", index, "description"), made.description
    for key in ("unknown_keys", "memory_description"):
        yield from texts_in(agent.additional_sections.get(key), ("additional_sections", key))
