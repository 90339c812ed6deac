"""Rendered documents in a folder: their names, and how they are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ionflux.authoring.names import file_name
from ionflux.authoring.rendering import render
from ionflux.authoring.rendering.playbook_files import playbook_files
from ionflux.core.errors import RejectedError, UsageError, WorkError
from ionflux.core.settings import Settings
from ionflux.documents.atomic import creating, replacing
from ionflux.language import Language
from ionflux.models import AgentDefinition, Playbook


class RenderedFile(NamedTuple):
    """A file to be written: its path relative to the folder, separated by `/`, and its text."""

    path: str
    text: str


def rendered_files(
    definitions: Sequence[AgentDefinition], playbooks: Iterable[Playbook], language: Language,
    form: str, settings: Settings,
) -> tuple[RenderedFile, ...]:  # fmt: skip
    """Return the documents of some agents, with the files of their playbooks.

    Raises RejectedError with everything that no document can express.
    """
    books: dict[str | None, list[Playbook]] = {}
    for playbook in playbooks:
        books.setdefault(playbook.agent_definition_id, []).append(playbook)
    files: list[RenderedFile] = []
    refused: list[str] = []
    for definition, name in zip(definitions, _file_names(definitions), strict=True):
        try:
            files.append(RenderedFile(name, render(definition, language, form, settings)))
            own = playbook_files(definition, books.get(definition.id, ()))
            files += (RenderedFile(*file) for file in own)
        except RejectedError as error:
            refused.append(str(error))
    if len(refused) == 1:
        raise RejectedError(f"nothing was written: {refused[0]}")
    if refused:
        raise RejectedError("nothing was written", *refused)
    return tuple(files)


def _file_names(definitions: Iterable[AgentDefinition]) -> Iterator[str]:
    """Yield a name for each; one that differs from another only in case gets a number."""
    taken: set[str] = set()
    for definition in definitions:
        name = file_name(definition)
        stem, number = name.removesuffix(".md"), 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}.md"
        taken.add(name.casefold())
        yield name


def write(files: Iterable[RenderedFile], folder: Path, *, force: bool) -> int:
    """Write files below a folder, and return how many; those that are already the same stay.

    Raises UsageError, and writes nothing, if an existing file differs, unless `force` lets it be
    replaced; a folder or a link that leads out is never replaced. Raises WorkError if writing
    fails; then new files are removed again.
    """
    changed = [file for file in files if not _is_same(folder / file.path, file.text)]
    in_the_way = [line for file in changed for line in _obstacles(folder, file.path, force=force)]
    if in_the_way:
        hint = () if force else ("--force replaces files",)
        raise UsageError("nothing was written", *dict.fromkeys(in_the_way), *hint)
    made: list[Path] = []
    try:
        for file in changed:
            _write(folder / file.path, file.text, made)
    except OSError as error:
        _remove(made)
        raise WorkError(f"{error.filename or folder}: {error.strerror or error}") from error
    except BaseException:
        _remove(made)
        raise
    return len(changed)


def _remove(made: Sequence[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _is_same(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_bytes() == text.encode()
    except OSError:
        return False


def _obstacles(folder: Path, path: str, *, force: bool) -> Iterator[str]:
    home, target = Path(os.path.realpath(folder)), folder / path
    for parent in target.parents:
        if os.path.lexists(parent) and not parent.is_dir():
            yield f"{parent} is not a folder"
            return
    if not Path(os.path.realpath(target)).is_relative_to(home):
        yield f"{target} leads out of {folder}"
    elif os.path.lexists(target) and not (force and target.is_file()):
        yield f"{target} already exists"


def _write(path: Path, text: str, made: list[Path]) -> None:
    for folder in reversed(path.parents):
        if not folder.is_dir():
            folder.mkdir()
            made.append(folder)
    if os.path.lexists(path):
        with replacing(path) as stream:
            stream.write(text)
        return
    with creating(path) as stream:
        stream.write(text)
    made.append(path)
