"""Every sheet: the same bytes from the same input, both papers, nothing taken for markup, nothing told that is secret."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from scheduler.faults import FestivalError
from scheduler.paper import SHEETS, Order, rows
from scheduler.paper.languages import language
from scheduler.problem import Problem
from scheduler.publication import Publication
from scheduler.timetable import Timetable
from tests.constraints.support import placed, problem_of
from tests.formats.programme import SECRETS, programme
from tests.paper.festival import JURORS, STRANGE, everything, published
from tests.paper.support import DAY, NO_READER, pages_of, size_of, text_of

NAMES = list(SHEETS)
WIDE = ("building", "day", "projection", "cues")
LARGE = {"day": {"a4": (1191, 842), "letter": (1224, 792)}}
SMALL = {name: {"a4": (420, 595), "letter": (396, 612)} for name in ("changes", "booklet")}
USUAL = {"a4": (595, 842), "letter": (612, 792)}


def order_of(made: tuple[Problem, Timetable, Publication], **wanted: object) -> Order:
    problem, timetable, publication = made
    order = Order(problem, timetable, publication=publication)
    return replace(order, **wanted)  # type: ignore[arg-type]  # a test names the fields


@cache
def usual(name: str, lang: str) -> bytes:
    """A sheet of version 2 on A4."""
    return SHEETS[name].printed(order_of(published(), lang=lang))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_input_is_the_same_bytes(name: str) -> None:
    again = SHEETS[name].printed(order_of(published(), lang="en"))

    assert (again[:5], again == usual(name, "en")) == (b"%PDF-", True)


@NO_READER
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_has_its_size_on_both_papers(name: str, paper: str) -> None:
    data = usual(name, "en") if paper == "a4" else SHEETS[name].printed(order_of(published(), paper=paper, lang="en"))
    size = size_of(data)

    wanted = (LARGE | SMALL).get(name, USUAL)[paper]
    assert size == ((wanted[1], wanted[0]) if name in WIDE and name not in LARGE else wanted)


@NO_READER
@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_its_version_and_when(name: str, lang: str) -> None:
    pages = pages_of(usual(name, lang))

    said = {"ko": "2판 · 10월 21일(월) 18:00", "en": "Version 2 · Mon 21 Oct 18:00"}[lang]
    assert [said in " ".join(page.split()) for page in pages] == [True] * len(pages)
    assert pages != []


@NO_READER
@pytest.mark.parametrize("name", ["running-order", "day", "guest", "door", "booklet", "projection", "cues"])
def test_a_title_is_never_taken_for_markup(name: str) -> None:
    words = text_of(SHEETS[name].printed(Order(*everything(), lang="en"))).split()

    assert [one for one in STRANGE.split() if one not in words] == []


@NO_READER
@pytest.mark.parametrize("name", ["door", "booklet"])
def test_what_the_public_reads_holds_no_secret(name: str) -> None:
    problem, timetable = programme()

    text = text_of(SHEETS[name].printed(Order(problem, timetable)))

    assert [one for one in (*SECRETS, "Ji-an Noh", "노지안") if one in text] == []
    assert "개막식" in text


@NO_READER
def test_a_guest_reads_nothing_of_the_staff() -> None:
    problem, timetable = programme()

    text = text_of(SHEETS["guest"].printed(Order(problem, timetable, person="noh", lang="en")))

    assert [one for one in ("HUSH Baek", "bring water", "555", "HUSH office") if one in text] == []
    assert "Dae-sik Kim host" in text


@NO_READER
@pytest.mark.parametrize(("name", "numbers"), [("guest", ["031-1"]), ("building", ["031-1", "031-2"]), ("booklet", [])])
def test_numbers_to_call_stand_where_their_readers_are(name: str, numbers: list[str]) -> None:
    assert sorted(set(re.findall(r"031-\d", text_of(usual(name, "en"))))) == numbers


@NO_READER
def test_staff_sheets_hold_what_the_staff_must_know() -> None:
    problem, timetable = programme()

    texts = {
        name: text_of(SHEETS[name].printed(Order(problem, timetable, lang="en")))
        for name in ("running-order", "building", "day")
    }

    assert [name for name, text in texts.items() if "rehearsal" not in text] == []


@NO_READER
def test_a_door_says_both_languages_on_one_page() -> None:
    pages = pages_of(SHEETS["door"].printed(Order(*programme(), room="big", day=DAY)))

    assert [
        all(one in page for one in ("개막식", "Opening", "2024년 10월 25일(금)", "Big hall")) for page in pages
    ] == [True]


@NO_READER
def test_columns_are_printed_in_the_order_asked_for_with_free_fields() -> None:
    problem, timetable = everything()
    order = Order(problem, timetable, lang="en", columns=("title", "fields.mic", "at"))

    lines = [" ".join(line.split()) for line in pages_of(SHEETS["cues"].printed(order))[0].splitlines()]

    assert [line for line in lines if line.startswith(("what", "Welcome"))] == ["what mic time", "Welcome red 10:00"]


@NO_READER
def test_a_cue_sheet_counts_minutes() -> None:
    text = " ".join(text_of(SHEETS["cues"].printed(Order(*everything(), lang="en"))).split())

    assert "1 10:00 +0′ 12.5′ Welcome" in text
    assert "2 10:12 +12.5′ 20′" in text


@NO_READER
def test_a_key_that_does_not_cover_its_film_is_marked() -> None:
    text = " ".join(text_of(SHEETS["projection"].printed(Order(*everything(), lang="en"))).split())

    assert text.count("! the key does not open it then") == 1
    assert "10-25 06:00 – 10-25 12:30" in text


@NO_READER
def test_a_juror_reads_which_films_and_an_interpreter_for_whom() -> None:
    problem, timetable = everything()

    jury = " ".join(text_of(SHEETS["jury"].printed(Order(problem, timetable, lang="en"))).split())
    interpreter = " ".join(text_of(SHEETS["interpreter"].printed(Order(problem, timetable, lang="ko"))).split())

    assert [one in jury for one in JURORS] == [True, True]
    assert "Main jury · all seen by 10-25 20:00" in jury
    assert "Moon Jar" in jury
    assert "언어 한국어: 김대식" in interpreter
    assert len(pages_of(SHEETS["jury"].printed(Order(problem, timetable, lang="en", person="kim")))) == 1


@NO_READER
def test_a_slip_tells_each_hall_what_to_correct_by_pen() -> None:
    pages = [" ".join(one.split()) for one in pages_of(usual("changes", "en"))]

    assert len(pages) == 2
    assert "11:00–11:45" in pages[0]
    assert re.search(r"moved to Little hall .*Rehearsal", pages[0]) is not None
    assert "15:00–15:45 moved from Big hall Rehearsal" in pages[1]


@NO_READER
def test_a_running_order_marks_what_changed_since_the_last_print() -> None:
    text = " ".join(text_of(SHEETS["running-order"].printed(order_of(published(), lang="ko", room="big"))).split())

    assert "1판 이후 변경 Rehearsal: 큰 홀 10월 25일(금) 11:00 → 작은 홀 15:00" in text


def test_a_hall_in_which_nothing_changed_is_told_so() -> None:
    order = order_of(published(), since=2)

    with pytest.raises(FestivalError, match="nothing that is asked for has changed since version 2"):
        SHEETS["changes"].printed(order)


@pytest.mark.parametrize(
    ("name", "wanted", "message"),
    [
        (
            "changes",
            {},
            "--sheet: a timetable that was never published has no changes; showgrid publish gives it versions",
        ),
        (
            "cues",
            {"session": "block"},
            "--sheet: 'block' has no items, or is not placed; items are written in the document",
        ),
        ("door", {"columns": ("title",)}, "--columns: a door has no columns to choose"),
        ("cues", {"columns": ("who", "ligth")}, "--columns: a cues has no 'ligth'; did you mean 'light'?"),
        (
            "guest",
            {"person": "baek", "day": DAY.replace(day=26)},
            "--sheet: there is nothing to print on a guest of baek, 2024-10-26: nothing of it is placed",
        ),
    ],
)
def test_what_cannot_be_printed_is_told(name: str, wanted: dict[str, object], message: str) -> None:
    order = replace(Order(*everything(), lang="en"), **wanted)  # type: ignore[arg-type]  # a test names the fields

    with pytest.raises(FestivalError) as told:
        SHEETS[name].printed(order)

    assert str(told.value) == message


@pytest.mark.parametrize(
    "name", [one for one in NAMES if one not in ("changes", "cues", "jury", "interpreter", "projection")]
)
def test_the_barest_festival_prints(name: str) -> None:
    problem = problem_of(
        {"rooms": [{"id": "a"}], "people": [{"id": "p"}], "sessions": [{"id": "s", "duration": 30, "people": ["p"]}]}
    )
    order = Order(problem, placed(problem, {"s#1": ("a", "10:00")}))

    assert SHEETS[name].printed(order)[:5] == b"%PDF-"


def test_a_draft_is_known_by_what_is_placed() -> None:
    problem, timetable = programme()
    one, same = (
        Order(problem, timetable),
        Order(problem, Timetable(problem, dict(timetable.placements), timetable.assignments)),
    )
    other = Order(problem, timetable.without([problem.by_key["late", 1]]))

    assert (one.version == same.version, one.version == other.version) == (True, False)


def test_the_time_of_printing_is_in_the_bytes_only_if_it_is_given() -> None:
    order = Order(*programme(), lang="en")
    at = datetime(2024, 10, 25, 1, tzinfo=UTC)

    assert SHEETS["door"].printed(order) != SHEETS["door"].printed(replace(order, at=at))


def test_a_column_in_which_nothing_stands_gives_its_width_to_the_others() -> None:
    lines = [rows.line({"start": "10:00", "title": rows.cell("A"), "notes": "", "box": rows.BOX})]

    assert rows.filled(("start", "notes", "title", "ratio", "box"), lines) == ("start", "title", "box")
    assert rows.filled(("start", "notes"), []) == ("start", "notes")


@NO_READER
def test_an_empty_column_that_is_asked_for_is_printed() -> None:
    usually, asked = (
        " ".join(text_of(SHEETS["projection"].printed(order_of(published(), lang="en", columns=columns))).split())
        for columns in ((), ("at", "title", "rating", "ratio"))
    )

    assert "rating ratio" in asked
    assert "rating" not in usually


@NO_READER
def test_a_page_of_the_booklet_that_begins_within_a_day_says_which() -> None:
    problem, timetable = everything()
    pages = pages_of(SHEETS["booklet"].printed(Order(problem, timetable, lang="en")))

    shown = [page for page in pages if re.search(r"^ *\d\d:\d\d ", page, re.MULTILINE)]
    assert shown != []
    assert [
        re.search(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d", page.strip().splitlines()[0]) is None for page in shown
    ] == [False] * len(shown)


@pytest.mark.parametrize(("told", "name"), [("ko", "한국어"), ("EN", "영어"), ("Klingon", "Klingon")])
def test_languages_are_called_by_their_names(told: str, name: str) -> None:
    assert language(told, "ko") == name
