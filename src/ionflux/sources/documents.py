"""Documents to definitions, on disk, from standard input, or as a revision held them."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ionflux.compiler import Compilation, compile_paths, compile_text
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.findings import Diagnostic
from ionflux.core.settings import Settings
from ionflux.sources.git import Revision
from ionflux.sources.json_text import is_json, read_json
from ionflux.sources.loaded import Loaded, NotCompiledError

_COMPANIONS = (".yaml", ".yml")
"""Ends of the names of files beside a document that may belong to it."""

_Named = Callable[[str], str]
# What the paths in a text are called in messages.


def load_path(path: str, settings: Settings, jobs: int) -> Loaded:
    """Compile a document or a folder."""
    found = compile_paths([path], jobs=jobs, settings=settings, origins=True)
    return _loaded(found, path, str)


def load_text(text: str, path: str, settings: Settings) -> Loaded:
    """Compile one document that is no file."""
    found = compile_text(text, path, settings=settings, origins=True)
    if not found.ok:
        raise NotCompiledError(path, found.diagnostics, {path: text})
    return Loaded(found.definitions, found.playbooks, found.origins, found.diagnostics)


def load_revision(name: str, written: str, settings: Settings, jobs: int) -> Loaded:
    """Load a document, a folder or a JSON file with its siblings as a revision held them.

    A path is meant from the working directory; where nothing is there, from the root, as git
    means it.
    """
    revision = Revision(name)
    files = revision.files()
    written = _found(revision, files, written)
    path, source = revision.path(written), f"{name}:{written}"
    is_folder = path not in files
    wanted = [path] if not is_folder else [file for file in files if file.endswith(".md")]
    folder = path if is_folder else posixpath.dirname(path)
    contents = revision.contents(files, [*wanted, *_beside(files, folder)])
    if not is_folder and path not in contents:
        raise UsageError(f"`{source}` is a link that leads out of the revision")
    if is_json(path) and not is_folder:
        return read_json(contents[path], source)
    with _unfolded(contents) as root:
        found = compile_paths([root / path], jobs=jobs, settings=settings, origins=True)
        shown = f"{name}:{written.rstrip('/')}" if written else f"{name}:."
        return _loaded(
            found,
            source,
            lambda text: text.replace(str(root / path), shown).replace(f"{root}/", f"{name}:/"),
        )


def _found(revision: Revision, files: Collection[str], written: str) -> str:
    """Return the path as written, or with a `/` before it where only the root has it."""
    from_here = written.startswith(("/", "."))
    for candidate in (written,) if from_here else (written, f"/{written}"):
        path = revision.path(candidate)
        if not path or path in files or any(file.startswith(f"{path}/") for file in files):
            return candidate
    raise UsageError(
        f"`{written}` is not in revision `{revision.name}`;"
        f" `git ls-tree -r --name-only {revision.name}` lists what is"
    )


def _beside(files: Iterable[str], folder: str) -> Iterator[str]:
    for file in files:
        below = not folder or file.startswith(f"{folder}/")
        if below and file.lower().endswith(_COMPANIONS):
            yield file


@contextmanager
def _unfolded(contents: dict[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ionflux-") as folder:
        root = Path(folder).resolve()
        try:
            _write(contents, root)
        except OSError as error:
            raise WorkError(f"{folder}: cannot be written: {error.strerror or error}") from None
        yield root


def _write(contents: dict[str, bytes], root: Path) -> None:
    (root / ".git").mkdir()  # no ignore file above is meant for what a revision holds
    for path, data in contents.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _loaded(found: Compilation, source: str, named: _Named) -> Loaded:
    diagnostics = tuple(_renamed(diagnostic, named) for diagnostic in found.diagnostics)
    if not found.ok:
        texts = {named(d.path): _text(d.path) for d in found.diagnostics}
        raise NotCompiledError(source, diagnostics, texts)
    origins = {
        agent: origin._replace(path=named(origin.path)) for agent, origin in found.origins.items()
    }
    return Loaded(found.definitions, found.playbooks, origins, diagnostics)


def _renamed(diagnostic: Diagnostic, named: _Named) -> Diagnostic:
    # A finding about two documents names the other in its message or its hint.
    return replace(
        diagnostic,
        path=named(diagnostic.path),
        message=named(diagnostic.message),
        hint=diagnostic.hint and named(diagnostic.hint),
    )


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""
