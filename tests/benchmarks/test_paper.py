"""Sheets of a large festival's days, as they are printed every night; wanted: fifty pages in two seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scheduler.paper import SHEETS, Order
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

DAYS = 2
"""Of 24 halls each: some fifty pages in one language."""


@pytest.mark.parametrize("name", ["running-order", "day", "door", "booklet"])
def test_sheets_of_a_large_festival(benchmark: BenchmarkFixture, name: str) -> None:
    made, timetable = problem("metropolis"), first("metropolis")
    keep = set(made.days[3 : 3 + DAYS])
    held = {p.showing.index: p for p in timetable if made.days[p.day] in keep}
    order = Order(made, type(timetable)(made, held, timetable.assignments), lang="ko")

    data = benchmark.pedantic(SHEETS[name].printed, args=(order,), rounds=2, warmup_rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    pages = int(re.findall(rb"/Count (\d+)", data)[-1])
    least = {"running-order": 40, "day": DAYS, "door": 40, "booklet": 20}[name]
    assert pages >= least
    benchmark.extra_info["pages"] = pages
