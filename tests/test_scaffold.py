"""Scaffolds: an agent's file tree on disk, all or nothing, and never outside its folder."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from in_process import Done, ionflux
from ionflux.authoring.scaffold import faults, obstacles, plan, write
from ionflux.authoring.scaffold.contents import docstring, one_line
from ionflux.core.errors import WorkError
from ionflux.models import AgentDefinition, FileEntry, FileTree, Playbook
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python

BLUEPRINTS = Path(__file__).parent.parent / "blueprints"

TREE = FileTree(
    root="/agents/whatsapppulse/",
    directories=("playbooks", "tests", "assets"),
    files=(
        FileEntry(path="__init__.py"),
        FileEntry(path="agent.py", description='the "main" loop \\ and more'),
        FileEntry(path="prompts.yaml"),
        FileEntry(path="playbooks/abandoned_cart.yaml", description="cart: left # behind"),
        FileEntry(path="playbooks/winback.yaml"),
        FileEntry(path="tests/test_agent.py"),
        FileEntry(path="assets/schema.sql"),
        FileEntry(path="linkedin_bot.js"),
        FileEntry(path="assets/backup/theme.zip"),
    ),
)


def agent(tree: FileTree | None = TREE, **fields: object) -> AgentDefinition:
    known = {"id": "agent_002", "name": "WhatsAppPulse", "version": "0.1"}
    return AgentDefinition.model_validate({**known, "key_files_and_paths": tree, **fields})


PLAYBOOKS = (
    Playbook(name="Abandoned Cart", trigger_event_type="abandoned_cart", is_active=False),
    Playbook.model_validate(
        {
            "name": "Win: back",
            "trigger_event_type": "winback",
            "steps": [{"type": "send", "text": "Olá “você” \u2028 \x7f"}],
        }
    ),
)


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_yaml(text: str) -> object:
    composition = compose(Block(text))
    assert composition.findings == []
    return to_python(composition.roots[0])


def test_the_tree_is_written_below_its_root(tmp_path: Path) -> None:
    planned = plan(agent(), TREE, PLAYBOOKS)
    assert faults(planned) == ()
    assert obstacles(planned, tmp_path / "new") == ()
    paths = write(planned, tmp_path / "new")
    root = tmp_path / "new/agents/whatsapppulse"
    assert [path.relative_to(root).as_posix() for path in paths] == [f.path for f in TREE.files]
    assert all((root / directory).is_dir() for directory in TREE.directories)


def test_every_kind_of_file_is_valid(tmp_path: Path) -> None:
    write(plan(agent(description="Says it.\nTwice."), TREE, PLAYBOOKS), tmp_path)
    files = written(tmp_path / "agents/whatsapppulse")
    module = ast.parse(files["agent.py"])
    assert ast.get_docstring(module) == (
        'WhatsAppPulse: the "main" loop \\ and more.\n\nSays it. Twice.'
    )
    for path, text in files.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
    assert read_yaml(files["prompts.yaml"]) == {
        "agent": "agent_002",
        "system": "WhatsAppPulse. Says it. Twice.",
    }
    assert read_yaml(files["playbooks/abandoned_cart.yaml"]) == {
        "name": "Abandoned Cart",
        "trigger_event_type": "abandoned_cart",
        "is_active": False,
        "steps": [],
    }
    assert read_yaml(files["playbooks/winback.yaml"]) == {
        "name": "Win: back",
        "trigger_event_type": "winback",
        "is_active": True,
        "steps": [{"type": "send", "text": "Olá “você” \u2028 \x7f"}],
    }
    assert files["assets/schema.sql"] == "-- WhatsAppPulse: schema.\n"
    assert files["linkedin_bot.js"] == "// WhatsAppPulse: linkedin bot.\n"
    assert files["assets/backup/theme.zip"] == ""


def test_the_written_test_finds_the_module_that_it_tests(tmp_path: Path) -> None:
    write(plan(agent(), TREE), tmp_path)
    test = tmp_path / "agents/whatsapppulse/tests/test_agent.py"
    run = "import runpy; runpy.run_path(%r)['test_agent_loads']()"
    subprocess.run([sys.executable, "-c", run % str(test)], check=True)
    (tmp_path / "agents/whatsapppulse/agent.py").write_text("")
    assert subprocess.run([sys.executable, "-c", run % str(test)], check=False).returncode == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../evil.py", "leads out"),
        ("a/../../evil.py", "leads out"),
        ("/etc/passwd", "is absolute"),
        ("C:/evil.py", "is absolute"),
        ("a\\..\\evil.py", "backslash"),
        ("evil\x1b[2J.py", "control character"),
        ("evil\nname.py", "control character"),
        ("evil\u202eyp.txt", "control character"),
        ("a//b.py", "empty part"),
        ("", "empty part"),
        ("./b.py", "`.` as a part"),
    ],
)
def test_a_path_that_could_do_harm_is_named(path: str, reason: str) -> None:
    for tree in (
        FileTree(root="/agents/x/", files=(FileEntry(path=path),)),
        FileTree(root="/agents/x/", directories=(path,)),
    ):
        (found,) = faults(plan(agent(tree), tree))[:1]
        assert reason in found
        assert found.isprintable()


@pytest.mark.parametrize("root", ["//etc/", "/../up/", "/a\x00b/", "C:/x/"])
def test_a_root_that_could_do_harm_is_named(root: str) -> None:
    tree = FileTree(root=root, files=(FileEntry(path="a.py"),))
    assert faults(plan(agent(tree), tree))


def test_a_tree_without_a_root_is_written_to_the_folder_itself(tmp_path: Path) -> None:
    tree = FileTree(root="/", files=(FileEntry(path="etc/a.py"),))
    planned = plan(agent(tree), tree)
    assert faults(planned) == ()
    write(planned, tmp_path / "out")
    assert list(written(tmp_path / "out")) == ["etc/a.py"]


def test_a_file_that_is_also_a_directory_is_named() -> None:
    entries = (FileEntry(path="a"), FileEntry(path="a/b.py"), FileEntry(path="a"))
    tree = FileTree(root="/x/", files=entries)
    assert faults(plan(agent(tree), tree)) == (
        "'a' appears twice in the tree",
        "'a' is a file and a directory",
    )


def test_every_existing_file_is_reported_and_kept(tmp_path: Path) -> None:
    root = tmp_path / "agents/whatsapppulse"
    (root / "tests").mkdir(parents=True)
    (root / "agent.py").write_text("mine")
    (root / "assets").write_text("a file where a directory belongs")
    (root / "prompts.yaml").symlink_to("nowhere")
    found = "\n".join(obstacles(plan(agent(), TREE), tmp_path))
    assert f"{root}/agent.py already exists" in found
    assert f"{root}/prompts.yaml already exists" in found
    assert f"{root}/assets already exists and is not a directory" in found


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_not(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / "elsewhere").mkdir(parents=True)
    outside.mkdir()
    (home / "agents").symlink_to(outside)
    (found,) = obstacles(plan(agent(), TREE), home)
    assert found == f"{home}/agents is a link that leads out"
    (home / "agents").unlink()
    (home / "agents").symlink_to("elsewhere")
    assert obstacles(plan(agent(), TREE), home) == ()


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    long = FileTree(
        root="/agents/x/",
        directories=("tests",),
        files=(FileEntry(path="a.py"), FileEntry(path=f"{'n' * 300}.py")),
    )
    (tmp_path / "kept").write_text("kept")
    with pytest.raises(WorkError, match="nothing was written"):
        write(plan(agent(long), long), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    planned = plan(agent(), TREE)
    (tmp_path / "agents/whatsapppulse").mkdir(parents=True)
    theirs = tmp_path / "agents/whatsapppulse/linkedin_bot.js"
    theirs.write_text("theirs")
    with pytest.raises(WorkError):
        write(planned, tmp_path)
    assert written(tmp_path) == {"agents/whatsapppulse/linkedin_bot.js": "theirs"}


@given(st.text(), st.text())
def test_a_docstring_can_contain_any_text(first: str, second: str) -> None:
    paragraphs = [one_line(text) for text in (first, second) if text.strip()]
    code = docstring(first, second)
    read = ast.literal_eval(code)
    assert read.strip() == "\n\n".join(paragraphs).strip()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_remark_gives_valid_yaml(remark: str) -> None:
    tree = FileTree(root="/x/", files=(FileEntry(path="prompts.yaml", description=remark),))
    (file,) = plan(agent(tree, description=remark), tree).files
    read = read_yaml(file.text)
    assert isinstance(read, dict)
    assert json.dumps(read["agent"]) == '"agent_002"'


BLUEPRINTS = Path(__file__).parent.parent / "blueprints"
WHATSAPP = BLUEPRINTS / "agent_002_whatsapp_pulse.md"


def run(*arguments: str, status: int = 0) -> Done:
    done = ionflux(*arguments)
    assert done.returncode == status, done.stderr
    return done


def test_a_dry_run_draws_the_tree_and_writes_nothing(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    done = run("scaffold", "agent_002", "--from", str(WHATSAPP), "--out", out, "--dry-run")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{out}/agents/whatsapppulse/"
    assert "│   ├── abandoned_cart.yaml" in {line.split("  #")[0] for line in lines}
    assert list(tmp_path.iterdir()) == []


def test_the_command_reports_every_file_in_the_way(tmp_path: Path) -> None:
    arguments = ("scaffold", "agent_002", "--from", str(WHATSAPP), "--out", str(tmp_path))
    run(*arguments)
    before = written(tmp_path)
    done = run(*arguments, status=2)
    head, *lines = done.stderr.splitlines()
    assert head == "ionflux: nothing was written"
    assert sorted(lines) == sorted(f"  {tmp_path / path} already exists" for path in before)
    assert written(tmp_path) == before


def test_scaffolded_playbooks_change_no_definition(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(WHATSAPP.read_text("utf-8"), "utf-8")
    run("import", str(document), "-o", str(tmp_path / "before.json"))
    run("scaffold", "agent_002", "--from", str(document), "--out", str(tmp_path))
    assert (tmp_path / "agents/whatsapppulse/playbooks/winback.yaml").is_file()
    diff = ("diff", str(tmp_path / "before.json"), str(document), "--fail-on", "any")
    assert json.loads(run(*diff, "--format", "json").stdout)["changes"] == []


def test_missing_files_are_added_and_nothing_else_is_changed(tmp_path: Path) -> None:
    words = ["scaffold", "agent_001", "--from", str(BLUEPRINTS), "--out", str(tmp_path)]
    assert ionflux(*words).returncode == 0
    root = tmp_path / "agents/emailwizard"
    whole = {path: path.read_text() for path in root.rglob("*") if path.is_file()}
    (root / "agent.py").write_text("mine")
    (root / "prompts.yaml").unlink()
    assert ionflux(*words).returncode == 2
    shown = ionflux(*words, "--missing", "--dry-run").stdout
    assert "prompts.yaml" in shown
    assert "agent.py" not in shown
    done = ionflux(*words, "--missing")
    assert (done.returncode, done.stderr) == (0, f"1 file written to {root}\n")
    found = {path: path.read_text() for path in root.rglob("*") if path.is_file()}
    assert found == whole | {root / "agent.py": "mine"}
    again = ionflux(*words, "--missing")
    assert (again.returncode, again.stderr) == (0, f"0 files written to {root}\n")
    (root / "prompts.yaml").unlink()
    (root / "prompts.yaml").mkdir()
    refused = ionflux(*words, "--missing")
    assert refused.returncode == 2
    assert "already exists" in refused.stderr
