"""The catalogue in a real browser, opened from disk."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import Theme, chromium, opened
from program import command, run
from speed_documents import blueprint

PROJECT = Path(__file__).resolve().parents[1]
AXE = (
    Path(os.environ.get("NODE_PACKAGES") or Path(sys.prefix) / "node")
    / "node_modules" / "axe-core" / "axe.min.js"
)  # fmt: skip
KINDS = ("index.html", "agents/agent_002.html", "map.html", "changes.html")


@pytest.fixture(scope="module")  # while it runs, no other test can have an event loop
def browser() -> Iterator[Browser]:
    """Run one browser for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the catalogue of ten agents, one of which has changed since another source."""
    folder = tmp_path_factory.mktemp("catalogue")
    texts = [path.read_text("utf-8") for path in sorted((PROJECT / "blueprints").glob("*.md"))]
    old = "\n".join(texts).replace("max_recipients", "most_recipients").replace("A melhor", "A boa")
    (folder / "old.md").write_text(old, "utf-8")
    done = run(
        "catalog", PROJECT / "blueprints", "--out", "site", "--since", "old.md", folder=folder
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def names(page: Page) -> list[str]:
    return page.locator(".cards h2").all_inner_texts()


def test_search_finds_and_ranks(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        assert len(names(page)) == 10
        page.get_by_role("searchbox").fill("whats")
        page.get_by_text("1 agent", exact=True).wait_for()
        assert names(page) == ["WhatsAppPulse"]
        page.get_by_role("searchbox").fill("video_draft_url")
        page.wait_for_function("document.querySelector('.cards h2').textContent == 'TikTokStylist'")
        page.get_by_role("searchbox").fill("recuperacao CONVERSAS")  # without accents and case
        page.wait_for_function("document.querySelector('.cards h2').textContent != 'TikTokStylist'")
        assert names(page) == ["WhatsAppPulse"]
        page.get_by_role("searchbox").fill("nothing of the kind")
        page.get_by_text("No agent matches.").wait_for()
        page.get_by_role("button", name="Clear").click()
        assert len(names(page)) == 10


def test_filters_join_the_search_and_stay_in_the_address(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.get_by_label("Service").select_option("Shopify")
        page.get_by_text("4 agents").wait_for()
        page.get_by_label("Change").select_option("breaking")
        page.get_by_text("1 agent", exact=True).wait_for()
        assert names(page) == ["EmailWizard"]
        assert page.url.endswith("index.html#service=Shopify&change=breaking")
        assert page.locator(".cards .badge").inner_text() == "changed · breaking"
        page.locator(".cards a").first.click()
        assert page.locator("h1").inner_text() == "EmailWizard"
        page.go_back()
        page.get_by_text("1 agent", exact=True).wait_for()
        assert page.get_by_label("Service").input_value() == "Shopify"


def test_links_lead_through_the_site_by_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "query"
        page.get_by_role("link", name="Map").press("Enter")
        page.locator(".drawing a", has_text="EmailWizard").press("Enter")
        assert page.locator("h1").inner_text() == "EmailWizard"
        page.get_by_role("link", name="Findings", exact=True).press("Enter")
        assert page.url.endswith("#findings")
        page.get_by_role("link", name="changed").press("Enter")
        assert page.url.endswith("changes.html#agent_001")


def test_the_examples_file_follows_what_is_filled_in(browser: Browser, site: Path) -> None:
    with opened(browser, site / "agents" / "agent_002.html") as page:
        file = page.locator(".instance pre")
        assert "  weekly_cap: 2\n  voice_enabled: false\n" in file.inner_text()
        page.get_by_label("Weekly cap").fill("5")
        page.get_by_label("Voice enabled").check()
        page.get_by_label("Manual trigger").fill('{"to": [1]}')
        page.get_by_label("Shopify payload").fill("{")
        text = file.inner_text()
        assert "  weekly_cap: 5\n  voice_enabled: true\n" in text
        assert '  manual_trigger: {"to":[1]}\n' in text
        assert "  shopify_payload:  # is not valid JSON\n" in text


def test_an_agent_on_the_map_shows_what_it_is_connected_to(browser: Browser, site: Path) -> None:
    with opened(browser, site / "map.html") as page:
        page.locator(".drawing a", has_text="BadgeMotivator").focus()
        assert page.locator(".box.agent.on", has_text="BadgeMotivator").count() == 1
        assert page.locator(".box.service.on text").all_text_contents() == ["LLM"]
        page.locator(".drawing a", has_text="BadgeMotivator").blur()
        assert page.locator(".on").count() == 0


def test_pages_can_be_read_without_scripts(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", scripts=False) as page:
        assert len(names(page)) == 10
        assert not page.get_by_role("searchbox").is_visible()
        page.locator(".cards a").nth(1).click()
        assert page.locator("h1").inner_text() == "WhatsAppPulse"
        assert "agent_definition_id" in page.locator(".instance pre").inner_text()
        page.locator("summary").click()
        assert page.locator(".origins tr").count() > 40
        page.get_by_role("link", name="Map").click()
        assert page.locator(".drawing a").count() >= 10


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Path, theme: Theme) -> None:
    if not AXE.is_file():
        pytest.skip("axe is not there: `make test` brings it where npm is installed")
    source = AXE.read_text("utf-8")
    for kind in KINDS:
        with opened(browser, site / kind, theme=theme) as page:
            if kind == "index.html":
                page.get_by_label("Service").select_option("Shopify")
                page.get_by_text("4 agents").wait_for()
            page.evaluate(source)
            found = page.evaluate("axe.run({preload: false})")  # it would ask for the style sheet
            said = [
                (one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"])
                for one in found["violations"]
            ]
            assert said == [], kind


def test_no_page_is_wider_than_the_window(browser: Browser, site: Path) -> None:
    for kind in KINDS:
        with opened(browser, site / kind) as page:
            for width in (1280, 768, 360):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") == width, kind


LONG = "o".join(["word"] * 30)
"""A word without a place to break it, such as a key or an address may be."""

LONG_WORDS = f"""## AGENT 001 — {LONG} / {LONG}
### 5 ▸ YAML
```yaml
id: agent_001
name: {LONG}
version: "0.1"
triggers:
  - {{type: webhook, path: /{LONG}}}
  - {{type: event, topic: {LONG}}}
inputs:
  - {{key: {LONG}, type: number, required: true, default: 3, description: {LONG}}}
  - {{key: text, type: string, default: {LONG}, schema: {{type: string, enum: [{LONG}]}}}}
outputs:
  - {{key: {LONG}, type: json, description: {LONG}}}
stack: {{language: {LONG}, runtime: {LONG}, models: [{LONG}], queues: [{LONG}]}}
memory: {{type: {LONG}, namespace: {LONG}}}
```
### 12 ▸ Integrated Example
{LONG}, see agent_002.

