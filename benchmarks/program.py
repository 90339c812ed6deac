"""The whole command, as a user runs it: its time and the memory of its largest process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# An installed program has its bytecode next to it, like the libraries that it is compared to.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

_WATCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, done.returncode)
"""


def ionflux(*arguments: str | Path) -> list[str]:
    """Return the command line."""
    return [sys.executable, "-m", "ionflux", *map(str, arguments)]


def run(command: list[str]) -> None:
    """Run a command that must succeed; its output is ignored."""
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        env=_ENVIRONMENT,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode()[-1000:]}")


class Used(NamedTuple):
    """What a command took, with the processes that it started."""

    memory: int
    """Peak memory of the largest process, in bytes."""
    seconds: float
    """Processor time of all of them, which a busy machine affects less than wall time."""


def used(command: list[str], status: int = 0) -> Used:
    """Run a command, and return what it took."""
    watched = [sys.executable, "-c", _WATCH, *command]
    done = subprocess.run(watched, capture_output=True, text=True, check=True, env=_ENVIRONMENT)
    kilobytes, seconds, code = done.stdout.split()
    if int(code) != status:
        raise RuntimeError(f"{' '.join(command)}: exit status {code}, not {status}")
    return Used(int(kilobytes) * 1024, float(seconds))


def seconds(command: list[str]) -> float:
    """Run a command that must succeed, and return its processor time."""
    return used(command).seconds


def peak(command: list[str], status: int = 0) -> int:
    """Return the peak memory of a command, or of the largest process that it starts, in bytes."""
    return used(command, status).memory
