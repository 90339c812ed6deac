"""The readers of the program, each as a function of unchecked bytes."""

from __future__ import annotations

import atexit
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fuzz import caches, trees, vocabulary
from in_process import Done
from in_process import ionflux as run
from outcomes import check
from reading_samples import blueprint

_BLUEPRINTS = Path(__file__).resolve().parents[2] / "blueprints"
_KEEPER = blueprint(
    "### Files\n```\n/agents/keeper/\n  playbooks/\n    a.yaml\n```\n", "### Odd\nx"
)


class Target(NamedTuple):
    """A reader: its function, and the beginnings and pieces of hostile texts for it."""

    read: Callable[[bytes], None]
    beginnings: tuple[str, ...]
    pieces: tuple[str, ...]


def foreseen(done: Done) -> None:
    """Check that a run ended properly: with a status and, if it failed, with a reason."""
    assert done.returncode in {0, 1, 2, 3}, done
    assert "unexpected error" not in done.stderr, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    if done.returncode >= 2:
        assert done.stdout == "", done
        assert any(line.startswith("ionflux: ") for line in done.stderr.splitlines()), done
    assert not set(done.stderr) & _NEVER_SHOWN, done.stderr


_NEVER_SHOWN = frozenset("\x00\x07\x1b\u202e\x85\u2028")


