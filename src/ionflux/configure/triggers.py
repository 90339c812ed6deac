"""Overrides of a definition's triggers: finding the trigger, and changing it.

An override names a trigger by its type or its key and, if there are several of these, by the
definition's `cron`, `path` or `method`. Without these, overrides are matched by position if there
are as many as triggers of the type; anything else is ambiguous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from ionflux.checks.validation import missing_key, unknown_key, validate
from ionflux.configure.config import Config, Override
from ionflux.configure.instance import plain
from ionflux.core.findings import Finding
from ionflux.core.json_value import JsonValue
from ionflux.core.words import counted, quoted, suggestion
from ionflux.models import AgentDefinition, Trigger
from ionflux.models.annotations import members, tagged
from ionflux.models.effective_configuration import EffectiveTrigger
from ionflux.models.sameness import cron_key, path_key
from ionflux.models.types import HTTP_METHODS, TRIGGER_TYPES

_SELECTORS: Mapping[str, Callable[[str], Hashable]] = {
    "cron": cron_key,
    "path": path_key,
    "method": str.upper,
}
"""Settings that distinguish triggers of one type, and the comparison keys of their values."""
_NAMED_BY = ("key", "id", "name")
"""Settings by which a definition may name a trigger."""

_Positions = tuple[int, ...]


def merge_triggers(
    config: Config, agent: AgentDefinition, findings: list[Finding]
) -> list[dict[str, JsonValue]]:
    """Return every trigger of the definition, in its order, with the overrides applied."""
    work = _Triggers(agent)
    findings += work.override(config.triggers, all_valid="triggers" not in config.broken)
    return work.effective


class _Triggers:
    """The triggers of an instance: those of the definition, then what the instance changes."""

    def __init__(self, agent: AgentDefinition) -> None:
        self.agent = agent
        self.triggers = agent.triggers_config
        self.effective: list[dict[str, JsonValue]] = [
            {"type": trigger.type, "config": dict(trigger.config), "enabled": True}
            for trigger in self.triggers
        ]
        self.taken: set[int] = set()

    def override(self, overrides: Sequence[Override], *, all_valid: bool) -> Iterator[Finding]:
        """Apply the overrides; yield findings about them.

        If not all overrides of the file are valid, the position of the others is not certain.
        """
        meant = [(override, self.candidates(override)) for override in overrides]
        bare = Counter(candidates for override, candidates in meant if not _selectors(override))
        seen: Counter[_Positions] = Counter()
        for override, candidates in meant:
            if not candidates:
                yield self.no_trigger(override)
                continue
            chosen = self.selected(override, candidates)
            if not _selectors(override) and bare[candidates] == len(candidates):
                chosen = candidates[seen[candidates] : seen[candidates] + 1]
                seen[candidates] += 1
            free = [index for index in chosen if index not in self.taken]
            if len(free) == 1:
                self.taken.add(free[0])
                yield from self.set(override, free[0])
            elif all_valid or _selectors(override):
                yield self.not_one(override, candidates, chosen)

    def candidates(self, override: Override) -> _Positions:
        """Return the positions of the triggers that have the override's type and key."""
        kind, key = override.values.type, override.values.trigger_definition_key
        return tuple(
            index
            for index, trigger in enumerate(self.triggers)
            if (kind or key)
            and (kind is None or kind in _types(trigger))
            and (key is None or key in _names(trigger))
        )

    def no_trigger(self, override: Override) -> Finding:
        kind, key = override.values.type, override.values.trigger_definition_key
        if not kind and not key:
            return missing_key((*override.loc, "type"), "an override", TRIGGER_TYPES)
        if kind and not any(kind in _types(trigger) for trigger in self.triggers):
            message = f"{self.agent.name} has no trigger of type `{kind}`"
            hint = suggestion(kind, {trigger.type for trigger in self.triggers})
            return _finding(override, message, hint, "type")
        message = f"{self.agent.name} has no trigger `{key}`"
        hint = suggestion(str(key), {name for trigger in self.triggers for name in _names(trigger)})
        return _finding(override, message, hint, "trigger_definition_key")

    def selected(self, override: Override, candidates: Iterable[int]) -> _Positions:
        selectors = _selectors(override).items()
        return tuple(
            index
            for index in candidates
            if all(
                _same(key, self.triggers[index].config.get(key), text) for key, text in selectors
            )
        )

    def not_one(self, override: Override, candidates: _Positions, chosen: _Positions) -> Finding:
        triggers = [self.triggers[index] for index in candidates]
        kind = override.values.type or override.values.trigger_definition_key
        if not chosen:
            key, text = next(iter(_selectors(override).items()))
            message = f"{self.agent.name} has no `{kind}` trigger with the {key} `{text}`"
            hint = suggestion(text, {str(trigger.config.get(key)) for trigger in triggers})
            return _finding(override, message, hint, key)
        count = f"{self.agent.name} has {counted(len(triggers), 'trigger')} of type `{kind}`"
        if self.taken.issuperset(chosen):
            message = f"{count}, and an earlier override already changes it"
            return _finding(override, message, "combine the two overrides")
        return _finding(override, f"{count}: it is not clear which one is meant", _which(triggers))

    def set(self, override: Override, index: int) -> Iterator[Finding]:
        """Apply an override to a trigger; yield findings about the result."""
        trigger = self.effective[index]
        model = tagged(EffectiveTrigger)[trigger["type"]]
        kind = members(model)["config"]
        settings = (plain(override.settings, kind) if override.settings else None) or {}
        loc = (*override.loc, "config_override")
        if known := members(kind):
            valid = {**known, **trigger["config"]}
            yield from (unknown_key((*loc, key), valid) for key in settings if key not in valid)
        if str(settings.get("method")).upper() in HTTP_METHODS:
            settings["method"] = settings["method"].upper()
        trigger["config"] |= settings
        if override.values.enabled is not None:
            trigger["enabled"] = override.values.enabled
        for finding in validate(model, trigger)[1]:
            yield finding._replace(loc=(*loc, *finding.loc[1:]))


def _selectors(override: Override) -> Mapping[str, str]:
    """Return what an override says about its trigger, besides its type and key."""
    said = {key: getattr(override.values, key) for key in _SELECTORS}
    return {key: text for key, text in said.items() if text is not None}


def _finding(override: Override, message: str, hint: str | None, *below: str) -> Finding:
    return Finding(
        message, loc=(*override.loc, *below), code="IFX405", hint=hint or "it has no trigger"
    )


def _types(trigger: Trigger) -> set[object]:
    return {trigger.type, trigger.config.get("declared_type")}


def _names(trigger: Trigger) -> set[str]:
    named = (trigger.config.get(key) for key in ("declared_type", *_NAMED_BY))
    return {trigger.type, *(name for name in named if isinstance(name, str))}


def _same(key: str, one: object, other: str) -> bool:
    same = _SELECTORS[key]
    return isinstance(one, str) and same(one) == same(other)


def _which(triggers: Sequence[Trigger]) -> str:
    for key in _SELECTORS:
        said = [trigger.config.get(key) for trigger in triggers]
        texts = [text for text in said if isinstance(text, str)]
        if len(set(texts)) == len(triggers):
            return f"add `{key}:` with one of {quoted(texts)}"
    return f"write {len(triggers)} overrides, one for each, in the order of the definition"
