"""Pages of a catalogue as a reader sees them: tags, attributes, links and words."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text outside of scripts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page, with single blanks between them."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all tags of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    def ids(self) -> list[str]:
        """Return the anchors of the page."""
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]

    def addresses(self) -> list[str]:
        """Return every address in the page."""
        found = [attributes.get(key) for _, attributes in self.tags for key in ("href", "src")]
        return [address for address in found if address]


def pages(site: Path) -> list[Page]:
    """Return all pages of a site."""
    return [Page(path) for path in sorted(site.rglob("*.html"))]


def contents(site: Path) -> dict[str, bytes]:
    """Return the files of a site by their names."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
