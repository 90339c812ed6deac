"""Kept in `additional_sections`."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.INFO
