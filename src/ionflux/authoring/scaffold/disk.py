"""Writing a scaffold: never outside the folder, never over a file, all or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ionflux.authoring.scaffold.plan import Plan
from ionflux.core.errors import WorkError


def obstacles(planned: Plan, out: Path) -> tuple[str, ...]:
    """Return everything on disk that conflicts with the plan: files, links that lead out."""
    home = Path(os.path.realpath(out))
    found: dict[str, None] = {}
    for directory in ("", *planned.directories):
        found |= dict.fromkeys(_in_the_way(home, planned.below(directory)))
    for file in planned.files:
        target = planned.below(file.path)
        found |= dict.fromkeys(_in_the_way(home, target.rpartition("/")[0]))
        if os.path.lexists(home / target):
            found[f"{out / target} already exists"] = None
    return tuple(found)


def missing(planned: Plan, out: Path) -> Plan:
    """Return the plan without the files that already exist."""
    files = tuple(each for each in planned.files if not (out / planned.below(each.path)).is_file())
    return replace(planned, files=files)


def _in_the_way(home: Path, directory: str) -> Iterator[str]:
    """Yield the first part of the path that is not a directory below `home`."""
    place = home
    for part in ("", *directory.split("/")):
        place = place / part
        if not os.path.lexists(place):
            return
        if not Path(os.path.realpath(place)).is_relative_to(home):
            yield f"{place} is a link that leads out"
            return
        if not place.is_dir():
            yield f"{place} already exists and is not a directory"
            return


def write(planned: Plan, out: Path) -> tuple[Path, ...]:
    """Write the plan below `out` and return the files' paths; on failure remove everything again.

    Raises WorkError with the system's reason. The caller has checked `faults` and `obstacles`.
    """
    made: list[Path] = []
    try:
        return tuple(_unfold(planned, out, made))
    except BaseException as error:
        _take_back(made)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise WorkError(f"{error.filename or out}: {reason}; nothing was written") from error
        raise


def _unfold(planned: Plan, out: Path, made: list[Path]) -> Iterator[Path]:
    _make_directory(out, made)
    for directory in ("", *planned.directories):
        _make_directory(out / planned.below(directory), made)
    for file in planned.files:
        target = out / planned.below(file.path)
        _make_directory(target.parent, made)
        # Exclusive: anything created here in the meantime, including a link, is not overwritten.
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            made.append(target)
            stream.write(file.text)
        yield target


def _make_directory(directory: Path, made: list[Path]) -> None:
    for place in reversed((directory, *directory.parents)):
        if not place.is_dir():
            place.mkdir()
            made.append(place)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
