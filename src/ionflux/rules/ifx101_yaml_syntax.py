"""At the place in the Markdown document."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
