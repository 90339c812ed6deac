"""The heading's title is not the YAML name (case, spaces and `_v2`-like suffixes aside)."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
