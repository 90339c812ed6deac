"""`ionflux catalog`: the files that it writes, their content, and the files that it keeps."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

import ionflux
import speed_documents
from catalog_pages import Page, contents, pages
from ionflux.catalog.layers import laid_out
from ionflux.catalog.phrases import PORTUGUESE
from ionflux.core.findings import Severity
from ionflux.core.json_value import JsonValue
from ionflux.forms.blueprint import Way
from ionflux.models.fields import Field, below, fields
from ionflux.models.rows import HEAD, IDENTITY
from ionflux.models.types import STATUSES
from program import command, run

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINTS = PROJECT / "blueprints"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'"

AGENT = """\
## AGENTE 001 — MAIL SORTER / A quiet hand
“Sorts the mail before breakfast”

**Epithet:** The Early Bird

### KPIs
Response below **five** minutes, measured at the end of each week.

### 9 ▸ Scheduling & Triggers
*   Cron: `0 6 * * *`

```yaml
id: agent_001
name: MailSorter
version: "1.0"
triggers:
  - type: schedule
    cron: "0 6 * * *"
    timezone: America/Sao_Paulo
  - type: webhook
    path: /mail/run
inputs:
  - {key: folder, type: string, required: true, description: Where the mail is.}
  - {key: limit, type: number, default: 20}
outputs:
  - {key: report, type: md}
services: [Email]
```
"""
OTHER = AGENT.replace("001", "002").replace("MailSorter", "Ledger").replace(
    "Response below", "As fast as MailSorter:"
)  # fmt: skip


def build(folder: Path, text: str, *options: str, out: str = "site") -> Path:
    (folder / "agents.md").write_text(text, encoding="utf-8")
    done = run("catalog", "agents.md", "--out", out, *options, folder=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return folder / out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the catalogue of the project's own blueprints."""
    out = tmp_path_factory.mktemp("site")
    done = run("catalog", BLUEPRINTS, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def test_there_is_a_page_for_each_agent_and_every_link_leads_somewhere(site: Path) -> None:
    found = pages(site)
    names = {page.path.relative_to(site).as_posix() for page in found}
    assert names == {"index.html", "map.html", *(f"agents/agent_{n:03}.html" for n in range(1, 11))}
    ids = {page.path: page.ids() for page in found}
    for page in found:
        for address in page.addresses():
            path, _, anchor = address.partition("#")
            target = Path(os.path.normpath(page.path.parent / unquote(path))) if path else page.path
            assert target.is_file(), address
            if anchor and "=" not in anchor:
                assert anchor in ids[target], address


def test_values_come_from_where_show_says_compiled_or_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(f"{AGENT}\n{OTHER}", encoding="utf-8")
    for out in ("compiled", "cached"):
        done = run("catalog", "agents.md", "--out", out, "--cache-dir", "cache", folder=tmp_path)
        assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "compiled") == contents(tmp_path / "cached")
    shown = run("show", "agents.md", "--origin", "--format", "json", folder=tmp_path)
    for view in json.loads(shown.stdout)["agents"]:
        text = Page(tmp_path / "cached" / "agents" / f"{view['definition']['id']}.html").text
        for origin in view["origins"]:
            assert f" {origin['field']} {origin['way']} {origin['line']} " in text


def test_every_page_has_a_strict_policy_and_nothing_that_breaks_it(site: Path) -> None:
    for page in pages(site):
        (policy,) = [m for m in page.all("meta") if m.get("http-equiv")]
        assert policy["content"] == f"{POLICY}; form-action 'none'"
        assert [str(script["src"]).rpartition("/")[2] for script in page.all("script")] == [
            "catalog.js"
        ]
        assert not page.all("style")
        assert not page.all("form")
        for _, attributes in page.tags:
            assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_pages_are_whole_documents_with_one_heading_and_ids_that_are_unique(site: Path) -> None:
    for page in pages(site):
        assert page.all("html")[0]["lang"] == "en"
        assert len(page.all("h1")) == len(page.all("main")) == 1
        assert len(page.ids()) == len(set(page.ids()))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        steps = itertools.pairwise(levels)
        assert all(later <= earlier + 1 for earlier, later in steps), page.path


