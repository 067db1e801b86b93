"""Sample festivals as problems, made once a run, and their first timetables."""

from __future__ import annotations

from functools import cache

from scheduler.compile import compile_festival
from scheduler.construct import construct
from scheduler.festival import Festival
from scheduler.formats.document import load
from scheduler.problem import Problem
from scheduler.samples import sample
from scheduler.timetable import Timetable


@cache
def festival(name: str) -> Festival:
    return load(sample(name))


@cache
def problem(name: str) -> Problem:
    return compile_festival(festival(name))


@cache
def first(name: str) -> Timetable:
    """What construction makes of it with seed 0."""
    return construct(problem(name), seed=0)
