"""Read one FluxGraph agent to a blueprint: every chapter and column becomes a field, or is kept."""

from __future__ import annotations

from collections.abc import Sequence

from ionflux.core.words import nearest, quoted, words
from ionflux.forms.blueprint import Blueprint, Heading, Way, title_of
from ionflux.forms.file_names import id_from_file_name, id_part, number_from_file_name
from ionflux.forms.fluxgraph import copies, narrative, overview
from ionflux.forms.fluxgraph.chapters import COLUMN, Chapter, of_kind, split
from ionflux.forms.fluxgraph.columns import Columns, read_columns
from ionflux.forms.fluxgraph.definition import KEPT, Definition
from ionflux.forms.fluxgraph.facts import Fact, state
from ionflux.forms.fluxgraph.graph_block import GraphBlocks, find_blocks
from ionflux.forms.fluxgraph.overview import Overview
from ionflux.forms.fluxgraph.schemas import entry
from ionflux.forms.fluxgraph.settings import read_stack, read_triggers
from ionflux.forms.fluxgraph.titles import (
    CHAPTER_TITLES,
    COLUMNS,
    GRAPH_COLUMN,
    AgentTitle,
    agent_title,
)
from ionflux.forms.sections import completion
from ionflux.forms.sections.page import Page
from ionflux.markdown.plain import plain

FORM = "fluxgraph"
_NO_OVERVIEW = Overview({}, (), ())
_NO_NUMBER = "agent_000"
_MOST_LABELS = 50
"""How many labels are compared with known ones."""


def read(page: Page, first: int, stop: int, end: int) -> Blueprint:
    """Read the agent whose title is the heading `first`, and whose text ends at an offset."""
    heading = page.outline.headings[first]
    place = title_of(page.source, heading)
    title = agent_title(heading.title)
    named = Heading(None, title.name if title else plain(heading.title), None, place.span)
    blueprint = Blueprint(page.source, named, place, FORM)
    chapters = list(split(page, first, stop, end))
    _keep_preamble(page, blueprint, heading.end + 1, chapters, end)
    blocks = find_blocks(page, blueprint, chapters, (heading.end + 1, end))
    columns = read_columns(page, blueprint, chapters, blocks)
    said = _read_overview(page, blueprint, chapters)
    _state_facts(blueprint, title, said, columns)
    _describe(blueprint, said, columns)
    _name(blueprint, said)
    if blocks.root is not None:
        _define(blueprint, Definition(blocks.root, columns.roots))
        _compare(blueprint, blocks, columns)
    narrative.read(page, blueprint, chapters, blocks)
    narrative.read_escalations(blueprint, columns)
    read_stack(page, blueprint, chapters, blocks.root, columns)
    _report_missing(blueprint, chapters)
    completion.complete(blueprint, page.vocabulary)
    return blueprint


def _keep_preamble(
    page: Page, blueprint: Blueprint, start: int, chapters: Sequence[Chapter], end: int
) -> None:
    stop = chapters[0].heading.start if chapters else end
    passage = page.passage([(start, stop)]) if start < stop else None
    if passage:
        blueprint.keep("preamble", passage)


def _read_overview(page: Page, blueprint: Blueprint, chapters: Sequence[Chapter]) -> Overview:
    found = _NO_OVERVIEW
    for number, chapter in enumerate(of_kind(chapters, "overview")):
        passage = chapter.passage(page)
        if passage is None:
            narrative.report_placeholder(page, blueprint, chapter)
        elif number:
            blueprint.keep("overview", passage)
        else:
            found = overview.read(passage)
            for rest in found.rest:
                blueprint.keep("overview", rest)
            _report_near_labels(blueprint, found)
    return found


def _report_near_labels(blueprint: Blueprint, said: Overview) -> None:
    """Report labels that are similar to known ones; their items are kept (IFX012)."""
    known = {" ".join(label): label for label in overview.LABELS}
    for label, place in said.unknown[:_MOST_LABELS]:
        near = nearest(" ".join(words(label)), known, likeness=0.75)
        if near and overview.LABELS[known[near]] not in said.stated:
            message = f"`{label}` is not a label of the overview; its item is kept as it is"
            hint = f"nearest: `{near.title()}`"
            blueprint.find("IFX012", message, place.span, hint, "additional_sections.overview")


