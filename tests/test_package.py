"""What is published: both distributions, their contents, and one version and address everywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import ionflux

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPOSITORY = PROJECT["urls"]["Repository"]
PUBLISHED = ("*.md", "*.toml", "*.yml", "docs/*.md", "examples/**/*", ".github/**/*", "src/**/*.py")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both distributions as a release does, without the isolation that needs a network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_contains_the_package_and_nothing_else(dist: Path) -> None:
    (wheel,) = dist.glob(f"ionflux-{ionflux.__version__}-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    source = {
        file.relative_to(ROOT / "src").as_posix()
        for file in (ROOT / "src" / "ionflux").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    packed = {name for name in names if not name.startswith("ionflux-")}
    assert packed == source
    assert "ionflux/py.typed" in packed
    extra = {name.split("/", 1)[1] for name in names if name.startswith("ionflux-")}
    assert extra == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


def test_the_source_distribution_contains_what_its_tests_need(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as file:
        names = {name.split("/", 1)[1] for name in file.getnames()}
    listed = ["git", "-C", str(ROOT), "ls-files", "-z"]
    done = subprocess.run(listed, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no checkout of git, so that nothing says which files belong to it")
    tracked = {name for name in done.stdout.split("\0") if name}
    assert {name for name in tracked if (ROOT / name).is_file()} <= names
    assert names - tracked == {"PKG-INFO"}


def test_the_metadata_is_what_an_index_accepts(dist: Path) -> None:
    check = [sys.executable, "-m", "twine", "check", "--strict", *map(str, dist.iterdir())]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_version_is_named_everywhere() -> None:
    pinned = [
        (file.relative_to(ROOT).as_posix(), version)
        for file in _published()
        for version in re.findall(r"ionflux[^\n]*@v(\d[\d.]*)\b|rev: v(\S+)", _text(file))
    ]
    assert pinned
    assert {"".join(version) for _, version in pinned} == {ionflux.__version__}
    assert f"\n## {ionflux.__version__}" in _text(ROOT / "CHANGELOG.md")


def test_the_extension_for_editors_has_that_version() -> None:
    about = json.loads(_text(ROOT / "editors" / "vscode" / "package.json"))
    assert about["version"] == ionflux.__version__
    assert about["repository"]["url"] == REPOSITORY


def test_one_address_is_named_everywhere() -> None:
    owner = REPOSITORY.removeprefix("https://github.com/")
    found = {
        match
        for file in _published()
        for match in re.findall(
            r"github\.com/([\w.-]*/ionflux)\b|uses: ([\w.-]+/ionflux)@", _text(file)
        )
    }
    assert {"".join(pair) for pair in found} == {owner}
    assert all(url.startswith(REPOSITORY) for url in PROJECT["urls"].values())


def _published() -> list[Path]:
    return [file for shape in PUBLISHED for file in sorted(ROOT.glob(shape)) if file.is_file()]


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")
