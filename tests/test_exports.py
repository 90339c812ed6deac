"""`ionflux export`: what other libraries read, and what formats cannot express."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import ionflux
from ionflux.exporters import names
from ionflux.models import Graph
from program import Done, run

HERE = Path(__file__).parent
ROOT = HERE.parent
CHECKER = Path(sys.prefix) / "exports" / "bin" / "python"
PACKAGES = Path(os.environ.get("NODE_PACKAGES") or Path(sys.prefix) / "node") / "node_modules"

HOSTILE = r"""# Agents

## AGENT 001 — KEEPER
“What it says: "quotes", <script>alert(1)</script>, `code`, {{name}} and % signs”

### 2 ▸ Core Capabilities
*   Sort: by | pipes, "quotes" and ]brackets[
*   Ça vaut: 日本語
    *   a point of it

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: "Keeper \"%$(touch hacked)\" <b>[x](y)</b>"
version: "0.1"
triggers:
  - {type: schedule, cron: "0 8 * * MON-FRI", timezone: America/Sao_Paulo}
  - {type: schedule, cron: "0 8 L * *"}
  - {type: webhook, path: "/keeper/:order/{line}", method: GET}
  - {type: event, topic: mail.in}
inputs:
  - {key: "mail/box~%", type: string, required: true, description: "A \"box\" | of\n mail"}
  - key: rules
    type: json
    schema:
      $ref: "#/$defs/rule"
      $defs: {rule: {type: object, properties: {next: {"$ref": "#/$defs/rule"}}}}
  - {key: limit, type: number, default: 5}
outputs:
  - {key: report, type: md}
```

## AGENT 002 — SORTER
### 5 ▸ YAML Definition
```yaml
id: agent_002
name: 分类
version: "0.1"
status: deprecated
triggers:
  - {type: webhook, path: "/keeper/{order}/{line}", method: POST}
stack:
  models: ["anthropic:claude-3-haiku", "openai:gpt-4o"]
```
"""


def export(source: Path, *arguments: str | Path, folder: Path | None = None) -> Done:
    return run("export", source, *arguments, "--no-cache", "--isolated", folder=folder)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the project's agents and hostile ones in every format, each to its own folder."""
    folder = tmp_path_factory.mktemp("exported")
    hostile = folder / "hostile.md"
    hostile.write_text(HOSTILE, "utf-8")
    for name in names():
        for title, source in (
            ("ten", ROOT / "blueprints"),
            ("hostile", hostile),
            ("graph", ROOT / "examples" / "fluxgraph"),
        ):
            out = folder / "out" / name / title
            out.mkdir(parents=True)
            done = export(source, "--format", name, "--output", out)
            assert done.returncode == 0, done.stderr
    for name in ("openapi", "mcp", "mermaid"):
        for title in ("ten", "hostile", "graph"):
            (file,) = (folder / "out" / name / title).iterdir()
            file.rename(folder / "out" / name / f"{title}{file.suffix}")
            (folder / "out" / name / title).rmdir()
    return folder / "out"


@pytest.fixture(scope="module")
def read(exported: Path) -> dict[str, Any]:
    if not CHECKER.exists():
        pytest.skip("the libraries that check exports are not there: make test brings them")
    check = [str(CHECKER), str(HERE / "exports_checker.py"), str(exported)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_openapi_is_valid_and_has_every_webhook(read: dict[str, Any]) -> None:
    paths = read["openapi/ten.json"]
    assert paths["/emailwizard/run"] == ["post"]
    assert len(paths) == 10
    assert read["openapi/hostile.json"] == {"/keeper/{order}/{line}": ["get", "post"]}


def test_webhooks_that_share_an_operation_are_lost_but_for_the_first(tmp_path: Path) -> None:
    blueprint = (
        "## AGENT 00{0} — ONE{0}\n### YAML Definition\n```yaml\n"
        "id: agent_00{0}\nname: One{0}\nversion: '0.1'\n"
        "triggers: [{{type: webhook, path: '/go/{{{1}}}'}}]\n```\n"
    )
    source = tmp_path / "agents.md"
    source.write_text("".join(blueprint.format(n, name) for n, name in enumerate("abb", 1)))
    done = export(source, "-f", "openapi")
    (path,) = json.loads(done.stdout)["paths"].items()
    assert (path[0], path[1]["post"]["tags"]) == ("/go/{a}", ["agent_001"])
    lost = "the webhook POST /go/{b} (already taken by agent_001)"
    assert f"agent_002, agent_003: {lost}\n" in done.stderr
    strict = export(source, "-f", "openapi", "--lossless")
    assert (strict.returncode, strict.stdout) == (1, "")


