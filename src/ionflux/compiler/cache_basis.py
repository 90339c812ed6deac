"""What entries of the cache depend on besides their documents: the program and the settings."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from ionflux.compiler.context import Context
from ionflux.core.installed import installed
from ionflux.core.version import __version__


def as_bytes(context: Context) -> bytes:
    """Return a key for a context."""
    settings = context.settings
    agents = sorted((name, says.category, says.status) for name, says in settings.agents.items())
    dialects = tuple(settings.dialects.items())
    parts = (context.instant, settings.category, agents, dialects, context.origins)
    return repr(parts).encode("utf-8", "surrogateescape")


def tool() -> tuple[object, ...]:
    """Return a key for this version of the program: its files and its libraries."""
    package = str(Path(__file__).parent.parent)
    files = sorted(
        (entry.path, status.st_size, status.st_mtime_ns)
        for folder, _, _ in os.walk(package)
        for entry in os.scandir(folder)
        if entry.name.endswith(".py") and (status := entry.stat())
    )
    # Installing or upgrading a library changes the folder that contains it.
    specs = [find_spec(name) for name in ("markdown_it", "pydantic", "pydantic_core")]
    homes = {Path(spec.origin).parent.parent for spec in specs if spec and spec.origin}
    changed = sorted(home.stat().st_mtime_ns for home in homes)
    return __version__, sys.version, files, changed, _plugins()


def _plugins() -> list[tuple[object, ...]]:
    """Return a key for the plug-ins of other packages: their versions and their files."""
    found: list[tuple[object, ...]] = []
    for plugin in installed():
        spec = find_spec(plugin.module.partition(":")[0])
        file = _file(Path(spec.origin)) if spec and spec.origin else None
        found.append((*plugin[:-1], file and (file.st_size, file.st_mtime_ns)))
    return found


def _file(path: Path) -> os.stat_result | None:
    """Return the status of a file, or of the zip file that it is in."""
    return next((each.stat() for each in (path, *path.parents) if each.is_file()), None)
