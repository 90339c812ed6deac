"""An alert is raised on a metric that is not collected.

Compared are the metrics of `alerting_rules` with `metrics_to_collect`; a `*` covers whatever is in
its place.

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

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from ionflux.checks.rules.graph_reads import column, listed
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.json_value import JsonValue
from ionflux.core.words import nearest

SEVERITY = Severity.WARNING

_COLUMN, _COLLECTED, _RULES = "monitoring_json", "metrics_to_collect", "alerting_rules"
_KEYS = ("name", "metric", "id")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each alert on what is not collected."""
    monitoring = column(subject.agent, _COLUMN)
    names = (_name(item) for item in listed(monitoring, _COLLECTED))
    collected = [name for name in names if name]
    if not collected:
        return
    for index, rule in enumerate(listed(monitoring, _RULES)):
        metric = rule.get("metric") if isinstance(rule, Mapping) else None
        if isinstance(metric, str) and not _is_collected(metric, collected):
            near = nearest(metric, collected)
            yield Finding(
                f"the alert is on `{metric}`, which is not collected",
                loc=("additional_sections", _COLUMN, _RULES, index, "metric"),
                hint=f"nearest: `{near}`" if near else f"add it to `{_COLLECTED}`",
            )


def _name(item: JsonValue) -> str | None:
    if isinstance(item, Mapping):
        item = next((item[key] for key in _KEYS if key in item), None)
    return item if isinstance(item, str) else None


def _is_collected(metric: str, collected: list[str]) -> bool:
    return metric in collected or any(
        fnmatchcase(metric, name) or fnmatchcase(name, metric)
        for name in collected
        if "*" in name or "*" in metric
    )
