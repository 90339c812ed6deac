"""The file of the cache: an SQLite database, shared by concurrent runs.

If it cannot be used, nothing is found in it or stored, without a message. A damaged file is
removed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

LIMIT = 512_000_000
"""Size in bytes above which the least recently used entries are removed."""

_FILE = "compiled.db"
_DAY = 86_400
_PATIENCE = 2.0
"""Seconds to wait while another run writes; after that, this run does not write."""

_SETTINGS = (
    "PRAGMA page_size = 16384",  # an entry takes about half a page
    "PRAGMA journal_mode = WAL",
    # After a power failure the file may be damaged, which shows, or lack the latest entries.
    "PRAGMA synchronous = OFF",
)
_TABLE = """
CREATE TABLE IF NOT EXISTS entries
    (place TEXT PRIMARY KEY, used INTEGER NOT NULL, stamp BLOB NOT NULL, digest BLOB NOT NULL,
     checksum INTEGER NOT NULL, document BLOB NOT NULL)
"""
_SOME = """
SELECT place, used, stamp, digest, checksum, document FROM entries
    WHERE place IN (SELECT value FROM json_each(?))
"""
_INSERT = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)"
_UPDATE = "UPDATE entries SET used = ?, stamp = ?, checksum = ? WHERE place = ?"


class Entry(NamedTuple):
    """The entry of a document; `place` is a key for everything except its contents.

    `stamp` is the stamp of its file, empty if there is none, and `digest` that of its contents.
    """

    place: str
    used: int
    stamp: bytes
    digest: bytes
    checksum: int
    document: bytes

    @classmethod
    def new(cls, place: str, stamp: bytes, digest: bytes, document: bytes) -> Entry:
        """Return an entry that is used today."""
        checksum = _checksum(place, stamp, digest, document)
        return cls(place, _today(), stamp, digest, checksum, document)

    def is_sound(self) -> bool:
        """Tell whether an entry is neither damaged nor that of another place."""
        parts = (self.stamp, self.digest, self.document)
        if not all(isinstance(part, bytes) for part in parts):
            return False
        return self.checksum == _checksum(self.place, *parts)

    def used_today(self) -> bool:
        """Tell whether an entry need not be marked as used."""
        return self.used == _today()


class CacheDatabase:
    """The database in a folder that belongs to the user; any other folder is not used."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._connection = _connect(folder)

    def entries(self, places: Sequence[str]) -> Mapping[str, Entry]:
        """Return the existing entries of some places."""
        if self._connection is None:
            return {}
        try:
            rows = self._connection.execute(_SOME, (json.dumps(places),))
            return {row[0]: Entry(*row) for row in rows}
        except _FAILURES as error:
            self._give_up(error)
            return {}

    def write(self, new: Iterable[Entry], seen: Iterable[Entry]) -> None:
        """Add new entries, and update the stamps of others and their last use."""
        if self._connection is None:
            return
        updates = [(entry.used, entry.stamp, entry.checksum, entry.place) for entry in seen]
        try:
            with self._connection as transaction:
                transaction.execute("BEGIN IMMEDIATE")
                transaction.executemany(_INSERT, new)
                transaction.executemany(_UPDATE, updates)
                _prune(transaction, self.limit)
        except _FAILURES as error:
            self._give_up(error)

    def close(self) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _give_up(self, error: Exception) -> None:
        """Stop using the cache for this run; remove the file if it is damaged."""
        self.close()
        if _is_damage(error):
            _remove(self.folder)


_FAILURES = (sqlite3.Error, UnicodeDecodeError, OSError)
"""The exceptions of a database; the message about a damaged one may not be valid UTF-8."""


def _is_damage(error: Exception) -> bool:
    """Tell whether the file is damaged, and not locked, read-only or on a full disk."""
    if isinstance(error, sqlite3.OperationalError):
        # A text that is not UTF-8 has no code; with this one, the table is a different one.
        return getattr(error, "sqlite_errorcode", None) in {None, sqlite3.SQLITE_ERROR}
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
            for setting in _SETTINGS:
                connection.execute(setting)
            connection.execute(_TABLE)
            connection.execute(_SOME, ("[]",))
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
        # Deleting a share of the entries frees about the same share of the bytes.
        share = min(max(1 - limit * 0.75 / taken, 0.01), 1.0)
        connection.execute(
            "DELETE FROM entries WHERE place IN (SELECT place FROM entries ORDER BY used, rowid"
            " LIMIT (SELECT CAST(count(*) * ? AS INTEGER) + 1 FROM entries))",
            (share,),
        )
        if not connection.execute("SELECT EXISTS (SELECT 1 FROM entries)").fetchone()[0]:
            return


def _pages(connection: sqlite3.Connection) -> int:
    total: int = connection.execute("PRAGMA page_count").fetchone()[0]
    free: int = connection.execute("PRAGMA freelist_count").fetchone()[0]
    return total - free


def _checksum(place: str, stamp: bytes, digest: bytes, document: bytes) -> int:
    """Return a checksum that detects damage, and an entry that is stored under another place."""
    return crc32(document, crc32(b"%b %b %b" % (place.encode(), stamp, digest)))


def _today() -> int:
    return int(time.time() // _DAY)
