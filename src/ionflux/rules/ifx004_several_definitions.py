"""More than one YAML block could be the definition; says which was taken."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
