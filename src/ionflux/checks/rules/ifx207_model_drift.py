"""The stack text names a model that `models_used` lacks, or vice versa.

The check compares the models after a label such as `LLM` or `Embeddings`, and those in text
without a label. Models after other labels (`Audio: Whisper`) may not be the agent's own; they only
count as a mention of a model of the YAML.

A name may leave out version, size and vendor: `Claude` is `anthropic:claude-3-haiku`, and
`OpenAI` is any model of OpenAI. Another version or size is a different model: `Whisper v3` is not
`whisper-large`, `GPT-4o mini` is not `gpt-4o`. Models that the text calls former, optional, planned
or an example are ignored. If a text names no model, or one that is not known by name, the models
that it leaves out are not reported.

Why it matters: costs, keys and consents are set up for the models of the YAML, but people read
the text.

How to fix: name the same models in both.

Bad:

    stack:
      models: [openai:gpt-4o]

    ### 6 ▸ Stack & APIs
    * LLM: GPT-4o (drafts), GPT-3.5 turbo (checks)

Good:

    stack:
      models: [openai:gpt-4o, openai:gpt-3.5-turbo]

    ### 6 ▸ Stack & APIs
    * LLM: GPT-4o (drafts), GPT-3.5 turbo (checks)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ionflux.checks.fixing import About
from ionflux.checks.rules.stack_items import StackItem, stack_items
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.language.model_names import (
    ModelName,
    identifier,
    is_vendor,
    models_named_in,
    same_model,
)
from ionflux.language.negations import is_passed_over
from ionflux.language.technologies import MODELS, split

SEVERITY = Severity.WARNING

_FIELD = "stack_details.models_used"
_MOST = 100
"""How many models are compared: a longer list in the text is one of all available models."""


class _Named(NamedTuple):
    """An item of the stack section that is about models, and the models in it."""

    item: StackItem
    models: list[ModelName]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each model that only the text or only the YAML names."""
    used = subject.agent.stack_details.models_used
    own, others = list[_Named](), list[StackItem]()
    for item in stack_items(subject):
        if not item.label or item.names == MODELS:
            own.append(_Named(item, list(models_named_in(item.text))))
        else:
            others.append(item)
    named = {model.name.lower() for each in own for model in each.models}
    if max(len(used), len(named)) > _MOST:
        return
    yield from _only_in_text(own, used)
    missing = [at for at, model in enumerate(used) if not _is_among(model, named)]
    if missing and named:
        yield from _only_in_yaml(used, missing, own, others)


def _only_in_text(named: Sequence[_Named], used: Sequence[str]) -> Iterator[Finding]:
    known = list(used)
    for item, models in named:
        for name, start, end in models:
            if _is_among(name, known) or is_passed_over(item.text, start, end):
                continue
            known.append(name)
            yield Finding(
                f"the text names the model `{name}`, which the YAML does not use",
                place=item.part(start, end),
                field=_FIELD,
                hint="add it to `models`" if used else "add `models` to the `stack` of the YAML",
                write=identifier(name, used),
            )


def _only_in_yaml(
    used: Sequence[str],
    missing: Sequence[int],
    own: Sequence[_Named],
    others: Sequence[StackItem],
) -> Iterator[Finding]:
    """Yield the models of the YAML that no item names, if all names in the text are known."""
    listed = {name for each in own if each.item.label for name in split(each.item.text)}
    if len(listed) > _MOST or not all(_is_known(name, used) for name in listed):
        return
    named = {found.name.lower() for item in others for found in models_named_in(item.text)}
    named |= listed
    for index in missing:
        if not _is_among(used[index], named):
            yield Finding(
                f"the YAML uses the model `{used[index]}`, which the stack text does not name",
                loc=("stack_details", "models_used", index),
                field=f"{_FIELD}[{index}]",
                hint="name it in the text, or remove it from `models`",
            )


def _is_among(model: str, names: Collection[str]) -> bool:
    return any(same_model(name, model) for name in names)


def _is_known(name: str, used: Sequence[str]) -> bool:
    """Tell whether a name in the text is known, so that missing models can be reported."""
    return _is_among(name, used) or is_vendor(name) or next(models_named_in(name), None) is not None


def fix(finding: Finding, about: About) -> Fix | None:
    """Add the model in the text to those of the YAML."""
    return about.listing(["stack", "models"], finding.write) if finding.write else None
