"""Runs over many documents that are ended at a random moment, in four ways.

A worker is killed, the disk is full, the reader of the pipe leaves, or a user types Ctrl-C. In each
case the output is complete or as it was before, and no other file and no process is left.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from program import command
from speed_documents import write

_TIMES = 10
_PATIENCE = 120
_AS_IT_WAS = "as it was\n"


def interrupted(documents: int, seconds: float, times: int = _TIMES) -> tuple[int, list[str]]:
    """Interrupt runs in each way some times, or while there is time; return the problems."""
    random, end, tried = Random(), time.monotonic() + seconds, 0
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ionflux-") as home:
        corpus = write(Path(home) / "documents", documents)
        whole, size = _whole_run(corpus, Path(home))
        for number in range(times):
            for way, end_it in _WAYS.items():
                if number and time.monotonic() > end:
                    return tried, found
                tried += 1
                folder = Path(home) / f"{number}-{way}"
                folder.mkdir()
                share = random.random()
                when = share * (size if end_it is _disk_full else whole)
                try:
                    end_it(corpus, folder, when, documents)
                except (AssertionError, subprocess.TimeoutExpired) as error:
                    found.append(f"{way} after {when:.2f}: {error}")
    return tried, found


def _begin(corpus: Path, folder: Path, *more: str, full: int = 0) -> subprocess.Popen[bytes]:
    """Start an import in its own session; no file may have more than `full` bytes."""

    def limit() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a shell takes from what it runs behind
        if full:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))

    arguments = [
        "import",
        str(corpus),
        "-q",
        "--no-cache",
        "--jobs",
        "2",
        "--format",
        "jsonl",
        *more,
    ]
    return subprocess.Popen(
        command(*arguments), cwd=folder, start_new_session=True, preexec_fn=limit,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)},
    )  # fmt: skip


def _whole_run(corpus: Path, home: Path) -> tuple[float, int]:
    """Return the seconds of an uninterrupted run, and the bytes that it writes."""
    started = time.monotonic()
    process = _begin(corpus, home)
    written = process.communicate(timeout=_PATIENCE)[0]
    assert process.returncode == 0
    return time.monotonic() - started, len(written)


def _worker_killed(corpus: Path, folder: Path, moment: float, documents: int) -> None:
    process = _writing(corpus, folder)
    time.sleep(moment)
    workers = _children(process.pid)
    if workers:
        with suppress(ProcessLookupError):
            os.kill(workers[-1], signal.SIGKILL)
    _ended(process, folder, documents, {0, 3})


def _interrupt(corpus: Path, folder: Path, moment: float, documents: int) -> None:
    process = _writing(corpus, folder)
    time.sleep(moment)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _ended(process, folder, documents, {0, 130, -signal.SIGINT})


def _disk_full(corpus: Path, folder: Path, room: float, documents: int) -> None:
    (folder / "out.jsonl").write_text(_AS_IT_WAS)
    process = _begin(corpus, folder, "-o", str(folder / "out.jsonl"), full=max(int(room), 1))
    _ended(process, folder, documents, {0, 3})


def _pipe_closed(corpus: Path, folder: Path, moment: float, documents: int) -> None:
    process = _begin(corpus, folder)
    assert process.stdout is not None
    time.sleep(moment)
    process.stdout.close()
    said = process.communicate(timeout=_PATIENCE)[1].decode()
    assert (process.returncode, said) == (0, ""), (process.returncode, said, documents)
    assert list(folder.iterdir()) == [], list(folder.iterdir())
    _nobody_left(process.pid)


def _writing(corpus: Path, folder: Path) -> subprocess.Popen[bytes]:
    (folder / "out.jsonl").write_text(_AS_IT_WAS)
    return _begin(corpus, folder, "-o", str(folder / "out.jsonl"))


def _ended(
    process: subprocess.Popen[bytes], folder: Path, documents: int, statuses: set[int]
) -> None:
    said = process.communicate(timeout=_PATIENCE)[1].decode()
    assert process.returncode in statuses, (process.returncode, said)
    assert "Traceback" not in said, said
    if process.returncode > 0:
        assert said.startswith("ionflux: "), said
    text = (folder / "out.jsonl").read_text("utf-8")
    if text != _AS_IT_WAS:
        lines = text.splitlines()
        assert len(lines) == documents, len(lines)
        json.loads(lines[-1])
    assert (text != _AS_IT_WAS) or process.returncode != 0
    assert [file.name for file in folder.iterdir()] == ["out.jsonl"], list(folder.iterdir())
    _nobody_left(process.pid)


def _children(process: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in listed.stdout.split()]


def _nobody_left(session: int) -> None:
    end = time.monotonic() + 5
    while left := _of_session(session):
        assert time.monotonic() < end, left
        time.sleep(0.05)


def _of_session(session: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "-o", "stat=,args=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if not line.startswith("Z")]


_WAYS: dict[str, Callable[[Path, Path, float, int], None]] = {
    "worker killed": _worker_killed,
    "disk full": _disk_full,
    "pipe closed": _pipe_closed,
    "interrupt": _interrupt,
}

if __name__ == "__main__":
    import sys

    tried, wrong = interrupted(10_000, float("inf"))
    print(f"{tried} runs over 10,000 documents ended at random moments, {len(wrong)} went wrong")
    print("".join(f"  {each}\n" for each in wrong), end="")
    sys.exit(bool(wrong))
