"""An instance file names a definition that is not there; the nearest."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
