"""Changes as JSON; `ionflux schema diff` describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from ionflux.output.change_report import ChangeReport


def render(report: ChangeReport) -> Iterator[str]:
    """Yield one JSON object; its schema is `ionflux.diff.schema.diff_schema()`."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2)
    document = report.changes.to_dict()
    if report.broken is not None:
        document["configurations"] = [asdict(found) for found in report.broken]
    for piece in encoder.iterencode(document):
        # A path that is not valid Unicode is written with JSON's own escapes, `\udc80`.
        yield piece.encode("utf-8", "backslashreplace").decode()
    yield "\n"
