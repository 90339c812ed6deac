"""Take the pictures of the catalogue in `docs/pictures/`, with the blueprints of this repository.

Run it with `make pictures`: it needs Debian's Chromium, and playwright of the group `test`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
QUALITY = 88
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")

PAGES = {
    "list": ("index.html", "light", 1200, 860),
    "agent": ("agents/agent_002.html", "light", 1200, 1000),
    "map": ("map.html", "dark", 1200, 940),
    "changes": ("changes.html", "light", 1200, 900),
    "phone": ("agents/agent_001.html", "dark", 390, 844),
}
"""A picture: the page, the theme, and the size of the window."""


def main() -> None:
    """Build the catalogue, with the changes since an older version, and take its pictures."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = _site(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(OPTIONS)
        )
        for name in PAGES:
            _take(browser, site, name)
        browser.close()


def _site(folder: Path) -> Path:
    shutil.copytree(ROOT / "blueprints", folder / "blueprints")
    (folder / "older").mkdir()
    for path in sorted((folder / "blueprints").glob("*.md"))[:-1]:
        text = path.read_text("utf-8").replace("max_recipients", "recipients")
        text = text.replace("*/15 * * * *", "*/30 * * * *").replace("duas mensagens", "três avisos")
        (folder / "older" / path.name).write_text(text, "utf-8")
    command = ["ionflux", "catalog", "blueprints", "--out", "site", "--since", "older"]
    subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True)
    return folder / "site"


def _take(browser: Browser, site: Path, name: str) -> None:
    page, theme, width, height = PAGES[name]
    context = browser.new_context(
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    tab = context.new_page()
    tab.goto((site / page).as_uri())
    shot = context.new_cdp_session(tab).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    (PICTURES / f"{name}.webp").write_bytes(b64decode(shot["data"]))
    context.close()


if __name__ == "__main__":
    main()
