"""The documentation builds as a site whose links lead somewhere and which fetches nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
FETCHED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """What a page fetches, what it links to, and the anchors that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's link, its anchor, and what it fetches."""
        values = {key: value or "" for key, value in attrs}
        if (name := FETCHED.get(tag)) and name in values:
            self.fetched.append(values[name])
        if tag == "a" and "href" in values:
            self.linked.append(values["href"])
        self.anchors |= {values["id"]} if "id" in values else set()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    """Build the site with the documentation of this checkout, strictly, in its own folder."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    program = Path(sys.executable).with_name("zensical")
    built = subprocess.run(
        [program, "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    pages = (folder / "build" / "site").rglob("*.html")
    return {page.resolve(): Page(page.read_text("utf-8")) for page in pages}


def test_every_page_of_docs_is_in_the_navigation(site: dict[Path, Page]) -> None:
    (index,) = (page for path, page in site.items() if path.name == "index.html")
    linked = {urlsplit(link).path.removeprefix("./") for link in index.linked}
    pages = {page.with_suffix(".html").name for page in (ROOT / "docs").glob("*.md")}
    assert pages - {"index.html"} <= linked


def test_no_page_loads_anything_from_other_sites(site: dict[Path, Page]) -> None:
    fetched = {link for page in site.values() for link in page.fetched}
    assert fetched
    assert [link for link in fetched if urlsplit(link).netloc] == []


def test_every_link_leads_to_a_page_and_its_anchor(site: dict[Path, Page]) -> None:
    for path, page in site.items():
        if path.name == "404.html":
            continue  # its links start from the root of the host
        for link in page.linked:
            target = urlsplit(link)
            if target.scheme or target.netloc:
                continue
            file = (path.parent / unquote(target.path)).resolve() if target.path else path
            assert file.exists(), f"{path.name}: {link}"
            if target.fragment and file in site:
                anchors = site[file].anchors
                assert unquote(target.fragment) in anchors, f"{path.name}: {link}"