@cache
def folder() -> Path:
    """Return a folder of this process with a document, its definitions and a database."""
    made = Path(tempfile.mkdtemp(prefix="ionflux-fuzz-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    (made / "keeper.md").write_text(_KEEPER, "utf-8")
    (made / "ignored" / "a").mkdir(parents=True)
    (made / "ignored" / "a" / "b.md").write_text(_KEEPER, "utf-8")
    (made / "playbooks" / "Keeper").mkdir(parents=True)
    for name in ("agents.json", "agents.jsonl"):
        run("import", str(_BLUEPRINTS), "--no-cache", "-q", "-o", name, folder=made)
    run("import", "keeper.md", "--no-cache", "-q", "--database", "sqlite:///agents.db", folder=made)
    run("validate", "keeper.md", "--cache-dir", "cache", folder=made)
    return made


def _file(name: str, *arguments: str) -> Callable[[bytes], None]:
    """Return a reader: the program with some arguments, and the bytes in a file of this name."""

    def read(data: bytes) -> None:
        path = folder() / name
        path.write_bytes(data)
        try:
            foreseen(run(*arguments, folder=folder()))
        finally:
            path.unlink()

    return read


def _document(data: bytes) -> None:
    foreseen(run("validate", "-", "--jobs", "1", "--no-cache", given=data))


def _definition(data: bytes) -> None:
    text = blueprint(yaml=data.decode("utf-8", "replace"))
    foreseen(run("import", "-", "-q", "--jobs", "1", "--no-cache", given=text))


def _compiled(data: bytes) -> None:
    check(data.decode("utf-8", "surrogateescape"))


def _changed(data: bytes) -> None:
    (folder() / "new.md").write_bytes(_KEEPER.encode() + b"\n### KPIs\n" + data)
    foreseen(run("diff", "keeper.md", "new.md", "--no-cache", folder=folder()))


def _fixed(data: bytes) -> None:
    foreseen(run("fix", "-", "--unsafe", "--no-cache", given=data))


def _damaged(name: str, *arguments: str) -> Callable[[bytes], None]:
    """Return a reader of a file that is valid except for some bytes: pairs of place and value."""

    def read(data: bytes) -> None:
        path = folder() / name
        whole = path.read_bytes()
        broken = bytearray(whole)
        for at in range(0, len(data) - 3, 4):
            place = int.from_bytes(data[at : at + 3], "big") % len(broken)
            broken[place] = data[at + 3]
        path.write_bytes(broken)
        try:
            foreseen(run(*arguments, folder=folder()))
        finally:
            for file in path.parent.glob(f"{path.name}*"):
                file.unlink()
            path.write_bytes(whole)

    return read


_PLACES = (
    ("agent_definitions", "inputs_schema"), ("agent_definitions", "triggers_config"),
    ("agent_definitions", "stack_details"), ("agent_definitions", "memory_config"),
    ("agent_definitions", "additional_sections"), ("agent_definitions", "core_capabilities"),
    ("agent_definitions", "underlying_services_required"), ("agent_definitions", "name"),
    ("agent_definitions", "version"), ("agent_definitions", "status"), ("agent_definitions", "id"),
    ("agent_definitions", "created_at"), ("agent_definitions", "description"),
    ("playbooks", "steps"), ("playbooks", "is_active"), ("playbooks", "id"), ("playbooks", "name"),
)  # fmt: skip


def _stored(data: bytes) -> None:
    """Replace a value of a column by any other: one byte selects the column, one the type."""
    if len(data) < 2:
        return
    table, column = _PLACES[data[0] % len(_PLACES)]
    value: object = data[2:]
    if data[1] % 4 == 1:
        value = data[2:].decode("utf-8", "replace")
    elif data[1] % 4 == 2:
        value = int.from_bytes(data[2:10], "big", signed=True)
    elif data[1] % 4 == 3:
        value = None
    path = folder() / "stored.db"
    shutil.copyfile(folder() / "agents.db", path)
    with closing(sqlite3.connect(path)) as database, suppress(sqlite3.Error):
        database.execute("PRAGMA ignore_check_constraints = ON")
        if data[1] & 4:  # as a text that is not UTF-8
            database.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT)", (value,))
        else:
            database.execute(f"UPDATE {table} SET {column} = ?", (value,))
        database.commit()
    foreseen(run("show", "sqlite:///stored.db", folder=folder()))
    foreseen(run("diff", "sqlite:///stored.db", "keeper.md", "--no-cache", folder=folder()))
    arguments = ("--database", "sqlite:///stored.db", "--check", "--no-cache", "-q")
    foreseen(run("import", "keeper.md", *arguments, folder=folder()))


_STATEMENTS = (
    "ALTER TABLE agent_definitions DROP COLUMN description",
    "ALTER TABLE agent_definitions RENAME COLUMN status TO state",
    "ALTER TABLE agent_definitions ADD COLUMN note TEXT",
    "ALTER TABLE agent_definitions ADD COLUMN must TEXT NOT NULL DEFAULT 'x'",
    "ALTER TABLE agent_definitions ADD COLUMN twice TEXT AS (name || name)",
    "ALTER TABLE agent_definitions RENAME TO elsewhere",
    "CREATE VIEW agent_definitions AS SELECT * FROM elsewhere",
    "CREATE TABLE agent_definitions (id INTEGER, name BLOB)",
    "CREATE VIEW loop AS SELECT * FROM loop",
    "CREATE VIEW agent_definitions AS SELECT * FROM gone",
    "DROP TABLE playbooks",
    "DROP TABLE agent_run_logs",
    "DELETE FROM agent_definitions",
    "CREATE TRIGGER no BEFORE UPDATE ON agent_definitions BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE TRIGGER no BEFORE INSERT ON playbooks BEGIN SELECT RAISE(ABORT, 'no\x1b[31m'); END",
    "UPDATE agent_definitions SET id = NULL",
    "UPDATE agent_definitions SET inputs_schema = NULL, additional_sections = 'null'",
    "UPDATE agent_definitions SET version = '9.9', status = 'gone', name = x'ff'",
    "INSERT INTO playbooks SELECT * FROM playbooks",
    "PRAGMA user_version = 99",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE x'",
    "UPDATE sqlite_schema SET name = x'ff' WHERE name = 'playbooks'",
)


def _altered(data: bytes) -> None:
    """Alter the tables of a database: each byte selects a statement; failing ones are skipped."""
    path = folder() / "altered.db"
    shutil.copyfile(folder() / "agents.db", path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("PRAGMA foreign_keys = OFF")
        for byte in data[:8]:
            with suppress(sqlite3.Error):
                database.execute(_STATEMENTS[byte % len(_STATEMENTS)])
        with suppress(sqlite3.Error):
            database.commit()
    foreseen(run("show", "sqlite:///altered.db", folder=folder()))
    foreseen(run("show", "sqlite:///altered.db", "agent_001", folder=folder()))
    foreseen(run("diff", "keeper.md", "sqlite:///altered.db", "--no-cache", folder=folder()))
    arguments = ("--database", "sqlite:///altered.db", "--no-cache", "-q")
    foreseen(run("import", "keeper.md", *arguments, "--check", folder=folder()))
    foreseen(run("import", "keeper.md", *arguments, folder=folder()))
    foreseen(run("configure", "--recheck", "sqlite:///altered.db", folder=folder()))


def _tree(data: bytes) -> None:
    """Read a revision whose tree the bytes describe."""
    definitions = (folder() / "agents.json").read_bytes()
    made = trees.repository(folder() / "repository", _KEEPER.encode(), definitions)
    trees.read_tree(made, data, lambda *words, **more: foreseen(run(*words, **more)))


def _cache_folder(data: bytes) -> None:
    """Read a document with a cache that the bytes have changed: the findings stay the same.

    Findings that are nonsense with a checksum that is right may be refused.
    """
    expected = _known(None)

    def read(cache: Path) -> None:
        done = _known(cache)
        assert done == expected or "the cache is damaged; remove it" in done.stderr, done

    caches.read_with(folder() / "cache", data, read)


def _known(cache: Path | None) -> Done:
    options = ("--no-cache",) if cache is None else ("--cache-dir", str(cache))
    done = run("validate", "keeper.md", "--severity", "info", *options, folder=folder())
    foreseen(done)
    return done


TARGETS = {
    "document": Target(_document, vocabulary.DOCUMENTS, vocabulary.MARKDOWN),
    "compiled": Target(_compiled, vocabulary.DOCUMENTS, vocabulary.MARKDOWN),
    "definition": Target(_definition, vocabulary.DEFINITIONS, vocabulary.YAML),
    "changed": Target(_changed, ("",), vocabulary.MARKDOWN),
    "fixed": Target(_fixed, vocabulary.DOCUMENTS, vocabulary.MARKDOWN),
    "instance": Target(
        _file("i.yaml", "configure", "i.yaml", "--from", "agents.json"),
        vocabulary.INSTANCES, vocabulary.YAML,
    ),
    "playbook": Target(
        _file("playbooks/Keeper/a.yaml", "validate", "keeper.md", "--no-cache"),
        vocabulary.PLAYBOOKS, vocabulary.YAML,
    ),
    "json": Target(_file("a.json", "show", "a.json"), vocabulary.JSONS, vocabulary.JSON),
    "json lines": Target(
        _file("a.jsonl", "diff", "a.jsonl", "agents.json"), vocabulary.JSON_LINES, vocabulary.JSON
    ),
    "baseline": Target(
        _file("b.json", "validate", "keeper.md", "--no-cache", "--baseline", "b.json"),
        vocabulary.BASELINES, vocabulary.JSON,
    ),
    "settings": Target(
        _file("s.toml", "validate", "keeper.md", "--no-cache", "--config", "s.toml"),
        vocabulary.SETTINGS, vocabulary.TOML,
    ),
    "project": Target(
        _file("pyproject.toml", "validate", "keeper.md", "--no-cache"),
        vocabulary.SETTINGS, vocabulary.TOML,
    ),
    "ignore file": Target(
        _file("ignored/.gitignore", "validate", "ignored", "--no-cache"), ("",), vocabulary.IGNORES
    ),
    "database": Target(_damaged("agents.db", "show", "sqlite:///agents.db"), (), ()),
    "database check": Target(
        _damaged("agents.db", "import", "keeper.md", "--no-cache", "--database",
                 "sqlite:///agents.db", "--check"),
        (), (),
    ),
    "cache": Target(
        _damaged("cache/compiled.db", "validate", "keeper.md", "--cache-dir", "cache"), (), ()
    ),
    "cache folder": Target(_cache_folder, (), ()),
    "tree": Target(_tree, (), ()),
    "stored": Target(_stored, (), ()),
    "altered": Target(_altered, (), ()),
}  # fmt: skip
"""By name. Those without pieces read bytes that select the damage."""


def seeds(name: str) -> list[bytes]:
    """Return inputs that a target is known to read, as a starting point."""
    target = TARGETS[name]
    known = {
        "json": [(folder() / "agents.json").read_bytes()],
        "json lines": [(folder() / "agents.jsonl").read_bytes()],
        "baseline": [json.dumps({"format": 1, "findings": []}).encode()],
    }
    texts = [text.encode() for text in target.beginnings]
    return [*texts, *known.get(name, []), bytes(8)]
