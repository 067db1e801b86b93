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
from tests.formats import conference_book
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


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_workbook_says_means_the_same(seed: int) -> None:
    """Weights at any level or at several, talks published by half, timeslots that overlap or touch, ..."""
    random = Random(seed)
    data = conference_book.made(random)
    book = scorer.read(data)
    problems: dict[Hard, Problem] = {"musts": problem_of(data), "points": problem_of(data, "points")}
    earned = any(book.weights[name]["hard"] for name in scorer.REWARDS)

    for _ in range(DRAWS):
        assignment = drawn(book, random)
        scored = scorer.score(book.assign(assignment))
        for hard, problem in problems.items():
            found, report = amounts(problem, assignment)

            counted = {name for name in scorer.TERMS if any(book.weights[name].values())}
            assert {name: found.get(name, 0) for name in counted} == {name: scored.amounts[name] for name in counted}
            assert [report.by_tier[tier] for tier in sorted(report.by_tier)] == _lost(problem, book, scored)
            if hard == "musts" and not earned:
                assert report.valid == (len(assignment) == len(book.papers) and not scored.total["hard"])


def _lost(problem: Problem, book: scorer.Book, scored: scorer.Score) -> list[int]:
    """Of each level that has points at all, in the document, what is lost."""
    counting = {(rule.note, abs(rule.weight)) for rule in problem.rules if rule.weight}
    levels = [
        level for level in scorer.LEVELS if any((name, term[level]) in counting for name, term in book.weights.items())
    ]
    return [-scored.total[level] for level in levels]


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
