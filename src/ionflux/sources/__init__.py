"""Definitions from any source: documents, JSON, databases, revisions, or standard input.

A source is, in this order: `-` for standard input, the URL of a database, a path that exists
(a folder or document, `.json` or `.jsonl`, or an SQLite file), or `REV:PATH` of the git
repository around the working directory. A path that exists wins over a revision of that name.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from ionflux.compiler.context import CompileOptions
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.patterns import regex
from ionflux.core.settings import Settings
from ionflux.database import connect, is_url
from ionflux.documents.missing import meant
from ionflux.models import AgentDefinition
from ionflux.sources.database import StoredAgents
from ionflux.sources.documents import load_data, load_path, load_revision
from ionflux.sources.json_text import is_json, read_json
from ionflux.sources.loaded import Loaded, NotCompiledError

__all__ = ["STDIN", "Loaded", "NotCompiledError", "load", "load_source"]

STDIN = "-"
"""The name of standard input as a source."""

_STDIN_PATH = "<stdin>"
_CONNECTION_STRING = regex(r"(?:^|\s)(?:host|dbname|password|service)\s*=")
_DRIVE = regex(r"[A-Za-z]:[\\/]")
_SQLITE = b"SQLite format 3\0"


def load(
    source: str, *, settings: Settings | None = None, jobs: int = 1
) -> tuple[AgentDefinition, ...]:
    """Return the definitions of any source that the command line accepts.

    A source is a document or a folder of documents, JSON or JSONL of `ionflux import`, a database
    URL or an SQLite file, `REV:PATH` of the git repository around the working directory, or `-`
    for standard input. `jobs` is the number of processes for a folder of documents.

    Raises `UsageError` if the path, revision or kind of database does not exist, `WorkError` if
    it cannot be read or contains something else, and `NotCompiledError`, which has the findings,
    if a document has errors.
    """
    return load_source(source, CompileOptions(settings or Settings(), jobs)).definitions


def load_source(source: str, how: CompileOptions | None = None) -> Loaded:
    """Return the contents of a source; raises the errors of `load`."""
    how = how or CompileOptions()
    if source == STDIN:
        return _standard_input(how)
    if is_url(source):
        return _database(source)
    if os.path.exists(source):
        return _existing(source, how)
    revision, colon, path = source.partition(":")
    if colon and not revision:
        raise UsageError(f"`{source}` is not a revision; write `HEAD:{path}` for the last commit")
    if colon and not _DRIVE.match(source):
        return load_revision(revision, path, how)
    if _CONNECTION_STRING.search(source):
        raise UsageError(
            "a database is given by its URL, such as postgresql://user:password@host/name,"
            " not by a connection string"
        )
    raise UsageError(f"no such file or folder: `{source}`{meant(source)}")


def _standard_input(how: CompileOptions) -> Loaded:
    data = sys.stdin.buffer.read()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return read_json(data, _STDIN_PATH)
    return load_data(data, _STDIN_PATH, how)


def _existing(path: str, how: CompileOptions) -> Loaded:
    if Path(path).is_dir():
        return load_path(path, how)
    try:
        if is_json(path):
            return read_json(Path(path).read_bytes(), path)
        with Path(path).open("rb") as file:
            start = file.read(len(_SQLITE))
    except OSError as error:
        raise WorkError(f"{path}: {error.strerror}") from None
    if start == _SQLITE:
        return _database(f"sqlite:///{quote(path)}")
    return load_path(path, how)


def _database(url: str) -> Loaded:
    return StoredAgents(connect(url))
