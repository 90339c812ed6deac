"""A webhook path that does not start with `/` or holds white space."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
