"""Metropolis in other sizes: as many showings as were asked for, and a plan that shows that they can be held."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scheduler.answer import Answer, timetable_of
from scheduler.compile import compile_festival
from scheduler.formats.document import load, load_text
from scheduler.verify import verify
from tests.generators import metropolis
from tests.generators.common import text_of
from tests.generators.metropolis_places import City
from tests.generators.metropolis_size import FILMS, REPEATS, size_of


def test_the_usual_size_is_the_committed_one() -> None:
    size = size_of()

    assert (size.films, size.repeats, size.shorts, size.talks) == (FILMS, REPEATS, 8, 22)


@pytest.mark.parametrize(
    ("showings", "halls", "days"), [(150, 8, 6), (300, 15, 7), (600, 24, 9), (1_200, 36, 11), (2_400, 57, 14)]
)
def test_a_larger_festival_has_more_halls_and_lasts_longer(showings: int, halls: int, days: int) -> None:
    city = City(size_of(showings))

    assert (len(city.halls), city.days) == (halls, days)
    assert 202 <= sum(city.open_minutes) / showings <= 220


@pytest.mark.parametrize("showings", [119, 2_501])
def test_there_are_no_festivals_that_are_too_small_or_too_large(showings: int) -> None:
    with pytest.raises(ValueError, match=r"are too few or too many; ask for 120 to 2500"):
        size_of(showings)


@pytest.mark.parametrize("showings", [150, 300])
def test_the_plan_of_another_size_breaks_no_must(showings: int) -> None:
    document, plan = metropolis.generate(showings=showings)
    problem = compile_festival(load_text(text_of(document)))

    report = verify(problem, timetable_of(problem, Answer.model_validate(metropolis.witness(document, plan))))

    assert len(problem.showings) == showings
    assert [one.sentence for one in report.broken] == []


def test_the_command_writes_the_file_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "small.yaml"
    monkeypatch.setattr(sys, "argv", ["metropolis", "--showings", "150", "-o", str(file)])

    metropolis.main()

    assert load(file).festival.id == "metropolis-150"


def test_the_fixture_is_never_overwritten_by_another_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["metropolis", "--showings", "150"])

    with pytest.raises(SystemExit) as ended:
        metropolis.main()

    assert ended.value.code == 2
