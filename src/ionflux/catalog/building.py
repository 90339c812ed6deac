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
"""Agents from which on further processes save more than they cost."""

_GARBAGE = 100_000
"""Objects that are made before garbage is looked for."""

_CHUNK = 16
"""Files that a process is given at a time."""


def build(contents: Contents, path: Path, jobs: int | None = None) -> Written:
    """Write the catalogue into a folder; files that would stay as they are are not written.

    Raises UsageError where the folder holds files of others by the names of the pages, and
    WorkError where it cannot be written to.
    """
    site, folder = Site(contents), Folder(path)
    names = tuple(site.files)
    folder.prepare(names)
    many = (jobs or os.cpu_count() or 1) if len(site.entries) >= _ENOUGH else 1
    written = sum(_written(site, folder, names, many))
    return Written(written, len(names) - written, folder.finish(names))


def _written(site: Site, folder: Folder, names: Sequence[str], jobs: int) -> Iterator[bool]:
    writer = _Writer(site, folder)
    if jobs == 1 or sys.platform != "linux":  # a forked process has everything already
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
"""What forked processes have from the process that they were forked from."""


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
    """Leave interrupts to the process that waits for the others; seldom look for garbage.

    What the process inherits stays, and a page leaves little behind.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
