"""Configurations, baselines, instance files and JSON made to break their readers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ionflux
from in_process import ionflux as run
from ionflux.checks import baseline
from ionflux.configure import configure
from ionflux.core.errors import IonfluxError, UsageError, WorkError
from ionflux.core.settings import load_settings
from ionflux.core.settings_text import show
from ionflux.documents.source import SourceFile
from ionflux.documents.walk import walk
from ionflux.output.report import Report
from ionflux.output.reporters import reporter
from ionflux.output.views.agent_view import agent_view
from ionflux.output.views.card import card
from ionflux.output.views.plain_table import overview
from ionflux.output.views.tables import rendered, stacked
from ionflux.sources import Loaded, load_source
from ionflux.sources.json_text import read_json
from reading_samples import blueprint
from test_settings import FULL

ROOT = Path(__file__).resolve().parents[1]
BLUEPRINTS = ROOT / "blueprints"
JSON = (ROOT / "examples" / "agents.json").read_text("utf-8")
AGENTS = read_json(JSON.encode(), "agents.json").definitions

Value = TypeVar("Value")

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ODD = [
    "",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "\U0001f525",
    "x" * 300,
    "../..",
    "/",
    "9" * 5000,
]
TEXT = st.sampled_from(ODD) | st.text(max_size=12)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below, max_size=3),
    max_leaves=6,
)
# One folder serves all examples of a test: each writes its files again.
within_a_folder = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def is_plain(text: str) -> bool:
    """Tell whether a text can be printed on a terminal as it is."""
    hidden = (unicodedata.category(c) in {"Cc", "Zl", "Zp"} or c in TURNING for c in text)
    return not any(hidden) if "\n" not in text else all(map(is_plain, text.split("\n")))


def outcome(error: type[IonfluxError], work: Callable[[], Value]) -> Value | None:
    """Return the result; None if it ends in an error with a reason."""
    try:
        return work()
    except error as why:
        said = str(why)
    assert said.strip()
    assert is_plain(said)
    assert "\n" not in said
    return None


# Configuration files.

TOML_VALUES = ["1", "true", "[]", '["IFX1"]', '["\\u001b[31m"]', '"sqlite"', "{}", "{a = 1}",
               "[[1]]", "nan", "1979-05-27", "9" * 5000, "[" * 2000, '"""\n"""', "0x", '["!"]',
               '["[z-a]"]', '["[[:space:]]"]', '"\\ud800"', "'"]  # fmt: skip
TOML_KEYS = ["select", "ignore", "strict", "dialect", "exclude", "defaults.category", "diff.levels",
             "agents.a.status", '"\\u001b[31m"', "a.b.c", '""', "diff", "agents", "tool",
             "tool.ionflux.strict"]  # fmt: skip
TOML_LINE = st.one_of(
    st.sampled_from([*FULL.splitlines(), "[tool.ionflux]", "[tool]", "[[agents]]", "\ufeff"]),
    st.builds("{} = {}".format, st.sampled_from(TOML_KEYS), st.sampled_from(TOML_VALUES)),
    st.text(max_size=15),
)


@within_a_folder
@given(
    name=st.sampled_from(["ionflux.toml", "pyproject.toml"]), lines=st.lists(TOML_LINE, max_size=8)
)
def test_any_configuration_is_read_or_refused(tmp_path: Path, name: str, lines: list[str]) -> None:
    file = tmp_path / name
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    found = outcome(UsageError, lambda: load_settings(file))
    if found is not None:
        again = tmp_path / "again.toml"
        again.write_text(show(found), "utf-8")
        read = load_settings(again)
        assert show(read).partition("\n")[2] == show(found).partition("\n")[2]
        assert (read.agents, read.diff_levels) == (found.agents, found.diff_levels)
        outcome(UsageError, lambda: walk([tmp_path], found.exclude, found.root))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"strict = {'9' * 5000}", "not TOML"),
        (f"exclude = {'[' * 5000}", "not TOML"),
        ("a." * 100_000 + "b = 1", ":1: the line has more than 5000 dots"),
        ("exclude = ['!']", "`exclude`: '!' is not a pattern"),
        ("exclude = ['[a-z']", "`exclude`: '[a-z' is not a pattern"),
        ("exclude = ['\\']", "is not a pattern"),
        ("select = ['IFX9']", "no code or prefix `IFX9`"),
        ("select = 'IFX1'", "`select` must be a list of strings"),
        ("agents = 1", "`agents` must be a table"),
        ("\x00", "not TOML"),
    ],
    ids=["digits", "depth", "dots", "nothing", "set", "backslash", "code", "kind", "table", "nul"],
)
def test_a_wrong_configuration_is_reported_in_one_line(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "ionflux.toml").write_text(text)
    done = run("validate", str(BLUEPRINTS), folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("ionflux: ")
    assert says in line


IGNORED = st.sampled_from(
    ["!", "/", "\\", "a\\", "[z-a]", "[a-\\]", "[[:space:]]", "**", "*.md", "!a.md", "\x00", "#"]
) | st.text(max_size=10)


@within_a_folder
@given(st.lists(IGNORED, max_size=6))
def test_any_ignore_file_is_read(tmp_path: Path, lines: list[str]) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / ".gitignore").write_bytes("\n".join(lines).encode())
    assert len(walk([tmp_path]).documents) <= 1


def test_a_malformed_line_of_an_ignore_file_hides_none_of_the_others(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_text("!\n[z-a]\na.md\n\\\n[[:space:]].md\n")
    assert [Path(d.path).name for d in walk([tmp_path]).documents] == ["b.md"]


# Baselines.

ENTRY = {"code": "IFX007", "agent": "agent_001", "field": None, "words": "x", "path": "a.md",
         "count": 1}  # fmt: skip
BASELINE = {"format": 1, "findings": [ENTRY, ENTRY]}


def paths_into(value: Any, at: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    """Yield the path of every value below a JSON value, itself first."""
    yield at
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in items:
        yield from paths_into(below, (*at, key))


def with_value(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a copy of a JSON value with another one at a path."""
    if not path:
        return new
    copied = deepcopy(value)
    at = copied
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = new
    return copied


