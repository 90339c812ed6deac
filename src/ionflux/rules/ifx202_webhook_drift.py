"""The scheduling text names a path that no webhook trigger has or ends with."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
