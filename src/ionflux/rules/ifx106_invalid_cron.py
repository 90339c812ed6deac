"""With the field of the expression that is wrong."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
