"""The house holds together: what is imported, locked and offered is what we think it is."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from scheduler.announced import announced

ROOT = Path(__file__).parents[1]
PACKAGES = ["constraints", "scheduler", "web"]
LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-dev.lock"]


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _name(requirement: str) -> str:
    """The distribution that a requirement names, spelled as indexes do."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _locked(lock: str) -> dict[str, str]:
    """Each requirement of a lock file with all that stands under it."""
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text("utf-8"))
    return {_name(entry): entry for entry in entries}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_that_is_imported_is_ours(package: str) -> None:
    # Other distributions use these names too.
    assert import_module(package).__file__ == str(ROOT / package / "__init__.py")


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_says_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


def test_the_kinds_are_announced_once() -> None:
    assert [point.value for point in entry_points(group="showgrid.kinds")] == ["constraints"]


@pytest.mark.parametrize("group", ["showgrid.kinds", "showgrid.commands", "pytest11", "console_scripts", "nobody.has"])
def test_what_is_announced_is_what_the_standard_library_finds(group: str) -> None:
    wanted = [(point.name, point.value.partition("[")[0].strip()) for point in entry_points(group=group)]

    assert sorted((point.name, point.value) for point in announced(group)) == sorted(wanted)


def test_what_is_announced_can_be_loaded() -> None:
    loaded = {point.name: point.load() for point in announced("showgrid.commands")}

    assert loaded == {point.name: point.load() for point in entry_points(group="showgrid.commands")}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()

    assert [line for line in lines if "://" in line or re.match(r"\s*-(i|f|-index|-extra|-find)", line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_gives_every_requirement_one_version_and_its_hashes(lock: str) -> None:
    entries = _locked(lock)

    loose = [
        name for name, entry in entries.items() if not re.match(r"\S+==\S+", entry) or "--hash=sha256:" not in entry
    ]

    assert entries
    assert loose == []


def test_every_runtime_dependency_is_locked() -> None:
    wanted = {_name(requirement) for requirement in _project()["project"]["dependencies"]}

    assert wanted - set(_locked("requirements.lock")) == set()


def test_every_tool_is_locked() -> None:
    project = _project()
    groups = project["dependency-groups"]
    build = {_name(one) for one in (*groups["build"], *project["build-system"]["requires"])}
    tools = {_name(one) for one in groups["dev"] if isinstance(one, str)}

    assert build - set(_locked("requirements-build.lock")) == set()
    assert (build | tools) - set(_locked("requirements-dev.lock")) == set()


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_the_locks_agree(lock: str) -> None:
    some, everything = (
        {name: entry.split()[0] for name, entry in _locked(one).items()} for one in (lock, "requirements-dev.lock")
    )

    assert {name: everything.get(name) for name in some} == some


def test_the_demo_waits_for_nothing_that_only_tests_need() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    waits = dict(re.findall(r"^(demo|lint|\$\(READY\)|\$\(RUNS\)): (.*?)(?: ## .*)?$", make, re.MULTILINE))

    assert waits == {
        "demo": "$(RUNS)",
        "lint": "$(READY)",
        "$(RUNS)": "requirements.lock requirements-build.lock pyproject.toml",
        "$(READY)": "$(RUNS) requirements-dev.lock tests/readers/package-lock.json",
    }


def test_make_offers_its_targets() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert sorted(targets) == [
        "ablations",
        "bench",
        "benchmarks",
        "clean",
        "conferences",
        "demo",
        "format",
        "growth",
        "help",
        "laboratory",
        "lint",
        "lock",
        "measured",
        "mutate",
        "mutation-score",
        "pictures",
        "prices",
        "setup",
        "test",
    ]


@pytest.mark.parametrize(
    "path", sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*") if path.is_dir())
)
def test_every_folder_of_tests_is_a_package(path: str) -> None:
    # One without would hide the real package of the same name: tests/constraints hides constraints.
    folder = ROOT / path
    bare = any(folder.glob("*.py")) and not (folder / "__init__.py").is_file()

    assert not bare
