"""The bump that a change needs, and whether it was made."""

from __future__ import annotations

import pytest

import ionflux
from diff_definitions import agent
from ionflux.core.versions import went_down
from ionflux.diff import Level
from ionflux.diff.versions import bump_ok, raised, required_bump

BREAKING, COMPATIBLE, COSMETIC = Level


@pytest.mark.parametrize(
    ("old", "new", "level", "required", "made"),
    [
        # From 1.0 on: breaking, major; compatible, minor; cosmetic, patch.
        ("1.2.0", "2.0.0", BREAKING, "major", True),
        ("1.2.0", "1.3.0", BREAKING, "major", False),
        ("1.2.0", "1.3.0", COMPATIBLE, "minor", True),
        ("1.2.0", "1.2.1", COMPATIBLE, "minor", False),
        ("1.2.0", "1.2.1", COSMETIC, "patch", True),
        ("1.2.0", "1.2.0", COSMETIC, "patch", False),
        ("1.9.9", "2.0.0", COSMETIC, "patch", True),
        # Below 1.0: breaking, minor; all else, patch.
        ("0.1.0", "0.2.0", BREAKING, "minor", True),
        ("0.1.0", "0.1.1", BREAKING, "minor", False),
        ("0.1.0", "1.0.0", BREAKING, "minor", True),
        ("0.1.0", "0.1.1", COMPATIBLE, "patch", True),
        ("0.1.0", "0.1.0", COMPATIBLE, "patch", False),
        # Two parts count as X.Y.0; for a patch any increase is enough, for cosmetics none is
        # needed.
        ("0.1", "0.2", BREAKING, "minor", True),
        ("0.1", "0.1", BREAKING, "minor", False),
        ("0.1", "0.1.1", BREAKING, "minor", False),
        ("0.1", "0.2", COMPATIBLE, "patch", True),
        ("0.1", "0.1.1", COMPATIBLE, "patch", True),
        ("0.1", "0.1", COMPATIBLE, "patch", False),
        ("0.1", "0.1.0", COMPATIBLE, "patch", False),
        ("0.1", "0.1", COSMETIC, "patch", True),
        ("1.4", "1.4", COSMETIC, "patch", True),
        ("1.4", "1.4", COMPATIBLE, "minor", False),
        ("1.4", "1.5", COMPATIBLE, "minor", True),
        ("0.9", "0.10", BREAKING, "minor", True),
        ("0.10", "0.1", COSMETIC, "patch", False),
        # A pre-release announces the same as its release.
        ("1.2.0", "2.0.0-rc.1", BREAKING, "major", True),
        ("2.0.0-rc.1", "2.0.0-rc.2", BREAKING, "major", True),
        ("2.0.0-rc.1", "2.0.0", BREAKING, "major", True),
        ("1.3.0-rc.1", "1.3.0-rc.2", BREAKING, "major", False),
        ("1.3.0-rc.1", "1.3.0-rc.2", COMPATIBLE, "minor", True),
        ("1.3.1-rc.1", "1.3.1-rc.2", COMPATIBLE, "minor", False),
        ("2.0.0-rc.2", "2.0.0-rc.10", COSMETIC, "patch", True),
        ("1.0.0+a", "1.0.0+b", COSMETIC, "patch", False),
    ],
)
def test_required_bump(old: str, new: str, level: Level, required: str, made: bool) -> None:
    assert required_bump(old, level) == required
    assert bump_ok(old, new, level) is made


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("0.1", "0.10"),
        ("1.0.0-alpha", "1.0.0-alpha.1"),
        ("1.0.0-alpha.1", "1.0.0-alpha.beta"),
        ("1.0.0-alpha.beta", "1.0.0-beta"),
        ("1.0.0-beta.2", "1.0.0-beta.11"),
        ("1.0.0-rc.1", "1.0.0"),
        ("1.0-rc", "1"),
        ("9" * 5000, "1" + "0" * 5000),
    ],
)
def test_order_of_versions(lower: str, higher: str) -> None:
    assert went_down(higher, lower)
    assert not went_down(lower, higher)


def test_a_version_that_went_down_is_breaking_and_never_a_bump() -> None:
    changes = ionflux.compare([agent(version="1.2.0")], [agent(version="1.1.0", tagline="x")])
    (found,) = changes.agents
    assert (found.level, found.required_bump, found.bump_ok) == ("breaking", "major", False)


@pytest.mark.parametrize(
    ("old", "bump", "new"),
    [
        ("0.1", "minor", "0.2"),
        ("0.1", "patch", "0.2"),
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1", "minor", "1.1"),
        ("1.4", "major", "2.0"),
        ("2.0.0-rc.1", "major", None),
        ("9" * 5000, "major", None),
    ],
)
def test_the_proposed_version_is_a_sufficient_bump(old: str, bump: str, new: str | None) -> None:
    assert raised(old, bump) == new