| {LONG} | b |
|---|---|
| c | {LONG} |
"""


def test_a_long_word_does_not_make_a_page_wider(browser: Browser, tmp_path: Path) -> None:
    other = (
        LONG_WORDS.replace(LONG, "Short").replace("agent_001", "agent_002").replace("001", "002")
    )
    (tmp_path / "a.md").write_text(f"{LONG_WORDS}\n{other}", "utf-8")
    (tmp_path / "old.md").write_text(LONG_WORDS.replace(f"name: {LONG}", "name: Old"), "utf-8")
    done = run("catalog", "a.md", "--out", "site", "--since", "old.md", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    kinds = ("index.html", "agents/agent_001.html", "agents/agent_002.html")
    for kind in (*kinds, "map.html", "changes.html"):
        with opened(browser, tmp_path / "site" / kind) as page:
            for width in (1900, 1280, 768, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") == width, kind


def test_paper_has_the_text_and_not_the_tools(browser: Browser, site: Path) -> None:
    for kind in KINDS[:2]:
        with opened(browser, site / kind, theme="dark") as page:
            page.emulate_media(media="print")
            assert not page.locator("header.site").is_visible()
            assert not page.locator(".finder, .example").first.is_visible()
            colours = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert colours == "rgb(255, 255, 255)"
            assert page.locator("h1").is_visible()
            assert page.pdf().startswith(b"%PDF")


HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'`${alert(3)}</title>"
TEXTS = (
    HOSTILE,
    "[a](javascript:alert(4)) [b](JaVaScRiPt&colon;alert(5)) <javascript:alert(6)>",
    "![c](https://example.com/c.png) [d](data:text/html,<script>alert(7)</script>)",
    "<iframe srcdoc='<script>alert(8)</script>'></iframe>\n\n<svg onload=alert(9)>",
    "{{ 7 * 7 }} {% raw %} {{ config }} <!-- \u202e --> </script><style>*{display:none}</style>",
)


def hostile(number: int) -> str:
    text = "\n\n".join(TEXTS)
    value = HOSTILE.replace("'", "''")
    return f"""\
