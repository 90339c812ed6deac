"""The heading's number is not the id's."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