def _state_facts(
    blueprint: Blueprint, title: AgentTitle | None, said: Overview, columns: Columns
) -> None:
    """Read name, version and status: from the columns, else the overview, else the title."""
    heading, place = blueprint.heading, blueprint.place
    in_title = {"name": title.name, "version": title.version} if title else {}
    for name, column in (("name", "agent_name"), ("version", "version"), ("status", "status")):
        facts = [Fact(*each, "the columns") for each in columns.texts(column)]
        if name in said.stated:
            facts.append(Fact(*said.stated[name], "the overview"))
        if text := in_title.get(name):
            facts.append(Fact(text, place, "the title", Way.HEADING))
        if name == "name" and not facts:  # a graph under a title without a name
            facts.append(Fact(heading.title, place, "the title", Way.HEADING))
        state(blueprint, name, facts)
    # A title that differs from the name has already been reported.
    blueprint.heading = heading._replace(title=blueprint.values["name"])


def _describe(blueprint: Blueprint, said: Overview, columns: Columns) -> None:
    """Read the description and the key features; a goal that differs is kept."""
    described = [*columns.texts("description"), *filter(None, [said.stated.get("description")])]
    if described:
        text, where = described[0]
        blueprint.set("description", text, Way.SECTION, where)
    for text, where in described[1:]:
        if text != described[0].text:
            blueprint.keep_value("primary_goal", text)
            blueprint.came(("additional_sections", "primary_goal"), Way.SECTION, where)
    if said.features:
        places = [(f.place, 0, len(f.place.text)) for f in said.features]
        values = [feature.text for feature in said.features]
        blueprint.set("core_capabilities", values, Way.SECTION, said.features[0].place)
        blueprint.entries_came(("core_capabilities",), places)


def _name(blueprint: Blueprint, said: Overview) -> None:
    """Give the agent its id: the stated one, else one from the file's number and the name."""
    name = blueprint.values.get("name")
    if stated := said.stated.get("id"):
        blueprint.set("id", stated.text, Way.SECTION, stated.place)
        return
    found = id_from_file_name(blueprint.source.path, name)
    found = found or "_".join(filter(None, (_NO_NUMBER, id_part(str(name)))))
    blueprint.set("id", found, Way.INFERRED, blueprint.place)


def _define(blueprint: Blueprint, definition: Definition) -> None:
    """Read the fields that the YAML states."""
    blueprint.block = definition
    blueprint.stated = frozenset(("triggers_config", "inputs_schema", "outputs_config", "graph"))
    definition.check_keys()
    read_triggers(blueprint, definition)
    for name in ("inputs_schema", "outputs_config"):
        blueprint.values[name] = definition.fields(name)
    if (graph := definition.graph()) is not None:
        blueprint.values["graph"] = graph
    blueprint.keep_value(KEPT, definition.kept())
    blueprint.came(("additional_sections", KEPT), Way.YAML, definition.root)
    blueprint.keep_value("unknown_keys", definition.unknown)
    blueprint.findings += definition.findings


def _compare(blueprint: Blueprint, blocks: GraphBlocks, columns: Columns) -> None:
    """Report where the second copy of the graph or of a schema differs from the first."""
    pairs = [(blocks.root, blocks.copy, GRAPH_COLUMN)]
    for name in ("input_schema", "output_schema"):
        column = f"{name}_json"
        pairs.append((entry(blocks.root, name), columns.roots.get(column), column))
    for first, second, column in pairs:
        found = copies.first_difference(first, second) if first and second else None
        if found:
            message = (
                f"`{column}` differs from the first copy: `{found.path}` {found.says}"
                f" (line {found.first.line})"
            )
            hint = "make both copies the same; there may be more differences"
            field = f"additional_sections.{column}"
            blueprint.find("IFX609", message, found.place, hint, field)


def _report_missing(blueprint: Blueprint, chapters: Sequence[Chapter]) -> None:
    """Report the missing chapters and columns in one finding (IFX005)."""
    kinds = {chapter.kind for chapter in chapters}
    there = {chapter.column for chapter in chapters}
    missing = [title for kind, title in CHAPTER_TITLES.items() if kind not in kinds]
    if "columns" in kinds or COLUMN in kinds:
        missing += [column for column in COLUMNS if column not in there]
    parts = []
    if missing:
        noun = "section" if len(missing) == 1 else "sections"
        parts.append(f"missing {noun}: {quoted(missing)}")
    has_number = number_from_file_name(blueprint.source.path) is not None
    if blueprint.values["id"].startswith(_NO_NUMBER) and not has_number:
        parts.append(
            "neither an `Agent ID` in the overview nor a number in the file's name says which"
            f" agent it is: its id is `{blueprint.values['id']}`"
        )
    if parts:
        hint = "add them" if missing else "add `*   **Agent ID:** agent_…` to the overview"
        blueprint.find("IFX005", "; ".join(parts), blueprint.place.span, hint)
