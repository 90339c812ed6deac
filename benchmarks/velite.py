"""velite, which turns Markdown with front matter into data: a yardstick for many documents.

It gets the same documents with their YAML block as front matter, and writes them to one JSON
file, like `ionflux import`. It checks the configured types; what it does with the Markdown depends
on its configuration:

* `RAW`: nothing, the text below the front matter is copied (`s.raw()`);
* `SECTIONS`: it parses the text to a syntax tree (mdast) and splits it at its headings, each
  section with its title and its text: the nearest to what a blueprint needs.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import blocks

_PACKAGE = "velite@0.4"
_CONFIG = """
import {{ defineConfig, s }} from 'velite'

const text = node => node.value ?? (node.children ?? []).map(text).join('')

const split = (root, source) => {{
  const found = []
  for (const node of root.children) {{
    const end = node.position.end.offset
    if (node.type === 'heading') found.push({{ title: text(node), start: end, end }})
    else if (found.length) found.at(-1).end = end
  }}
  return found.map(({{ title, start, end }}) => ({{ title, text: source.slice(start, end) }}))
}}

export default defineConfig({{
  root: '../content',
  collections: {{
    agents: {{
      name: 'Agent',
      pattern: '*.md',
      schema: s.object({{
        id: s.string(), name: s.string(), version: s.any(), description: s.any(),
        triggers: s.any(), inputs: s.any(), outputs: s.any(), stack: s.any(), memory: s.any(),
        content: {content}
      }})
    }}
  }}
}})
"""
RAW = "front matter to JSON, Markdown copied"
SECTIONS = "front matter to JSON, Markdown parsed and split at its headings"
_CONTENTS = {
    RAW: "s.raw()",
    SECTIONS: "s.custom().transform((_, { meta }) => split(meta.mdast, meta.content))",
}


class NotInstalledError(Exception):
    """Why velite cannot be measured here."""


def works(home: Path, files: list[Path]) -> dict[str, Callable[[], None]]:
    """Install velite and give it documents; return functions that run each of its modes."""
    _install(home)
    (home / "content").mkdir()
    for file in files:
        text = file.read_text(encoding="utf-8")
        (block,) = blocks(text)[:1]
        rest = text.replace(f"```yaml\n{block}```", "")
        (home / "content" / file.name).write_text(f"---\n{block}---\n\n{rest}", encoding="utf-8")
    return dict(_prepared(home))


def _prepared(home: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    for number, (name, content) in enumerate(_CONTENTS.items()):
        folder = home / str(number)
        folder.mkdir()
        (folder / "velite.config.js").write_text(_CONFIG.format(content=content), encoding="utf-8")
        yield name, lambda folder=folder: _build(home, folder)


def _install(home: Path) -> None:
    if not shutil.which("npm") or not shutil.which("node"):
        raise NotInstalledError("npm is not installed")
    home.mkdir(parents=True)
    (home / "package.json").write_text('{"type": "module", "private": true}', encoding="utf-8")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", _PACKAGE]
    done = subprocess.run(install, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalledError(f"npm could not install {_PACKAGE}: {done.stderr[-200:]}")


def _build(home: Path, folder: Path) -> None:
    command = [str(home / "node_modules/.bin/velite"), "build", "--clean", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"velite: {done.stderr[-500:]}{done.stdout[-500:]}")
