"""The document named on the command line holds no agent section (in a directory walk: info)."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
