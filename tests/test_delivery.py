"""Where `import` writes, and which options cannot be combined."""

from __future__ import annotations

from pathlib import Path

import pytest

from in_process import ionflux

BLUEPRINT = """\
## AGENT 041 — PRICE SCOUT

```yaml
id: agent_041
name: PriceScout
version: 0.1
```
"""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--dialect", "mysql"], "no SQL dialect `mysql`; valid: `postgres`, `sqlite`"),
        (["--dialect", "mysql", "--database", "sqlite:///a.db"], "no SQL dialect `mysql`"),
        (["--format", "yaml"], "no output format `yaml`"),
        (["--format", "json", "--ddl"], "--ddl needs --format sql"),
        (["--check"], "--check needs --database"),
        (["-o", "a.json", "--database", "sqlite:///a.db"], "--database cannot be combined with"),
        (["-o", "a.txt"], "the ending must be one of .json, .jsonl, .sql"),
        (["-o", "nowhere/a.json"], "there is no folder nowhere"),
    ],
)
def test_contradicting_options_are_rejected_and_nothing_is_written(
    options: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(BLUEPRINT, "utf-8")
    done = ionflux("import", "a.md", "--quiet", *options, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
