"""Whatever happens while the program works: nothing half-written, nothing stuck, a clear end."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ionflux.compiler import gather, open_inputs
from speed_documents import blueprint, command, run, write


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make documents enough for a run to be met in the middle of it."""
    return write(tmp_path_factory.mktemp("faults") / "documents", 1200)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("faults") / "documents", 40)


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the program as a shell would, in a process group of its own."""
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
    """Tell whether the program has started processes of its own."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return process.poll() is not None or bool(children.read_text().split())


@pytest.mark.parametrize("target", ["-o", "stdout"])
def test_a_full_device_is_said_in_a_line(few: Path, target: str) -> None:
    with Path("/dev/full").open("w") as full:
        arguments = ["-o", "/dev/full", "--format", "json"] if target == "-o" else []
        done = subprocess.run(
            command("import", few, "-q", *arguments),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].endswith("cannot be written: No space left on device")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("format_", ["json", "jsonl", "sql"])
def test_a_disk_that_fills_up_leaves_the_old_file(few: Path, tmp_path: Path, format_: str) -> None:
    output = tmp_path / f"out.{format_}"
    output.write_text("as it was", encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    done = subprocess.run(
        command("import", few, "-q", "--no-cache", "-o", output),
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines() == [f"ionflux: {output}: cannot be written: File too large"]
    assert output.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [output]


def test_a_full_disk_does_not_matter_to_the_cache(few: Path, tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    done = subprocess.run(
        command("validate", few, "--cache-dir", tmp_path / "cache"),
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "status", "last"),
    [(signal.SIGINT, 130, "ionflux: interrupted"), (signal.SIGTERM, 143, "ionflux: terminated")],
)
def test_who_is_asked_to_stop_stops(  # noqa: PLR0913, PLR0917 - a table of cases
    many: Path, tmp_path: Path, jobs: str, number: signal.Signals, status: int, last: str
) -> None:
    output = tmp_path / "out.json"
    output.write_text("as it was", encoding="utf-8")
    running = begin("import", many, "--jobs", jobs, "--no-cache", "-o", output)
    if jobs == "2":
        wait_until(lambda: grandchildren(running))
    else:
        wait_until(lambda: (running.poll() is not None) or _holds_output(running.pid, tmp_path))
    if number is signal.SIGINT:  # what a terminal does: the whole group hears of it
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
    """Tell whether the program has begun its output file, which has no name until it is whole."""
    handles = Path(f"/proc/{process}/fd")
    try:
        return any(str(folder) in str(handle.readlink()) for handle in handles.iterdir())
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
    assert text == "as it was" or len(json.loads(text)["agent_definitions"]) == 1200
    assert list(tmp_path.iterdir()) == [output]
    wait_until(lambda: not group(running.pid), 5)


def test_a_killed_run_leaves_a_cache_that_works(many: Path, tmp_path: Path) -> None:
    cache, output = tmp_path / "cache", tmp_path / "out.jsonl"
    running = begin("import", many, "-q", "--cache-dir", cache, "-o", tmp_path / "killed.jsonl")
    wait_until(lambda: (cache / "compiled.db-wal").exists() or running.poll() is not None)
    time.sleep(0.3)
    running.kill()
    running.communicate(timeout=20)
    done = run(["import", many, "-q", "--cache-dir", cache, "-o", output])
    assert (done.returncode, done.stderr) == (0, "")
    assert len(output.read_text().splitlines()) == 1200


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
    done = run(["import", loop, "/proc/self/mem", "--no-cache"])
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
        done = run(arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_directory_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, 1)
    done = run(["validate", tmp_path, "/proc/self/task/0"])
    assert done.returncode == 2
    inside = run(["validate", tmp_path, "/proc/1/map_files" if os.geteuid() else "/proc/self/fd"])
    assert "Traceback" not in inside.stderr


@pytest.mark.parametrize("format_", ["json", "jsonl", "sql"])
def test_a_reader_that_leaves_early_is_no_error(many: Path, format_: str) -> None:
    with begin("import", many, "-q", "--format", format_) as running:
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
    assert said == run(["import", few, "-q", "--format", "sql"]).stdout
    assert len(said) > 65_536  # what a pipe holds


def test_too_little_memory_is_said_in_a_line(few: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    large.write_text(blueprint(1, more="words and more words\n" * 400_000), encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (130_000_000, 130_000_000))

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
