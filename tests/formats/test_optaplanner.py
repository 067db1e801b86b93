"""Conference workbooks: what is read, what is refused and where, and what is written."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.festival import Festival
from scheduler.formats.optaplanner import read, write
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from tests.formats.conference_book import GREY, changed, made
from tests.formats.conferences import DATA, WORKBOOKS, amounts, assignment_in, drawn, placed, problem_of
from tests.scorers import optaplanner as scorer

SMALL = WORKBOOKS[0].read_bytes()
every_workbook = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)


def refused(change: Callable[[Any], None]) -> list[str]:
    """Faults of the small workbook after a change."""
    with pytest.raises(FestivalError) as caught:
        read(changed(SMALL, change))
    return [str(fault) for fault in caught.value.faults]


def put(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    """The change of one cell."""

    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


# -- what is read -------------------------------------------------------------------------------


def test_timeslots_are_blocks_and_talks_lie_in_them() -> None:
    festival = read(SMALL).festival
    talk = next(one for one in festival.sessions if one.id == "S00")

    assert (len(festival.sessions), len(festival.blocks), len(festival.rooms), len(festival.people)) == (18, 6, 5, 12)
    assert all(block.clock and block.slots == 1 for block in festival.blocks)
    assert (talk.type, talk.duration, talk.audience, talk.level, talk.language) == ("Lab", "block", 551, 2, "en")
    assert talk.labels["content"] == ["OpenShift", "Kubernetes"]
    assert [one.id for one in talk.people] == ["Amy Cole", "Beth Fox"]


def test_a_pinned_talk_is_pinned_and_the_other_only_in_the_timetable() -> None:
    made = read(SMALL, timetable=True)

    assert made.timetable is not None
    assert [(pin.session, pin.room, pin.block) for pin in made.festival.pins] == [
        ("S10", "R 1", "2018-10-01 10:15-11:00")
    ]
    assert [(one.session, one.room, one.block) for one in made.timetable.placements] == [
        ("S10", "R 1", "2018-10-01 10:15-11:00"),
        ("S00", "R 5", "2018-10-01 10:15-12:15"),
    ]
    assert len(made.timetable.unplaced) == 16


def test_hard_terms_are_musts_and_each_other_level_a_tier() -> None:
    festival = read(SMALL).festival

    assert {rule.tier for rule in festival.rules if rule.note == "Published timeslot"} == {0}
    assert {(rule.weight, rule.tier) for rule in festival.rules if rule.note == "Popular talks"} == {(10, 1)}
    assert [rule.note for rule in festival.rules if rule.must and rule.tier == 0][:1] == ["Speaker conflict"]


def test_a_reward_that_is_hard_makes_points_of_all_that_is_hard() -> None:
    def reward(book: Any) -> None:
        _weigh(book, "Audience level diversity", "3hard/0medium/0soft")

    festival = read(changed(SMALL, reward)).festival

    weights = {rule.note: (rule.weight, rule.tier) for rule in festival.rules}
    assert not any(rule.must for rule in festival.rules)
    assert weights["Audience level diversity"] == (-3, 0)
    assert weights["Room conflict"] == (1000, 0)
    assert {room.parallel for room in festival.rooms} == {10_000}


def test_a_weight_of_nothing_switches_a_term_off() -> None:
    def off(book: Any) -> None:
        _weigh(book, "Popular talks", "0hard/0medium/0soft")
        _weigh(book, "Room conflict", "0hard/0medium/0soft")

    festival = read(changed(SMALL, off)).festival

    assert not {"Popular talks", "Room conflict"} & {rule.note for rule in festival.rules}
    assert {room.parallel for room in festival.rooms} == {10_000}


def _weigh(book: Any, name: str, weight: str) -> None:
    rows = {row[0].value: row for row in book["Configuration"].iter_rows()}
    rows[name][1].value = weight


def test_only_a_dark_grey_fill_says_that_somebody_is_away() -> None:
    def colour(book: Any) -> None:
        book["Speakers"]["J3"].fill = GREY
        book["Speakers"]["K4"].fill = type(GREY)("solid", fgColor="FFBABDB6")
        book["Speakers"]["L5"].fill = type(GREY)("lightGray", fgColor="FF555753")
        book["Rooms"]["E3"].fill = GREY

    festival = read(changed(SMALL, colour)).festival

    away = {one.id: [when.block for when in one.away] for one in festival.people if one.away}
    (closed,) = [rule for rule in festival.rules if rule.note == "Room unavailable timeslot"]
    assert away == {"Amy Cole": ["2018-10-01 10:15-12:15"]}
    assert closed.model_dump(exclude_unset=True, mode="json")["table"] == [
        {"room": "R 1", "block": "2018-10-01 10:15-12:15", "price": 120}
    ]


def test_blanks_empty_rows_and_derived_sheets_are_no_fault() -> None:
    def untidy(book: Any) -> None:
        book["Talks"]["C2"] = "Lab "
        book["Talks"]["D2"] = "Amy Cole,Beth Fox , "
        book["Talks"].insert_rows(4)
        book["Talks"].append(["   "])
        book["Rooms"]["A3"] = " R 1"
        book["Configuration"]["A4"] = "Constraint "
        book["Configuration"].insert_rows(9)
        book["Talks"].title = "Talks "
        for name in book.sheetnames[5:]:
            del book[name]

    assert read(changed(SMALL, untidy)).festival.document() == read(SMALL).festival.document()


def test_columns_of_talks_may_stand_in_another_order() -> None:
    def moved(book: Any) -> None:
        sheet = book["Talks"]
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 33).value = sheet.cell(row, 4).value
            sheet.cell(row, 4).value = "a remark" if row > 1 else "Remarks"

    assert read(changed(SMALL, moved)).festival.document() == read(SMALL).festival.document()


# -- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (lambda book: book.remove(book["Rooms"]), ["Rooms: there is no sheet 'Rooms'; did you mean 'Rooms view'?"]),
        (put("Talks", "D1", "Presenters"), ["Talks!D1: this column is called 'Presenters'; call it 'Speakers'"]),
        (put("Talks", "AE1", None), ["Talks!AE1: there is no column 'Published Room'; the sheet has to have one"]),
        (put("Talks", "AF1", "Code"), ["Talks!AF1: there is a column 'Code' already; take one out"]),
        (put("Rooms", "B3", "sixty"), ["Rooms!B3: 'sixty' is no whole number; write one, as a number and not as text"]),
        (put("Talks", "U2", "551"), ["Talks!U2: '551' is no whole number; write one, as a number and not as text"]),
        (put("Talks", "H3", 0), ["Talks!H3: 0 cannot be; write a number from 1 to 1,000,000"]),
        (put("Talks", "H3", 1.5), ["Talks!H3: 1.5 is no whole number; write one, as a number and not as text"]),
        (put("Talks", "W3", "perhaps"), ["Talks!W3: 'perhaps' is neither TRUE nor FALSE; write one of both"]),
        (put("Talks", "A3", "S00"), ["Talks!A3: there is 'S00' in Talks!A2 already; give one of them another name"]),
        (put("Rooms", "A4", "R 1"), ["Rooms!A4: there is 'R 1' in Rooms!A3 already; give one of them another name"]),
        (put("Talks", "D4", "Amy Coal"), ["Talks!D4: there is no speaker 'Amy Coal'; did you mean 'Amy Cole'?"]),
        (put("Talks", "C4", "Demo"), ["Talks!C4: there is no talk type 'Demo'; there is 'Breakout', 'Lab'"]),
        (put("Talks", "T4", "S99"), ["Talks!T4: there is no talk 'S99'; did you mean 'S09'?"]),
        (put("Talks", "T4", "S02"), ["Talks!T4: S02 cannot come before itself; take it out"]),
        (put("Talks", "K4", "Noon"), ["Talks!K4: there is no timeslot tag 'Noon'; there is 'After lunch'"]),
        (put("Talks", "AA2", "R 9"), ["Talks!AA2: there is no room 'R 9'; did you mean 'R 3' or 'R 4' or 'R 5'?"]),
        (put("Talks", "Z2", None), ["Talks!Z2: a timeslot has a day, a start and an end; give this too"]),
        (
            put("Talks", "Y2", "10:20"),
            ["Talks!X2: there is no timeslot '2018-10-01 10:20-12:15'; did you mean '2018-10-01 10:15-12:15' or '2018-10-01 11:30-12:15' or '2018-10-01 16:30-17:15'?"],
        ),
        (put("Talks", "X2", "Tue 2018-10-01"), ["Talks!X2: 'Tue 2018-10-01': 2018-10-01 is a Mon; which of both is meant?"]),
        (
            put("Timeslots", "C2", "10:15"),
            ["Timeslots!C2: this ends at 10:15, and does not start before; mend one of both"],
        ),
        (put("Timeslots", "B2", "quarter past"), ["Timeslots!B2: 'quarter past' is no time of day; write HH:MM, such as 10:15"]),
        (put("Timeslots", "D2", None), ["Timeslots!D2: this is empty; name one or more"]),
        (
            put("Rooms", "F2", "10:15-11:30"),
            ["Rooms!F2: this column is for 10:15-11:00 of Mon 2018-10-01, row 3 of Timeslots; it says '10:15-11:30'"],
        ),
        (
            put("Speakers", "J1", "Tue 2018-10-02"),
            ["Speakers!J1: this column is for 10:15-12:15 of Mon 2018-10-01, row 2 of Timeslots; it says 'Tue 2018-10-02'"],
        ),
        (put("Rooms", "K2", "18:00-19:00"), ["Rooms!K2: Timeslots has no timeslot for '18:00-19:00' here; take it out"]),
        (
            put("Rooms", "E3", "x"),
            ["Rooms!E3: nothing is written here; a dark grey fill (555753) says that this is not available then"],
        ),
        (
            put("Configuration", "B6", "much"),
            ["Configuration!B6: 'much' is no weight; write whole numbers, such as 0hard/0medium/10soft"],
        ),
        (
            put("Configuration", "A6", "Room conflicts"),
            ["Configuration!A6: there is no constraint 'Room conflicts'; did you mean 'Room conflict'?",
             "Configuration!A4: below there is no row for the constraint 'Room conflict'; the sheet has to have one"],
        ),
        (put("Configuration", "B2", "a while"), ["Configuration!B2: 'a while' is no whole number; write one, as a number and not as text"]),
        (
            put("Configuration", "A2", "Pause"),
            ["Configuration!A: there is no row 'Minimum consecutive talks pause in minutes'; the sheet has to have one"],
        ),
        (put("Rooms", "B3", 2_000_000), ["Rooms!B3: 2,000,000 cannot be; write a number from 0 to 1,000,000"]),
        (put("Talks", "A3", "S#1"), ["Talks!A3: 'S#1' holds a '#', '@', comma or line end, which no name may here; take it out"]),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_refused_with_sheet_and_cell(change: Callable[[Any], None], faults: list[str]) -> None:
    assert refused(change) == faults


def test_every_fault_is_told_at_once() -> None:
    def change(book: Any) -> None:
        put("Talks", "H3", "hard")(book)
        put("Rooms", "B4", None)(book)
        put("Speakers", "A1", "Name")(book)
        put("Speakers", "A2", "Who")(book)

    assert refused(change) == [
        "Speakers!A2: this column is called 'Who'; call it 'Name'",
        "Rooms!B4: an empty cell is no whole number; write one, as a number and not as text",
        "Talks!H3: 'hard' is no whole number; write one, as a number and not as text",
    ]


def test_a_cell_with_an_error_is_told_if_it_is_read() -> None:
    def change(book: Any) -> None:
        put("Rooms", "D4", "#N/A")(book)
        put("Rooms view", "A9", "#N/A")(book)

    assert refused(change)[0] == "Rooms!D4: this cell holds an error such as #N/A; correct it"


@pytest.mark.parametrize("data", [b"", b"no workbook", SMALL[:3000]], ids=["empty", "text", "cut off"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(FestivalError):
        read(data)


# -- what is written ----------------------------------------------------------------------------


@every_workbook
def test_what_is_written_is_read_again_as_it_was(path: Any) -> None:
    first = read(path.read_bytes(), timetable=True)
    assert first.timetable is not None
    places = {one.session: (one.room, one.block) for one in first.timetable.placements}
    problem = compile_festival(first.festival)

    again = read(write(problem, timetable_of(problem, first.timetable)), timetable=True)

    assert again.festival.document() == first.festival.document()
    assert again.timetable is not None
    assert {one.session: (one.room, one.block) for one in again.timetable.placements} == places


@pytest.mark.parametrize("seed", range(6))
def test_a_workbook_in_which_everything_occurs_is_written_as_it_was(seed: int) -> None:
    random = Random(seed)
    data = made(random)
    problem = problem_of(data)
    assignment = drawn(scorer.read(data), random)

    written = write(problem, placed(problem, assignment))

    before, after = scorer.score(scorer.read(data).assign(assignment)), scorer.score(scorer.read(written))
    assert read(written).festival.document() == problem.festival.document()
    assert (after.terms, after.matches) == (before.terms, before.matches)


@pytest.mark.parametrize("known", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_a_timetable_that_is_written_scores_what_it_costs(known: Any) -> None:
    problem = problem_of(known.with_name(f"{known.name.split('.')[0]}.xlsx").read_bytes())
    assignment = assignment_in(known)

    scored = scorer.score(scorer.read(write(problem, placed(problem, assignment))))

    found, report = amounts(problem, assignment)
    assert {name: amount for name, amount in scored.amounts.items() if amount} == found
    assert report.penalty == [-scored.total["medium"], -scored.total["soft"]]


def test_the_same_timetable_is_the_same_bytes() -> None:
    problem = problem_of(SMALL)
    timetable = placed(problem, assignment_in(DATA / "18talks-6timeslots-5rooms.reference.json"))

    assert write(problem, timetable) == write(problem, timetable)


BLOCKS: dict[str, Any] = {
    "showgrid": 1,
    "festival": {"id": "own"},
    "rooms": [{"id": "a", "capacity": 20}],
    "people": [{"id": "ann", "away": [{"block": "one"}]}],
    "blocks": [
        {"id": "one", "from": "2026-09-01T09:00", "to": "2026-09-01T10:00", "clock": True},
        {"id": "two", "from": "2026-09-01T10:00", "to": "2026-09-01T11:00", "clock": True, "types": ["talk"]},
    ],
    "sessions": [{"id": "t", "type": "talk", "duration": "block", "people": ["ann"], "audience": 9}],
}


def _own(**changes: Any) -> Problem:
    return compile_festival(Festival.model_validate({**BLOCKS, **changes}))


def test_a_festival_of_ones_own_is_written_with_the_usual_weights() -> None:
    problem = _own()

    book = scorer.read(write(problem, _in_block_two(problem)))

    assert (book.pause, book.weights["Popular talks"]) == (15, {"hard": 0, "medium": 0, "soft": 10})
    assert [sorted(slot.types) for slot in book.slots.values()] == [["talk"], ["talk"]]
    assert book.guests["ann"].away == {("Tue 2026-09-01", "09:00", "10:00")}
    assert (book.papers["t"].where.name, book.papers["t"].at.key[1]) == ("a", "10:00")


def _in_block_two(problem: Problem) -> Timetable:
    return timetable_of(
        problem, Answer(festival="own", placements=[PlacedShowing(session="t", room="a", block="two", slot=1)])
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"blocks": [{**BLOCKS["blocks"][0], "clock": False}]},
            "blocks.0 (one): the workbook knows only talks that each take a whole timeslot; write `slots: 1` and `clock: true`",
        ),
        (
            {"blocks": [BLOCKS["blocks"][0], {**BLOCKS["blocks"][0], "id": "same"}]},
            "blocks.1 (same): this has the times of 'one', and the workbook tells timeslots apart by them",
        ),
        (
            {"blocks": [{**BLOCKS["blocks"][0], "to": "2026-09-02T00:30"}]},
            "blocks.0 (one): this runs past midnight, which no timeslot of the workbook does",
        ),
        (
            {"sessions": [{"id": "t", "type": "talk", "duration": 30}], "days": [{"date": "2026-09-01"}]},
            "sessions.0 (t): the workbook knows only talks that each take a whole timeslot; write `duration: block`",
        ),
        (
            {"sessions": [{**BLOCKS["sessions"][0], "showings": 2}]},
            "sessions.0 (t): this is given more than once, which no talk of the workbook is; make a session of each showing",
        ),
        ({"sessions": [{**BLOCKS["sessions"][0], "level": 0}]}, "sessions.0 (t): levels begin with 1 in the workbook, and this has 0"),
        (
            {"sessions": [{**BLOCKS["sessions"][0], "labels": {"theme": ["law, and order"]}}]},
            "sessions.0 (t): 'law, and order' has a comma, which parts two names in the workbook; take it out",
        ),
        (
            {"sessions": [{**BLOCKS["sessions"][0], "fields": {"risk": "high"}}]},
            "sessions.0 (t): its `fields.risk` is no whole number; write one",
        ),
        (
            {"sessions": [{**BLOCKS["sessions"][0], "fields": {"prerequisites": "t"}}]},
            "sessions.0 (t): its `fields.prerequisites` is no list of sessions; write one",
        ),
        (
            {"festival": {"id": "own", "fields": {"weights": {"Popular talks": "10"}}}},
            "festival.fields.weights.Popular talks: '10' is no weight; write whole numbers, such as 0hard/0medium/10soft",
        ),
        ({"festival": {"id": "own", "fields": {"pause": "long"}}}, "festival.fields.pause: this is no whole number of minutes; write one"),
    ],
)  # fmt: skip
def test_what_a_workbook_cannot_hold_is_refused(changes: dict[str, Any], fault: str) -> None:
    problem = _own(**changes)

    with pytest.raises(FestivalError) as caught:
        write(problem, placed(problem, {}))

    assert [str(one) for one in caught.value.faults] == [fault]
