"""Which platform services an agent needs, if its YAML does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ionflux.core.patterns import regex
from ionflux.core.words import fold

_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = regex(r"[_\-./]+")
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "Shopify": ("shopify",),
    "TikTok": ("tik ?tok",),
    "WebSearch": (
        "web ?search", "search engine", "scraping", "scraper", "scrapy", "crawler", "crawling",
        "headless(?! ?(?:cms|commerce))", "playwright", "puppeteer", "selenium", "serp ?api",
        "tavily", "raspagem",
    ),
    "Email": (
        "e ?mail", "send ?grid", "mailgun", "mailchimp", "postmark", "smtp", "imap", "gmail",
        "outlook",
    ),
    "WhatsApp": ("whats ?app",),
}  # fmt: skip
_GROUPS = (f"(?P<{name}>{'|'.join(signs)})" for name, signs in _SIGNS.items())
_PATTERN = regex(rf"\b(?:{'|'.join(_GROUPS)})")
_BARE = tuple(
    sign.partition("(")[0].replace(" ?", "").replace(" ", "")
    for signs in _SIGNS.values()
    for sign in signs
)
"""Substrings of which a text with a sign, without separators, has at least one."""


def infer(*, models: bool, spoken: Iterable[str]) -> list[str]:
    """Return the services in their canonical order.

    `spoken` are the agent's name, its input and output keys, its models and its stack section, but
    not the narrative, which mentions other agents.
    """
    hinting = "\n".join(_hinting("\n".join(spoken)))
    found = {sign.lastgroup for sign in _PATTERN.finditer(_separated(hinting))}
    return (["LLM"] if models else []) + [name for name in _SIGNS if name in found]


def _hinting(text: str) -> list[str]:
    """Return the lines of a text that may have a sign: few do, so all are tried together first."""
    bare = text.lower()
    for separator in "_-./ ":
        bare = bare.replace(separator, "")
    hints = [hint for hint in _BARE if hint in bare]
    if not hints:
        return []
    lines, bare_lines = text.split("\n"), bare.split("\n")
    numbers = {n for hint in hints for n, line in enumerate(bare_lines) if hint in line}
    return [lines[number] for number in numbers]


def _separated(text: str) -> str:
    return _SEPARATORS.sub(" ", fold(_CAMEL.sub(" ", text)))
