"""Literals: whatever the text, the database gets it, under any setting of the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from database_samples import HOSTILE, texts
from ionflux.core.errors import WorkError
from ionflux.database.dialect import POSTGRES
from ionflux.database.literals import check_text, postgres_text, sqlite_text

several = st.lists(texts, max_size=4)


@pytest.fixture(scope="module", params=["on", "off"])
def server(request: pytest.FixtureRequest, postgres_server: str) -> Iterator[psycopg.Connection]:
    options = f"-c standard_conforming_strings={request.param} -c backslash_quote=off"
    with psycopg.connect(postgres_server, options=options, autocommit=True) as connection:
        yield connection


def fetch(server: psycopg.Connection, expression: str) -> object:
    row = server.execute(f"SELECT {expression}".encode()).fetchone()
    assert row is not None
    return row[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
@example(text="\\'; SELECT 1; --")
def test_postgres_reads_what_was_written(server: psycopg.Connection, text: str) -> None:
    assert fetch(server, f"{postgres_text(text)}::text") == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=several)
@example(items=["{", "}", ",", '"', "NULL", "\\"])
def test_postgres_reads_lists_of_text(server: psycopg.Connection, items: list[str]) -> None:
    assert fetch(server, f"{POSTGRES.literal(items)}::text[]") == items


@settings(max_examples=150)
@given(text=texts)
@example(text="<0d>\r<0d.1>\r<0d.2>\x1b")
def test_sqlite_reads_what_was_written(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as driver:
        found = driver.execute(f"SELECT CAST({sqlite_text(text)} AS BLOB)").fetchone()[0]
    assert found == text.encode()


def test_sqlite_reads_every_control_character_at_once() -> None:
    text = "".join(map(chr, (*range(1, 32), *range(127, 160)))) * 40 + "'\"\\"
    with closing(sqlite3.connect(":memory:")) as driver:
        found = driver.execute(f"SELECT CAST({sqlite_text(text)} AS BLOB)").fetchone()[0]
    assert found == text.encode()


@given(text=texts)
def test_no_control_character_is_written_as_itself(text: str) -> None:
    for literal in (postgres_text(text), sqlite_text(text)):
        assert {char for char in literal if char < " " or "\x7f" <= char <= "\x9f"} <= {"\n", "\t"}


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "x\udfff"])
def test_what_no_database_can_store_is_rejected(text: str) -> None:
    with pytest.raises(WorkError, match=r"NUL|surrogate"):
        check_text(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_all_other_text_is_accepted(text: str) -> None:
    assert check_text(text) == text
