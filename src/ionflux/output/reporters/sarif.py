"""Findings as SARIF 2.1.0, for code scanning services."""

from __future__ import annotations

import hashlib
import json
import os
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from ionflux.checks.baseline import Fingerprint, fingerprint
from ionflux.checks.rules import Rule, rules
from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.json_value import JsonValue
from ionflux.core.version import __version__
from ionflux.output.reporters.report import Report, portable

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_UNREADABLE = "IFX001"
_FINGERPRINT = "ionflux/v1"


def render(report: Report) -> Iterator[str]:
    """Yield one log with one run: every rule, and one result per finding, each on a line."""
    catalogue = rules()
    driver = {
        "name": "ionflux",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in catalogue.values()],
    }
    success = report.complete and all(d.code != _UNREADABLE for d in report.diagnostics)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": success}],
    }
    head = json.dumps(run, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{head},\n "results": ['
    yield from _results(report, {code: index for index, code in enumerate(catalogue)})
    yield "]}]}\n"


def _rule(rule: Rule) -> dict[str, JsonValue]:
    summary, _, rest = rule.documentation.strip().partition("\n\n")
    text = textwrap.dedent(rest)
    return {
        "id": rule.code,
        "name": rule.name.title().replace("-", ""),
        "shortDescription": {"text": summary},
        "help": {"text": f"{summary}\n\n{text}", "markdown": f"{summary}\n\n{text}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(report: Report, indices: dict[str, int]) -> Iterator[str]:
    seen: Counter[Fingerprint] = Counter()
    for number, found in enumerate(report.diagnostics):
        mark = fingerprint(found, report.lines)
        result = _result(found, indices[found.code], _digest(mark, seen[mark]))
        seen[mark] += 1
        text = json.dumps(result, ensure_ascii=False)
        yield f"{',' if number else ''}\n  {text.encode('utf-8', 'backslashreplace').decode()}"


def _digest(mark: Fingerprint, nth: int) -> str:
    """Return a name for the finding that stays when lines move; equal ones are numbered."""
    data = json.dumps([*mark, nth]).encode()
    return hashlib.sha256(data).hexdigest()[:32]


def _result(found: Diagnostic, index: int, digest: str) -> dict[str, JsonValue]:
    place: dict[str, JsonValue] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(found.path)},
            "region": {
                "startLine": found.line,
                "startColumn": found.column,
                "endLine": found.end_line,
                # Exclusive in SARIF, the last column of the place with us.
                "endColumn": found.end_column + 1,
            },
        }
    }
    if found.agent:
        place["logicalLocations"] = [{"name": found.agent, "kind": "module"}]
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": _text(found)},
        "locations": [place],
        "partialFingerprints": {_FINGERPRINT: digest},
    }


def _text(found: Diagnostic) -> str:
    text = f"{found.message}\n{found.hint}" if found.hint else found.message
    # SARIF makes links of `[words](address)`; a document's words are no links of ours.
    return text.replace("](", "] (")


def _uri(path: str) -> str:
    name = portable(path)
    quoted = quote(_bytes(name))
    return f"file://{quoted}" if PurePath(name).is_absolute() else quoted


def _bytes(name: str) -> bytes:
    """Return a path as the system spells it; what no system can spell, with escapes."""
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace")
