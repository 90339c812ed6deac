"""Compiled documents are reused exactly if they are still valid."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random
from zlib import crc32

import pytest

import ionflux
from ionflux.compiler import compile_paths, gather, inputs_in
from ionflux.compiler.cache import opened
from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.compiler.stored import dump, load
from ionflux.compiler.task import Request, Task, compile_here
from ionflux.core.findings import Finding
from ionflux.core.settings import Settings
from ionflux.core.settings_parts import AgentSettings
from ionflux.documents.files import Disk, Held
from ionflux.documents.siblings import NoSiblingFiles
from ionflux.documents.stamps import stamp
from ionflux.documents.walk import walk
from program import command, run
from speed_documents import blueprint, with_playbook, write

_SEEN = """
import sys
from ionflux.compiler import compile_paths, gather, inputs_in
from pathlib import Path
print(compile_paths([sys.argv[1]], cache=Path(sys.argv[2])).to_json(), end="")
sys.stderr.write("compiled" if "ionflux.forms.sections" in sys.modules else "known")
"""


def looked_at(documents: Path, cache: Path) -> tuple[str, str]:
    """Compile in its own process; return the JSON, and whether anything was compiled."""
    seen = [sys.executable, "-c", _SEEN, str(documents), str(cache)]
    done = subprocess.run(seen, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write(tmp_path / "documents", 5)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def entries(cache: Path) -> list[tuple[str, bytes, bytes, bytes]]:
    query = "SELECT place, stamp, digest, document FROM entries ORDER BY place"
    with sqlite3.connect(cache / "compiled.db") as database:
        return list(database.execute(query))


def checksum(place: str, stamp: bytes, digest: bytes, document: bytes) -> int:
    return crc32(document, crc32(b"%b %b %b" % (place.encode(), stamp, digest)))


def settle(folder: Path) -> None:
    """Wait until a change of the documents would show in their time stamps."""
    while any(stamp(str(file)) is None for file in folder.rglob("*.md")):
        time.sleep(0.1)


def test_a_second_run_compiles_nothing_and_reports_the_same(documents: Path, cache: Path) -> None:
    first, how_first = looked_at(documents, cache)
    second, how_second = looked_at(documents, cache)
    assert (how_first, how_second) == ("compiled", "known")
    assert first == second == compile_paths([documents]).to_json()


def test_a_changed_document_is_compiled_again(documents: Path, cache: Path) -> None:
    looked_at(documents, cache)
    (documents / "000003.md").write_text(blueprint(3, "Renamed"), encoding="utf-8")
    text, how = looked_at(documents, cache)
    assert how == "compiled"
    assert [a["name"] for a in json.loads(text)["agent_definitions"]][2] == "Renamed"
    assert looked_at(documents, cache)[1] == "known"


class NotedDisk(Disk):
    """The disk, with the names of the documents that were read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def contents(self, path: str) -> bytes | Finding:
        """Return the contents of a document, and note its name."""
        self.read.append(Path(path).name)
        return super().contents(path)


def test_an_unchanged_document_is_not_read(documents: Path, cache: Path) -> None:
    def read() -> list[str]:
        disk = NotedDisk()
        found = gather(inputs_in(walk([documents]), disk).compile(cache=cache))
        assert found == compile_paths([documents])
        return disk.read

    names = [f"{number:06}.md" for number in range(1, 6)]
    assert read() == read() == names  # which have just been written
    settle(documents)
    assert [read(), read()] == [names, []]
    (documents / "000002.md").touch()
    settle(documents)
    assert [read(), read()] == [["000002.md"], []]


