"""The real document to JSON text, against the parsers that any solution would need."""

from __future__ import annotations

from collections.abc import Iterator

import pyromark
import yaml
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

import ionflux
from benchmarks.corpus import blocks, real
from benchmarks.ratio import Ratio, against, alternate

_ROUNDS = 41


def measure() -> Iterator[Ratio]:
    """Yield the ratios to plain parsers, and to native ones."""
    text = real()
    pieces = blocks(text)

    def ours() -> None:
        ionflux.compile_text(text).to_json()

    def plain() -> None:
        MarkdownIt().parse(text)
        for piece in pieces:
            YAML().load(piece)

    def native() -> None:
        tuple(pyromark.events(text))
        for piece in pieces:
            yaml.load(piece, yaml.CSafeLoader)

    taken = alternate({"ionflux": ours, "plain": plain, "native": native}, _ROUNDS)
    yield against(
        "to JSON, in process / markdown-it-py parse and ruamel round-trip load",
        {"ionflux": taken["ionflux"], "the parsers": taken["plain"]},
        0.20,
    )
    yield against(
        "to JSON, in process / pyromark and libyaml",
        {"ionflux": taken["ionflux"], "the parsers": taken["native"]},
        4,
    )
