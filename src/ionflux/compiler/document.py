"""Reading, validating and checking one document; every finding has its code and place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from ionflux.checks.fixing import About
from ionflux.checks.references import Reference
from ionflux.checks.rules import Rule, UniqueValue, checks, graph_checks, rule
from ionflux.checks.selection import Suppression
from ionflux.checks.stamp import stamp
from ionflux.checks.subject import Subject
from ionflux.checks.validation import validate
from ionflux.compiler import noted_origins
from ionflux.compiler.comments import suppressions
from ionflux.compiler.context import Context
from ionflux.compiler.found import DiagnosticBag
from ionflux.compiler.noted_origins import value_origins
from ionflux.compiler.places import AgentSections
from ionflux.compiler.results import AgentOrigins, CompiledDocument, TakenReference, TakenValue
from ionflux.core.findings import (
    AgentSection,
    Diagnostic,
    Finding,
    Severity,
    Span,
    by_place,
    dotted,
)
from ionflux.core.settings import Settings
from ionflux.core.settings_parts import AgentSettings
from ionflux.documents.siblings import SiblingFiles
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Blueprint, Way
from ionflux.forms.document import Document
from ionflux.forms.file_names import is_yaml_file
from ionflux.forms.reading import AT_ONCE, Agent
from ionflux.forms.sections import playbooks
from ionflux.language.dialects import vocabulary_of
from ionflux.markdown import MAX_MARKS, is_too_large
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.records import Record
from ionflux.models.sameness import id_key, name_key

MAX_AGENTS = 10_000
"""The limit of agents in a document; each takes many times the memory of its heading."""

_FIXES = 500
"""For how many findings of a code in a document fixes are computed."""

_TOP = Span(1, 1, 1, 1)
_NAMELESS = "agent_000"
"""The name in findings of an agent that has neither an id nor a number nor a name."""


def compile_source(
    read: SourceFile | Finding, path: str, siblings: SiblingFiles, context: Context, *, named: bool
) -> CompiledDocument:
    """Compile a document that was read, or report why it was not.

    `named` tells whether the user named the document: then it must contain an agent.
    """
    if isinstance(read, Finding):
        return CompiledDocument(path, diagnostics=(stamp(read, read.place or _TOP, path),))
    if is_too_large(read.text):
        message = f"the document has more than {MAX_MARKS} headings, fences and list items"
        many = Finding(message, code="IFX001", hint="split it into several documents")
        return CompiledDocument(path, diagnostics=(stamp(many, _TOP, path),))
    work = _Document(read, siblings, context)
    if not is_yaml_file(path):
        work.run()
    if not work.agents:
        work.found.add(_no_agent(read, context, named=named))
    return work.result()


def no_blueprint(path: str, message: str, hint: str | None = None) -> Diagnostic:
    """Return the finding that a document or directory has no agent section (IFX002)."""
    return stamp(Finding(message, _TOP, code="IFX002", hint=hint), _TOP, path)


def _no_agent(source: SourceFile, context: Context, *, named: bool) -> Diagnostic:
    from ionflux.forms.others.instead import instead  # most documents have agents

    found = no_blueprint(source.path, *instead(source, vocabulary_of(context.settings)))
    return found if named else replace(found, severity=Severity.INFO)


class _Valid(NamedTuple):
    """A valid agent, as passed to rules and as it was read."""

    subject: Subject
    blueprint: Blueprint


class _Document:
    """One document while it is compiled; collects findings and values."""

    def __init__(self, source: SourceFile, siblings: SiblingFiles, context: Context) -> None:
        self.path = source.path
        self.source = source
        self.document = Document(source, vocabulary_of(context.settings))
        self.siblings = siblings
        self.context = context
        self.records: list[Record] = []
        self.found = DiagnosticBag()
        self.agents: list[AgentSection] = []
        self.sections = AgentSections()
        self.unique_values: list[TakenValue] = []
        self.references: list[TakenReference] = []
        self.suppressions: list[Suppression] = []
        self.spellings: list[Diagnostic] = []
        self.origins: dict[str, bytes] = {}

    def result(self) -> CompiledDocument:
        return CompiledDocument(
            self.path,
            tuple(self.records),
            by_place(self.found.diagnostics),
            tuple(self.agents),
            tuple(self.unique_values),
            tuple(self.references),
            tuple(self.suppressions),
            tuple(self.spellings),
            origins=self.origins,
        )

    def run(self) -> None:
        document = self.document
        agents = document.agents()
        while together := list(islice(agents, AT_ONCE)):
            room = MAX_AGENTS - len(self.agents)
            self.compile(together[:room])
            if len(together) > room:
                self.leave_out(together[room])
                break
        for finding, offset in document.findings():
            self.report(finding, finding.place or _TOP, self.sections.at(offset))
        self.suppressions += suppressions(document.page, self.sections)

    def leave_out(self, agent: Agent) -> None:
        """Report an agent above the limit."""
        message = f"the document has more than {MAX_AGENTS} agents"
        many = Finding(message, code="IFX001", hint="split it into several documents")
        self.report(many, agent.blueprint.place.span, None)

    def compile(self, agents: Iterable[Agent]) -> None:
        """Validate agents and check them; rule by rule, since repeated work takes less time."""
        valid = [found for agent in agents if (found := self.agent(agent))]
        with_graph = [each for each in valid if each.subject.agent.graph is not None]
        of_graphs = graph_checks() if with_graph else ()  # few documents need their import
        for rules, checked in ((checks(), valid), (of_graphs, with_graph)):
            for rule_ in rules:
                self.check(rule_, checked)
        taking = [(rule_.code, rule_.unique) for rule_ in checks() if rule_.unique]
        for (subject, blueprint), (code, unique) in product(valid, taking):
            for value in unique(subject):
                self.take_unique(code, value, subject.agent.id, blueprint)

    def agent(self, agent: Agent) -> _Valid | None:
        """Validate one agent and read its playbooks; return it if it is valid."""
        blueprint, start, end = agent
        label = _label(blueprint)
        line = self.source.line(start)
        self.agents.append(AgentSection(label, _name(blueprint), self.path, line, blueprint.form))
        self.sections.add(start, end, label)
        _fill(blueprint, label, self.context)
        definition, mistakes = validate(AgentDefinition, blueprint.values)
        if blueprint.block is None:  # the missing block is already reported
            mistakes = []
        for finding in _joined(blueprint, mistakes):
            if not self.found.is_full(finding.code):
                self.report(finding, _place(blueprint, finding), label, blueprint)
        self.spellings += (self.spelling(found, label, blueprint) for found in blueprint.spellings)
        if definition is None:
            return None
        self.record("agent_definition", definition)
        if self.context.origins:
            origins = value_origins(self.path, definition, blueprint)
            self.origins[definition.id] = noted_origins.dump(origins)
        self.read_playbooks(definition)
        vocabulary = self.document.page.vocabulary
        said, stated = blueprint.sections, blueprint.is_stated
        return _Valid(Subject(definition, blueprint.heading, said, stated, vocabulary), blueprint)

    def spelling(self, found: Finding, agent: str, blueprint: Blueprint) -> Diagnostic:
        """Return a value that should be written in another way, with the edits."""
        place, kind = found.place or _TOP, found.field or ""
        fix = About(self.document.page, place, blueprint).writing(found)
        return Diagnostic(
            kind, kind, Severity.INFO, found.message, self.path, *place, agent, fix=fix
        )

    def check(self, rule_: Rule, agents: Iterable[_Valid]) -> None:
        """Report the findings of a rule, and note references to other agents."""
        if rule_.check:
            for subject, blueprint in agents:
                self.report_all(rule_.code, rule_.check(subject), subject.agent.id, blueprint)
        if rule_.refers:
            for subject, blueprint in agents:
                for named in rule_.refers(subject):
                    self.refer(rule_.code, named, subject.agent.id, blueprint)

    def report_all(
        self, code: str, findings: Iterable[Finding], agent: str, blueprint: Blueprint
    ) -> None:
        """Report the findings of a rule about an agent, up to the limit."""
        for found in findings:
            finding = found._replace(code=code)
            self.report(finding, _place(blueprint, finding), agent, blueprint)
            if self.found.is_full(code):
                break

    def refer(self, code: str, named: Reference, agent: str, blueprint: Blueprint) -> None:
        """Note a reference to another agent."""
        field = dotted(named.loc) or None
        span = named.place or blueprint.span(named.loc, named.part)
        self.references.append(
            TakenReference(
                code, named.written, named.number, named.name, field, agent, self.path, span
            )
        )

    def take_unique(self, code: str, value: UniqueValue, agent: str, blueprint: Blueprint) -> None:
        """Note a value of an agent that must be unique."""
        span = blueprint.span(value.where)
        self.unique_values.append(TakenValue(code, value.key, value.says, agent, self.path, span))

    def read_playbooks(self, definition: AgentDefinition) -> None:
        for file in playbooks.files(definition.key_files_and_paths):
            found = playbooks.read(definition, file, self.siblings)
            values = dict(found.values)
            if self.context.instant:
                values["created_at"] = values["updated_at"] = self.context.instant
            playbook, mistakes = validate(Playbook, values)
            for finding in [*found.findings, *found.placed(mistakes)]:
                named = finding._replace(code="IFX501")
                diagnostic = stamp(named, finding.place or _TOP, found.path, definition.id)
                self.found.add(diagnostic)
            if playbook:
                self.record("playbook", playbook, found.stated)

    def record(
        self, entity: str, model: AgentDefinition | Playbook, stated: Collection[str] | None = None
    ) -> None:
        self.records.append(Record(entity, model, self.path, stated))

    def report(
        self, finding: Finding, span: Span, agent: str | None, blueprint: Blueprint | None = None
    ) -> None:
        """Report a finding, with the edits that fix it."""
        fix = rule(finding.code).fix
        if fix and self.found.counts[finding.code] < _FIXES:
            end = self.sections.end_at(self.source.offset(span.line, span.column))
            edits = fix(finding, About(self.document.page, span, blueprint, end))
        else:
            edits = None
        self.found.add(stamp(finding, span, self.path, agent, edits))


def _place(blueprint: Blueprint, finding: Finding) -> Span:
    return finding.place or blueprint.span(finding.loc, finding.part)


def origins(source: SourceFile, context: Context) -> dict[str, AgentOrigins]:
    """Return the origins of the values of a document's valid definitions, by their ids."""
    found = {}
    for blueprint, _, _ in Document(source, vocabulary_of(context.settings)).agents():
        _fill(blueprint, _label(blueprint), context)
        definition, _ = validate(AgentDefinition, blueprint.values)
        if definition:
            found[definition.id] = value_origins(source.path, definition, blueprint)
    return found