def test_an_agents_page_says_in_words_what_the_yaml_says(tmp_path: Path) -> None:
    page = Page(build(tmp_path, AGENT) / "agents" / "agent_001.html")
    for words in (
        "MailSorter",
        "The Early Bird",
        "At 06:00 (time zone America/Sao_Paulo)",
        "When POST /mail/run is called",
        "What it receives",
        "Where the mail is.",
        "formatted text",
        "Response below five minutes, measured",
        "What it needs",
        "Email",
        "IFX005 missing-section · agents.md, line 1",
        'agent_definition_id: "agent_001"',
    ):
        assert words in page.text
    assert re.search(r"inputs_schema\[0\]\.description yaml 23\b", page.text)
    assert re.search(r"kpis_definition section 7\b", page.text)


def test_chapters_without_content_are_left_out(tmp_path: Path) -> None:
    page = Page(build(tmp_path, AGENT) / "agents" / "agent_001.html")
    titles = re.findall(r"<h2[^>]*>([^<]*)</h2>", page.path.read_text("utf-8"))
    assert titles == [
        "What starts it", "What it receives", "What it returns", "What it needs",
        "Scheduling and triggers", "KPIs", "Also in the blueprint", "Try a configuration",
        "Findings", "Where each value comes from", "Downloads",
    ]  # fmt: skip


def test_a_graph_is_drawn_with_its_nodes_below_those_that_they_wait_for(tmp_path: Path) -> None:
    (agent,) = ionflux.load(str(build(tmp_path, AGENT).parent / "agents.md"))
    nodes = [
        {"id": "fetch", "transform": "Fetch_Transform", "outputs": ["text"]},
        {
            "id": "sum",
            "transform": "LLM_Transform",
            "inputs": {"t": "{{nodes.fetch.outputs.text}}"},
        },
        {"id": "tell", "transform": "Mail_Transform", "depends_on": ["sum"], "condition": "{{x}}"},
    ]
    value = {**agent.model_dump(mode="json"), "graph": {"nodes": nodes}}
    (tmp_path / "agents.json").write_text(json.dumps({"agent_definitions": [value]}), "utf-8")
    assert run("catalog", "agents.json", "--out", "drawn", folder=tmp_path).returncode == 0
    text = (tmp_path / "drawn" / "agents" / "agent_001.html").read_text("utf-8")
    boxes = re.findall(r"translate\([\d.-]+ ([\d.]+)\)\">\n<title>(\w+):", text)
    assert [name for _, name in sorted(boxes, key=lambda box: float(box[0]))] == [
        "fetch", "sum", "tell",
    ]  # fmt: skip
    assert text.count('marker-end="url(#arrow)"') == 2
    assert "<title>tell: Mail_Transform (if {{x}})</title>" in text


def test_a_graph_is_drawn_alike_each_time() -> None:
    named = {"e": "ad", "f": "abcd", "g": "bd", "h": "efg", "i": "ahb", "j": "h"}
    links = [(one, other) for other, found in named.items() for one in found]
    held, drawn = [], set()
    for count in range(20):
        drawn.add(repr(laid_out("abcdefghij", links)))
        held += [object() for _ in range(count)]  # what is made next is elsewhere in memory
    assert len(drawn) == 1


def test_a_graph_that_is_too_large_is_not_drawn(tmp_path: Path) -> None:
    nodes: list[JsonValue] = [
        {"id": f"n{n}", "transform": "T", "depends_on": [f"n{n // 2}"]} for n in range(200)
    ]
    hooks: list[JsonValue] = [
        {"type": "webhook", "config": {"path": f"/{n}", "method": "GET"}} for n in range(200)
    ]
    agent = {
        "id": "agent_001", "name": "X", "version": "1", "graph": {"nodes": nodes},
        "triggers_config": hooks,
        "stack_details": {"database_dependencies": [f"db{n}" for n in range(99)]},
    }  # fmt: skip
    (tmp_path / "agents.json").write_text(json.dumps({"agent_definitions": [agent]}), "utf-8")
    assert run("catalog", "agents.json", "--out", "site", folder=tmp_path).returncode == 0
    page = Page(tmp_path / "site" / "agents" / "agent_001.html")
    assert not page.all("rect")
    assert "n199 T" in page.text
    shown = Page(tmp_path / "site" / "map.html")
    assert len(shown.all("rect")) == 2 + 60 + 1
    assert "Webhook" in shown.text


def test_schemas_and_the_definition_can_be_downloaded(tmp_path: Path) -> None:
    site = build(tmp_path, AGENT)
    (agent,) = ionflux.load(str(tmp_path / "agents.md"))
    assert (
        ionflux.AgentDefinition.model_validate_json(
            (site / "schemas" / "agent_001.json").read_bytes()
        )
        == agent
    )
    schema = json.loads((site / "schemas" / "agent_001.inputs.json").read_bytes())
    assert schema == ionflux.input_schema(agent)
    schema = json.loads((site / "schemas" / "agent_001.outputs.json").read_bytes())
    assert schema == ionflux.output_schema(agent)