@within_a_folder
@given(at=st.sampled_from(list(paths_into(BASELINE))), new=VALUE)
def test_any_baseline_is_read_or_refused(tmp_path: Path, at: tuple[Any, ...], new: object) -> None:
    text = json.dumps(with_value(BASELINE, at, new))
    known = outcome(UsageError, lambda: baseline.load(text, "known.json"))
    for entry in known or ():
        assert baseline.in_scope(entry, ["."], tmp_path) in {True, False}
    if known is not None:
        assert baseline.load(baseline.dump(known), "again.json") == known


@pytest.mark.parametrize("path", ["a\0b", "x" * 300, "\ud800", "loop.md", "../" * 2000])
def test_a_baseline_may_name_any_path(tmp_path: Path, path: str) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    known = tmp_path / "known.json"
    known.write_text(json.dumps({"format": 1, "findings": [ENTRY | {"path": path}]}))
    done = run("validate", str(BLUEPRINTS), "--baseline", str(known), folder=tmp_path)
    assert done.returncode == 0
    assert "is no longer found" in done.stderr


def test_a_baseline_with_a_number_of_thousands_of_digits_is_refused(tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    known.write_text(f'{{"format": {"1" * 5000}, "findings": []}}')
    done = run("validate", str(BLUEPRINTS), "--baseline", str(known))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_document_that_is_a_link_to_itself_can_be_in_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    made = run("validate", "loop.md", "--write-baseline", "known.json", folder=tmp_path)
    assert made.returncode == 0
    again = run("validate", "loop.md", "--baseline", "known.json", folder=tmp_path)
    assert again.returncode == 0
    assert "1 known" in again.stderr


# Instance files.

INSTANCE = """\
agent_definition_id: agent_002
workspace_id: 6f0e4f0e-0000-4000-8000-000000000001
name: Mine
created_by_user_id: 6f0e4f0e-0000-4000-8000-000000000002
id: 6f0e4f0e-0000-4000-8000-000000000003
description: x
status: active
config:
  shopify_event: {a: 1}
  triggers:
    - {type: webhook, enabled: false}
    - {type: schedule, config_override: {cron: "0 8 * * *"}}
  memory: {workspace_id: x}
  llm_preference: {model: openai:gpt-4o}
"""
INSTANCE_LINE = st.sampled_from(
    ["---", "...", "config: []", "  memory: x", "  triggers: {}", "  triggers: [1]", "name: [",
     "id: 7", "status: \x1b[31m", "  ? [a]", "  llm_preference: {model: [x]}", "<<: *a", "!!set x",
     "agent_definition_id: agent_\u202e", "  \x07: 1", "&a a: *a", "  memory: {a: {b: {c: *x}}}",
     "name: \u2028", "%YAML 1.1", "  shopify_event: !!python/object:os.system x", "\ttab: 1"]
) | st.text(max_size=12)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 14), st.booleans(), INSTANCE_LINE), max_size=5))
def test_any_instance_file_gives_configurations_or_findings(
    edits: list[tuple[int, bool, str]],
) -> None:
    lines = INSTANCE.splitlines()
    for at, instead, line in edits:
        lines[at : at + instead] = [line]
    text = "\n".join(lines).replace("\r", "\n").replace("\x00", "")
    file = SourceFile("i.yaml", text)
    result = configure([file], AGENTS)
    assert result.configurations or not result.ok
    for found in result.diagnostics:
        assert 1 <= found.line <= len(file.lines) + 1
        assert (found.end_line, found.end_column) >= (found.line, found.column)
    written = Report(result.diagnostics, lines=lambda _: file.lines)
    assert is_plain("".join(reporter("text")(written)))
    for made in result.configurations:
        again = json.loads(made.model_dump_json())
        assert ionflux.AgentConfiguration.model_validate(again) == made
        assert isinstance(made.id, UUID)


