"""A cache of compiled documents: one SQLite database, shared by concurrent runs.

An entry belongs to the exact tool, settings and contents that it was made from. It holds JSON
with a checksum: what is damaged or foreign is compiled anew, and nothing of it is ever run.
Where the cache cannot be used, all is compiled, and nobody is told.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

from ionflux.compiler import stored
from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.compiler.task import Outcome, Task, digest
from ionflux.core.installed import installed
from ionflux.core.version import __version__
from ionflux.documents.files import Disk, Files

LIMIT = 512_000_000
"""Size in bytes above which the least recently used entries are removed."""

_FILE = "compiled.db"
_FORMAT = 8
_DAY = 86_400
_BATCH = 100
_PATIENCE = 2.0
"""Seconds to wait while another run writes; after that, this run does not write."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entries
    (key BLOB PRIMARY KEY, used INTEGER NOT NULL, checksum INTEGER NOT NULL, document BLOB NOT NULL)
"""


def users_folder() -> Path:
    """Return the cache folder of the user for this program."""
    from platformdirs import user_cache_path  # not all runs ask

    return user_cache_path("ionflux", appauthor=False)


class Cache:
    """The cache in a folder."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._connection: sqlite3.Connection | None = None
        self._basis = blake2b()
        self._files: Files = Disk()
        self._new: list[tuple[bytes, int, int, bytes]] = []
        self._used: list[tuple[int, bytes]] = []
        self._asked: dict[str, bytes] = {}

    @contextmanager
    def opened(self, files: Files) -> Iterator[Cache]:
        """Open the cache for a run; when it ends, write new entries and remove old ones."""
        self._files = files
        self._connection = _connect(self.folder)
        self._basis = blake2b(repr((_FORMAT, _tool())).encode(), digest_size=20)
        self._contexts: dict[int, bytes] = {}
        try:
            yield self
        finally:
            self._write()
            if self._connection:
                self._connection.close()
                self._connection = None

    def find(self, task: Task) -> CompiledDocument | None:
        """Return the cached document of a task, unless a file beside the document has changed."""
        if self._connection is None:
            return None
        self._asked[task.path] = key = self._key(task)
        try:
            query = "SELECT used, checksum, document FROM entries WHERE key = ?"
            row = self._connection.execute(query, (key,)).fetchone()
        except _FAILURES as error:
            self._give_up(error)
            return None
        found = self._judged(task, key, *row) if row else None
        if found:
            del self._asked[task.path]
        return found

    def _judged(
        self, task: Task, key: bytes, used: object, checksum: object, data: object
    ) -> CompiledDocument | None:
        if not isinstance(data, bytes) or checksum != _checksum(key, data):
            return None
        known = stored.load(data, task.path)
        if known is None or not self._as_before(task.path, known):
            return None
        if used != _today():
            self._used.append((_today(), key))
        return known.document

    def _as_before(self, path: str, known: stored.Stored) -> bool:
        """Tell whether the files beside the document are unchanged."""
        if not known.siblings:
            return True
        beside = self._files.siblings(path)
        return all(digest(beside.read(name)) == found for name, found in known.siblings.items())

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Add the outcome of a task."""
        if self._connection is None:
            return
        key = self._asked.pop(task.path, None) or self._key(task)
        data = outcome.stored or stored.dump(outcome.document, outcome.siblings)
        self._new.append((key, _today(), _checksum(key, data), data))
        if len(self._new) >= _BATCH:
            self._write()

    def _key(self, task: Task) -> bytes:
        state = self._basis.copy()
        state.update(self._context(task.context))
        state.update(f"\0{task.path}\0{task.named}\0".encode("utf-8", "surrogateescape"))
        state.update(task.data)
        return state.digest()

    def _context(self, context: Context) -> bytes:
        """Return the part of a key that stands for what a document depends on besides it."""
        known = id(context.settings)  # which many documents share
        if known not in self._contexts:
            self._contexts[known] = _as_bytes(context)
        return self._contexts[known]

    def _write(self) -> None:
        new, used = self._new, self._used
        self._new, self._used = [], []
        if self._connection is None or not (new or used):
            return
        try:
            with self._connection as transaction:
                transaction.execute("BEGIN IMMEDIATE")
                transaction.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", new)
                transaction.executemany("UPDATE entries SET used = ? WHERE key = ?", used)
                _prune(transaction, self.limit)
        except _FAILURES as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Stop using the cache for this run; remove the file if it is damaged."""
        if self._connection:
            self._connection.close()
        self._connection = None
        if _is_damage(error):
            _remove(self.folder)