def test_the_example_is_an_instance_file_that_configure_accepts(tmp_path: Path) -> None:
    page = Page(build(tmp_path, AGENT) / "agents" / "agent_001.html")
    controls = {each["id"]: each for each in [*page.all("input"), *page.all("textarea")]}
    assert controls["input-1"]["required"] is None
    assert (controls["input-2"]["type"], controls["input-2"]["value"]) == ("number", "20")
    text = re.search(r"<pre data[^>]*><code>(.*?)</code>", page.path.read_text("utf-8"), re.DOTALL)
    assert text
    instance = text[1].replace("&#34;", '"').replace("folder:", "folder: inbox")
    (agent,) = ionflux.load(str(tmp_path / "agents.md"))
    configured = ionflux.configure_text(instance, [agent])
    assert not configured.diagnostics
    (made,) = configured.configurations
    assert made.effective_config_cache is not None
    assert made.effective_config_cache["inputs"] == {
        "folder": "inbox",
        "limit": 20,
    }


def test_agents_that_name_each_other_are_linked_and_on_the_map(tmp_path: Path) -> None:
    site = build(tmp_path, f"{AGENT}\n{OTHER}")
    assert "Mentioned by LE Ledger" in Page(site / "agents" / "agent_001.html").text
    assert "Mentions MS MailSorter" in Page(site / "agents" / "agent_002.html").text
    shown = Page(site / "map.html").text
    assert "Ledger Schedule, POST /mail/run Email MailSorter" in shown


def test_a_store_has_one_place_on_the_map_however_it_is_written(tmp_path: Path) -> None:
    stack = "stack:\n  databases: [{}]\nmemory: {{type: {}, namespace: n_{}}}\nservices"
    agents = (
        AGENT.replace(
            "services", stack.format("PostgreSQL, Pinecone]\n  queues: [PostgreSQL", "pinecone", 1)
        ),
        OTHER.replace("services", stack.format("Postgres", "pinecone", 2)),
    )
    shown = Page(build(tmp_path, "\n".join(agents)) / "map.html").text
    drawn, _, table = shown.partition("The map as a table")
    assert "Email, Pinecone, PostgreSQL Ledger Schedule" in table
    assert table.count("Email, Pinecone, PostgreSQL") == len(agents)
    assert "Postgres " not in drawn


def test_a_part_of_a_longer_word_is_not_a_name(tmp_path: Path) -> None:
    other = OTHER.replace("MailSorter:", "MailSorters and XMailSorter:")
    site = build(tmp_path, f"{AGENT}\n{other}")
    assert "Mentioned by" not in Page(site / "agents" / "agent_001.html").text
    other = OTHER.replace("MailSorter:", "agent_001 (see):")
    site = build(tmp_path, f"{AGENT}\n{other}")
    assert "Mentioned by LE Ledger" in Page(site / "agents" / "agent_001.html").text


def test_the_pages_are_in_portuguese_on_request(tmp_path: Path) -> None:
    site = build(tmp_path, AGENT, "--language", "pt")
    page = Page(site / "agents" / "agent_001.html")
    assert page.all("html")[0]["lang"] == "pt"
    for words in ("O que o inicia", "O que recebe", "texto formatado", "rascunho", "Às 06:00"):
        assert words in page.text, words
    assert "Catálogo de agentes" in Page(site / "index.html").text


def titles(known: Mapping[str, Field]) -> Iterator[str]:
    for field in known.values():
        yield from filter(None, (field.row.title, field.row.chapter))
        yield from titles(below(field))


def test_every_phrase_of_the_pages_has_its_portuguese_and_no_other() -> None:
    folder = Path(ionflux.__file__).parent / "catalog"
    files = [path for path in folder.rglob("*") if path.suffix in {".py", ".html"}]
    texts = "".join(path.read_text("utf-8") for path in files if path.name != "phrases.py")
    said = set(re.findall(r"""["']([^"']+)["'] \| _\b""", texts))
    assert len(said) > 40
    values = {*STATUSES, *Severity, *Way, *titles(fields())} - {HEAD, IDENTITY}
    assert (said | values) - set(PORTUGUESE) == set()
    unused = [
        phrase for phrase in set(PORTUGUESE) - values if not re.search(f"[\"']{phrase}[\"']", texts)
    ]
    assert unused == []


