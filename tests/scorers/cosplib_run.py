"""An instance of CoSPLib, from the file to the scorer and back, in this process."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from scheduler.compile import compile_festival
from scheduler.formats import cosplib
from scheduler.formats.document import dump, load_text
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.scorers.cosplib import Score, score
from tests.scorers.cosplib_data import Instance, read_grid, read_instance


@dataclass(frozen=True)
class Run:
    """What came of an instance; scored from the exported workbook by the scorer."""

    instance: str
    score: Score
    penalty: int | list[int]
    """What the verifier says; the same as the score's total if nothing is missing."""
    bound: int | list[int] | None
    status: str
    seconds: float
    """Of the search."""
    loading: float
    """Processor seconds of import, writing and reading YAML, and compilation."""


def run(path: Path, budget: float = 60.0, seed: int = 0, workers: int = 2, deterministic: float | None = None) -> Run:
    """Import, solve, export, score."""
    data = path.read_bytes()
    begin = time.process_time()
    problem = compile_festival(load_text(dump(cosplib.read(data, path.stem))))
    loading = time.process_time() - begin
    result = solve(problem, Options(budget, seed, workers, deterministic))
    found = scored(read_instance(data), problem, result.timetable)
    penalty = result.report.penalty
    return Run(path.stem, found, penalty, result.bound, str(result.status), result.seconds, loading)


def scored(instance: Instance, problem: Problem, timetable: Timetable) -> Score:
    """A timetable as the scorer sees it, through the exported workbook."""
    return score(instance, read_grid(instance, cosplib.write(problem, timetable)))


def by_term(problem: Problem, timetable: Timetable) -> dict[str, int]:
    """Points that the verifier finds, by the note of each rule with a weight; without those that hold."""
    amounts = verify(problem, timetable).amounts()
    return {rule.note: points for rule, (_, _, points) in amounts.items() if not isinstance(rule, str) and points}
