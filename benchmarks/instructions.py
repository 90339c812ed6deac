"""Count the instructions of compiling the ten-agent document: `python -m benchmarks.instructions`.

Run by hand, where valgrind is installed: it takes minutes. Unlike times, the counts of two runs
differ by one per cent at most, so that small gains are visible. Importing and the first document
are not counted: the count is the difference between runs with more and with fewer documents.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import ROOT

_FEW, _MORE = 1, 4
_TOTALS = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)
_START = """
import sys
from benchmarks.corpus import blocks, ten_agents
text = ten_agents()
pieces = blocks(text)
"""
_WORKS = {
    "ionflux: to JSON": (
        "import ionflux",
        "ionflux.compile_text(text).to_json()",
    ),
    "markdown-it-py parses, ruamel.yaml loads for a round trip": (
        "from markdown_it import MarkdownIt; from ruamel.yaml import YAML",
        "MarkdownIt().parse(text); [YAML().load(piece) for piece in pieces]",
    ),
    "pyromark parses, libyaml loads": (
        "import pyromark, yaml",
        "tuple(pyromark.events(text)); [yaml.load(piece, yaml.CSafeLoader) for piece in pieces]",
    ),
}


def _counted(imports: str, work: str, times: int, folder: Path) -> int:
    program = f"{_START}{imports}\nfor _ in range({times}):\n    {work}\n"
    output = folder / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", sys.executable]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [*command, "-c", program],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-1000:])
    (total,) = _TOTALS.findall(output.read_text(encoding="utf-8"))[:1]
    return int(total)


def main() -> int:
    """Print the counts in millions for a document."""
    if not shutil.which("valgrind"):
        print("valgrind is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ionflux-bench-") as name:
        for label, (imports, work) in _WORKS.items():
            few, more = (_counted(imports, work, times, Path(name)) for times in (_FEW, _MORE))
            print(f"{(more - few) / (_MORE - _FEW) / 1e6:8.1f} million  {label}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
