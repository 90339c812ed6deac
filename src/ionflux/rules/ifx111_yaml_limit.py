"""Nesting, aliases or size past the limits."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