def test_a_change_that_keeps_size_and_time_is_noticed(documents: Path, cache: Path) -> None:
    settle(documents)
    compile_paths([documents], cache=cache)
    file = documents / "000003.md"
    before = file.stat()
    for name in ("Agent9", "Agent8"):  # the second at once, when a change may not show
        file.write_text(blueprint(3, name), encoding="utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert file.stat().st_size == before.st_size
        names = [each.name for each in compile_paths([documents], cache=cache).definitions]
        assert names == ["Agent1", "Agent2", name, "Agent4", "Agent5"]


def test_settings_and_dates_have_entries_of_their_own(
    documents: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = compile_paths([documents], cache=cache)
    settings = Settings(category="mail", agents={"agent_002": AgentSettings(status="active")})
    configured = compile_paths([documents], cache=cache, settings=settings)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    dated = compile_paths([documents], cache=cache)
    assert {a.category for a in plain.definitions} == {None}
    assert {a.category for a in configured.definitions} == {"mail"}
    assert [a.status for a in configured.definitions][1] == "active"
    assert all(a.created_at and a.created_at.year == 1970 for a in dated.definitions)


def test_changes_to_files_beside_the_document_are_noticed(tmp_path: Path, cache: Path) -> None:
    document = tmp_path / "agent.md"
    document.write_text(with_playbook(7), encoding="utf-8")
    file = tmp_path / "playbooks/Agent7/greet.yaml"

    def names() -> list[tuple[str, bool]]:
        known = compile_paths([document], cache=cache)
        assert known.to_json() == compile_paths([document]).to_json()
        return [(playbook.name, playbook.is_active) for playbook in known.playbooks]

    assert names() == names() == [("Greet", False)]
    file.parent.mkdir(parents=True)
    file.write_text("name: Hello\ntrigger_event_type: hi\nsteps: []\n", encoding="utf-8")
    assert names() == names() == [("Hello", True)]
    file.write_text("name: Good day\ntrigger_event_type: hi\nsteps: []\n", encoding="utf-8")
    assert names() == [("Good day", True)]
    file.unlink()
    assert names() == [("Greet", False)]


def test_findings_suppressions_and_unique_values_are_restored(tmp_path: Path) -> None:
    text = (
        "<!-- ionflux: ignore IFX007 -->\n"
        + blueprint(1, more="## Chapter of its own\n\nA word.\n")
        + blueprint(1).replace("type: string}", "type: strng}")
    )
    path = str(tmp_path / "a.md")
    outcome = compile_here(
        Task(path, text.encode(), named=True, context=Context()), NoSiblingFiles()
    )
    stored = load(dump(outcome.document, {"a": None, "b": b"12"}), path)
    assert stored is not None
    assert stored.siblings == {"a": None, "b": b"12"}
    assert stored.document.diagnostics == outcome.document.diagnostics != ()
    assert stored.document.suppressions == outcome.document.suppressions != ()
    assert stored.document.unique_values == outcome.document.unique_values != ()
    assert stored.document.agents == outcome.document.agents
    models = [record.model for record in outcome.document.records]
    assert [record.model for record in stored.document.records] == models != []


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_is_never_used(documents: Path, cache: Path, seed: int) -> None:
    expected = compile_paths([documents], cache=cache).to_json()
    file, random = cache / "compiled.db", Random(seed)
    data = bytearray(file.read_bytes())
    for _ in range(40):
        data[random.randrange(len(data))] = random.randrange(256)
    file.write_bytes(data[: len(data) - random.choice((0, 5000))])
    for ending in ("-wal", "-shm"):
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
    for _ in range(2):
        assert compile_paths([documents], cache=cache).to_json() == expected


def test_a_damaged_schema_is_replaced(documents: Path, cache: Path) -> None:
    expected = looked_at(documents, cache)[0]
    file = cache / "compiled.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    sound = file.read_bytes()
    damages = [(b"entries_1", b"entr\xb1es_1"), (b"PRIMARY", b"PRIMA\xff("), (b"used", b"usde")]
    for word, damage in damages:
        file.write_bytes(sound.replace(word, damage))
        assert looked_at(documents, cache) == (expected, "compiled")
        assert looked_at(documents, cache) == (expected, "known")


def test_a_text_that_is_not_utf_8_is_replaced(documents: Path, cache: Path) -> None:
    expected = looked_at(documents, cache)[0]
    with sqlite3.connect(cache / "compiled.db") as database:
        database.execute("UPDATE entries SET document = CAST(x'ff' AS TEXT)")
    # The first run finds and removes the file, the second creates a new one.
    seen = [looked_at(documents, cache) for _ in range(3)]
    assert seen == [(expected, how) for how in ("compiled", "compiled", "known")]


def test_a_file_that_is_not_a_database_is_replaced(documents: Path, cache: Path) -> None:
    cache.mkdir()
    (cache / "compiled.db").write_bytes(b"not a database, but long enough to be taken for one" * 99)
    assert looked_at(documents, cache)[1] == "compiled"
    assert looked_at(documents, cache)[1] == "known"


def test_entries_of_other_documents_are_not_used(documents: Path, cache: Path) -> None:
    expected = compile_paths([documents], cache=cache).to_json()
    rows = entries(cache)
    with sqlite3.connect(cache / "compiled.db") as database:
        # Every document gets the entry of its neighbour, checksum and all.
        for (place, *_), other in zip(rows, rows[1:] + rows[:1], strict=True):
            change = "UPDATE entries SET checksum = ?, document = ? WHERE place = ?"
            database.execute(change, (checksum(*other), other[-1], place))
    assert compile_paths([documents], cache=cache).to_json() == expected


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"null\n",
        b'{"records": [["agent_definition", 99]]}\n{}',
        b"\x80\x04\x95cos\nsystem\n.",
        b"[" * 100_000,
        "text",
        None,
    ],
)
def test_an_invalid_entry_with_a_valid_checksum_is_compiled_again(
    documents: Path, cache: Path, document: bytes | str | None
) -> None:
    expected = compile_paths([documents], cache=cache).to_json()
    data = document if isinstance(document, bytes) else b""
    with sqlite3.connect(cache / "compiled.db") as database:
        for place, stamped, digest, _ in entries(cache):
            values = checksum(place, stamped, digest, data), 5 if document is None else document
            change = "UPDATE entries SET checksum = ?, document = ? WHERE place = ?"
            database.execute(change, (*values, place))
    assert compile_paths([documents], cache=cache).to_json() == expected


