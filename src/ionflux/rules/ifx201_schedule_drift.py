"""The scheduling text names a cron that no trigger has, or a schedule that the YAML lacks."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
