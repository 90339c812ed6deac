"""Wrong kind or not in the enum; the nearest valid value."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