## AGENT {number} — X{number} {HOSTILE}
“{HOSTILE}”

**Epithet:** {HOSTILE}
**Tagline:** {TEXTS[1]}

### Introduction
{text}

### KPIs
{text}

### Odd {HOSTILE}
{text}

```yaml
id: agent_{number:03}
name: 'X{number} {value}'
version: "1.0"
category: '{value}'
triggers:
  - type: event
    topic: '{value}'
  - {{type: webhook, path: '/{value.replace(" ", "")}'}}
inputs:
  - key: '{value}'
    type: json
    description: '{value}'
    default: '{value}'
  - {{key: '</code></pre><script>alert(10)</script>', type: string, required: true}}
stack:
  models: ['{value}']
  databases: ['{value}']
memory: {{type: '{value}', namespace: x}}
```
"""


def test_nothing_of_a_hostile_blueprint_runs(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{hostile(1)}\n{hostile(2)}", "utf-8")
    (tmp_path / "old.md").write_text(hostile(1).replace("alert", "warn"), "utf-8")
    done = run("catalog", "a.md", "--out", "site", "--since", "old.md", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    for kind in ("index.html", "agents/agent_001.html", "map.html", "changes.html"):
        with opened(browser, tmp_path / "site" / kind) as page:
            assert page.locator("img, iframe, main script, main style, [onload]").count() == 0
            links = page.locator("a").evaluate_all(
                "all => all.map(a => new URL(a.getAttribute('href'), a.baseURI).protocol)"
            )
            assert set(links) <= {"file:", "http:", "https:", "mailto:"}
            if kind == "index.html":
                page.get_by_role("searchbox").fill("x2")
                page.get_by_text("1 agent", exact=True).wait_for()
                assert re.fullmatch(r"X2 .*onerror.*", names(page)[0])
            page.set_viewport_size({"width": 360, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == 360, kind
    with opened(browser, tmp_path / "site" / "agents" / "agent_001.html") as page:
        assert HOSTILE in page.locator("h1").inner_text()
        page.locator("input[data-kind=text]").fill("</pre><script>alert(11)</script>")
        assert "alert(11)" in page.locator(".instance pre").inner_text()


def answered(port: int, path: str, host: str = "localhost") -> int:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    return connection.getresponse().status


def test_a_served_page_reloads_when_its_document_changes(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(blueprint(1), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command("catalog", "a.md", "--out", "site", "--serve", "--port", str(port)),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        lines = [process.stderr.readline(), process.stderr.readline()]
        assert lines[1] == f"http://127.0.0.1:{port}/ (end with Ctrl-C)\n", lines
        paths = ("/", "/%00", "/agents/", "/../../etc/passwd")
        assert [answered(port, path) for path in paths] == [200, 404, 404, 404]
        assert answered(port, "/", host="evil.example") == 403
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        assert names(page) == ["Agent1"]
        (tmp_path / "new.md").write_text(blueprint(1, "Renamed"), "utf-8")
        (tmp_path / "new.md").replace(tmp_path / "a.md")  # as editors save
        page.get_by_role("heading", name="Renamed").wait_for()
        (tmp_path / "a.md").write_text(blueprint(1, "Broken").replace("version", "?"), "utf-8")
        while "IFX" not in process.stderr.readline():
            pass
        page.reload()
        assert names(page) == ["Renamed"]
        page.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    finally:
        process.kill()
        process.communicate()
    assert "reload" not in (tmp_path / "site" / "index.html").read_text("utf-8")
