"""A conference workbook's festival means what the workbook's objective means, to the unit.

The second opinion is ``tests.scorers.optaplanner``, which knows the format and nothing of Showgrid.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from scheduler.problem import Problem
from tests.formats.conferences import DATA, WORKBOOKS, Place, amounts, assignment_in, drawn, problem_of
from tests.scorers import optaplanner as scorer

DRAWS = 12
Hard = Literal["musts", "points"]
KNOWN = sorted(DATA.glob("*.json"))
every_workbook = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
musts_or_points = pytest.mark.parametrize("hard", ["musts", "points"])


@cache
def _book(path: Path) -> scorer.Book:
    return scorer.read(path.read_bytes())


@cache
def _problem(path: Path, hard: Hard) -> Problem:
    return problem_of(path.read_bytes(), hard)


def _workbook(known: Path) -> Path:
    return known.with_name(f"{known.name.split('.')[0]}.xlsx")


@pytest.mark.parametrize("known", KNOWN, ids=lambda path: path.stem)
def test_the_scorer_finds_the_score_that_is_known(known: Path) -> None:
    told = json.loads(known.read_text("utf-8"))

    scored = scorer.score(_book(_workbook(known)).assign(told["assignment"]))

    counted = {name: {"matches": scored.matches[name], **level} for name, level in scored.terms.items()}
    assert scored.total == told["score"]
    assert {name: term for name, term in counted.items() if term["matches"]} == told["constraints"]


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("18talks-6timeslots-5rooms", -2145),
        ("36talks-12timeslots-5rooms", -1650),
        ("72talks-12timeslots-10rooms", 0),
        ("108talks-18timeslots-10rooms", 0),
        ("216talks-18timeslots-20rooms", -1650),
    ],
)
def test_the_scorer_finds_the_score_that_stands_in_the_workbook(name: str, score: int) -> None:
    path = next((path for path in WORKBOOKS if path.stem == name), None)
    if path is None:
        pytest.skip("this workbook is not at hand; SHOWGRID_OPTAPLANNER names a folder of more")

    assert scorer.score(scorer.read(path.read_bytes())).total == {"hard": 0, "medium": 0, "soft": score}


@musts_or_points
@pytest.mark.parametrize("known", KNOWN, ids=lambda path: path.stem)
def test_every_term_comes_to_what_is_known(known: Path, hard: Hard) -> None:
    _agree(_workbook(known), hard, assignment_in(known))


@musts_or_points
@every_workbook
def test_every_term_comes_to_what_the_scorer_finds_wherever_talks_are(path: Path, hard: Hard) -> None:
    random = Random(path.stem)

    for _ in range(DRAWS):
        _agree(path, hard, drawn(_book(path), random))


def _agree(path: Path, hard: Hard, assignment: dict[str, Place]) -> None:
    """Term by term, at every level, and about whether all that must hold does."""
    book = _book(path)
    scored = scorer.score(book.assign(assignment))

    found, report = amounts(_problem(path, hard), assignment)

    lost = [-scored.total[level] for level in scorer.LEVELS]
    missing = len(book.papers) - len(assignment)
    assert found == {name: amount for name, amount in scored.amounts.items() if amount}
    assert report.penalty == (lost if hard == "points" else lost[1:])
    assert report.valid == (not missing and (hard == "points" or not lost[0]))
