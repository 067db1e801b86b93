"""A letter to each person whom a publication concerns: what moved, their schedule now, their calendar."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from scheduler.agenda import by_day, clock, of_person
from scheduler.feed import Feed
from scheduler.fields import text_in
from scheduler.formats.ics import calendar
from scheduler.publication.news import for_person, news
from scheduler.sentence import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scheduler.agenda import Entry
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.sentence import Paragraph
    from scheduler.timetable import Timetable

NOBODY = "noreply@showgrid.invalid"
WORDS = {
    "en": {
        "first": "{f}: your schedule", "later": "{f}: your schedule has changed (version {v})", "dear": "Dear {n},",
        "announced": "this is your schedule at {f}.", "changed": "your schedule at {f} has changed.",
        "now": "Your schedule now", "empty": "There is nothing else for you.", "needed": " (you: {t})",
        "zone": "All times are {z} time.",
        "file": "The calendar file that comes with this letter holds the same, as of today.",
        "page": "Your own page, and a calendar that follows every change:",
    },
    "ko": {
        "first": "[{f}] 참여 일정 안내", "later": "[{f}] 참여 일정 변경 안내 ({v}판)", "dear": "{n} 님께",
        "announced": "{f} 참여 일정을 안내드립니다.", "changed": "{f} 참여 일정이 변경되어 안내드립니다.",
        "now": "현재 일정", "empty": "남은 일정은 없습니다.", "needed": " (참여 {t})",
        "zone": "모든 시각은 {z} 기준입니다.",
        "file": "첨부한 캘린더 파일에 오늘 기준의 같은 일정이 들어 있습니다.",
        "page": "개인 일정 페이지와, 변경될 때마다 갱신되는 캘린더 주소:",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """A letter, and whom it is to; without an address they must be told otherwise."""

    person: str
    name: str
    address: str | None
    id: str
    """Message-ID: of the same news to the same person always the same, so that it is sent once."""
    data: bytes


def letters(
    problem: Problem,
    timetable: Timetable,
    publication: Publication,
    *,
    since: int | None = None,
    sender: str = NOBODY,
    pages: Mapping[str, str] | None = None,
) -> list[Letter]:
    """A letter to everyone for whom something is otherwise than in version ``since`` (the one before, if not given).

    Of version 1, or since version 0, everyone who is in something is told all of it.  ``pages`` are private addresses.
    """
    begun = publication.version - 1 if since is None else since
    return [
        _Writer(problem, timetable, publication, begun, person).letter(changed, sender, (pages or {}).get(person, ""))
        for person, changed in concerned(problem, timetable, publication, begun).items()
    ]


def concerned(
    problem: Problem, timetable: Timetable, publication: Publication, since: int
) -> dict[str, list[Paragraph]]:
    """Whom it tells something new since that version, and what; since version 0 all who are in something."""
    if not since:
        return {person: [] for person in problem.people if of_person(problem, timetable, person)}
    found = news(publication, since)
    return {person: told for person in problem.people if (told := for_person(problem, person, found))}


def written_to(
    problem: Problem, timetable: Timetable, publication: Publication, person: str, *, page: str = ""
) -> tuple[str, str]:
    """Subject and text of the letter to one person about this version."""
    since = publication.version - 1
    writer = _Writer(problem, timetable, publication, since, person)
    changed = for_person(problem, person, news(publication, since)) if since else []
    return writer.subject, writer.text(changed, page)


class _Writer:
    """Writes to one person, in their language; in Korean and English if it is not known."""

    def __init__(
        self, problem: Problem, timetable: Timetable, publication: Publication, since: int, person: str
    ) -> None:
        self.problem, self.timetable, self.publication, self.since = problem, timetable, publication, since
        self.person = problem.people[person]
        spoken = (self.person.language or "").partition("-")[0].lower()
        self.feed = Feed({"": "both", "ko": "ko"}.get(spoken, "en"), person=person)

    def letter(self, changed: list[Paragraph], sender: str, page: str) -> Letter:
        """The letter, the same bytes whenever it is written."""
        person, version = self.person.id, self.publication.version
        digest = hashlib.sha256(f"{self.publication.festival}\0{self.since}\0{version}\0{person}".encode()).hexdigest()
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        name = " ".join(self.problem.person_name(person, self.feed.langs[0]).split())
        address = _address(name, self.person.email)
        if address is not None:
            message["To"] = address
        message["Subject"] = self.subject
        message["Date"] = self.publication.published_at
        message["Message-ID"] = f"<{digest[:32]}@showgrid.invalid>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text(changed, page))
        data = calendar(self.problem, self.timetable, self.feed, self.publication, now=self.publication.published_at)
        message.add_attachment(
            data, maintype="text", subtype="calendar", filename="schedule.ics", params={"method": "PUBLISH"}
        )
        message.set_boundary(f"=_{digest}")
        to = None if address is None else address.addr_spec
        return Letter(person, name, to, str(message["Message-ID"]), message.as_bytes())

    @property
    def subject(self) -> str:
        """In each of their languages, once if they agree."""
        return " / ".join(dict.fromkeys(self._subject(lang) for lang in self.feed.langs))

    def text(self, changed: list[Paragraph], page: str) -> str:
        """One language after the other."""
        return ("\n\n" + "─" * 40 + "\n\n").join(self._text(changed, page, one) for one in self.feed.langs)

    def _subject(self, lang: str) -> str:
        words = WORDS[lang]["later" if self.since else "first"]
        return words.format(f=self._festival(lang), v=self.publication.version)

    def _festival(self, lang: str) -> str:
        about = self.problem.festival.festival
        return text_in(about.name, lang) or about.id

    def _text(self, changed: list[Paragraph], page: str, lang: str) -> str:
        words, festival = WORDS[lang], self._festival(lang)
        lines = [words["dear"].format(n=self.problem.person_name(self.person.id, lang)), ""]
        lines += [words["changed" if self.since else "announced"].format(f=festival), ""]
        lines += [f"- {one.name(lang)}" for one in changed]
        lines += ["", words["now"], ""] if self.since else []
        lines += [*self._schedule(lang), "", words["zone"].format(z=self.problem.festival.festival.timezone)]
        lines += [words["file"], *(["", words["page"], page] if page else []), "", festival]
        return "\n".join(lines)

    def _schedule(self, lang: str) -> Iterator[str]:
        found = by_day(of_person(self.problem, self.timetable, self.person.id))
        if not found:
            yield WORDS[lang]["empty"]
        for day, shown in found.items():
            yield Day(day).name(lang)
            for one in shown:
                told = f"{one.showing.name(lang)}, {one.room.name(lang)}{self._needed(one, lang)}"
                yield f"  {clock(one, one.start)}–{clock(one, one.end)}  {told}"

    def _needed(self, entry: Entry, lang: str) -> str:
        """When they are needed, if not throughout."""
        own = [one for one in entry.showing.people if one.person == self.person.id]
        if not own or any(one.throughout for one in own):
            return ""
        spans = sorted({tuple(clock(entry, moment) for moment in entry.needed(one)) for one in own})
        return WORDS[lang]["needed"].format(t=", ".join("–".join(span) for span in spans))


def _address(name: str, address: str | None) -> Address | None:
    """The address if it is one."""
    try:
        return Address(name, addr_spec=address.strip()) if address else None
    except (HeaderParseError, ValueError):
        return None
