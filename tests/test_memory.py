"""The memory of a run does not depend on the number of documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from program import command
from speed_documents import write

_WATCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.returncode)
"""
_FEW, _MANY = 400, 1000  # by the first, caches of words and pages are full
_PROSE = (
    "## Chapter of its own\n\n" + "Words of which a document has twenty thousand or so.\n" * 400
)
_LIMIT = 6
"""Kilobytes for each document, which has twenty: keeping it in any form is too much.

What a run must know of every document is less than that, and so is what Python takes at a time.
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, Path]]:
    top = tmp_path_factory.mktemp("memory")
    return [(count, write(top / str(count), count, more=_PROSE)) for count in (_FEW, _MANY)]


def grown(folders: list[tuple[int, Path]], status: int, *options: str | Path) -> float:
    """Return by how many kilobytes the largest process grows with each document."""
    peaks = []
    for _, folder in folders:
        watched = [sys.executable, "-c", _WATCH, *command("import", folder, "-q", *options)]
        done = subprocess.run(watched, capture_output=True, text=True, check=True, timeout=60)
        peak, code = map(int, done.stdout.split())
        assert code == status
        peaks.append(peak)
    return (peaks[1] - peaks[0]) / (_MANY - _FEW)


@pytest.mark.parametrize(("format_", "jobs"), [("jsonl", "2"), ("sql", "1")])
def test_text(folders: list[tuple[int, Path]], tmp_path: Path, format_: str, jobs: str) -> None:
    output = tmp_path / f"out.{format_}"
    assert grown(folders, 0, "--no-cache", "--jobs", jobs, "-o", output) < _LIMIT


def test_with_the_cache_and_a_database(folders: list[tuple[int, Path]], tmp_path: Path) -> None:
    options = ("--cache-dir", tmp_path / "cache", "--database", f"sqlite:///{tmp_path / 'a.db'}")
    page_caches = 2 * 2_000 / (_MANY - _FEW)  # SQLite's own, which fill up once
    assert grown(folders, 0, *options) < _LIMIT + page_caches


def test_with_errors_nothing_is_written(folders: list[tuple[int, Path]], tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("as it was", encoding="utf-8")
    for _, folder in folders:
        for number in (7, 100, 140):
            file = folder / f"{number:06}.md"
            file.write_text(file.read_text("utf-8").replace("version:", "versio:"), "utf-8")
    assert grown(folders, 1, "--no-cache", "--jobs", "2", "-o", output) < _LIMIT
    assert output.read_text() == "as it was"
