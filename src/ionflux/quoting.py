"""A value as YAML that reads back as the same value, whatever characters it holds."""

from __future__ import annotations

import json
import re
from typing import Any

# What JSON lets stand in a text and YAML does not.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def as_yaml(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return the value in one line of YAML: JSON, with every doubtful character escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
