"""The example service at work, on both databases."""

from __future__ import annotations

import asyncio
import runpy
from pathlib import Path
from typing import Any

import httpx
import pytest

from database_reality import query, rows

SERVICE = Path(__file__).resolve().parents[1] / "examples" / "platform" / "service.py"
BLUEPRINT = """\
## AGENT 001 — Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: 0.1
triggers: [{{type: webhook, path: /keeper/run}}]
inputs: [{{key: goal, type: string, required: true}}, {{key: limit, type: {limit}, default: 5}}]
memory: {{type: redis, namespace: "keeper_{{{{workspace_id}}}}"}}
```
"""
INSTANCE = """\
agent_definition_id: agent_001
workspace_id: ws-1
name: Notes
created_by_user_id: u-1
config:
  goal: {goal}
"""


class Client:
    """A client of the service, without a network between them."""

    def __init__(self, url: str) -> None:
        self._app = runpy.run_path(str(SERVICE))["create_app"](url)

    def get(self, path: str) -> httpx.Response:
        """Return the answer to a request."""
        return asyncio.run(self._answer("GET", path))

    def post(self, path: str, text: str) -> httpx.Response:
        """Return the answer to a document or an instance."""
        kind = "text/markdown" if path == "/blueprints" else "application/yaml"
        return asyncio.run(self._answer("POST", path, content=text, headers={"Content-Type": kind}))

    def post_json(self, path: str, values: Any) -> httpx.Response:
        """Return the answer to values."""
        return asyncio.run(self._answer("POST", path, json=values))

    async def _answer(self, method: str, path: str, **body: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://platform") as client:
            return await client.request(method, path, **body)


@pytest.fixture
def client(database_url: str) -> Client:
    return Client(database_url)


def test_the_service_from_a_blueprint_to_a_logged_run(client: Client, database_url: str) -> None:
    bad = client.post("/blueprints", BLUEPRINT.format(limit="many"))
    assert bad.status_code == 422
    assert bad.json()["detail"][0].startswith("blueprint.md:9:")
    brought = client.post("/blueprints", BLUEPRINT.format(limit="number"))
    assert brought.json()["agent_definition"]["inserted"] == 1

    query(database_url, "UPDATE agent_definitions SET status = 'active'")
    client.post("/blueprints", BLUEPRINT.format(limit="number"))
    assert client.get("/agents").json() == [
        {"id": "agent_001", "name": "Keeper", "status": "active"}
    ]
    assert client.get("/agents/agent_001/inputs").json()["required"] == ["goal"]
    assert client.get("/agents/agent_404/inputs").status_code == 404

    bad = client.post("/configurations", INSTANCE.format(goal="[1]"))
    assert (bad.status_code, "IFX403" in bad.json()["detail"][0]) == (422, True)
    (made,) = client.post("/configurations", INSTANCE.format(goal="grow")).json()["ids"]

    runs = f"/configurations/{made}/runs"
    assert client.post_json(runs, {"limit": 3}).json()["detail"] == [
        "'goal' is a required property"
    ]
    assert client.get(runs).json() == []
    run = client.post_json(runs, {"goal": "grow", "limit": 3}).json()["run_id"]
    assert client.get(runs).json() == ["running"]
    (configured,) = rows(database_url, "agent_configurations").values()
    assert (configured["last_run_id"], configured["last_run_status"]) == (run, "running")
    (logged,) = rows(database_url, "agent_run_logs").values()
    assert logged["input_params_snapshot"]["inputs"] == {"goal": "grow", "limit": 3}


def test_a_request_that_fails_leaves_nothing(client: Client, database_url: str) -> None:
    client.post("/blueprints", BLUEPRINT.format(limit="number"))
    (made,) = client.post("/configurations", INSTANCE.format(goal="grow")).json()["ids"]
    query(database_url, "ALTER TABLE agent_configurations RENAME COLUMN last_run_id TO latest")
    with pytest.raises(Exception, match="last_run_id"):
        client.post_json(f"/configurations/{made}/runs", {"goal": "grow"})
    assert rows(database_url, "agent_run_logs") == {}
