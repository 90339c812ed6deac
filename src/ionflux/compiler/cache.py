"""A cache of compiled documents, which need not be compiled or read again.

An entry belongs to the exact tool, settings and path that it was made for, and is valid while the
document's file has the same stamp, or the same contents. It is JSON with a checksum: a damaged or
foreign entry is ignored, and nothing in it is ever executed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ionflux.compiler import stored
from ionflux.compiler.cache_basis import as_bytes, tool
from ionflux.compiler.cache_database import LIMIT, CacheDatabase, Entry
from ionflux.compiler.context import Context
from ionflux.compiler.results import CompiledDocument
from ionflux.compiler.task import Outcome, Request, Task, digest, read_task
from ionflux.documents.files import Files

_FORMAT = 9
_BATCH = 100
"""How many entries are read at a time, and how many are written at a time."""


def users_folder() -> Path:
    """Return the cache folder of the user for this program."""
    from platformdirs import user_cache_path  # not all runs need it

    return user_cache_path("ionflux", appauthor=False)


class _Read(NamedTuple):
    """A document that is not in the cache: the place of its entry, its stamp and its digest."""

    place: str
    stamp: bytes
    digest: bytes


class Cache:
    """The cache in a folder, for one run."""

    def __init__(self, database: CacheDatabase, files: Files) -> None:
        self._database = database
        self._files = files
        self._basis = blake2b(repr((_FORMAT, tool())).encode(), digest_size=16)
        self._contexts: dict[int, bytes] = {}
        self._new: list[Entry] = []
        self._seen: list[Entry] = []
        self._read: dict[str, _Read] = {}

    def look_up(self, requests: Iterable[Request]) -> Iterator[CompiledDocument | Task]:
        """Yield the document of each request, or the task of compiling it."""
        asked = iter(requests)
        while some := list(islice(asked, _BATCH)):
            places = [self._place(request) for request in some]
            entries = self._database.entries(places)
            for request, place in zip(some, places, strict=True):
                yield self._looked_up(request, place, entries.get(place))
            if len(self._seen) >= _BATCH:
                self.write()

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Add the outcome of a task."""
        data = outcome.stored or stored.dump(outcome.document, outcome.siblings)
        self._new.append(Entry.new(*self._read.pop(task.path), data))
        if len(self._new) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write the entries to keep."""
        if self._new or self._seen:
            self._database.write(self._new, self._seen)
            self._new, self._seen = [], []

    def _looked_up(
        self, request: Request, place: str, entry: Entry | None
    ) -> CompiledDocument | Task:
        stamp = self._files.stamp(request.path) or b""
        if entry and stamp and entry.stamp == stamp and (found := self._document(request, entry)):
            if not entry.used_today():
                self._seen.append(_used(entry, stamp))
            return found
        task = read_task(request, self._files)
        if isinstance(task, CompiledDocument):  # it cannot be read
            return task
        contents = blake2b(task.data, digest_size=20).digest()
        if entry and entry.digest == contents and (found := self._document(request, entry)):
            if entry.stamp != stamp or not entry.used_today():
                self._seen.append(_used(entry, stamp))
            return found
        self._read[request.path] = _Read(place, stamp, contents)
        return task

    def _document(self, request: Request, entry: Entry) -> CompiledDocument | None:
        """Return the document in an entry; None if it is damaged or a file beside has changed."""
        known = stored.load(entry.document, request.path) if entry.is_sound() else None
        if known is None or (known.siblings and not self._as_before(request.path, known)):
            return None
        return known.document

    def _as_before(self, path: str, known: stored.Stored) -> bool:
        beside = self._files.siblings(path)
        return all(digest(beside.read(name)) == found for name, found in known.siblings.items())

    def _place(self, request: Request) -> str:
        state = self._basis.copy()
        state.update(self._context(request.context))
        state.update(f"\0{request.path}\0{request.named}".encode("utf-8", "surrogateescape"))
        return state.hexdigest()

    def _context(self, context: Context) -> bytes:
        """Return the part of a place for what a document depends on besides its text."""
        known = id(context.settings)  # shared by many documents
        if known not in self._contexts:
            self._contexts[known] = as_bytes(context)
        return self._contexts[known]


@contextmanager
def opened(folder: Path, files: Files, limit: int = LIMIT) -> Iterator[Cache]:
    """Open the cache of a folder for a run; when it ends, write new entries and remove old ones."""
    database = CacheDatabase(folder, limit)
    cache = Cache(database, files)
    try:
        yield cache
    finally:
        cache.write()
        database.close()


def _used(entry: Entry, stamp: bytes) -> Entry:
    return Entry.new(entry.place, stamp, entry.digest, entry.document)
