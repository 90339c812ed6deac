"""A value as YAML that reads back as the same value, whatever characters it contains."""

from __future__ import annotations

from ionflux.core.patterns import regex

# Characters that a string may contain in JSON, but not in YAML.
_UNPRINTABLE = regex("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def as_yaml(value: object) -> str:
    """Return the value in one line of YAML: JSON, with every doubtful character escaped."""
    import json  # few values are written

    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
