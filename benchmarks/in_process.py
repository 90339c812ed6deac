"""The ten-agent document to JSON text, against parsers that do part of that work.

* markdown-it-py parses the Markdown to tokens, inline ones included, and ruamel.yaml loads the
  YAML blocks so that they could be written again (round trip): the plain way in Python to keep
  places and comments.
* pyromark yields the events of a Markdown parser in Rust, and PyYAML loads the blocks with libyaml:
  the least that reading can take. Neither keeps places, checks anything or writes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyromark
import yaml
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

import ionflux
from benchmarks.corpus import blocks, ten_agents
from benchmarks.ratio import Ratio, against, alternate

_ROUNDS = 41


def measure() -> Iterator[Ratio]:
    """Yield the ratios to plain parsers, and to native ones."""
    text = ten_agents()
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
        "ten agents to JSON / markdown-it-py parses, ruamel.yaml loads for a round trip",
        {"ionflux": taken["ionflux"], "the parsers": taken["plain"]},
        0.16,
    )
    yield against(
        "ten agents to JSON / pyromark parses, libyaml loads",
        {"ionflux": taken["ionflux"], "the parsers": taken["native"]},
        3.2,
    )
