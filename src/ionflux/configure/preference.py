"""The model that an instance asks for."""

from __future__ import annotations

from ionflux.configure.notes import Notes
from ionflux.configure.values import is_null, kind_of, nearest_hint, text_of
from ionflux.models import AgentDefinition
from ionflux.models.effective_configuration import ModelPreference
from ionflux.yaml.nodes import MappingNode, Node


def read_preference(node: Node | None, agent: AgentDefinition, notes: Notes) -> ModelPreference:
    """Return the preferred model, or none; note one that the definition does not offer."""
    if node is None or is_null(node):
        return ModelPreference()
    if not isinstance(node, MappingNode):
        message = f"`llm_preference` must be a mapping with `model`, and is {kind_of(node)}"
        notes.add("IFX104", message, node.span, field="config.llm_preference")
        return ModelPreference()
    for key, (word, _) in node.entries.items():
        if key != "model":
            hint = nearest_hint(key, ["model"], all_of_them=True)
            field = f"config.llm_preference.{key}"
            notes.add("IFX105", f"`{key}` means nothing here", word.span, field=field, hint=hint)
    entry = node.entries.get("model")
    return ModelPreference(model=_model(entry[1], agent, notes) if entry else None)


def _model(node: Node, agent: AgentDefinition, notes: Notes) -> str | None:
    text, offered = text_of(node), agent.stack_details.models_used
    if is_null(node) or text in offered:
        return text
    message = f"{agent.name} does not offer the model `{text}`"
    if text is None:
        message = f"`model` must be a text, and is {kind_of(node)}"
    hint = nearest_hint(text or "", offered, all_of_them=True) or "it offers none"
    notes.add("IFX406", message, node.span, field="config.llm_preference.model", hint=hint)
    return None
