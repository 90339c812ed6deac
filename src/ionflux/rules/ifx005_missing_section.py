"""A section of the standard blueprint is not there."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.INFO
