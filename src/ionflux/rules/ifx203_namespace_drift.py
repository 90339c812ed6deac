"""The data store text names another memory namespace than the YAML."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
