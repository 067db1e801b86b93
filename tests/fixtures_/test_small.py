"""The small festivals written by hand: what their README files promise is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.festival import Festival, Session
from scheduler.formats.document import load
from scheduler.problem import Problem
from scheduler.shapes import Separable
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.verify import verify

FIXTURES = Path(__file__).parents[2] / "fixtures"
HANGUL = range(ord("가"), ord("힣") + 1)


def festival_of(name: str) -> Festival:
    return load(FIXTURES / name / "festival.yaml")


@pytest.fixture(scope="module")
def final() -> Festival:
    return festival_of("kaiff-2024")


def session(festival: Festival, name: str) -> Session:
    return next(one for one in festival.sessions if one.id == name)


def showings(one: Session) -> int:
    return one.showings if isinstance(one.showings, int) else len(one.showings)


def names(festival: Festival) -> Iterator[tuple[str, Any]]:
    """Everything that somebody reads as a name: its place and the text."""
    yield "festival", festival.festival.name
    for phone in festival.festival.phones:
        yield f"phone {phone.number}", phone.name
    for name in ("venues", "rooms", "tracks", "people", "juries", "resources"):
        for one in getattr(festival, name):
            yield f"{name} {one.id}", one.name
    for film in festival.films:
        yield f"film {film.id}", film.title
    for one in festival.sessions:
        yield f"session {one.id}", one.title
        if one.abstract:
            yield f"abstract {one.id}", one.abstract
        for number, cue in enumerate(one.items):
            yield f"item {number} of {one.id}", cue.title


@pytest.mark.parametrize("name", ["kaiff-2024", "kaiff-open", "too-full", "impossible-guest"])
def test_the_folder_says_what_is_fact_and_what_is_invented(name: str) -> None:
    text = (FIXTURES / name / "README.md").read_text(encoding="utf-8")

    assert [word for word in ("**Fact", "**Invented", "**For:**") if word not in text] == []


@pytest.mark.parametrize("name", ["kaiff-2024", "too-full", "impossible-guest"])
def test_every_name_stands_in_english_and_korean(name: str) -> None:
    bad = [
        place
        for place, text in names(festival_of(name))
        if not isinstance(text, dict)
        or set(text) != {"en", "ko"}
        or not any(ord(letter) in HANGUL for letter in text["ko"])
        or any(ord(letter) in HANGUL for letter in text["en"])
    ]

    assert bad == []


# -- kaiff-2024: fact ---------------------------------------------------------------------------


def test_the_final_was_on_one_day_at_kintex(final: Festival) -> None:
    assert [str(day.date) for day in final.days] == ["2024-10-25"]
    assert final.festival.timezone == "Asia/Seoul"
    assert [venue.id for venue in final.venues] == ["kintex"]


def test_26_works_of_four_categories_came_from_2067_entries(final: Festival) -> None:
    assert final.festival.fields == {"entries": 2067, "entries_from_abroad": 1636, "countries": 104}
    assert Counter(film.category for film in final.films) == {
        "narrative": 8,
        "documentary": 5,
        "art-culture": 7,
        "free-format": 6,
    }
    assert Counter(film.country == "KR" for film in final.films) == {True: 16, False: 10}


def test_the_two_works_that_are_real_are_there(final: Festival) -> None:
    films = {film.id: film for film in final.films}

    assert films["mateo"].title == {"en": "Mateo", "ko": "마테오"}
    assert (films["mateo"].directors, films["mateo"].country) == (["Mateo AI Studio"], "KR")
    assert films["little-martians"].title == {
        "en": "Little Martians: Dear Human, My Muse",
        "ko": "리틀 마션즈: 사랑하는 나의 인간, 나의 뮤즈",
    }
    assert (films["little-martians"].directors, films["little-martians"].country) == (["Vanessa Rosa"], "BR")


def test_the_people_who_are_real_are_where_they_were(final: Festival) -> None:
    on_stage = {one.id: [cast.id for cast in one.people] for one in final.sessions}
    affiliations = {person.id: person.affiliation for person in final.people}

    assert "kim-dong-yeon" in on_stage["opening"]
    assert {"kim-dae-sik", "fred-grinstein"} <= set(on_stage["panel"])
    assert affiliations["kim-dae-sik"] == {"en": "Professor, KAIST", "ko": "KAIST 교수"}
    assert affiliations["fred-grinstein"] == {"en": "CEO, Terremoto Content", "ko": "테레모토 콘텐츠 대표"}


# -- kaiff-2024: invented -----------------------------------------------------------------------


def test_thirty_showings_in_three_halls(final: Festival) -> None:
    assert sum(showings(one) for one in final.sessions) == 30
    assert len(final.rooms) == 3
    assert all(room.turnaround and room.foyer and room.wheelchairs for room in final.rooms)


def test_every_work_competes_in_one_block_of_its_own_category(final: Festival) -> None:
    category = {film.id: film.category for film in final.films}
    blocks = [one for one in final.sessions if one.track == "competition"]

    assert sorted(film for one in blocks for film in one.films) == sorted(category)
    assert all(len({category[film] for film in one.films}) == 1 for one in blocks)
    assert [showings(one) for one in blocks] == [2, 2, 2, 2, 2]


def test_questions_are_asked_after_the_first_showing_only(final: Festival) -> None:
    asked = [part.showings for one in final.sessions for part in one.parts if part.name == "q-and-a"]

    assert asked == [[1]] * 5


def test_the_public_does_not_see_what_goes_on_backstage(final: Festival) -> None:
    hidden = {one.id: one.visibility for one in final.sessions if one.visibility != "public"}

    assert hidden == {
        "opening-rehearsal": "staff",
        "awards-rehearsal": "staff",
        "live-rehearsal": "staff",
        "deliberation": "staff",
        "press-conference": "guests",
        "makers-table": "guests",
    }


def test_nobody_learns_of_the_winners_before_the_ceremony_can_be_over(final: Festival) -> None:
    last_end = max(window.to for window in session(final, "awards").windows)
    told = {one.id: one.embargo_until for one in final.sessions if one.embargo_until}

    assert told == {"awards-rehearsal": last_end, "grand-winners": last_end, "category-winners": last_end}


@pytest.mark.parametrize("name", ["opening", "awards"])
def test_the_cue_sheet_fills_the_ceremony(final: Festival, name: str) -> None:
    ceremony = session(final, name)

    assert sum(cue.minutes for cue in ceremony.items) == ceremony.duration


def test_the_juries_see_every_work_between_them(final: Festival) -> None:
    seen = [category for jury in final.juries for category in jury.sees.categories]

    assert sorted(seen) == ["art-culture", "documentary", "free-format", "narrative"]


# -- too-full and impossible-guest --------------------------------------------------------------


def test_seven_films_do_not_fit_a_hall_of_too_full_and_six_do() -> None:
    full = festival_of("too-full")
    (day,) = full.days
    opened = day.close - day.open
    each, turnaround = 60, 15

    assert {film.runtime for film in full.films} == {each}
    assert {room.turnaround for room in full.rooms} == {turnaround}
    assert 6 * each + 5 * turnaround <= opened < 7 * each + 6 * turnaround
    assert len(full.sessions) == 15 > 6 * len(full.rooms)
    assert sum(film.runtime for film in full.films) <= opened * len(full.rooms)


def test_the_guest_has_no_hour_left_beside_the_opening() -> None:
    festival = festival_of("impossible-guest")
    guest = next(person for person in festival.people if person.id == "prof-kim")
    keynote, opening = session(festival, "keynote"), session(festival, "opening")
    (stay,) = guest.available
    (pin,) = festival.pins
    assert stay.from_
    assert stay.to
    assert pin.start

    assert (str(stay.from_.time()), str(stay.to.time())) == ("13:00:00", "15:00:00")
    assert (keynote.duration, keynote.rooms) == (60, ["hall-a"])
    assert (opening.duration, pin.session, pin.room, str(pin.start.time())) == (90, "opening", "hall-a", "13:00:00")
    assert next(room for room in festival.rooms if room.id == "hall-a").turnaround == 25


# -- what the solver and the verifier are to say ------------------------------------------------

PERFECT_DAY = """
hall-a  08:00 opening-rehearsal#1  09:30 opening#1           10:30 keynote-kim#1   11:35 narrative-1#1
        13:15 awards-rehearsal#1   14:30 panel#1             15:55 art-culture#1   19:00 awards#1
        20:40 grand-winners#1