def _fill(blueprint: Blueprint, label: str, context: Context) -> None:
    """Fill in the values of the project's configuration that the YAML does not state."""
    settings = context.settings
    own = _own(settings, label, blueprint.values.get("name")) if settings.agents else None
    category = (own.category if own else None) or settings.category
    for name, value in (("category", category), ("status", own.status if own else None)):
        if value is not None and name not in blueprint.values:
            blueprint.set(name, value, Way.CONFIGURATION, blueprint.place)
    if context.instant:
        blueprint.values["created_at"] = blueprint.values["updated_at"] = context.instant


def _own(settings: Settings, label: str, name: object) -> AgentSettings | None:
    """Return the settings of an agent, by its id or its name."""
    wanted = {id_key(label), name_key(name) if isinstance(name, str) else ""}
    found = (own for key, own in settings.agents.items() if {id_key(key), name_key(key)} & wanted)
    return settings.agents.get(label) or next(found, None)


def _joined(blueprint: Blueprint, mistakes: Iterable[Finding]) -> list[Finding]:
    """Return all findings; a required key under another name is one mistake, not two."""
    own, missing = list(blueprint.findings), []
    for mistake in mistakes:
        meant = blueprint.meant.get(mistake.loc) if mistake.code == "IFX103" else None
        if meant:
            found = meant.finding
            if found in own:
                own.remove(found)
            write = found.write
            missing.append(mistake._replace(place=found.place, hint=meant.hint, write=write))
        else:
            missing.append(mistake)
    return [*own, *missing]


def _name(blueprint: Blueprint) -> str:
    """Return the agent's name, or the title of its heading."""
    written = blueprint.values.get("name")
    return written if isinstance(written, str) else blueprint.heading.title


def _label(blueprint: Blueprint) -> str:
    """Return the agent's id, the one from its heading's number, or its name."""
    written, number = blueprint.values.get("id"), blueprint.heading.number
    if isinstance(written, str):
        return written
    if number is not None:
        return f"agent_{number:03d}"
    name = blueprint.values.get("name")
    return name if isinstance(name, str) else _NAMELESS