def test_a_new_section_is_shown_where_no_field_has_it(tmp_path: Path) -> None:
    site = build(tmp_path, AGENT.replace("### KPIs", "### Odd things\nA *rare* one.\n\n### KPIs"))
    assert "Odd things A rare one." in Page(site / "agents" / "agent_001.html").text


def test_bytes_are_the_same_whatever_the_jobs_and_hashes(tmp_path: Path) -> None:
    source = speed_documents.write(tmp_path / "many", 70)
    sites = []
    for number, jobs in enumerate(("1", "2")):
        out = tmp_path / f"site{number}"
        seed = {"PYTHONHASHSEED": str(number + 1)}
        done = run("catalog", source, "--out", out, "--jobs", jobs, "-q", environment=seed)
        assert (done.returncode, done.stderr) == (0, "")
        sites.append(contents(out))
    assert sites[0] == sites[1]
    assert {"index.html", "page-2.html"} <= sites[0].keys()


def test_a_second_build_writes_only_what_changed(tmp_path: Path) -> None:
    site = build(tmp_path, f"{AGENT}\n{OTHER}")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    done = run("catalog", "agents.md", "--out", "site", folder=tmp_path)
    assert "0 files written, 13 unchanged, 0 removed" in done.stderr
    assert before == {path: path.stat().st_mtime_ns for path in before}
    build(tmp_path, f"{AGENT}\n{OTHER}".replace("five", "six"))
    changed = {path.name for path in before if path.stat().st_mtime_ns != before[path]}
    assert changed == {"agent_001.html", "agent_001.json", "agent_002.html", "agent_002.json"}


def test_pages_of_removed_agents_are_removed_and_nothing_else(tmp_path: Path) -> None:
    site = build(tmp_path, f"{AGENT}\n{OTHER}")
    (site / "agents" / "notes.html").write_text("mine")
    (site / "CNAME").write_text("agents.example")
    build(tmp_path, AGENT)
    assert not (site / "agents" / "agent_002.html").exists()
    assert (site / "agents" / "notes.html").read_text() == "mine"
    assert (site / "CNAME").exists()
    assert (site / "agents" / "agent_001.html").exists()


def test_a_page_that_the_catalogue_did_not_create_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine")
    done = run("catalog", "agents.md", "--out", "site", folder=tmp_path)
    assert done.returncode == 2
    assert "index.html: was not created by the catalogue" in done.stderr
    assert contents(tmp_path / "site") == {"index.html": b"mine"}


