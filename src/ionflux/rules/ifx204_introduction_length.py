"""The heading promises a number of lines, the text has another."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
