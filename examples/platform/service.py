"""A small platform on ionflux: blueprints in, instances configured, runs checked and logged.

    pip install 'ionflux[postgres]' fastapi uvicorn
    DATABASE_URL=postgresql://app@localhost/agents uvicorn service:app

Each request is one transaction, which ionflux joins, and which includes the platform's own
statements.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid4

import psycopg
from fastapi import Body, FastAPI, HTTPException
from jsonschema import Draft202012Validator

import ionflux

_Row = TypeVar("_Row", ionflux.AgentDefinition, ionflux.AgentConfiguration)

LATEST = (
    "SELECT status FROM agent_run_logs WHERE agent_configuration_id = {} ORDER BY start_time DESC"
)
LAST_RUN = "UPDATE agent_configurations SET last_run_id = {}, last_run_status = {} WHERE id = {}"


def create_app(url: str) -> FastAPI:
    """Return the service for a PostgreSQL or SQLite database."""
    app = FastAPI(title="Agents")
    mark = "?" if url.startswith("sqlite") else "%s"

    @contextmanager
    def transaction() -> Iterator[Any]:
        if url.startswith("sqlite"):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as driver, driver:
                yield driver
        else:
            with psycopg.connect(url) as server:
                yield server

    @app.post("/blueprints")
    def bring(document: Annotated[str, Body(media_type="text/markdown")]) -> dict[str, Any]:
        """Compile a document and load it; `prune` would deprecate missing agents."""
        result = ionflux.compile_text(document, path="blueprint.md")
        refuse(result.diagnostics)
        with transaction() as connection, ionflux.connect(connection) as store:
            report = store.load(result)
        return {entity: tally._asdict() for entity, tally in report.tallies.items()}

    @app.get("/agents")
    def agents() -> list[dict[str, str]]:
        with transaction() as connection, ionflux.connect(connection) as store:
            return [{"id": a.id, "name": a.name, "status": a.status} for a in store.definitions()]

    @app.get("/agents/{agent}/inputs")
    def inputs(agent: str) -> dict[str, Any]:
        """Return the JSON Schema of an agent's inputs, for a form."""
        with transaction() as connection, ionflux.connect(connection) as store:
            return ionflux.input_schema(found(store.definitions(), agent))

    @app.post("/configurations", status_code=201)
    def configure(
        instance: Annotated[str, Body(media_type="application/yaml")],
    ) -> dict[str, list[str]]:
        """Check an instance file against the stored definitions, and store the configuration."""
        with transaction() as connection, ionflux.connect(connection) as store:
            configured = ionflux.configure_text(instance, store.definitions(), path="instance.yaml")
            refuse(configured.diagnostics)
            store.load(configured.configurations)
        return {"ids": [str(each.id) for each in configured.configurations]}

    @app.post("/configurations/{configuration}/runs", status_code=201)
    def run(configuration: UUID, values: dict[str, Any]) -> dict[str, str]:
        """Check the values of a run against the agent's inputs, and log its start."""
        with transaction() as connection, ionflux.connect(connection) as store:
            configured = found(store.configurations(), configuration)
            definition = found(store.definitions(), configured.agent_definition_id)
            check = Draft202012Validator(ionflux.input_schema(definition))
            if errors := [error.message for error in check.iter_errors(values)]:
                raise HTTPException(422, errors)
            log = ionflux.AgentRunLog(
                agent_configuration_id=configured.id,
                run_id=uuid4(),
                trigger_type="manual",
                status="running",
                start_time=datetime.now(UTC),
                input_params_snapshot=(configured.effective_config_cache or {})
                | {"inputs": values},
            )
            store.load([log])
            last_run = (str(log.run_id), log.status, str(configured.id))
            connection.execute(LAST_RUN.format(mark, mark, mark), last_run)
        return {"run_id": str(log.run_id)}

    @app.get("/configurations/{configuration}/runs")
    def runs(configuration: UUID) -> list[str]:
        """Return the states of the latest runs, the latest first."""
        with transaction() as connection:
            rows = connection.execute(f"{LATEST.format(mark)} LIMIT 20", (str(configuration),))
            return [status for (status,) in rows]

    return app


def refuse(diagnostics: tuple[ionflux.Diagnostic, ...]) -> None:
    """Answer with the errors, each with its place in the request."""
    errors = [each for each in diagnostics if each.severity is ionflux.Severity.ERROR]
    if errors:
        places = [f"{e.path}:{e.line}:{e.column}: {e.code} {e.message}" for e in errors]
        raise HTTPException(422, places)


def found(rows: tuple[_Row, ...], wanted: object) -> _Row:
    """Return the row with an id, or answer with 404."""
    for row in rows:
        if row.id == wanted:
            return row
    raise HTTPException(404, f"there is no {wanted}")


if "DATABASE_URL" in os.environ:
    app = create_app(os.environ["DATABASE_URL"])
