"""A variable of the namespace template without a value."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
