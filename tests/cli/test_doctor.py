"""``showgrid doctor`` tries what is needed, and says what to do about what fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.cli import doctor
from tests.cli.support import run

if TYPE_CHECKING:
    import pytest


def test_everything_that_is_needed_works_here() -> None:
    result = run("doctor")

    assert (result.exit_code, [line[:16].split() for line in result.stdout.splitlines()]) == (
        0,
        [
            ["ok", name]
            for name in ("python", "kinds", "solver", "zones", "samples", "print", "browser", "database", "queue")
        ],
    )


def test_what_fails_is_told_and_the_rest_is_tried_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("reinstall it")

    monkeypatch.setattr(doctor, "CHECKS", {"solver": broken, "fine": lambda: "all well"})
    monkeypatch.setattr(doctor, "_announced", dict)

    result = run("doctor")

    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        ["FAIL  solver      RuntimeError: reinstall it", "ok    fine        all well"],
    )
