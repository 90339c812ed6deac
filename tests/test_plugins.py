"""Plug-ins of other packages: the example, installed and used; and broken ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from program import Done, command

EXAMPLE = Path(__file__).parent.parent / "examples" / "plugin"
DOCUMENT = """\
@agent agent_900 CardOne 0.1

## AGENTE 901 — X
### Indicatori
Nove su dieci.
```yaml
id: agent_901
nome: X
versione: "1"
```
"""


def run(where: Path, *arguments: str | Path, installed: Path | None = None) -> Done:
    """Run the program again, with the packages of a folder, or of another, installed beside it."""
    path = os.pathsep.join([str(installed or where), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "IONFLUX_CACHE_DIR": str(where / "cache")}
    done = subprocess.run(
        command(*arguments), env=environment, cwd=where, capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the example is installed, with a document."""
    folder = tmp_path_factory.mktemp("house")
    source = folder / "source"
    source.mkdir()
    for file in EXAMPLE.rglob("*.*"):  # without what was compiled, and nothing is built beside it
        copy = source / file.relative_to(EXAMPLE)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(source)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:  # which is how a wheel without scripts is installed
        archive.extractall(folder)
    (folder / "a.md").write_text(DOCUMENT, encoding="utf-8")
    return folder


def brings(where: Path, group: str, entry: str, text: str = "", package: str = "acme") -> None:
    """Install a package with one entry point, whose module has a text."""
    info = where / f"{package}-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(f"[ionflux.{group}]\n{entry}\n")
    module = entry.partition("=")[2].strip().partition(":")[0]
    (where / f"{module}.py").write_text(text)
    english = DOCUMENT.replace("nome", "name").replace("versione", "version")
    (where / "a.md").write_text(english, encoding="utf-8")


def test_every_kind_of_the_example_is_listed_with_its_package(house: Path) -> None:
    listed = run(house, "explain", "--list").stdout.splitlines()
    assert any(line.startswith("HOUSE001  warning  no-category ") for line in listed)
    found = [line.split() for line in listed[listed.index("Plug-ins of other packages:") + 1 :]]
    assert found == [
        [group, name, "ionflux-house", "1.2.0", f"ionflux_house.{module}"]
        for group, name, module in [
            ("rules", "house001_no_category", "house001_no_category"),
            ("forms", "cards", "cards"),
            ("dialects", "italian", "italian"),
            ("emitters", "csv", "csv_emitter"),
            ("reporters", "counts", "counts"),
            ("exporters", "index", "index"),
        ]
    ]
    explained = run(house, "explain", "no-category").stdout
    assert explained.startswith("HOUSE001 no-category (warning)\n\nThe agent has no category.")


def test_its_rule_form_and_dialect_take_part_also_out_of_the_cache(house: Path) -> None:
    reports = [json.loads(run(house, "validate", "-f", "json", "a.md").stdout) for _ in range(2)]
    assert reports[0] == reports[1]
    assert reports[0]["summary"]["forms"] == {"cards": 1, "sections": 1}
    ours = [d for d in reports[0]["diagnostics"] if d["code"] == "HOUSE001"]
    assert [(d["line"], d["agent"], d["severity"]) for d in ours] == [
        (1, "agent_900", "warning"),
        (7, "agent_901", "warning"),
    ]
    assert reports[0]["summary"]["errors"] == 0  # the Italian keys are known


def test_its_form_is_read_within_a_front_matters_agent(house: Path) -> None:
    front = '---\nid: agent_001\nname: Sorter\nversion: "0.1"\n---\n# Sorter\n\n## KPIs\n'
    text = f"{front}One.\n\n@agent agent_900 CardOne 0.1\n\nTwo.\n"
    (house / "b.md").write_text(text, encoding="utf-8")
    first, second = json.loads(run(house, "import", "b.md").stdout)["agent_definitions"]
    assert (first["id"], first["kpis_definition"]) == ("agent_001", "One.\n\nTwo.")
    assert (second["id"], second["name"]) == ("agent_900", "CardOne")


def test_its_formats_work_like_built_in_ones(house: Path) -> None:
    assert run(house, "validate", "-f", "counts", "a.md").stdout == "HOUSE001 2\nIFX005 1\n"
    selected = run(house, "validate", "-f", "counts", "--select", "HOUSE", "--strict", "a.md")
    assert (selected.returncode, selected.stdout) == (1, "HOUSE001 2\n")
    assert run(house, "import", "-q", "-o", "agents.csv", "a.md").returncode == 0
    table = (house / "agents.csv").read_text()
    assert table == "id,name,version\nagent_900,CardOne,0.1\nagent_901,X,1\n"
    exported = run(house, "export", "a.md", "--format", "index").stdout
    assert exported == "* agent_900: CardOne 0.1\n* agent_901: X 1\n"


