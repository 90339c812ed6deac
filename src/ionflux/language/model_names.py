"""Names of language, image and speech models: found in prose, and compared with identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import fold, phrases

_FAMILIES = phrases(
    """
    gpt, claude, gemini, gemma, llama, mistral, mixtral, codestral, ministral, pixtral, deepseek,
    qwen, whisper, clip, siglip, dall e, text embedding, text davinci, davinci, sdxl,
    stable diffusion, bert, distilbert, roberta, minilm, all minilm, all mpnet, multi qa, bge, grok,
    command r, palm, sora, jamba, starcoder, falcon, vicuna, midjourney, nemotron, sabia, sabiá
    """
)
_NUMBERED = phrases(
    "phi, titan, flux, t5, e5, ada, kimi, glm, yi, voyage, nova, veo, imagen, opus, sonnet, haiku"
)
"""Families whose names are also common words, so that a version has to follow."""

_VERSION = r"v?\d\w*(?:\.\w+)*"
_SIZE = (
    r"turbo|ada|mini|nano|micro|large|small|medium|tiny|base|pro|flash|ultra|lite|opus|sonnet|haiku"
    r"|instruct|chat|coder|vision|audio|realtime|preview|latest|thinking|embed|embeddings?|plus"
    r"|max|xl|scout|maverick|nemo"
)


def _any_of(families: frozenset[str]) -> str:
    longest_first = sorted(families, key=len, reverse=True)
    return "|".join(name.replace(" ", "[ -]?") for name in longest_first)


_NAME = regex(
    rf"(?<![\w.-])(?:(?P<family>{_any_of(_FAMILIES)})(?:-?{_VERSION})?"
    rf"|(?:{_any_of(_NUMBERED)})[ -]?{_VERSION}|o[1-9](?!\w))"
    rf"(?:[ -](?:{_VERSION}|[a-z]\d+|{_SIZE})(?!\w))*(?!\w|\.\w)",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]+\d?")
_FIRST_WORDS = frozenset(
    (
        *(f"o{digit}" for digit in range(1, 10)),
        *(
            f"{word}{digit}"
            for word in (name.split()[0] for name in _FAMILIES | _NUMBERED)
            for digit in ("", *range(10))
        ),
    )
)
"""The words, perhaps with a figure, that names of models begin with, in lower case."""

_AFTER = regex(r"[ -](?:apis?|sdk|cli|code|index|workers?|desktop|app|console)\b", re.IGNORECASE)
_VENDORS = phrases(
    """
    alibaba, amazon, anthropic, aws, azure, bedrock, cohere, google, groq, huggingface, hf,
    meta, microsoft, mistralai, ollama, openai, openrouter, replicate, together, vertex,
    vertexai, xai
    """
)
_MAKERS = {
    **dict.fromkeys(("gpt", "whisper", "dall e", "text embedding", "sora"), "openai"),
    **dict.fromkeys(("claude", "opus", "sonnet", "haiku"), "anthropic"),
    **dict.fromkeys(("gemini", "gemma", "palm", "imagen", "veo"), "google"),
    **dict.fromkeys(("mistral", "mixtral", "codestral", "ministral", "pixtral"), "mistralai"),
    "llama": "meta",
    "grok": "xai",
    "command r": "cohere",
}
"""The vendors of families of models that have only one vendor."""

_SIZES = frozenset(("mini", "nano", "micro", "tiny"))
"""Sizes that distinguish a model from the one named without them."""

_MODES = frozenset(("vision", "audio", "chat", "instruct", "latest", "preview", "v", "model"))
"""Words of a name that do not distinguish models."""

_IDENTIFIER = regex(r"[\w-]+:[\w.-]+")
_PART = regex(r"[a-z]+|\d+[a-z]*")


class ModelName(NamedTuple):
    """A model's name in a text, and its offsets."""

    name: str
    start: int
    end: int


def models_named_in(text: str) -> Iterator[ModelName]:
    """Yield the models in a text, by the names of well-known families."""
    reached = 0
    for word in _WORD.finditer(text):
        if word.start() < reached or word[0].lower() not in _FIRST_WORDS:
            continue
        if found := _NAME.match(text, word.start()):
            reached = found.end()
            if _is_meant(found) and not _AFTER.match(text, reached):
                yield ModelName(found[0], *found.span())


def _is_meant(found: re.Match[str]) -> bool:
    """Distinguish a model (`Whisper`, `whisper-large`) from a common word (`whisper`)."""
    name = found[0]
    if (found["family"] or "").lower() == "clip":
        return name.startswith("CLIP")
    return name[0].isupper() or "-" in name or any(map(str.isdigit, name))


@lru_cache(maxsize=256)
def is_model(name: str) -> bool:
    """Tell whether a text is a model's name, with or without its vendor: `OpenAI GPT-4o Vision`."""
    found = next(models_named_in(name), None)
    return found is not None and not _parts(name[: found.start]) - _VENDORS


def is_vendor(name: str) -> bool:
    """Tell whether a name is only a vendor's, and so means any of its models."""
    own = _parts(name)
    return bool(own) and own <= _VENDORS


def same_model(one: str, other: str) -> bool:
    """Tell whether two names can mean the same model.

    A name may leave out versions, sizes and vendors (`Claude`, `anthropic:claude-3-haiku`), but
    not state different ones (`Whisper v3`, `whisper-large`), and `mini` is never left out.
    """
    a, b = _identity(one), _identity(other)
    if a.sizes != b.sizes:
        return False
    return (
        a.parts <= b.parts
        or b.parts <= a.parts
        or bool(a.own and a.own <= b.parts)
        or bool(b.own and b.own <= a.parts)
    )


def identifier(name: str, others: Iterable[str]) -> str:
    """Return a model's name in the style of others, if these are identifiers with a vendor."""
    spoken = " ".join(_PART.findall(fold(name)))
    made_by = (maker for family, maker in _MAKERS.items() if f"{spoken} ".startswith(f"{family} "))
    maker = next(made_by, None)
    if maker and any(_IDENTIFIER.fullmatch(other) for other in others):
        return f"{maker}:{'-'.join(name.lower().split())}"
    return name


class _Identity(NamedTuple):
    """The parts of a name that distinguish models: all, those without vendors, and sizes."""

    parts: frozenset[str]
    own: frozenset[str]
    sizes: frozenset[str]


@lru_cache(maxsize=256)  # each name is compared with several others
def _identity(name: str) -> _Identity:
    parts = _parts(name) - _MODES
    return _Identity(parts, parts - _VENDORS, parts & _SIZES)


def _parts(name: str) -> frozenset[str]:
    return frozenset(_PART.findall(fold(name)))
