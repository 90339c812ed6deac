"""Faults while the program runs: nothing half-written, nothing stuck, a clear end."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import resource
import shlex
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

import pytest

from ionflux.compiler import gather, open_inputs
from program import command, run
from speed_documents import blueprint, write

_FEW, _MANY = 80, 1000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create enough documents to interrupt a run in the middle."""
    return write(tmp_path_factory.mktemp("faults") / "documents", _MANY)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("faults") / "documents", _FEW)


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the program as a shell would, in its own process group."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def group(process: int) -> list[str]:
    """Return the processes of a group that still run."""
    listed = subprocess.run(
        ["ps", "-o", "stat=,args=", "-s", str(process)], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if not line.startswith("Z")]


def wait_until(holds: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def grandchildren(process: subprocess.Popen[str]) -> bool:
    """Tell whether the program has started processes."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return process.poll() is not None or bool(children.read_text().split())


@pytest.mark.parametrize("target", ["-o", "stdout"])
def test_a_full_device_is_reported_in_one_line(few: Path, target: str) -> None:
    with Path("/dev/full").open("w") as full:
        arguments = ["-o", "/dev/full", "--format", "json"] if target == "-o" else []
        done = run("import", few, "-q", *arguments, stdout=full)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].endswith("cannot be written: No space left on device")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("format_", ["json", "jsonl", "sql"])
def test_a_disk_that_fills_up_leaves_the_old_file(few: Path, tmp_path: Path, format_: str) -> None:
    output = tmp_path / f"out.{format_}"
    output.write_text("as it was", encoding="utf-8")

    done = run("import", few, "-q", "--no-cache", "-o", output, largest_file=8_000)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [f"ionflux: {output}: cannot be written: File too large"]
    assert output.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [output]


def test_a_full_disk_does_not_matter_to_the_cache(few: Path, tmp_path: Path) -> None:
    done = run(
        "validate", few, "--select", "IFX1", "--cache-dir", tmp_path / "cache", largest_file=30_000
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_new_blueprint_is_complete_or_does_not_exist(tmp_path: Path) -> None:
    made = tmp_path / "x.md"
    done = run("new", "PriceScout", "-y", "-o", made, largest_file=1_000)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [f"ionflux: {made}: File too large"]
    assert list(tmp_path.iterdir()) == []


def test_a_full_temporary_folder_is_reported_in_one_line(many: Path) -> None:
    done = run("import", many, "-q", "--no-cache", "--format", "sql", largest_file=8_000)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line == f"ionflux: {tempfile.gettempdir()}: cannot be written: File too large"


@pytest.mark.parametrize(
    ("closed", "arguments", "status", "said"),
    [
        (">&-", "import few -q", 3, "ionflux: standard output is closed\n"),
        (">&-", "import few -q -o out.json", 0, ""),
        ("2>&-", "import few -q -o out.json", 0, ""),
        ("2>&-", "import gone -q -o out.json", 2, ""),
        ("<&-", "validate - -q", 1, ""),
    ],
)
def test_closed_streams_are_handled(
    few: Path, tmp_path: Path, closed: str, arguments: str, status: int, said: str
) -> None:
    (tmp_path / "few").symlink_to(few)
    line = f"{shlex.join(command())} {arguments} {closed}"
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (status, said)
    if status == 0:
        assert len(json.loads((tmp_path / "out.json").read_text())["agent_definitions"]) == _FEW


@pytest.mark.parametrize(("jobs", "to"), [("1", "group"), ("2", "group"), ("2", "parent")])
@pytest.mark.parametrize(
    ("number", "status", "last"),
    [(signal.SIGINT, 130, "ionflux: interrupted"), (signal.SIGTERM, 143, "ionflux: terminated")],
)
def test_a_signal_ends_the_run(
    many: Path, tmp_path: Path, jobs: str, number: signal.Signals, status: int, last: str, to: str
) -> None:
    output = tmp_path / "out.json"
    output.write_text("as it was", encoding="utf-8")
    running = begin("import", many, "--jobs", jobs, "--no-cache", "-o", output)
    if jobs == "2":
        wait_until(lambda: grandchildren(running))
    else:
        wait_until(lambda: (running.poll() is not None) or _holds_output(running.pid, tmp_path))
    if to == "group":  # what a terminal does
        os.killpg(running.pid, number)
    else:
        running.send_signal(number)
    said = running.communicate(timeout=20)[1]
    assert (running.returncode, said.splitlines()[-1:]) == (status, [last])
    assert "Traceback" not in said
    assert output.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [output]
    wait_until(lambda: not group(running.pid), 5)


def _holds_output(process: int, folder: Path) -> bool:
    """Tell whether the program has begun its output file, which has no name until complete."""
    return _holds(process, folder)


def _holds(process: int, place: Path) -> bool:
    handles = Path(f"/proc/{process}/fd")
    try:
        return any(str(place) in str(handle.readlink()) for handle in handles.iterdir())
    except OSError:
        return False


@pytest.mark.parametrize("after", [0.0, 0.2, 0.6])
def test_a_killed_run_leaves_the_old_file_and_no_process(
    many: Path, tmp_path: Path, after: float
) -> None:
    output = tmp_path / "out.json"
    output.write_text("as it was", encoding="utf-8")
    running = begin("import", many, "--jobs", "2", "--no-cache", "-o", output)
    wait_until(lambda: grandchildren(running))
    time.sleep(after)
    running.kill()
    running.communicate(timeout=20)
    text = output.read_text()
    assert text == "as it was" or len(json.loads(text)["agent_definitions"]) == _MANY
    assert list(tmp_path.iterdir()) == [output]
    wait_until(lambda: not group(running.pid), 5)


def test_a_killed_run_leaves_the_database_as_it_was(many: Path, few: Path, tmp_path: Path) -> None:
    file = tmp_path / "agents.db"
    assert run("import", few, "-q", "--database", f"sqlite:///{file}").returncode == 0
    running = begin("import", many, "-q", "--no-cache", "--database", f"sqlite:///{file}")
    wait_until(lambda: _holds(running.pid, file) or running.poll() is not None)
    time.sleep(0.2)
    running.kill()
    running.communicate(timeout=20)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM agent_definitions").fetchone()[0] in {
            _FEW,
            _MANY,
        }
    assert {path.name for path in tmp_path.iterdir()} <= {file.name, f"{file.name}-journal"}


def test_a_killed_run_leaves_a_cache_that_works(many: Path, tmp_path: Path) -> None:
    cache, output = tmp_path / "cache", tmp_path / "out.jsonl"
    running = begin("import", many, "-q", "--cache-dir", cache, "-o", tmp_path / "killed.jsonl")
    wait_until(lambda: (cache / "compiled.db-wal").exists() or running.poll() is not None)
    time.sleep(0.3)
    running.kill()
    running.communicate(timeout=20)
    done = run("import", many, "-q", "--cache-dir", cache, "-o", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(output.read_text().splitlines()) == _MANY


def test_documents_that_change_or_vanish_during_the_run(tmp_path: Path) -> None:
    folder = write(tmp_path / "documents", 6)
    compiling = open_inputs([folder]).compile()
    first = next(compiling)
    (folder / "000002.md").unlink()
    (folder / "000003.md").write_text(blueprint(3, "Changed"), encoding="utf-8")
    (folder / "000004.md").unlink()
    (folder / "000004.md").mkdir()
    found = gather([first, *compiling])
    assert [agent.name for agent in found.definitions] == ["Agent1", "Changed", "Agent5", "Agent6"]
    assert [(d.code, Path(d.path).name) for d in found.diagnostics if d.code == "IFX001"] == [
        ("IFX001", "000002.md"),
        ("IFX001", "000004.md"),
    ]


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    done = run("import", loop, "/proc/self/mem", "--no-cache")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "loop.md:1:1: error IFX001 cannot be read: Too many levels of symbolic links" in (
        done.stderr
    )
    assert "/proc/self/mem:1:1: error IFX001 cannot be read: Input/output error" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000])
def test_a_name_that_is_too_long_does_not_exist(name: str) -> None:
    for arguments in (["import", name], ["validate", name]):
        done = run(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


_DROP_CAPABILITY = 24  # PR_CAPBSET_DROP
_READ_ANYTHING = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def like_others() -> None:
    """Remove root's right to read any file; other users do not have it."""
    for capability in _READ_ANYTHING:
        ctypes.CDLL(None).prctl(_DROP_CAPABILITY, capability, 0, 0, 0)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Make a folder with a document and an instance, and below it a folder that is not readable."""
    folder = write(tmp_path / "top", 1)
    (folder / "one.yaml").write_text("agent_definition_id: agent_001\n")
    below = write(folder / "closed", 1, first=2)
    below.chmod(0)
    yield folder
    below.chmod(0o700)


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        ("import top", 1, "top/closed:1:1: error IFX001 cannot be read: Permission denied"),
        ("import top/closed", 1, "top/closed:1:1: error IFX001 cannot be read: Permission denied"),
        ("configure top -d top/000001.md", 1, "top/closed:1:1: error IFX001 cannot be read"),
        ("import top/000001.md -o top/closed/a.json", 3, "cannot be written: Permission denied"),
        ("new X -y -o top/closed/a.md", 3, "Permission denied"),
    ],
)
def test_a_directory_that_cannot_be_read_is_a_finding(
    closed: Path, arguments: str, status: int, says: str
) -> None:
    done = subprocess.run(
        command(*arguments.split()),
        cwd=closed.parent,
        preexec_fn=like_others,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("format_", ["json", "jsonl", "sql"])
def test_a_reader_that_leaves_early_is_not_an_error(few: Path, format_: str) -> None:
    with begin("import", few, "-q", "--format", format_) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_a_reader_that_is_slow_gets_everything(few: Path) -> None:
    running = begin("import", few, "-q", "--format", "sql")
    time.sleep(1)  # the pipe is full by now
    said, complained = running.communicate(timeout=30)
    assert (running.returncode, complained) == (0, "")
    assert said == run("import", few, "-q", "--format", "sql").stdout
    assert len(said) > 65_536  # what a pipe holds


@pytest.fixture
def waiting(few: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a run whose output is not read: it waits because the pipe is full."""
    with begin("import", few, "-q", "--no-cache", "--jobs", "2", "--format", "sql") as running:
        wait_until(lambda: _unread(running.stdout) == _PIPE)
        assert running.poll() is None
        yield running
    assert not group(running.pid)


def test_a_full_pipe_whose_reader_leaves_is_not_an_error(waiting: subprocess.Popen[str]) -> None:
    assert waiting.stdout is not None
    assert waiting.stderr is not None
    waiting.stdout.close()
    assert (waiting.stderr.read(), waiting.wait(20)) == ("", 0)


def test_a_run_that_waits_for_a_full_pipe_can_be_stopped(waiting: subprocess.Popen[str]) -> None:
    os.killpg(waiting.pid, signal.SIGINT)
    assert waiting.communicate(timeout=20)[1] == "ionflux: interrupted\n"
    assert waiting.returncode == 130


_PIPE = 65_536


def _unread(pipe: IO[str] | None) -> int:
    """Return how many bytes are waiting in a pipe."""
    waiting = array("i", [0])
    assert pipe is not None
    fcntl.ioctl(pipe.fileno(), termios.FIONREAD, waiting)
    return waiting[0]


def test_too_little_memory_is_reported_in_one_line(few: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    large.write_text(blueprint(1, more="words and more words. " * 400_000), encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (90_000_000, 90_000_000))

    done = subprocess.run(
        command("import", large, few, "--no-cache", "--jobs", "1"),
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("ionflux: ")
    assert "memory" in done.stderr.splitlines()[-1].lower()


def test_a_second_interrupt_ends_the_program_at_once(many: Path, tmp_path: Path) -> None:
    for pause in (0.0, 0.001, 0.01, 0.05):
        _interrupt_twice(many, tmp_path / "out.json", pause)
    assert list(tmp_path.iterdir()) == []


def _interrupt_twice(documents: Path, output: Path, pause: float) -> None:
    running = begin("import", documents, "--jobs", "2", "--no-cache", "-o", output)
    wait_until(lambda: grandchildren(running))
    os.killpg(running.pid, signal.SIGINT)
    time.sleep(pause)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=20)[1]
    assert running.returncode in {130, -signal.SIGINT}, said
    assert "Traceback" not in said
    wait_until(lambda: not group(running.pid), 5)


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "."],
        ["show", "a.md"],
        ["diff", "a.md", "b.md"],
    ],
)
def test_a_working_directory_that_is_gone_is_named(tmp_path: Path, arguments: list[str]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = shlex.join(["rmdir", str(gone)]) + f" && exec {shlex.join(command(*arguments))}"
    done = subprocess.run(
        ["sh", "-c", line], cwd=gone, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode in {2, 3}
    assert done.stderr == "ionflux: the working directory no longer exists\n"


_IN_A_CALLBACK = """
import signal, time, weakref
from ionflux.cli.signals import Signals

class Lock: pass

lock = Lock()
reference = weakref.ref(lock, lambda _: signal.raise_signal(signal.SIGTERM))
with Signals() as signals:
    try:
        del lock
        time.sleep(10)
    except BaseException:
        print(signals.asked.status)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")
def test_a_signal_in_a_callback_that_ignores_exceptions_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_CALLBACK],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("143\n", "")
