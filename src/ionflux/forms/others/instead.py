"""What a document without a blueprint is instead, and what to do with it."""

from __future__ import annotations

from typing import NamedTuple

from ionflux.core.words import counted
from ionflux.documents.source import SourceFile
from ionflux.forms.file_names import is_yaml_file
from ionflux.forms.front_matter import matter
from ionflux.forms.front_matter.kinds import own_keys
from ionflux.forms.others.tools import crew_of, marks_of, shown, tasks_of, tool_of
from ionflux.language import Vocabulary
from ionflux.yaml.composer import compose
from ionflux.yaml.documents import documents
from ionflux.yaml.nodes import MappingNode, Node, SequenceNode

_COMMON = "an agent begins at a heading such as `## AGENT 001 — NAME / Subtitle`"
_WRAP = (
    "put it between two lines `---` at the beginning of a Markdown document, or in a fence ```yaml"
    " below a heading such as `## AGENT 001 — NAME`"
)
_NEW = "write a blueprint for each agent; `ionflux new NAME` writes a first one"


class Instead(NamedTuple):
    """What a document is instead of a blueprint, and how to make one."""

    message: str
    hint: str


def instead(source: SourceFile, vocabulary: Vocabulary) -> Instead:
    """Return what a document without any agent is."""
    if is_yaml_file(source.path):
        return _yaml_file(source, vocabulary)
    return _with_front_matter(source) or Instead("the document has no agent section", _COMMON)


def _with_front_matter(source: SourceFile) -> Instead | None:
    if matter.is_empty(source.text):
        message = "the front matter of the document is empty, and it has no agent section"
        return Instead(message, "write the keys of a definition between the two lines `---`")
    front = matter.front_matter(source)
    tool = tool_of(source.path, front.values) if front else None
    if front is None or tool is None:
        return None
    marks = marks_of(front.values) or list(front.values)
    message = f"the front matter ({shown(marks)}) is that of {tool}, not that of a blueprint"
    hint = "to make it a blueprint, give the front matter `id`, `version`, `inputs` and `outputs`"
    return Instead(message, hint)


def _yaml_file(source: SourceFile, vocabulary: Vocabulary) -> Instead:
    roots = [root for block in documents(source.lines) for root in compose(block).roots]
    root = roots[0] if roots else None
    if isinstance(root, SequenceNode):
        roots = list(root.items)
        root = roots[0] if roots else None
    return (_of_crew(root) if root else None) or _of_ours(roots, vocabulary)


def _of_crew(root: Node) -> Instead | None:
    for file, noun, names in (
        ("agents.yaml", "agent", crew_of(root)),
        ("tasks.yaml", "task", tasks_of(root)),
    ):
        if names:
            held = f"{counted(len(names), noun)} ({shown(names)})"
            return Instead(f"the file is an `{file}` of CrewAI with {held}, not a blueprint", _NEW)
    return None


def _of_ours(roots: list[Node], vocabulary: Vocabulary) -> Instead:
    for root in roots:
        if isinstance(root, MappingNode) and (found := _kind(root, vocabulary)):
            return found
    message = "the file is YAML, and blueprints are Markdown documents"
    return Instead(message, _COMMON)


def _kind(root: MappingNode, vocabulary: Vocabulary) -> Instead | None:
    if "agent_definition_id" in root.entries:
        message = "the file is an instance file, which configures an agent, not a blueprint"
        return Instead(message, "`ionflux configure FILE --definitions SOURCE` compiles it")
    if "trigger_event_type" in root.entries or "steps" in root.entries:
        message = "the file is a playbook, not a blueprint"
        hint = "it belongs beside the blueprint whose file tree names it; validate that one"
        return Instead(message, hint)
    if "graph" in root.entries:
        message = "the file is the graph of an agent in plain YAML, not a blueprint"
        hint = "put it in a fence ```yaml below a heading `# Agent Blueprint: NAME - v0.1`"
        return Instead(message, hint)
    if own_keys(root, vocabulary) & {"id", "name"} and len(own_keys(root, vocabulary)) > 1:
        return Instead(
            "the file is a definition in plain YAML, without a blueprint around it", _WRAP
        )
    return None
