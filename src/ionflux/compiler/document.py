"""One document: read, validated and checked, every finding with its code and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ionflux.checks.rules import checks
from ionflux.checks.selection import Suppression, split_codes
from ionflux.checks.stamp import stamp
from ionflux.checks.subject import Subject
from ionflux.checks.validation import validate
from ionflux.compiler.context import Context
from ionflux.compiler.found import Found
from ionflux.compiler.places import AgentSections, Places
from ionflux.compiler.results import AgentOrigins, CompiledDocument, TakenValue
from ionflux.core.findings import Diagnostic, Finding, Loc, Severity, Span, by_place
from ionflux.core.patterns import regex
from ionflux.documents.siblings import SiblingFiles
from ionflux.documents.source import SourceFile
from ionflux.forms.raw import Origin, RawBlueprint, Way
from ionflux.forms.sections import blueprint, playbook_files, playbooks
from ionflux.forms.sections.sections import agent_heading, agents
from ionflux.language import vocabulary
from ionflux.markdown import MAX_MARKS, Fence, is_too_large, opens_another, outline
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.records import Record

MAX_AGENTS = 10_000
"""Agents of one document; each costs many times what the shortest heading of one does."""

_TOP = Span(1, 1, 1, 1)
_HEADING = regex(r" {0,3}#{1,6}[ \t]+(?P<title>.*\S)")
_COMMENT = regex(r"<!--\s*ionflux:\s*ignore\s(?P<codes>[^<>]*?)-->")


def compile_source(
    read: SourceFile | Finding, path: str, siblings: SiblingFiles, context: Context, *, named: bool
) -> CompiledDocument:
    """Compile a document that was read, or report why it was not.

    `named` tells whether the user named the document: then it must hold an agent.
    """
    if isinstance(read, Finding):
        return CompiledDocument(path, diagnostics=(stamp(read, read.place or _TOP, path),))
    if is_too_large(read.text, read.lines):
        message = f"the document has more than {MAX_MARKS} headings, fences and list items"
        many = Finding(message, code="IFX001", hint="split it into several documents")
        return CompiledDocument(path, diagnostics=(stamp(many, _TOP, path),))
    work = _Document(read, siblings, context)
    work.run()
    if not work.agents:
        work.found.add(_no_agent(path, named=named))
    return work.result()


def no_blueprint(path: str, message: str, hint: str | None = None) -> Diagnostic:
    """Return the finding that a document or directory holds no agent section (IFX002)."""
    return stamp(Finding(message, _TOP, code="IFX002", hint=hint), _TOP, path)


def _no_agent(path: str, *, named: bool) -> Diagnostic:
    hint = "an agent begins at a heading such as `## AGENT 001 — NAME / Subtitle`"
    found = no_blueprint(path, "the document holds no agent section", hint)
    return found if named else replace(found, severity=Severity.INFO)


class _Document:
    """One document on its way; collects what is found in it."""

    def __init__(self, document: SourceFile, siblings: SiblingFiles, context: Context) -> None:
        self.path = document.path
        self.text = document.text
        self.outline = outline(document.lines)
        self.siblings = siblings
        self.context = context
        self.records: list[Record] = []
        self.found = Found()
        self.agents: list[str] = []
        self.sections = AgentSections()
        self.unique_values: list[TakenValue] = []
        self.origins: dict[str, AgentOrigins] = {}
        self.suppressions: list[Suppression] = []

    def result(self) -> CompiledDocument:
        return CompiledDocument(
            self.path,
            tuple(self.records),
            by_place(self.found.diagnostics),
            tuple(self.agents),
            tuple(self.unique_values),
            self.origins,
            tuple(self.suppressions),
        )

    def run(self) -> None:
        words = vocabulary()
        heads = list(agents(self.outline.root, words))
        lines = frozenset(section.first for section, _ in heads)
        shared = blueprint.Document(self.outline, words, lines)
        for section, heading in heads:
            if len(self.agents) == MAX_AGENTS:
                message = f"the document holds more than {MAX_AGENTS} agents"
                many = Finding(message, code="IFX001", hint="split it into several documents")
                self.report(many, self.outline.heading_span(section), None)
                break
            self.sections.add(section, self.agent(blueprint.read(shared, section, heading)))
        self.suppressions += self.comments()
        for finding, line in self.unclosed():
            agent = self.sections.at(line)
            self.report(finding, Span(line + 1, 1, line + 1, 1), agent)

    def agent(self, raw: RawBlueprint) -> str:
        """Validate one blueprint and check it; return what findings call the agent."""
        label = _label(raw)
        self.agents.append(label)
        values, origins = dict(raw.values), dict(raw.origins)
        self.fill(values, origins, raw, label)
        places = Places(raw, origins)
        definition, mistakes = validate(AgentDefinition, values)
        if not _has_block(origins):  # what is missing is the block, and that is said already
            mistakes = []
        for finding in _joined(raw, mistakes):
            if not self.found.is_full(finding.code):
                self.report(finding, places.of(finding), label)
        if definition:
            self.take(definition, raw, places)
        return label

    def fill(
        self, values: dict[str, Any], origins: dict[Loc, Origin], raw: RawBlueprint, label: str
    ) -> None:
        """Fill in what the project's configuration says, where the YAML does not."""
        settings = self.context.settings
        own = settings.agents.get(label)
        category = (own.category if own else None) or settings.category
        for name, value in (("category", category), ("status", own.status if own else None)):
            if value is not None and name not in values:
                values[name] = value
                origins[(name,)] = Origin(Way.CONFIGURATION, raw.place)
        if self.context.instant:
            values["created_at"] = values["updated_at"] = self.context.instant

    def take(self, definition: AgentDefinition, raw: RawBlueprint, places: Places) -> None:
        """Keep a valid definition, check it, and read its playbooks."""
        self.record("agent_definition", definition)
        if self.context.origins:
            table = {
                loc: (origin.way, origin.place.span)
                for loc, origin in places.origins.items()
                if loc
            }
            table[()] = (Way.DEFAULT, raw.place.span)
            self.origins[definition.id] = AgentOrigins(self.path, table)
        subject = Subject(definition, raw.heading, raw.sections)
        for rule in checks():
            for found in rule.check(subject) if rule.check else ():
                finding = found._replace(code=rule.code)
                self.report(finding, places.of(finding), definition.id)
                if self.found.is_full(rule.code):
                    break
            for value in rule.unique(subject) if rule.unique else ():
                span = places.at(value.where)
                self.unique_values.append(
                    TakenValue(rule.code, value.key, value.says, definition.id, self.path, span)
                )
        self.read_playbooks(definition)

    def read_playbooks(self, definition: AgentDefinition) -> None:
        for file in playbooks.files(definition.key_files_and_paths):
            found = playbook_files.read(definition, file, self.siblings)
            values = dict(found.values)
            if self.context.instant:
                values["created_at"] = values["updated_at"] = self.context.instant
            playbook, mistakes = validate(Playbook, values)
            for finding in [*found.findings, *found.placed(mistakes)]:
                named = finding._replace(code="IFX501")
                diagnostic = stamp(named, finding.place or _TOP, found.path, definition.id)
                self.found.add(diagnostic)
            if playbook:
                self.record("playbook", playbook)

    def record(self, entity: str, model: AgentDefinition | Playbook) -> None:
        self.records.append(Record(entity, model, self.path))

    def report(self, finding: Finding, span: Span, agent: str | None) -> None:
        self.found.add(stamp(finding, span, self.path, agent))

    def comments(self) -> Iterator[Suppression]:
        """Yield the comments that silence codes: an agent's, or above all agents, everybody's."""
        if "ionflux:" not in self.text:
            return
        fenced = {n for f in self.outline.fences for n in range(f.first, f.last + 1)}
        for number, line in enumerate(self.outline.lines):
            for found in _COMMENT.finditer(line) if number not in fenced else ():
                agent = self.sections.at(number)
                if agent or self.sections.begin_behind(number):
                    codes = split_codes([found["codes"]])
                    yield Suppression(codes, agent, number + 1, self.path)

    def unclosed(self) -> Iterator[tuple[Finding, int]]:
        message = "a code fence is opened here and never closed: it takes in all that follows"
        hint = "close it, or remove the line where it is left over"
        for fence in self.outline.fences:
            if not fence.closed:
                yield Finding(message, code="IFX009", hint=hint), fence.first
            elif (number := self.swallowed(fence)) is not None:
                yield (
                    Finding(
                        f"a code fence is opened here and not closed before the agent in line"
                        f" {number + 1}, which is lost in it",
                        code="IFX009",
                        hint=hint,
                    ),
                    fence.first,
                )

    def swallowed(self, fence: Fence) -> int | None:
        """Return the line of an agent's heading in a fence that should have ended above it."""
        lines = self.outline.lines
        if (other := opens_another(fence, lines)) is None:
            return None
        words = vocabulary()
        titles = ((n, _HEADING.match(lines[n])) for n in range(fence.first + 1, other))
        return next((n for n, t in titles if t and agent_heading(t["title"], words)), None)


def _joined(raw: RawBlueprint, mistakes: Iterable[Finding]) -> list[Finding]:
    """Return all findings; a required key under another name is one mistake, not two."""
    own, missing = list(raw.findings), []
    for mistake in mistakes:
        meant = raw.meant.get(mistake.loc) if mistake.code == "IFX103" else None
        if meant and meant.finding in own:
            own.remove(meant.finding)
            missing.append(mistake._replace(place=meant.finding.place, hint=meant.hint))
        else:
            missing.append(mistake)
    return [*own, *missing]


def _has_block(origins: dict[Loc, Origin]) -> bool:
    return () in origins


def _label(raw: RawBlueprint) -> str:
    """Return the agent's id, or the one that its heading's number would give it."""
    written = raw.values.get("id")
    return written if isinstance(written, str) else f"agent_{raw.heading.number:03d}"
