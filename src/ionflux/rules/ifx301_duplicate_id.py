"""Two blueprints, in one or several documents."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
