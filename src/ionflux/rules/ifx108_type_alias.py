"""Another name for a canonical one (section 3)."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
