"""Whole processes, from the shell's point of view: help, the lists, and verifying 600 showings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scheduler.answer import answer_of, text_of
from scheduler.constraint import kinds
from scheduler.samples import sample
from scheduler.verify import verify
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PROGRAM = "from scheduler.cli import main; main(prog_name='showgrid')"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("arguments", [("--help",), ("kinds",), ("schema",)], ids=" ".join)
def test_starting(benchmark: BenchmarkFixture, arguments: tuple[str, ...]) -> None:
    done = benchmark.pedantic(run, args=arguments, rounds=5, warmup_rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    wanted = ["showgrid solve"] if arguments == ("--help",) else list(kinds())
    assert (done.returncode, [word for word in wanted if word not in done.stdout]) == (0, [])


def test_verifying_metropolis_as_a_process(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    metropolis, timetable = problem("metropolis"), first("metropolis")
    path = tmp_path / "timetable.json"
    path.write_text(text_of(answer_of(metropolis, timetable)), encoding="utf-8")

    done = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        run, args=("verify", sample("metropolis"), path, "--json"), rounds=5, warmup_rounds=1
    )

    report = verify(metropolis, timetable)
    assert (json.loads(done.stdout)["penalty"], done.returncode) == (report.penalty, 0 if report.valid else 1)
