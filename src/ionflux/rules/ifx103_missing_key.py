"""`id`, `name`, `version`, a trigger's `cron` or `path`, an input's `key` …."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
