"""Damaged cache folders: each byte of an input selects a change."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from zlib import crc32

_FILE = "compiled.db"
_MOST_CHANGES = 4

_STATEMENTS = (
    "DROP TABLE entries",
    "ALTER TABLE entries ADD COLUMN more TEXT",
    "ALTER TABLE entries RENAME COLUMN stamp TO stomp",
    "ALTER TABLE entries RENAME TO others",
    "CREATE TABLE entries (place, used, stamp, digest, checksum, document)",
    "CREATE VIEW entries AS SELECT 1 AS place, 2 AS used, 3 AS stamp, 4 AS digest",
    "CREATE TRIGGER no BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE TRIGGER go BEFORE UPDATE ON entries BEGIN DELETE FROM entries; END",
    "UPDATE entries SET place = 7",
    "UPDATE entries SET used = 'x'",
    "UPDATE entries SET used = 0",
    "UPDATE entries SET stamp = 5",
    "UPDATE entries SET digest = 'text'",
    "UPDATE entries SET checksum = 1e300",
    "UPDATE entries SET document = 'text'",
    "UPDATE entries SET document = CAST(x'ff' AS TEXT)",
    "UPDATE entries SET document = zeroblob(3000000)",
    "INSERT INTO entries SELECT place || 'x', used, stamp, digest, checksum, document FROM entries",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 99",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE x'",
    "UPDATE sqlite_schema SET name = x'ff'",
)


def read_with(folder: Path, data: bytes, run: Callable[[Path], None]) -> None:
    """Run with a copy of a cache folder that the bytes have changed."""
    changed = folder.with_name("changed")
    shutil.copytree(folder, changed)
    try:
        for byte in data[:_MOST_CHANGES]:
            with suppress(OSError, TypeError, AttributeError, sqlite3.Error):  # after another one
                _CHANGES[byte % len(_CHANGES)](changed, data)
        run(changed)
        run(changed)
    finally:
        _remove(changed)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o700)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _altered(statement: str) -> Callable[[Path, bytes], None]:
    def alter(folder: Path, _: bytes) -> None:
        with closing(sqlite3.connect(folder / _FILE)) as database:
            database.execute(statement)
            database.commit()

    return alter


def _nonsense(folder: Path, data: bytes) -> None:
    """Replace the documents by any bytes, with a correct checksum."""
    with closing(sqlite3.connect(folder / _FILE)) as database:
        rows = list(database.execute("SELECT place, stamp, digest, document FROM entries"))
        for place, stamp, digest, document in rows:
            lines = document.split(b"\n")
            lines[data[0] % len(lines)] = data[1:]
            odd = b"\n".join(lines)
            checksum = crc32(odd, crc32(b"%b %b %b" % (place.encode(), stamp, digest)))
            row = (checksum, odd, place)
            database.execute("UPDATE entries SET checksum = ?, document = ? WHERE place = ?", row)
        database.commit()


def _replaced(ending: str, make: Callable[[Path, bytes], object]) -> Callable[[Path, bytes], None]:
    def replace(folder: Path, data: bytes) -> None:
        path = folder / f"{_FILE}{ending}"
        _remove(path)
        make(path, data)

    return replace


def _as_file(folder: Path, _: bytes) -> None:
    _remove(folder)
    folder.write_bytes(b"in the way")


def _as_link(folder: Path, _: bytes) -> None:
    _remove(folder)
    folder.symlink_to(folder.with_name("gone"))


def _of_another(folder: Path, _: bytes) -> None:
    os.chown(folder / _FILE, 12_345, 12_345)


_CHANGES: tuple[Callable[[Path, bytes], None], ...] = (
    *map(_altered, _STATEMENTS),
    *(_nonsense,) * 6,
    *(_replaced(ending, Path.write_bytes) for ending in ("", "-wal", "-shm", "-journal")),
    _replaced("", lambda path, _: path.mkdir()),
    _replaced("", lambda path, _: os.mkfifo(path)),
    _replaced("", lambda path, _: path.symlink_to(path)),
    _replaced("", lambda path, _: path.symlink_to("/dev/full")),
    _replaced("", lambda path, data: path.write_bytes(b"SQLite format 3\0" + data * 9)),
    _replaced("-wal", lambda path, _: path.mkdir()),
    lambda folder, _: (folder / _FILE).chmod(0),
    lambda folder, _: folder.chmod(0o500),
    _as_file,
    _as_link,
    _of_another,
)