# JSON and JSONL.

AGENT = json.loads(JSON)["agent_definitions"][0]
PLACES = list(paths_into(AGENT))
ONE = json.dumps({"agent_definitions": [AGENT]}).encode()


def checked(source: Loaded) -> None:
    """Check what must be true of any definitions from any source."""
    same = ionflux.compare(
        source.definitions,
        source.definitions,
        old_playbooks=source.playbooks,
        new_playbooks=source.playbooks,
    )
    assert same.changes == ()
    agents = list(source.summaries())
    cards = map(card, map(agent_view, source.definitions))
    assert is_plain("".join(overview(agents)) + rendered(stacked(agents), *cards))
    for each in source.definitions:
        assert type(each).model_validate(json.loads(each.model_dump_json())) == each


@given(
    edits=st.lists(st.tuples(st.sampled_from(PLACES), VALUE), min_size=1, max_size=3),
    lines=st.booleans(),
)
def test_any_json_is_definitions_or_refused(
    edits: list[tuple[tuple[Any, ...], Any]],
    lines: bool,
) -> None:
    agent: Any = AGENT
    for at, new in edits:
        if at in set(paths_into(agent)):
            agent = with_value(agent, at, new)
    whole = {"entity": "agent_definition", **agent} if lines and isinstance(agent, dict) else agent
    text = json.dumps(whole if lines else {"agent_definitions": [agent]})
    name = "a.jsonl" if lines else "a.json"
    found = outcome(WorkError, lambda: read_json(text.encode(), name))
    if found is not None:
        checked(found)


@given(st.integers(0, len(ONE)), st.sampled_from([b"", b"\xff", b"}", b"[", b"\n", b"\x00", b"\\"]))
def test_json_with_a_byte_in_the_wrong_place_is_refused_or_read(at: int, byte: bytes) -> None:
    found = outcome(WorkError, lambda: read_json(ONE[:at] + byte + ONE[at + 1 :], "a.json"))
    if found is not None:
        checked(found)


def test_json_of_another_program_is_refused_in_a_line_for_each_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"agent_definitions": [{"id": "\\u001b[31m"}], "\\n": 1}')
    for arguments in (["show", "a.json"], ["diff", "a.json", "a.json"]):
        done = run(*arguments, folder=tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        # A line for each of the wrong id, the missing name and version, and the unknown key.
        assert [line.count("a.json:1:") for line in done.stderr.splitlines()] == [1] * 4


# Names of sources.


@within_a_folder
@given(revision=TEXT, path=TEXT)
def test_any_name_of_a_source_is_found_or_refused(
    monkeypatch: pytest.MonkeyPatch, revision: str, path: str
) -> None:
    monkeypatch.chdir(ROOT)
    with suppress(IonfluxError):
        load_source(f"{revision}:{path}")


# Tags.

CALL = '!!python/object/apply:os.mkdir ["made"]'


def test_no_tag_constructs_anything(tmp_path: Path) -> None:
    tree = "### Files\n```\n/k/\n  playbooks/\n    one.yaml\n```\n"
    folder = tmp_path / "documents"
    (folder / "playbooks" / "Keeper").mkdir(parents=True)
    (folder / "a.md").write_text(blueprint(tree), "utf-8")
    (folder / "playbooks" / "Keeper" / "one.yaml").write_text(f"name: {CALL}\n")
    (tmp_path / "b.md").write_text(blueprint(yaml=f"description: {CALL}"), "utf-8")
    (tmp_path / "i.yaml").write_text(f"name: {CALL}\nconfig: {CALL}\n")
    for arguments in (
        ["validate", "documents"],
        ["validate", "b.md"],
        ["configure", "i.yaml", "-d", str(BLUEPRINTS)],
    ):
        done = run(*arguments, folder=tmp_path)
        assert done.returncode == 1
        assert "the tag `tag:yaml.org,2002:python/object/apply:os.mkdir`" in (
            done.stdout + done.stderr
        )
    assert not list(tmp_path.rglob("made"))
