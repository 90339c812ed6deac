"""A playbook file that does not fit the model."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
