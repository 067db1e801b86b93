"""One run in this process: by this program, by the plain model of the textbooks, by Timefold; a row of what came out."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.formats import cosplib, optaplanner
from scheduler.formats.document import load
from scheduler.result import Options, Progress, listed
from scheduler.samples import sample, samples
from scheduler.solve import solve
from scheduler.verify import verify
from tests.generators import metropolis
from tests.laboratory.plain import plain
from tests.laboratory.rival import known, solved
from tests.laboratory.rows import Curve, Row

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.verify import Report

COMMON = "common rules"
"""Those that Timefold's model knows, too."""


def festival_of(instance: str) -> Festival:
    """By the name of a sample, with a number of showings after a colon, or by a file: CoSPLib's and OptaPlanner's, too."""
    name, _, size = instance.partition(":")
    if size:
        return Festival.model_validate(metropolis.generate(showings=int(size))[0])
    path = sample(name) if name in samples() else Path(instance)
    if path.suffix != ".xlsx":
        return load(path)
    if is_optaplanner(path):
        return optaplanner.read(path.read_bytes()).festival
    return cosplib.read(path.read_bytes(), path.stem)


def is_optaplanner(path: Path) -> bool:
    """Whether a workbook is called as OptaPlanner's are: by its numbers of talks, times and rooms."""
    return "timeslots" in path.stem


def measured(
    instance: str, seed: int, budget: float, workers: int, *, common: bool = False, without: Sequence[str] = ()
) -> Row:
    """By this program.  ``common``: with the common rules alone; ``without``: how a row that lacks ways is called."""
    festival = festival_of(instance)
    problem = compile_festival(known(festival) if common else festival)
    row = _row(instance, problem, COMMON if common else "".join(f"without {' and '.join(without)}" if without else ""))
    row.seed, row.budget, row.workers = seed, budget, workers

    def look(news: Progress) -> None:
        points = news.report.penalty
        if news.report.valid and (not row.curve or listed(points) < listed(row.curve[-1][1])):
            row.curve.append((round(news.seconds, 2), points))

    result = solve(problem, Options(budget, seed, workers), progress=look)
    row.bound, row.gap = result.bound, None if result.gap is None else round(result.gap, 4)
    return _ended(row, result.report, result.seconds)


def referred(instance: str, budget: float, workers: int, *, common: bool = False) -> Row:
    """By the plain model; what it finds is scored by our verifier, with all rules."""
    festival = festival_of(instance)
    problem = compile_festival(known(festival) if common else festival)
    row = _row(instance, problem, f"{COMMON}, plain CP-SAT" if common else "plain CP-SAT")
    row.budget, row.workers, began = budget, workers, time.monotonic()
    timetable = plain(problem, seconds=budget, workers=workers)
    return _ended(row, None if timetable is None else verify(problem, timetable), time.monotonic() - began)


def challenged(instance: str, seed: int, budget: float) -> Row:
    """By Timefold, with the common rules; what it finds is scored by our verifier."""
    problem = compile_festival(known(festival_of(instance)))
    row = _row(instance, problem, f"{COMMON}, Timefold {version('timefold')}")
    row.seed, row.budget, row.workers = seed, budget, 1
    found = solved(problem, budget, seed)
    row.curve = _falling([(round(when, 2), -soft) for when, hard, soft in found.seen if hard == 0])
    return _ended(row, found.report, budget)


def _falling(curve: list[tuple[float, int]]) -> Curve:
    better: Curve = []
    for when, points in curve:
        if not better or points < listed(better[-1][1])[0]:
            better.append((when, points))
    return better


def _row(instance: str, problem: Problem, way: str) -> Row:
    return Row(Path(instance).stem if instance.endswith((".yaml", ".xlsx")) else instance, way, len(problem.showings))


def _ended(row: Row, report: Report | None, seconds: float) -> Row:
    if report is not None:
        row.end, row.broken = report.penalty, len(report.broken)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    row.seconds, row.memory = round(seconds, 2), sum(one.ru_maxrss for one in used) // 1024
    row.processor = round(sum(one.ru_utime + one.ru_stime for one in used), 1)
    return row