@pytest.mark.parametrize("link", ["agents", "index.html", ".ionflux-catalog.json"])
def test_links_in_the_folder_are_not_followed(link: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mine")
    (tmp_path / "site").mkdir()
    target = elsewhere if link == "agents" else elsewhere / "index.html"
    (tmp_path / "site" / link).symlink_to(target)
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    done = run("catalog", "agents.md", "--out", "site", folder=tmp_path)
    assert done.returncode == 2
    assert "is a link" in done.stderr
    assert contents(elsewhere) == {"index.html": b"mine"}


def test_a_list_of_files_that_leads_elsewhere_is_ignored(tmp_path: Path) -> None:
    site = build(tmp_path, AGENT)
    (tmp_path / "precious.txt").write_text("mine")
    (site / "kept").symlink_to(tmp_path)
    names = ["../precious.txt", str(tmp_path / "precious.txt"), "kept/precious.txt", "a\0b", 7]
    (site / ".ionflux-catalog.json").write_text(
        json.dumps({"files": [*contents(site), *names]}), "utf-8"
    )
    build(tmp_path, AGENT)
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_a_document_with_errors_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = build(tmp_path, AGENT)
    before = contents(site)
    (tmp_path / "agents.md").write_text(AGENT.replace('version: "1.0"', ""), "utf-8")
    done = run("catalog", "agents.md", "--out", "site", folder=tmp_path)
    assert done.returncode == 1
    assert "IFX103" in done.stderr
    assert contents(site) == before


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    (tmp_path / "file").write_text("mine")
    done = run("catalog", "agents.md", "--out", "file", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ionflux: file: is not a folder\n"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_fails_the_run_and_leaves_complete_files(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    done = run("catalog", "agents.md", "--out", "site", folder=tmp_path, largest_file=8000)
    assert done.returncode == 3
    assert "cannot be written: File too large" in done.stderr
    for page in pages(tmp_path / "site"):
        assert page.path.read_text("utf-8").endswith("</html>\n")
    assert not list((tmp_path / "site").rglob("*.part"))
    build(tmp_path, AGENT)


def test_json_and_databases_are_sources_too(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    run("import", "agents.md", "-o", "agents.json", folder=tmp_path)
    run("import", "agents.md", "--database", "sqlite:///agents.db", folder=tmp_path)
    for source in ("agents.json", "sqlite:///agents.db"):
        done = run("catalog", source, "--out", "site", "--quiet", folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        page = Page(tmp_path / "site" / "agents" / "agent_001.html")
        assert "Response below five minutes" in page.text
        assert "IFX005" not in page.text


def test_what_changed_is_a_page_and_a_badge(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(f"{AGENT}\n{OTHER}", "utf-8")
    new = AGENT.replace("type: string, required", "type: number, required").replace("five", "six")
    site = build(tmp_path, f"{new}\n{AGENT.replace('001', '003').replace('MailSorter', 'Clerk')}",
                 "--since", "old.md")  # fmt: skip
    page = Page(site / "changes.html")
    for words in (
        "Compared with old.md",
        "MailSorter changed · breaking",
        "inputs_schema[folder].type changed string → number",
        "Response below ** five six ** minutes, measured",
        "Clerk added",
        "Ledger removed",
    ):
        assert words in page.text, words
    hrefs = [link["href"] for link in page.all("a")]
    assert "agents/agent_003.html" in hrefs
    assert "agents/agent_002.html" not in hrefs
    assert "changed · breaking" in Page(site / "index.html").text
    assert "changed · breaking" in Page(site / "agents" / "agent_001.html").text
    assert not (build(tmp_path, new, out="other") / "changes.html").exists()


def test_changes_may_be_since_a_revision_of_the_source(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True)

    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    (tmp_path / "agents.md").write_text(AGENT.replace("five", "six"), "utf-8")
    done = run("catalog", "agents.md", "--out", "site", "--since", "HEAD", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    changed = Page(tmp_path / "site" / "changes.html").text
    assert "Compared with HEAD:agents.md" in changed
    assert "** five six **" in changed


def test_a_new_agent_is_described_only_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(AGENT, "utf-8")
    new = OTHER.replace("folder", "box").replace("report", "sheet")
    site = build(tmp_path, f"{AGENT}\n{new}", "--since", "old.md")
    assert "Ledger added agent_002 · – → 1.0 Made by" in Page(site / "changes.html").text


def test_ids_that_a_file_system_may_confuse_have_files_of_their_own(tmp_path: Path) -> None:
    names = ("agent_001_Mail", "agent_001_mail", f"agent_001_{'x' * 300}")
    agents = [
        AGENT.replace("id: agent_001", f"id: {name}").replace("MailSorter", f"M{number}")
        for number, name in enumerate(names)
    ]
    site = build(tmp_path, "\n".join(agents))
    files = [path.name.lower() for path in (site / "agents").iterdir()]
    assert len(set(files)) == len(names)
    assert max(map(len, files)) < 120


def test_many_agents_are_grouped_on_the_map_and_paged_in_the_list(tmp_path: Path) -> None:
    source = speed_documents.write(tmp_path / "many", 101)
    assert run("catalog", source, "--out", "site", folder=tmp_path).returncode == 0
    shown = Page(tmp_path / "site" / "map.html")
    assert "Agents are grouped" in shown.text
    assert len(shown.all("rect")) < 20
    first = Page(tmp_path / "site" / "index.html")
    assert len([tag for tag in first.all("li") if tag.get("class") == "card"]) == 48 + 1
    assert "page-3.html" in first.addresses()
    assert "101 agents" in first.text


def test_an_unusable_port_is_rejected_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    asked = ("catalog", "agents.md", "--out", "site", "--serve", "--port", "65536")
    done = run(*asked, folder=tmp_path)
    assert done.returncode == 2
    assert "`65536` is not a port: the highest is 65535" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "agents.md").write_text(AGENT, "utf-8")
    (tmp_path / "watchfiles.py").write_text("raise ImportError")
    done = subprocess.run(
        command("catalog", "agents.md", "--out", "site", "--serve"),
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )
    assert done.returncode == 2
    assert done.stderr == (
        "ionflux: --serve needs the library watchfiles: pip install 'ionflux[catalog]'\n"
    )
    assert not (tmp_path / "site").exists()
