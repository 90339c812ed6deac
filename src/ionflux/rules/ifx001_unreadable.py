"""Not readable, not UTF-8 (the byte's position), over the size limit, or binary."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
