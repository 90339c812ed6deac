"""An override of a trigger that the definition does not have."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