def test_runs_at_the_same_time_share_it(documents: Path, cache: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"{number}.json" for number in range(4)]
    running = [
        subprocess.Popen(command("import", documents, "-q", "--cache-dir", cache, "-o", output))
        for output in outputs
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    assert {output.read_text() for output in outputs} == {compile_paths([documents]).to_json()}
    assert len(entries(cache)) == 5


@pytest.mark.parametrize("name", ["/proc/ionflux", "/dev/null/ionflux", "file"])
def test_an_unusable_cache_is_not_an_error(documents: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Path(name) if name.startswith("/") else tmp_path / name
    done = run("import", documents, "--cache-dir", cache)
    assert done.returncode == 0
    assert done.stdout == compile_paths([documents]).to_json()
    assert "cache" not in done.stderr


def test_the_folder_comes_from_the_option_the_variable_or_the_user(
    documents: Path, tmp_path: Path
) -> None:
    homes = {"XDG_CACHE_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path)}
    environment = {**homes, "IONFLUX_CACHE_DIR": None}

    def made(*options: str, **variables: str) -> set[str]:
        before = set(tmp_path.rglob("compiled.db"))
        assert (
            run("validate", documents, *options, environment=environment | variables).returncode
            == 0
        )
        new = set(tmp_path.rglob("compiled.db")) - before
        return {str(file.parent.relative_to(tmp_path)) for file in new}

    assert made("--no-cache") == set()
    assert made() == {"xdg/ionflux"}
    assert made(IONFLUX_CACHE_DIR=str(tmp_path / "variable")) == {"variable"}
    chosen = str(tmp_path / "option")
    assert made("--cache-dir", chosen, IONFLUX_CACHE_DIR=str(tmp_path / "other")) == {"option"}
    assert (tmp_path / "xdg/ionflux").stat().st_mode & 0o077 == 0


def test_its_size_is_limited(cache: Path) -> None:
    limit = 100_000
    requests = [Request(f"{number}.md", named=True, context=Context()) for number in range(800)]
    files = Held({request.path: request.path.encode() * 999 for request in requests})
    for first in range(0, 800, 100):
        with opened(cache, files, limit) as kept:
            for task in kept.look_up(requests[first : first + 100]):
                assert isinstance(task, Task)
                kept.keep(task, compile_here(task, NoSiblingFiles()))
    with sqlite3.connect(cache / "compiled.db") as database:
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    assert (pages - free) * size <= limit
    with opened(cache, files, limit) as kept:
        oldest, newest = kept.look_up([requests[0], requests[-1]])
    assert isinstance(oldest, Task)
    assert isinstance(newest, CompiledDocument)


def test_compile_text_touches_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("IONFLUX_CACHE_DIR", str(tmp_path))
    assert ionflux.compile_text(blueprint(1)).ok
    assert list(tmp_path.iterdir()) == []
