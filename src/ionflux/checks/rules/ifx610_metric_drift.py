"""An alert is raised on a metric that is not collected.

The metrics of `alerting_rules` are compared with `metrics_to_collect`; a `*` matches any text.

Why it matters: the alert never fires.

How to fix: collect the metric, or name one that is collected.

Bad:

    {
      "metrics_to_collect": ["render_failure_rate"],
      "alerting_rules": [{ "metric": "failure_rate", "condition": "value > 0.1" }]
    }

Good:

    {
      "metrics_to_collect": ["render_failure_rate"],
      "alerting_rules": [{ "metric": "render_failure_rate", "condition": "value > 0.1" }]
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from ionflux.checks.rules.graph_reads import Nearest, column, listed
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.json_value import JsonValue

SEVERITY = Severity.WARNING

_COLUMN, _COLLECTED, _RULES = "monitoring_json", "metrics_to_collect", "alerting_rules"
_KEYS = ("name", "metric", "id")
_MOST_PATTERNS = 50


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each alert on a metric that is not collected."""
    monitoring = column(subject.agent, _COLUMN)
    collected = [name for item in listed(monitoring, _COLLECTED) if (name := _name(item))]
    if not collected:
        return
    names, near = _Names(collected), Nearest(collected)
    for index, rule in enumerate(listed(monitoring, _RULES)):
        metric = rule.get("metric") if isinstance(rule, Mapping) else None
        if isinstance(metric, str) and not names.cover(metric):
            yield Finding(
                f"the alert is on `{metric}`, which is not collected",
                loc=("additional_sections", _COLUMN, _RULES, index, "metric"),
                hint=near.hint(metric, f"add it to `{_COLLECTED}`"),
            )


def _name(item: JsonValue) -> str | None:
    if isinstance(item, Mapping):
        item = next((item[key] for key in _KEYS if key in item), None)
    return item if isinstance(item, str) else None


class _Names:
    """The metrics that are collected; of those with a `*`, only the first count."""

    def __init__(self, names: Sequence[str]) -> None:
        self.known = frozenset(names)
        self.patterns = [name for name in names if "*" in name][:_MOST_PATTERNS]

    def cover(self, metric: str) -> bool:
        """Tell whether a metric is collected."""
        if metric in self.known:
            return True
        return any(fnmatchcase(metric, name) for name in self.patterns)