def test_plugins_in_a_zip_file_are_found(house: Path, tmp_path: Path) -> None:
    (wheel,) = house.glob("*.whl")
    (tmp_path / "a.md").write_text(DOCUMENT, encoding="utf-8")
    listed = run(tmp_path, "explain", "--list", installed=wheel)
    assert listed.stdout == run(house, "explain", "--list").stdout
    for _ in range(2):  # the second time out of the cache
        found = run(tmp_path, "validate", "a.md", "--format", "concise", installed=wheel)
        assert "HOUSE001" in found.stdout
    (tmp_path / "none.zip").write_bytes(b"PK")
    none = run(tmp_path, "validate", "a.md", "--format", "concise", installed=tmp_path / "none.zip")
    assert "HOUSE001" not in none.stdout


def test_isolated_runs_load_none(house: Path) -> None:
    done = run(house, "validate", "--isolated", "-f", "json", "a.md")
    report = json.loads(done.stdout)
    assert report["summary"]["forms"] == {"sections": 1}
    assert {d["code"] for d in report["diagnostics"]} >= {"IFX103"}
    assert "HOUSE001" not in done.stdout
    refused = run(house, "validate", "--isolated", "-f", "counts", "a.md")
    assert (refused.returncode, refused.stdout) == (2, "")


RULE = '"""No."""\nfrom ionflux.core.findings import Severity\nSEVERITY = Severity.INFO\n'


@pytest.mark.parametrize(
    ("group", "entry", "text", "says"),
    [
        ("rules", "acme001_no = rules", "import nothing_of_the_kind", "cannot be loaded: Module"),
        ("rules", "acme001_no = rules", "raise SystemExit(0)", "cannot be loaded: SystemExit: 0"),
        ("rules", "acme001_no = rules:nothing", "", "cannot be loaded: AttributeError"),
        ("rules", "acme001_no = rules", "", "has no `SEVERITY`"),
        ("rules", "ifx901_no = rules", RULE, "IFX codes belong to ionflux"),
        ("rules", "no = rules", RULE, "needs a name with a code, such as `acme001_no_owner`"),
        ("forms", "cards = forms", "def read(page): ...", "has no `recognises`"),
        ("dialects", "klingon = words", "LANGUAGE = {}", "is not a language: TypeError"),
        (
            "dialects",
            "klingon = words",
            "from ionflux.language import Language\nLANGUAGE = Language(titles=['a'])",
            "is not a language: AttributeError",
        ),
        ("emitters", "json = made", "def emit(records, options): ...", "the name of a built-in"),
        ("reporters", "x = made", "", "has no `render`"),
        ("exporters", "x = made", "HOLDS = set()", "has no `export`"),
        (
            "rules",
            "acme001_no = rules",
            f"{RULE}def check(subject):\n    yield 1 / 0\n",
            "has failed: ZeroDivisionError: division by zero",
        ),
        (
            "rules",
            "acme001_no = rules",
            f"{RULE}def check(subject):\n    yield 1\n",
            "yields something of type int, not a Finding",
        ),
        (
            "forms",
            "cards = forms",
            "def recognises(text):\n    return True\ndef read(page):\n    return None\n",
            "has failed: AttributeError",
        ),
    ],
)
def test_a_broken_one_is_named_in_one_line(
    tmp_path: Path, group: str, entry: str, text: str, says: str
) -> None:
    brings(tmp_path, group, entry, text)
    done = run(tmp_path, "validate", "-f", "json", "a.md")
    assert (done.returncode, done.stdout) == (2, "")
    name = entry.partition(" =")[0]
    assert done.stderr.startswith(f"ionflux: the plug-in `{name}` of acme 2.0 (ionflux.{group}) ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_two_with_one_name_are_refused_and_none_of_them_runs_isolated(tmp_path: Path) -> None:
    brings(tmp_path, "rules", "acme001_no = one", RULE)
    brings(tmp_path, "rules", "acme001_never = two", RULE, package="beta")
    done = run(tmp_path, "validate", "a.md")
    assert done.returncode == 2
    assert "has the name of the plug-in `acme001_no` of acme 2.0" in done.stderr
    assert run(tmp_path, "validate", "--isolated", "-f", "json", "a.md").returncode == 0


def test_a_new_version_does_not_use_old_cache_entries(tmp_path: Path) -> None:
    check = (
        "from ionflux.core.findings import Finding\ndef check(subject):\n    yield Finding('{}')\n"
    )
    brings(tmp_path, "rules", "acme001_no = rules", RULE + check.format("one"))
    asked = ("validate", "-f", "concise", "--select", "ACME", "--severity", "info", "a.md")
    assert run(tmp_path, *asked).stdout.endswith("info ACME001 one\n")
    (tmp_path / "rules.py").write_text(RULE + check.format("three"))
    assert run(tmp_path, *asked).stdout.endswith("info ACME001 three\n")
