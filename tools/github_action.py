"""Run `ionflux validate` as a step of a GitHub workflow: annotations, outputs and a summary.

Inputs are environment variables, `INPUT_…`, which `action.yml` sets; no part of them reaches a
shell. The exit status is that of `ionflux validate`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

_TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
    "": None,
}
_ROWS = 180
_LONGEST = 200
_ESCAPES = {ord(mark): f"&#{ord(mark)};" for mark in "!\"#$&'()*+-.:<>@[\\]^_`{|}~"}

Finding = Mapping[str, Any]


def main() -> int:
    """Validate according to the inputs; return the exit status."""
    options, sarif, upload = [*_options()], _sarif(), _truth("upload-sarif")
    report = Path(os.environ["RUNNER_TEMP"], "ionflux.json")
    status = _validate("json", options, output=report, quiet=False)
    if status > 1:
        return status
    _validate("github", options)
    if sarif:
        _validate("sarif", options, output=Path(sarif))
    found = json.loads(report.read_text("utf-8"))
    _write("GITHUB_STEP_SUMMARY", _summary(found, failed=bool(status)))
    files = {
        "report": str(report),
        "sarif-file": sarif,
        "upload": str(bool(sarif and upload)).lower(),
    }
    _write("GITHUB_OUTPUT", _outputs(found, files, failed=bool(status)))
    return status


def _input(name: str) -> str:
    return os.environ.get(f"INPUT_{name.replace('-', '_').upper()}", "").strip()


def _options() -> Iterator[str]:
    strict = _truth("strict")
    if strict is not None:
        yield "--strict" if strict else "--no-strict"
    for name in ("baseline", "severity"):
        if value := _input(name):
            yield f"--{name}={value}"
    for name in ("select", "ignore"):
        yield from (f"--{name}={code}" for code in _input(name).replace(",", " ").split())
    yield "--"
    yield from (path.strip() for path in _input("paths").splitlines() if path.strip())


def _truth(name: str) -> bool | None:
    """Return a boolean in YAML's notation, None for an empty input."""
    value = _input(name)
    if value.lower() not in _TRUTHS:
        _refuse(name, value, "true or false")
    return _TRUTHS[value.lower()]


def _sarif() -> str:
    path = _input("sarif-file")
    if not path.isprintable():
        _refuse("sarif-file", path, "a path on one line")
    return str(Path(path).absolute()) if path else ""


def _refuse(name: str, value: str, wanted: str) -> NoReturn:
    from ionflux.output.workflow import annotation

    said = f"the input `{name}` is {value!r}, and must be {wanted}"
    sys.stdout.write(annotation("error", "ionflux", said))
    raise SystemExit(2)


def _validate(
    form: str, options: Sequence[str], output: Path | None = None, *, quiet: bool = True
) -> int:
    isolated = "-I" if sys.flags.isolated else "-P"
    command = [sys.executable, isolated, "-m", "ionflux", "validate", f"--format={form}"]
    if output:
        command.append(f"--output={output}")
    if quiet:
        command.append("--quiet")
    return subprocess.run([*command, *options], check=False).returncode


def _write(variable: str, lines: Iterable[str]) -> None:
    with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _outputs(found: Finding, files: Mapping[str, str], *, failed: bool) -> Iterator[str]:
    """Yield the outputs of the step; no value contains a line break."""
    yield f"result={'failed' if failed else 'passed'}"
    for name in ("documents", "agents", "errors", "warnings", "infos"):
        yield f"{name}={found['summary'][name]}"
    yield from (f"{name}={path}" for name, path in files.items())


def _summary(found: Finding, *, failed: bool) -> Iterator[str]:
    """Yield a table with a row for each agent with errors or warnings, in at most 200 lines."""
    counts = {name: _counted(found["summary"][f"{name}s"], name) for name in ("error", "warning")}
    yield f"### Blueprints: {'failed' if failed else 'passed'}"
    yield ""
    agents = _counted(found["summary"]["agents"], "agent")
    documents = _counted(found["summary"]["documents"], "document")
    yield f"{agents} in {documents}: {counts['error']}, {counts['warning']}."
    told = [each for each in found["diagnostics"] if each["severity"] != "info"]
    rows = [_row([*each]) for _, each in groupby(told, key=lambda f: (f["path"], f["agent"]))]
    if rows:
        yield from ("", "| document | agent | errors | warnings | first |", "|---|---|--:|--:|---|")
        yield from rows[:_ROWS]
    if len(rows) > _ROWS:
        yield from ("", f"{len(rows) - _ROWS} more rows are omitted; the log has all.")
    yield ""


def _row(findings: Sequence[Finding]) -> str:
    first = min(findings, key=lambda found: (found["severity"] != "error", found["line"] or 0))
    errors = sum(found["severity"] == "error" for found in findings)
    cells = (
        _text(first["path"]),
        _text(first["agent"] or ""),
        str(errors),
        str(len(findings) - errors),
        f"{first['code']}, line {first['line']}: {_text(first['message'])}",
    )
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Return a text on one line without characters that have a meaning in Markdown or HTML."""
    line = " ".join(text.split())
    shown = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return shown.translate(_ESCAPES)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


if __name__ == "__main__":
    raise SystemExit(main())
