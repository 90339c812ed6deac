"""Which platform services an agent needs, where its YAML does not say."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.patterns import regex
from ionflux.core.words import fold

_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = regex(r"[_\-./]+")
_SIGNS = {
    "Shopify": r"shopify",
    "TikTok": r"tik ?tok",
    "WebSearch": r"web ?search|search engine|scrap(?:ing|er|y)|crawl(?:er|ing)"
    r"|headless(?! ?(?:cms|commerce))|playwright|puppeteer|selenium|serp ?api|tavily|raspagem",
    "Email": r"e ?mails?|send ?grid|mailgun|mailchimp|postmark|smtp|imap|gmail|outlook",
    "WhatsApp": r"whats ?app",
}
_PATTERN = regex(rf"\b(?:{'|'.join(f'(?P<{name}>{signs})' for name, signs in _SIGNS.items())})")
# Few agents have a sign of any: asked first, of a text without the separators.
_ANY = regex("|".join(_SIGNS.values()).replace(" ?", "").replace(" ", ""))


def infer(*, models: bool, spoken: Iterable[str]) -> list[str]:
    """Return the services in the proposal's order.

    `spoken` are the agent's name, its input and output keys, its models and its stack section:
    never narrative, which talks about other agents.
    """
    text = "\n".join(spoken)
    bare, lines = text.lower(), text.split("\n")
    for separator in "_-./ ":
        bare = bare.replace(separator, "")
    hinting = {bare.count("\n", 0, hint.start()) for hint in _ANY.finditer(bare)}
    found = {
        sign.lastgroup
        for number in hinting
        for sign in _PATTERN.finditer(_separated(lines[number]))
    }
    return (["LLM"] if models else []) + [name for name in _SIGNS if name in found]


def _separated(text: str) -> str:
    return _SEPARATORS.sub(" ", fold(_CAMEL.sub(" ", text)))
