"""Database URLs: what is accepted, what is rejected, and what is never shown."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from database_samples import definition, records
from ionflux.core.errors import IonfluxError, UsageError, WorkError
from ionflux.database import connect, is_url

SECRET = "p%40ss%2Fw%C3%B6rd%21"  # noqa: S105 - made up, and the very thing that must not show
PIECES = (SECRET, "p@ss/wörd!", "ss/w", "ss%2Fw", "wörd", "w%C3%B6rd")


def test_a_relative_and_an_absolute_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:///near%20by.db", f"SQLite:///{tmp_path}/far é.db"):
        with connect(url) as store:
            store.load(records(definition()))
            assert list(store.read("agent_definition"))
    assert {file.name for file in tmp_path.iterdir()} == {"near by.db", "far é.db"}


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_schemes_of_postgres(postgres_url: str, scheme: str) -> None:
    with connect(postgres_url.replace("postgresql", scheme, 1)) as store:
        assert store.load(records(definition())).changed


@pytest.mark.parametrize(
    "url",
    [
        "",
        "agents.db",
        "sqlite:agents.db",
        "mysql://user:hunter2@host/agents",
        "postgresql+asyncpg://user:hunter2@host/agents",
        "user:hunter2@host://agents",
        "sqlite://agents.db",
        "sqlite://",
        "sqlite:///",
    ],
)
def test_other_urls_are_refused_with_the_valid_ones(url: str) -> None:
    with pytest.raises(UsageError, match=r"sqlite:///file\.db.*postgresql://") as caught:
        connect(url)
    assert "hunter2" not in str(caught.value)


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(UsageError, match="memory"):
        connect("sqlite:///:memory:")


def test_urls_are_distinguished_from_paths() -> None:
    assert is_url("sqlite:///a.db")
    assert is_url("mysql://host/a")
    assert not any(is_url(path) for path in ("a.db", "blueprints/", "HEAD~1:a.md", "-", "C:/a.db"))


def shown(url: str) -> str:
    with pytest.raises(IonfluxError) as caught, connect(url) as store:
        store.load(records(definition()))
    message = str(caught.value)
    assert "\n" not in message
    assert not [piece for piece in PIECES if piece in message]
    assert caught.value.__cause__ is None
    return message


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://user:{SECRET}@127.0.0.1:1/agents",
        f"postgresql://user@127.0.0.1:1/agents?password={SECRET}",
        f"postgresql://127.0.0.1:1/agents?user=user&password={SECRET}&sslpassword={SECRET}",
        f"postgresql://user:{SECRET}@no-such-host.invalid/agents",
        "postgresql://user:wörd!?@127.0.0.1:1/agents",
        "postgresql://user:1?2wörd#@127.0.0.1:1/agents",
        f"postgresql://user:{SECRET}@127.0.0.1:1/{SECRET}",
    ],
)
def test_an_unreachable_server_is_named_without_its_password(url: str) -> None:
    assert "127.0.0.1" in (message := shown(url)) or "no-such-host" in message


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:p@ss/wörd!@host/agents",
        "postgresql://user:ss/wörd!@host/agents",
        "postgresql://user:w:wörd@host:wörd/agents",
        f"postgresql://user:{SECRET}@host/agents?no_such_option={SECRET}",
        f"postgresql://user:{SECRET}%@host/agents",
        f"postgresql://user:{SECRET}@[::1/agents",
        f"postgresql://user:{SECRET}%00@host/agents",
    ],
)
def test_a_url_that_cannot_be_read_is_not_shown(url: str) -> None:
    with pytest.raises(UsageError, match="percent-encoded") as caught:
        connect(url)
    assert not [piece for piece in PIECES if piece in str(caught.value)]
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_refused_password_is_not_shown(postgres_server: str) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as server:
        row = server.execute("SHOW hba_file").fetchone()
        assert row is not None
        rules = Path(row[0])
        before = rules.read_text()
        server.execute("CREATE ROLE guest LOGIN PASSWORD 'other'")
        rules.write_text(f"local all guest scram-sha-256\n{before}")
        server.execute("SELECT pg_reload_conf()")
        try:
            url = postgres_server.replace("postgres:@", f"guest:{SECRET}@")
            for _ in range(100):  # the server reads its rules again when it gets to it
                if "authentication failed" in (said := shown(url)):
                    break
                time.sleep(0.1)
            assert "authentication failed" in said
        finally:
            rules.write_text(before)
            server.execute("SELECT pg_reload_conf()")


def test_a_server_that_does_not_answer_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        assert "timeout" in shown(f"postgresql://u:{SECRET}@127.0.0.1:{port}/a?connect_timeout=2")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("no/such.db", "there is no folder '{}/no'"),
        ("", "it is a folder"),
        ("new.db?mode=rw", "it does not exist, or cannot be created"),
    ],
)
@pytest.mark.parametrize("check", [False, True])
def test_a_file_that_cannot_be_opened(tmp_path: Path, named: str, said: str, check: bool) -> None:
    with (
        pytest.raises(WorkError, match=re.escape(said.format(tmp_path))),
        connect(f"sqlite:///{tmp_path}/{named}") as store,
    ):
        store.load(records(definition()), check=check)
    assert not list(tmp_path.iterdir())


def test_without_the_driver_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from ionflux.database import connect\n"
        "from ionflux.core.errors import WorkError\n"
        "try: connect('postgresql://user:hunter2@host/agents')\n"
        "except WorkError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )
    assert "pip install 'ionflux[postgres]'" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
