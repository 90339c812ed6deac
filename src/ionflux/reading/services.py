"""Which platform services an agent needs, where its YAML does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ionflux.dialects import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[_\-./]+")
_SIGNS = {
    "Shopify": r"shopify",
    "TikTok": r"tik ?tok",
    "WebSearch": r"web ?search|search engine|scrap(?:ing|er|y)|crawl(?:er|ing)"
    r"|headless(?! (?:cms|commerce))|playwright|puppeteer|selenium|serp ?api|tavily|raspagem",
    "Email": r"e ?mails?|send ?grid|mailgun|mailchimp|postmark|smtp|imap|gmail|outlook",
    "WhatsApp": r"whats ?app",
}
_PATTERNS = {name: re.compile(rf"\b(?:{signs})") for name, signs in _SIGNS.items()}


def infer(*, models: bool, spoken: Iterable[str]) -> list[str]:
    """Return the services in the proposal's order.

    `spoken` are the agent's name, its input and output keys, its models and its stack section:
    never narrative, which talks about other agents (spec section 3).
    """
    text = _separated(" | ".join(spoken))
    found = [name for name, pattern in _PATTERNS.items() if pattern.search(text)]
    return (["LLM"] if models else []) + found


def _separated(text: str) -> str:
    return _SEPARATORS.sub(" ", fold(_CAMEL.sub(" ", text)))
