"""A letter says what changed for one person, in their language, with their calendar; and nothing that is not theirs."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

from icalendar import Calendar

from scheduler.formats.letter import Letter, letters
from tests.formats.programme import SECRETS, programme
from tests.publication.support import DOCUMENT, FIRST, PLACES, announced, problem_with

MOVED = PLACES | {"film#1": ("little", "15:00")}


def read(letter: Letter) -> Any:
    return message_from_bytes(letter.data, policy=policy.default)


def text(letter: Letter) -> list[str]:
    return [line for line in read(letter).get_body().get_content().splitlines() if line]


def test_of_the_first_version_everybody_gets_their_schedule() -> None:
    made = letters(*announced())

    assert [(one.person, read(one)["to"], read(one)["subject"]) for one in made] == [
        ("kim", "김대식 <kim@films.example>", "[작은 영화제] 참여 일정 안내"),
        ("ryu", "Ha-jin Ryu <ryu@films.example>", "Small festival: your schedule"),
    ]
    assert text(made[0]) == [
        "김대식 님께",
        "작은 영화제 참여 일정을 안내드립니다.",
        "10월 25일(금)",
        "  10:00–11:00  개막식, 큰 홀",
        "모든 시각은 Asia/Seoul 기준입니다.",
        "첨부한 캘린더 파일에 오늘 기준의 같은 일정이 들어 있습니다.",
        "작은 영화제",
    ]


def test_later_only_those_are_written_to_for_whom_something_changed() -> None:
    _, _, first = announced()
    (letter,) = letters(*announced(MOVED, first), sender="Office <office@films.example>")

    assert (letter.person, read(letter)["from"]) == ("ryu", "Office <office@films.example>")
    assert read(letter)["subject"] == "Small festival: your schedule has changed (version 2)"
    assert text(letter) == [
        "Dear Ha-jin Ryu,",
        "your schedule at Small festival has changed.",
        "- Salt (1) moved from Big hall 13:00 to little 15:00.",
        "Your schedule now",
        "Fri 25 Oct",
        "  15:00–16:30  Salt (1), little",
        "All times are Asia/Seoul time.",
        "The calendar file that comes with this letter holds the same, as of today.",
        "Small festival",
    ]
    (attached,) = read(letter).iter_attachments()
    calendar: Any = Calendar.from_ical(attached.get_content())
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "schedule.ics")
    assert [(str(one["uid"]), int(one["sequence"])) for one in calendar.walk("VEVENT")] == [
        ("film-1@small.showgrid", 1)
    ]


def test_somebody_whose_language_is_not_known_is_told_in_both() -> None:
    people = [{"id": "kim", "name": {"en": "Dae-sik Kim", "ko": "김대식"}}, {"id": "ryu", "language": "fr"}]
    both, english = letters(*announced(problem=problem_with(people=people)))

    assert read(both)["subject"] == "[작은 영화제] 참여 일정 안내 / Small festival: your schedule"
    assert [line for line in text(both) if "10:00" in line] == [
        "  10:00–11:00  개막식, 큰 홀",
        "  10:00–11:00  Opening, Big hall",
    ]
    assert read(english)["subject"] == "Small festival: your schedule"
    assert (both.address, read(both)["to"]) == (None, None)


def test_the_same_news_is_the_same_letter() -> None:
    _, _, first = announced()

    assert letters(*announced(MOVED, first)) == letters(*announced(MOVED, first))
    assert {one.id for one in letters(*announced())}.isdisjoint(one.id for one in letters(*announced(MOVED, first)))


def test_an_address_that_is_none_is_left_out() -> None:
    people = [{**DOCUMENT["people"][0], "email": "kim at films\nBcc: all@films.example"}, DOCUMENT["people"][1]]

    letter = letters(*announced(problem=problem_with(people=people)))[0]

    assert (letter.address, read(letter)["to"], read(letter)["bcc"]) == (None, None, None)


def test_a_letter_holds_nothing_that_is_the_staffs_or_another_persons() -> None:
    from scheduler.answer import answer_of
    from scheduler.publication import publish

    problem, timetable = programme()
    made = publish(problem, timetable, answer_of(problem, timetable), None, FIRST)
    letter = next(one for one in letters(problem, timetable, made) if one.person == "noh")

    told = "\n".join(str(part.get_content()) for part in read(letter).walk() if part.get_content_maintype() == "text")
    # These two are hers: she is in them.
    for own in ("HUSH reception", "HUSH winners"):
        told = told.replace(own, "")
    assert [secret for secret in SECRETS if secret in told] == []
