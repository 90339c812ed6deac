"""An agent section without a YAML definition."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