hall-b  09:00 live-rehearsal#1     10:55 free-format#1       12:10 talk-grinstein#1  13:05 documentary#1
        14:40 narrative-1#2        15:45 narrative-2#1       17:15 art-culture#2     18:20 live#1
        20:30 category-winners#1   21:25 grand-winners#2
hall-c  10:25 press-conference#1   11:25 talk-entries#1      12:05 free-format#2     13:00 makers-table#1
        13:55 family-matinee#1     14:35 workshop#1          16:15 documentary#2     17:25 deliberation#1
        18:20 open-captions#1      20:15 narrative-2#2       21:15 category-winners#2
"""
"""A timetable of kaiff-2024 that grants every wish: points are lost for empty seats only."""


def placed(problem: Problem, table: str) -> Timetable:
    """The timetable that a table of rooms, times and showings says."""
    showings = {one.key: one for one in problem.showings}
    placements = {}
    words = iter(table.split())
    for word in words:
        if word in problem.room_index:
            room = problem.room_index[word]
            continue
        hours, minutes = map(int, word.split(":"))
        showing = showings[next(words)]
        position = showing.positions.starts.tolist().index(60 * hours + minutes)
        placements[showing.index] = placement_at(problem, showing, room, position)
    return Timetable(problem, placements)


def test_a_perfect_day_loses_points_for_empty_seats_only(final: Festival) -> None:
    problem = compile_festival(final)

    report = verify(problem, placed(problem, PERFECT_DAY))

    assert report.valid
    assert {violation.name for violation in report.violations} == {"room_fits_audience"}
    assert report.penalty == 141


def test_no_day_is_better_than_the_perfect_one(final: Festival) -> None:
    problem = compile_festival(final)
    (seats,) = (rule for rule in problem.rules if rule.kind == "room_fits_audience" and isinstance(rule, Separable))

    cheapest = [
        int(np.broadcast_to(seats.fixed_amounts(problem, one), one.legal.shape)[one.legal].min())
        for one in problem.showings
    ]

    assert sum(cheapest) == 141
    assert max(cheapest) < next(one.value for one in problem.showings if one.optional)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [("too-full", 3), ("impossible-guest", 1)],
)
def test_what_cannot_be_is_proven_and_the_rest_placed(name: str, left_out: int) -> None:
    problem = compile_festival(festival_of(name))

    result = solve(problem, Options(deterministic=2, workers=1))

    assert result.status == "INFEASIBLE"
    assert len(result.unplaced) == left_out
    assert len(result.timetable) == len(problem.showings) - left_out
