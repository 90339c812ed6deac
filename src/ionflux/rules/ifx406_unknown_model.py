"""A model that is not among `models_used`."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
