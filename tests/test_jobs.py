"""The result is the same however documents are compiled, and a dead worker is reported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ionflux.compiler import compile_paths, open_inputs
from ionflux.compiler.execution import useful_jobs
from ionflux.core.errors import WorkError
from program import command, run
from speed_documents import blueprint, with_playbook, write


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create documents of all kinds, more than for a single process."""
    folder = write(tmp_path_factory.mktemp("jobs") / "documents", 120)
    (folder / "000031.md").write_text(with_playbook(31), encoding="utf-8")
    (folder / "000077.md").write_text(with_playbook(77), encoding="utf-8")
    file = folder / "playbooks/Agent77/greet.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("name: Hello\ntrigger_event_type: hi\nsteps: []\n", encoding="utf-8")
    (folder / "000050.md").write_text(blueprint(50).replace("version:", "versio:"))
    (folder / "000060.md").write_bytes(b"\xff\xfe no text")
    (folder / "000070.md").write_text(blueprint(7), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(documents: Path) -> tuple[str, str]:
    found = compile_paths([documents])
    assert not found.ok
    assert [playbook.name for playbook in found.playbooks] == ["Greet", "Hello"]
    assert {d.code for d in found.diagnostics} >= {"IFX001", "IFX103", "IFX301"}
    return found.to_json(), repr(found.diagnostics)


@pytest.mark.parametrize("jobs", [2, 3, None])
def test_processes_give_the_same(
    documents: Path, expected: tuple[str, str], jobs: int | None
) -> None:
    found = compile_paths([documents], jobs=jobs)
    assert (found.to_json(), repr(found.diagnostics)) == expected


def test_any_executor_gives_the_same(documents: Path, expected: tuple[str, str]) -> None:
    with ThreadPoolExecutor(3) as threads:
        found = compile_paths([documents], executor=threads)
    assert (found.to_json(), repr(found.diagnostics)) == expected


def _elsewhere(folder: str) -> None:
    os.chroot(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a process another root")
def test_workers_need_not_share_the_files(
    documents: Path, expected: tuple[str, str], tmp_path: Path
) -> None:
    """The workers have none of the files; they are sent what they need."""
    import_module("ionflux.compiler.document")  # a process in there can import nothing
    compile_paths([documents])  # and what is imported late
    with ProcessPoolExecutor(2, initializer=_elsewhere, initargs=(str(tmp_path),)) as elsewhere:
        found = compile_paths([documents], executor=elsewhere)
    assert (found.to_json(), repr(found.diagnostics)) == expected


class Cluster(NamedTuple):
    """A Dask scheduler and its workers, each a process."""

    address: str
    workers: Mapping[str, subprocess.Popen[bytes]]
    """By their names."""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    with ExitStack() as started:
        here = ["--host", "127.0.0.1", "--port", "0"]
        started.enter_context(_dask("scheduler", *common, *here))
        while not file.exists() or not file.read_bytes():
            time.sleep(0.05)
        workers = {
            name: started.enter_context(
                _dask("worker", *common, "--name", name, "--nthreads", "1", "--no-nanny")
            )
            for name in ("one", "two")
        }
        yield Cluster(json.loads(file.read_bytes())["address"], workers)


_BESIDE_A_THREAD = """
import os, sys, threading
from ionflux.compiler import compile_paths

if __name__ == "__main__":
    os.register_at_fork(before=lambda: print("copied", file=sys.stderr))
    end = threading.Event()
    if sys.argv[2] == "beside":
        threading.Thread(target=end.wait).start()
    print(compile_paths([sys.argv[1]], jobs=2).to_json(), end="")
    end.set()
"""


@pytest.mark.parametrize(("where", "copies"), [("beside", 0), ("alone", 2)])
def test_a_process_with_threads_is_not_copied(
    documents: Path, expected: tuple[str, str], tmp_path: Path, where: str, copies: int
) -> None:
    program = tmp_path / "program.py"
    program.write_text(_BESIDE_A_THREAD, encoding="utf-8")
    line = [sys.executable, str(program), str(documents), where]
    done = subprocess.run(line, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == expected[0]
    assert done.stderr.count("copied") == (copies if sys.platform == "linux" else 0)


@contextmanager
def _dask(kind: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    program = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _busy(client: Any) -> set[str]:
    """Return the names of workers that are compiling at the moment."""
    names = {
        address: worker["name"] for address, worker in client.scheduler_info()["workers"].items()
    }
    return {names[address] for address, tasks in client.processing().items() if tasks}


@pytest.mark.filterwarnings("ignore")  # whatever the library does at its end
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    documents: Path, cluster: Cluster, tmp_path: Path
) -> None:
    good = [
        file for file in documents.glob("*.md") if file.stem not in {"000050", "000060", "000070"}
    ]
    output, killed = tmp_path / "out.json", tmp_path / "killed.json"
    common = ["import", *map(str, good), "--dask", cluster.address, "-q", "--no-cache"]
    done = run(*common, "-o", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert output.read_text() == compile_paths(good).to_json()

    from distributed import Client

    connect: Any = Client  # the library's functions have no types
    with connect(cluster.address, set_as_default=False) as client:
        at_work = subprocess.Popen(command(*common, "-o", killed))
        while "one" not in _busy(client):
            assert at_work.poll() is None, "it was done before a worker could be killed"
        cluster.workers["one"].kill()
        assert at_work.wait() == 0
        (left,) = client.scheduler_info()["workers"].values()
        assert left["name"] == "two"
    assert killed.read_bytes() == output.read_bytes()


@pytest.mark.filterwarnings("ignore")  # whatever the library does at its end
def test_a_cluster_without_workers_is_not_waited_for(documents: Path) -> None:
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(
        n_workers=0, dashboard_address=None, host="127.0.0.1", silence_logs=50
    )
    with cluster:
        address = cluster.scheduler_address
        short = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
        done = run("import", documents, "--dask", address, "--no-cache", environment=short)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"ionflux: {address}: the Dask scheduler has no worker\n"


@pytest.mark.parametrize("address", ["nonsense://nowhere", "tcp://127.0.0.1:1"])
def test_a_cluster_that_does_not_answer_is_reported(documents: Path, address: str) -> None:
    pytest.importorskip("distributed")
    done = run("import", documents, "--dask", address, "--no-cache")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith(f"ionflux: {address}: no Dask scheduler")
    assert "Traceback" not in done.stderr


def test_a_worker_that_dies_ends_the_run(documents: Path) -> None:
    with ProcessPoolExecutor(1) as pool:
        (worker,) = [pool.submit(os.getpid).result()]
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(WorkError, match="a process that compiled documents has died"):
            compile_paths([documents], executor=pool)


def test_a_worker_that_is_killed_while_it_writes_ends_the_run(
    tmp_path: Path,
) -> None:
    """A result larger than the buffer of a link waits, half written, until it is read."""
    folder, words = tmp_path / "many", "words and more words. " * 20_000
    write(folder, 72)
    for number in range(26, 73):
        (folder / f"{number:06}.md").write_text(blueprint(number, more=words), encoding="utf-8")
    others = set(_children(os.getpid()))
    compiling = open_inputs([folder]).compile(2)
    for _ in range(25):
        next(compiling)
    workers = set(_children(os.getpid())) - others
    assert len(workers) == 2
    os.kill(_blocked(workers), signal.SIGKILL)
    with pytest.raises(WorkError, match="a process that compiled documents has died"):
        list(compiling)
    assert set(_children(os.getpid())) == others


def _blocked(processes: set[int]) -> int:
    """Return a process that waits for another one to read."""
    for _ in range(1000):
        for process in processes:
            if "unix_stream" in Path(f"/proc/{process}/wchan").read_text() or (
                Path(f"/proc/{process}/syscall").read_text().startswith(_SENDTO)
            ):
                return process
        time.sleep(0.02)
    raise AssertionError("the workers have sent everything")


_SENDTO = "44 "  # on x86-64


@pytest.mark.parametrize("jobs", ["100000", "3"])
def test_more_processes_than_are_useful_are_not_started(tmp_path: Path, jobs: str) -> None:
    documents = write(tmp_path / "some", 24 + 30)
    assert useful_jobs(54, int(jobs)) == min(int(jobs), 4, len(os.sched_getaffinity(0)) * 4)
    done = run("import", documents, "--jobs", jobs, "--no-cache", "-q", "-o", tmp_path / "o.json")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_program_ends_where_a_worker_is_killed(tmp_path: Path) -> None:
    """Workers are killed one after the other, from outside, like by a system short of memory."""
    documents, output = write(tmp_path / "many", 1500), tmp_path / "out.json"
    output.write_text("as it was", encoding="utf-8")
    arguments = command("import", documents, "--jobs", "2", "--no-cache", "-o", output)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (children := _children(running.pid)):
            time.sleep(0.001)
        os.kill(children[0], signal.SIGKILL)
        said = running.communicate(timeout=30)[1]
    assert running.returncode == 3
    assert said.splitlines()[-1].startswith("ionflux: a process that compiled documents has died")
    assert output.read_text() == "as it was"


def _children(process: int) -> list[int]:
    """Return the children of a process, without the helper that Python starts with new ones."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in listed}
    except OSError:
        return []
    return [child for child, line in lines.items() if b"resource_tracker" not in line]


def test_small_inputs_stay_in_one_process() -> None:
    assert useful_jobs(1) == useful_jobs(20) == 1
    assert useful_jobs(10_000) == len(os.sched_getaffinity(0))


def test_not_all_documents_are_sent_at_once(tmp_path: Path) -> None:
    """While the first results are consumed, documents far later are not read yet."""
    folder = write(tmp_path / "many", 200)
    compiling = open_inputs([folder]).compile(2)
    next(compiling)
    (folder / "000200.md").write_text("changed", encoding="utf-8")
    assert [len(each.agents) for each in compiling][-1] == 0
