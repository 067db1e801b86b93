"""Why not: conflicts, and changes that were tried and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.compile import compile_festival
from scheduler.explain.conflicts import find
from scheduler.explain.relaxing import Relaxation, relaxations
from scheduler.explain.watch import Watch
from scheduler.validate import festival_from
from tests.benchmarks.support import festival
from tests.generators.contradictions import FAMILIES, plant

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from scheduler.festival import Festival


def _explained(document: Festival) -> list[Relaxation]:
    watch = Watch(120.0)
    findings = find(compile_festival(document), watch)
    assert (findings.possible, findings.finished) == (False, True)
    return list(relaxations(document, findings, watch))


@pytest.mark.parametrize("name", ["too-full", "impossible-guest"])
def test_a_festival_that_cannot_be(benchmark: BenchmarkFixture, name: str) -> None:
    document = festival(name)

    found = benchmark.pedantic(lambda: _explained(document), rounds=2)  # type: ignore[no-untyped-call]  # typed in part

    assert len(found) == 5


SOME = ("closed_hall", "two_pins", "key_too_late")
"""Of all families those that every run of the tests looks at; the others are for who measures."""


@pytest.mark.parametrize("family", [*SOME, *(one for one in FAMILIES if one not in SOME)])
def test_a_contradiction_in_the_largest_festival(
    benchmark: BenchmarkFixture, request: pytest.FixtureRequest, family: str
) -> None:
    if family not in SOME:
        request.getfixturevalue("measured")
    data = festival("metropolis").model_dump(mode="json", by_alias=True, exclude_unset=True)
    planted = plant(data, family)
    document = festival_from(planted.document)

    found = benchmark.pedantic(lambda: _explained(document), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert {one.conflict.keys for one in found} == {planted.parts}
