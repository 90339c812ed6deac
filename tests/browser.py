"""Pages in Debian's Chromium, from disk: their content, requests and errors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""The options that Chromium needs if root runs it, and that prevent requests of its own."""

_PATIENCE = 10_000
"""Milliseconds after which something counts as missing."""

Theme = Literal["light", "dark"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium without a window; skip the test if it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed: `make test` installs it where apt-get can")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        yield browser
        browser.close()


class Tab:
    """An open page, with its errors on the console and its requests elsewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        page.on("request", self._note)
        page.on("requestfailed", lambda request: self.complaints.append(f"failed {request.url}"))

    def _note(self, request: Request) -> None:
        if not request.url.startswith("file:"):
            self.complaints.append(f"request {request.url}")


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    theme: Theme = "light",
    width: int = 1280,
    scripts: bool = True,
) -> Iterator[Page]:
    """Open a file; fail if the page has errors or makes requests elsewhere."""
    context = browser.new_context(
        color_scheme=theme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    context.set_default_timeout(_PATIENCE)
    tab = Tab(context.new_page())
    tab.page.goto(path.as_uri())
    yield tab.page
    context.close()
    assert tab.complaints == []
