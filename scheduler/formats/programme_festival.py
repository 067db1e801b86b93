"""An existing programme becomes a festival and its timetable; what had to be guessed is noted.

Events that say the same (title, people, length …) are showings of one session.  Days, their hours, the grid
and the hour at which a day ends follow from the events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, PlacedShowing, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import Fault, FestivalError
from scheduler.fields import ABSURD_MINUTES, clock_text, text_in
from scheduler.formats.imported import Imported
from scheduler.formats.naming import slug
from scheduler.formats.programme import USUAL, Stay
from scheduler.formats.programme_days import A_DAY, Days, grid
from scheduler.formats.programme_rooms import Ids, Rooms, grouped, same, usable
from scheduler.formats.programme_sessions import People, Sessions, said
from scheduler.formats.zones import settle
from scheduler.validate import festival_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from scheduler.formats.programme import Event, Programme


def imported(programme: Programme, *, timetable: bool = True, zone: str | None = None) -> Imported:
    """The festival and, if wanted, the timetable of it.  ``FestivalError`` if there is nothing to make one of."""
    if not programme.events:
        raise FestivalError([Fault("", "there is no event in it that could be understood; is it the right file?")])
    maker = _Maker(programme, zone)
    festival = festival_from(maker.document())
    answer = maker.answer() if timetable else None
    if answer is not None:
        problem = compile_festival(festival)
        placed = timetable_of(problem, answer)
        answer = answer_of(problem, placed, status="IMPORTED")
    return Imported(festival, answer, notes=tuple(programme.notes.every))


class _Maker:
    """Works out the lists of the document one by one."""

    def __init__(self, programme: Programme, zone: str | None) -> None:
        self.programme, self.notes = programme, programme.notes
        self.tz: ZoneInfo = settle(programme, zone)
        self.id = programme.id if usable(programme.id) else slug(text_in(programme.title)) or "festival"
        _title_all(programme)
        self._lengths(programme.events)
        programme.events = [one for one in programme.events if one.minutes is None or one.minutes <= ABSURD_MINUTES]
        self.rooms = Rooms(programme)
        self.stays = list(self._stays())
        self.days = Days(programme, self.stays)
        self.people = People(programme)
        self.tracks = self._tracks()
        self.sessions = Sessions(programme, self.stays, self.people, self.tracks)

    # -- times ----------------------------------------------------------------------------------

    def local(self, moment: datetime) -> datetime:
        """With the offset of the festival's zone."""
        return moment.replace(tzinfo=self.tz) if moment.tzinfo is None else moment.astimezone(self.tz)

    def _lengths(self, events: Iterable[Event]) -> None:
        """A length for each event: what it says, else up to the next in its room, at most what is usual."""
        known = [event for event in events if event.minutes is not None and 0 < event.minutes <= ABSURD_MINUTES]
        usual = _usual(known)
        for event in events:
            if event.minutes is not None and event.minutes > ABSURD_MINUTES:
                self.notes.left_out(
                    event.place,
                    "it lasts {n} minutes, more than a week; correct its length",
                    "길이가 {n}분으로 일주일이 넘습니다. 길이를 고쳐 주세요",
                    n=event.minutes,
                )
            elif event.minutes is None or event.minutes <= 0:
                self._guess_length(event, usual)

    def _guess_length(self, event: Event, usual: dict[str, int]) -> None:
        given = event.minutes
        event.minutes = min(usual.get(event.type, usual[""]), self._until_next(event))
        if event.start is None:
            return
        if given is None:
            self.notes.guessed(
                event.place, "it has no end; taken for {n} minutes", "끝이 없어 {n}분으로 보았습니다", n=event.minutes
            )
        else:
            self.notes.wrong(
                event.place,
                "its length is {g} minutes; taken for {n} minutes",
                "길이가 {g}분으로 적혀 있어 {n}분으로 보았습니다",
                g=given,
                n=event.minutes,
            )

    def _until_next(self, event: Event) -> int:
        """Minutes to the next start in its room; a day if there is none."""
        if event.start is None:
            return A_DAY
        begin, starts = self.local(event.start), self._starts[event.room]
        later = bisect_right(starts, begin)
        return A_DAY if later == len(starts) else int((starts[later] - begin).total_seconds()) // 60

    @cached_property
    def _starts(self) -> dict[str, list[datetime]]:
        """Starts in each room, in order."""
        pairs = ((one.room, self.local(one.start)) for one in self.programme.events if one.start is not None)
        return {room: sorted(starts) for room, starts in grouped(pairs).items()}

    def _stays(self) -> Iterator[Stay]:
        seen: dict[tuple[str, datetime, str], Event] = {}
        keys: dict[str, Event] = {}
        for event in self.programme.events:
            if event.start is None:
                continue
            stay = Stay(event, self.local(event.start), event.minutes or USUAL, self.rooms.of[id(event)])
            twin = seen.setdefault((event.key or said(event), stay.start, stay.room), event)
            if twin is not event:
                self.notes.left_out(
                    event.place,
                    "the same event stands at {p} already",
                    "같은 행사가 {p}에 이미 있습니다",
                    p=twin.place,
                )
                continue
            first = keys.setdefault(event.key or event.place, event)
            if first is not event and said(first) != said(event):
                self.notes.wrong(
                    event.place,
                    "its identifier {k} stands at {p} already; they are taken for two events",
                    "식별자 {k}이(가) {p}에도 있습니다. 서로 다른 행사로 보았습니다",
                    k=event.key,
                    p=first.place,
                )
                event.key = ""
                event.own.pop("guid", None)
                event.own.pop("id", None)
            yield stay

    # -- the document ---------------------------------------------------------------------------

    def document(self) -> dict[str, Any]:
        """The festival as plain data."""
        programme = self.programme
        about: dict[str, Any] = {"id": self.id}
        if programme.title:
            about["name"] = programme.title
        about |= {
            "timezone": self.tz.key,
            "grid": grid(self.stays, self.programme.grid),
            "day_ends": clock_text(self.days.ends),
        }
        if programme.url:
            about["url"] = programme.url
        days = self.days.entries()
        self.days.open_rooms(self.rooms.entries, days)
        document = {
            "showgrid": 1,
            "festival": about,
            "days": list(days.values()),
            "venues": self.rooms.venues,
            "rooms": self.rooms.entries,
            "walks": self.rooms.walks,
            "tracks": list(self.tracks.values()),
            "people": self.people.entries,
            "sessions": self.sessions.entries,
        }
        return {name: value for name, value in document.items() if value != []}

    def _tracks(self) -> dict[str, dict[str, Any]]:
        ids = Ids()
        made: dict[str, dict[str, Any]] = {}
        for name in dict.fromkeys([*self.programme.tracks, *(one.track for one in self.programme.events)]):
            if name and same(name) not in made:
                wanted, colour = self.programme.tracks.get(name, ("", ""))
                entry = {"id": ids.make(name, f"track-{len(made) + 1}", wanted), "name": name}
                made[same(name)] = entry | ({"colour": colour} if colour else {})
        return made

    # -- the timetable --------------------------------------------------------------------------

    def answer(self) -> Answer:
        """Where everything lies."""
        placements = [
            PlacedShowing(session=session, showing=label, room=stay.room, start=stay.start, end=stay.end)
            for session, label, stay in self.sessions.placed
        ]
        return Answer(festival=self.id, placements=placements)


def _title_all(programme: Programme) -> None:
    for event in programme.events:
        if not event.title:
            event.title = event.code or "?"
            programme.notes.wrong(
                event.place, "it has no title; called {t!r}", "제목이 없어 {t!r}(으)로 적었습니다", t=event.title
            )


def _usual(known: Iterable[Event]) -> dict[str, int]:
    """The commonest length by type; of all under no type."""
    lengths: dict[str, Counter[int]] = {"": Counter()}
    for event in known:
        lengths[""][event.minutes or USUAL] += 1
        lengths.setdefault(event.type, Counter())[event.minutes or USUAL] += 1
    return {kind: (found.most_common(1) or [(USUAL, 0)])[0][0] for kind, found in lengths.items()}
