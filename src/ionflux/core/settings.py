"""The configuration of a project, in `[tool.ionflux]` or `ionflux.toml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.settings_parts import OWN_FILE, SHARED_FILE, AgentSettings, DialectSettings


class Settings(NamedTuple):
    """Defaults of a project; options of the command line take precedence.

    `file` is the configuration file they come from; the patterns of `exclude` are relative to
    `root`, its folder, as are `paths`, `baseline` and the patterns of `path_ignores`, which say
    what to ignore in the documents that match. `severities` are those of codes, prefixes or names.
    `extra` are keys of the platform in the `config` of instance files. `dialects` are words that
    the project uses in blueprints, by names that it chooses. `unread` is another configuration
    file in the same folder, which is ignored.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    path_ignores: Mapping[str, tuple[str, ...]] = {}
    severities: Mapping[str, str] = {}
    baseline: str | None = None
    strict: bool = False
    dialect: str = "postgres"
    exclude: tuple[str, ...] = ()
    category: str | None = None
    agents: Mapping[str, AgentSettings] = {}
    diff_levels: Mapping[str, str] = {}
    extra: tuple[str, ...] = ()
    dialects: Mapping[str, DialectSettings] = {}
    file: str | None = None
    root: str | None = None
    unread: str | None = None

    def default_paths(self) -> tuple[str, ...]:
        """Return the paths for commands that are given none, relative to the working directory."""
        return tuple(map(self.from_here, self.paths))

    def from_here(self, written: str) -> str:
        """Return a path in the configuration file relative to the working directory."""
        return os.path.relpath(os.path.join(self.root or "", written))

    @staticmethod
    def find(path: str | Path = ".") -> Settings:
        """Return the settings of the nearest configuration file, in a path's folder or above.

        Raises `UsageError` if the file cannot be read or is not valid.
        """
        start = Path(path)
        return load_settings(start=start.parent if start.is_file() else start)


def load_settings(
    config: Path | None = None, *, isolated: bool = False, start: Path | None = None
) -> Settings:
    """Return the settings of the given file, else of the nearest above `start`, else the defaults.

    `start` is the working directory unless given; with `isolated`, no file is read. Raises
    `UsageError` if a file cannot be read or is not valid.
    """
    if isolated and config is not None:
        raise UsageError("`--config` cannot be combined with `--isolated`")
    if isolated:
        return Settings()
    if config is not None:
        return _settings_of(config)
    folder = (start or Path.cwd()).resolve()
    found = (settings_in(each) for each in (folder, *folder.parents))
    return next(filter(None, found), Settings())


def settings_in(folder: Path) -> Settings | None:
    """Return the settings of the configuration file in a folder; None if there is none."""
    files = [file for name in (OWN_FILE, SHARED_FILE) if (file := folder / name).is_file()]
    if not files:
        return None
    from ionflux.core.settings_file import has_settings  # most runs find no file

    ours = next(filter(has_settings, files), None)
    if ours is None:
        return None
    other = files[-1]
    with suppress(UsageError):  # mistakes in a file that is not used do not matter
        if other != ours and has_settings(other):
            return _settings_of(ours)._replace(unread=str(other))
    return _settings_of(ours)


def _settings_of(file: Path) -> Settings:
    from ionflux.core.settings_file import read_settings

    return Settings(**read_settings(file), file=str(file), root=str(file.resolve().parent))


class DocumentSettings:
    """The settings of documents: those of the nearest configuration file above each.

    `run` are the settings of the run, which apply to documents without a file above them, and to
    all documents unless `nearest`.
    """

    def __init__(self, run: Settings, *, nearest: bool) -> None:
        self.run = run
        self.nearest = nearest
        self._known: dict[str, Settings | None] = {}
        self._named: dict[str, Settings] = {}

    def of(self, path: str) -> Settings:
        """Return the settings of the document at a path."""
        if not self.nearest:
            return self.run
        folder = os.path.dirname(path)
        if folder not in self._named:
            self._named[folder] = self._above(os.path.abspath(folder)) or self.run
        return self._named[folder]

    def all(self) -> tuple[Settings, ...]:
        """Return the settings of the run, and all others that were found for some document."""
        others = {each.file: each for each in self._known.values() if each is not None}
        return (self.run, *(each for file, each in others.items() if file != self.run.file))

    def _above(self, folder: str) -> Settings | None:
        if folder not in self._known:
            parent = os.path.dirname(folder)
            found = settings_in(Path(folder))
            if found is None and parent != folder:
                found = self._above(parent)
            is_run = found is not None and self.run.file and _same(found.file, self.run.file)
            self._known[folder] = self.run if is_run else found
        return self._known[folder]


def _same(one: str | None, other: str) -> bool:
    return one is not None and os.path.realpath(one) == os.path.realpath(other)
