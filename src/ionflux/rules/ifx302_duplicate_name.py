"""Likewise."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
