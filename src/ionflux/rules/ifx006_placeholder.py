"""A section holds no content yet."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.INFO
