"""Build a catalogue: all its files, on as many processes as are useful."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from ionflux.catalog.folder import Folder, Written
from ionflux.catalog.site import Contents, Site

_ENOUGH = 60
"""The number of agents above which more processes save time."""

_GARBAGE = 100_000
"""How many objects are created before garbage is collected."""

_CHUNK = 64
"""How many files a process gets at a time."""


def build(contents: Contents, path: Path, jobs: int | None = None) -> Written:
    """Write the catalogue into a folder; unchanged files are not written.

    Raises UsageError if other files in the folder have the names of pages, and WorkError if it
    cannot be written to.
    """
    site, folder = Site(contents), Folder(path)
    names = tuple(site.files)
    folder.prepare(names)
    many = (jobs or os.cpu_count() or 1) if len(site.entries) >= _ENOUGH else 1
    written = sum(_written(site, folder, names, many))
    return Written(written, len(names) - written, folder.finish(names))


def _written(site: Site, folder: Folder, names: Sequence[str], jobs: int) -> Iterator[bool]:
    writer = _Writer(site, folder)
    if jobs == 1 or sys.platform != "linux":  # a forked process already has everything
        yield from map(writer, names)
        return
    with _shared(writer), get_context("fork").Pool(jobs, _alone) as pool:
        yield from pool.imap_unordered(_write, names, _CHUNK)


class _Writer:
    """Makes a file of the site and writes it into the folder."""

    def __init__(self, site: Site, folder: Folder) -> None:
        self._site = site
        self._folder = folder

    def __call__(self, name: str) -> bool:
        return self._folder.write(name, self._site.files[name]())


_inherited: list[_Writer] = []
"""The data that forked processes inherit."""


@contextmanager
def _shared(writer: _Writer) -> Iterator[None]:
    _inherited.append(writer)
    try:
        yield
    finally:
        _inherited.pop()


def _write(name: str) -> bool:
    return _inherited[-1](name)


def _alone() -> None:
    """Leave interrupts to the parent process, and collect garbage rarely.

    Inherited objects are kept, and a page leaves little garbage.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