@pytest.mark.parametrize("name", ["a2a", "agent-spec"])
def test_ids_that_differ_only_in_case_have_files_of_their_own(tmp_path: Path, name: str) -> None:
    agent = {"name": "A", "version": "0.1"}
    agents = [{"id": "agent_001_x", **agent}, {"id": "agent_001_X", **agent, "name": "B"}]
    source = tmp_path / "agents.json"
    source.write_text(json.dumps({"agent_definitions": agents}))
    export(source, "-f", name, "-o", tmp_path / "out")
    files = [each.name.lower() for each in (tmp_path / "out").iterdir()]
    assert len(set(files)) == 2
    assert "agent_001_x.json" in files


def test_mcp_tools_have_every_agent_with_its_inputs(read: dict[str, Any]) -> None:
    tools = read["mcp/ten.json"]
    assert len(tools) == 10
    assert tools["agent_001"] == ["dry_run", "manual_payload", "max_recipients", "shopify_event"]
    assert read["mcp/hostile.json"]["agent_001"] == ["limit", "mail/box~%", "rules"]


def test_a2a_cards_have_a_skill_for_each_capability(read: dict[str, Any]) -> None:
    assert read["a2a/hostile/agent_002"] == ["分类", "0.1", 1]
    assert read["a2a/ten/agent_004"][0] == "ShopifySalesSentinel"
    assert read["a2a/ten/agent_004"][2] > 1


def test_agent_spec_has_the_model_and_all_values(read: dict[str, Any]) -> None:
    name, model, titles = read["agent-spec/ten/agent_004"]
    assert (name, model) == ("ShopifySalesSentinel", "gpt-4o")
    assert titles[:3] == ["shopify_event", "latency_log", "auto_rollback"]