_FAILURES = (sqlite3.Error, UnicodeDecodeError, OSError)
"""The exceptions of a database; the message about a damaged one may not be valid UTF-8."""


def _is_damage(error: Exception) -> bool:
    """Tell whether the file is damaged, and not locked, read-only or on a full disk."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode == sqlite3.SQLITE_ERROR  # the table is a different one
    return not isinstance(error, OSError)


def _connect(folder: Path) -> sqlite3.Connection | None:
    """Open the database of a folder that belongs to the user; return None if that fails."""
    for _ in range(2):
        connection = None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _own(folder) or not _own(folder / _FILE):
                return None
            connection = sqlite3.connect(folder / _FILE, timeout=_PATIENCE, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            connection.execute("SELECT key, used, checksum, document FROM entries LIMIT 0")
        except _FAILURES as error:
            if connection:
                connection.close()
            if not _is_damage(error):
                return None
            _remove(folder)  # and create a new one
        else:
            return connection
    return None


def _own(path: Path) -> bool:
    """Tell whether a path belongs to the user, or does not exist; other users are not trusted."""
    if not hasattr(os, "geteuid") or not path.exists():
        return True
    return path.stat().st_uid == os.geteuid()


def _remove(folder: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            (folder / f"{_FILE}{ending}").unlink(missing_ok=True)


def _prune(connection: sqlite3.Connection, limit: int) -> None:
    with closing(connection.execute("PRAGMA page_size")) as rows:
        page = rows.fetchone()[0]
    while (taken := _pages(connection) * page) > limit:
        # Dropping a part of the entries frees about that part of the bytes.
        share = min(max(1 - limit * 0.75 / taken, 0.01), 1.0)
        connection.execute(
            "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used, rowid"
            " LIMIT (SELECT CAST(count(*) * ? AS INTEGER) + 1 FROM entries))",
            (share,),
        )
        if not connection.execute("SELECT EXISTS (SELECT 1 FROM entries)").fetchone()[0]:
            return


def _pages(connection: sqlite3.Connection) -> int:
    total: int = connection.execute("PRAGMA page_count").fetchone()[0]
    free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
    return total - free


def _checksum(key: bytes, data: bytes) -> int:
    """Return a checksum that detects damage, and an entry that is stored under another key."""
    return crc32(data, crc32(key))


def _today() -> int:
    return int(time.time() // _DAY)


def _as_bytes(context: Context) -> bytes:
    settings = context.settings
    agents = sorted((name, says.category, says.status) for name, says in settings.agents.items())
    dialects = tuple(settings.dialects.items())
    parts = (context.instant, settings.category, agents, dialects, context.origins)
    return repr(parts).encode("utf-8", "surrogateescape")


def _tool() -> tuple[object, ...]:
    """Return what identifies this version of the program: its files and its libraries."""
    package = str(Path(__file__).parent.parent)
    files = sorted(
        (entry.path, status.st_size, status.st_mtime_ns)
        for folder, _, _ in os.walk(package)
        for entry in os.scandir(folder)
        if entry.name.endswith(".py") and (status := entry.stat())
    )
    # Installing or upgrading a library changes the folder that it lies in.
    specs = [find_spec(name) for name in ("markdown_it", "pydantic", "pydantic_core")]
    homes = {Path(spec.origin).parent.parent for spec in specs if spec and spec.origin}
    changed = sorted(home.stat().st_mtime_ns for home in homes)
    return __version__, sys.version, files, changed, _plugins()


def _plugins() -> list[tuple[object, ...]]:
    """Return what identifies the plug-ins of other packages: their versions and their files."""
    found: list[tuple[object, ...]] = []
    for plugin in installed():
        spec = find_spec(plugin.module.partition(":")[0])
        file = os.stat(spec.origin) if spec and spec.origin else None
        found.append((*plugin[:-1], file and (file.st_size, file.st_mtime_ns)))
    return found