def test_mermaid_parses_every_chart(exported: Path) -> None:
    if not (shutil.which("node") and (PACKAGES / "mermaid").is_dir()):
        pytest.skip("node or Mermaid is not there: make test brings Mermaid with npm")
    check = ["node", HERE / "node" / "charts.mjs", PACKAGES, exported / "mermaid"]
    done = subprocess.run(list(map(str, check)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == [
        "graph.mmd: flowchart-v2",
        "hostile.mmd: flowchart-v2",
        "ten.mmd: flowchart-v2",
    ]


def test_mermaid_draws_the_graph_of_an_agent(exported: Path) -> None:
    chart = (exported / "mermaid" / "graph.mmd").read_text("utf-8")
    assert 'a1_g2["scale_recipe<br/>Scale_Transform"]' in chart
    assert "    a1 --> a1_g1\n" in chart
    assert "    a1_g1 --> a1_g2\n" in chart


def test_claude_subagents_have_a_head_that_yaml_reads(exported: Path) -> None:
    files = {file.name: file.read_text("utf-8") for file in (exported / "claude").rglob("*.md")}
    assert {"agent-002.md", "emailwizard.md"} < files.keys()
    for name, text in files.items():
        _, head, body = text.split("---\n", 2)
        values = YAML(typ="safe").load(head)
        assert f"{values['name']}.md" == name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", values["name"])
        assert values["description"]
        assert body.startswith("\n# ")
    assert YAML(typ="safe").load(files["agent-002.md"].split("---\n")[1])["model"] == "haiku"
    (keeper,) = (text for name, text in files.items() if name.startswith("keeper"))
    assert "- `limit` (number, default 5)" in keeper
    assert "\n- Ça vaut: 日本語\n  - a point of it\n" in keeper
    assert '- `mail/box~%` (string, required): A "box" | of mail' in keeper


def test_claude_subagents_know_their_playbooks_and_graphs(exported: Path) -> None:
    folder = exported / "claude"
    pulse = (folder / "ten" / "whatsapppulse.md").read_text("utf-8")
    assert "### Reconquista de clientes fora do ciclo (inactive)\n" in pulse
    assert "Starts with `customer_inactive`.\n" in pulse
    assert '1. `check_consent`: {"purpose": "marketing", "on_missing": "stop"}\n' in pulse
    (file,) = (folder / "graph").glob("*.md")
    (block,) = re.findall(r"## Graph\n\n```json\n(.*?)```\n", file.read_text("utf-8"), re.DOTALL)
    (agent,) = ionflux.load(str(ROOT / "examples" / "fluxgraph"))
    assert Graph.model_validate_json(block) == agent.graph


def test_the_crontab_runs_each_schedule_in_its_zone(exported: Path, tmp_path: Path) -> None:
    (file,) = (exported / "crontab" / "hostile").iterdir()
    assert file.read_text("utf-8").splitlines()[2:] == [
        "",
        "CRON_TZ=America/Sao_Paulo",
        "0 8 * * mon-fri run-agent agent_001",
    ]
    done = export(exported.parent / "hostile.md", "-f", "crontab", "--command", "echo {name}")
    command = done.stdout.splitlines()[-1].split(maxsplit=5)[5].replace(r"\%", "%")
    said = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout == 'Keeper "%$(touch hacked)" <b>[x](y)</b>\n'
    assert not (tmp_path / "hacked").exists()


def test_what_a_format_cannot_express_is_listed_and_may_be_an_error(tmp_path: Path) -> None:
    document = tmp_path / "hostile.md"
    document.write_text(HOSTILE, "utf-8")
    done = export(document, 'keeper "%$(touch hacked)" <b>[x](y)</b>', "--format", "crontab")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()[1:]
    assert line.startswith("  agent_001: core_capabilities, version, description, inputs_schema")
    assert "a trigger of type webhook, a trigger of type event" in line
    assert "the schedule `0 8 L * *`, which cron cannot express" in line
    target = tmp_path / "crontab"
    refused = export(document, "--format", "crontab", "--lossless", "-o", target)
    assert (refused.returncode, target.exists()) == (1, False)
    assert "cannot express" in refused.stderr


def test_a_mistyped_name_is_reported_in_one_helpful_line(tmp_path: Path) -> None:
    source = ROOT / "blueprints"
    assert "did you mean `openapi`?" in export(source, "--format", "openap").stderr
    assert "did you mean `EmailWizard`?" in export(source, "EmailWizrd", "-f", "mcp").stderr
    several = export(source, "--format", "claude")
    assert (several.returncode, several.stdout) == (2, "")
    assert "name a folder with -o" in several.stderr
    file = tmp_path / "file"
    file.touch()
    assert export(source, "-f", "a2a", "-o", file).returncode == 2
    empty = tmp_path / "empty.json"
    empty.write_text('{"agent_definitions": []}')
    assert export(empty, "-f", "mcp").stderr == "ionflux: the source has no agents\n"


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000", "/api", "//x", "ftp://x", "http://", "http:///x", "https:x", "http://:80",
        "http://a b", "http://x\n", "http://x?y=1", "http://x#y", "http://x:99999", "http://[::1",
        "http://{tenant}.x",
    ],
)  # fmt: skip
def test_a_base_url_is_absolute(tmp_path: Path, url: str) -> None:
    target = tmp_path / "openapi.json"
    done = export(ROOT / "blueprints", "-f", "openapi", "--base-url", url, "-o", target)
    assert (done.returncode, done.stdout, target.exists()) == (2, "", False)
    (line,) = done.stderr.splitlines()
    assert "is not a base URL: write an absolute http or https URL" in line


@pytest.mark.parametrize(
    "url", ["HTTPS://x.org/api", "http://[::1]:80", "https://exämple.de/a%20b"]
)
def test_a_base_url_begins_each_address(url: str) -> None:
    arguments = (ROOT / "blueprints", "EmailWizard", "-q", "--base-url", f"{url}/", "-f")
    assert json.loads(export(*arguments, "openapi").stdout)["servers"] == [{"url": url}]
    (interface,) = json.loads(export(*arguments, "a2a").stdout)["supportedInterfaces"]
    assert interface["url"] == f"{url}/a2a/agent_001"


def test_the_same_definitions_give_the_same_bytes_from_a_database(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'agents.db'}"
    assert run("import", ROOT / "blueprints", "--database", database, "--isolated").returncode == 0
    for name in ("openapi", "mcp", "mermaid", "crontab"):
        stored = run("export", database, "--format", name)
        assert stored.stdout == export(ROOT / "blueprints", "--format", name).stdout
