"""What was announced: where, to whom, and what can no longer be changed.

Out of the publication, if the timetable in force was published; else out of the document's ``published``,
and for everything else out of the timetable in force.  Both may
speak of what the changed document no longer has; that is noted, not refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.answer import Answer, PlacedShowing, of_another, timetable_of, waivers_of
from scheduler.faults import Fault, FestivalError
from scheduler.publication import Publication
from scheduler.publication.published import published_entries
from scheduler.replan.staying import held, may_stay
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.festival import Published
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement
    from scheduler.verify import Waiver


@dataclass(frozen=True)
class Announced:
    """One showing as it was announced."""

    showing: Showing
    placement: Placement | None
    """None if the festival no longer has that room or block."""
    told: frozenset[str]
    """People who were told and have to be told again if it moves."""
    begun: bool = False
    sold: int = 0
    """Tickets."""
    frozen: bool = False
    """Whether it stays: it has begun; or it is sold, unless its place is no place any more."""


@dataclass
class Announcement:
    """Everything that was announced, and the timetable in force."""

    problem: Problem
    showings: dict[int, Announced]
    """By index of the showing."""
    timetable: Timetable
    """Everything where it was announced, and what was not where the timetable in force has it."""
    gone: list[str] = field(default_factory=list)
    """Announced showings that the festival no longer has: cancelled or taken out."""
    from_document: bool = False
    """Whether a list of what was published says what was announced, the document's or that of a publication."""
    waivers: tuple[Waiver, ...] = ()
    """Of the timetable in force."""

    @cached_property
    def held(self) -> Problem:
        """The problem in which whatever is frozen has no other place than its own."""
        frozen = [one.placement for one in self.showings.values() if one.frozen and one.placement is not None]
        return held(self.problem, frozen)

    def placement(self, showing: Showing) -> Placement | None:
        """Where it was announced, if it was."""
        one = self.showings.get(showing.index)
        return None if one is None else one.placement

    def has_begun(self, showing: Showing) -> bool:
        """Whether it runs already, or is over."""
        one = self.showings.get(showing.index)
        return one is not None and one.begun

    def is_frozen(self, showing: Showing) -> bool:
        """Whether it has begun or is sold."""
        one = self.showings.get(showing.index)
        return one is not None and one.frozen


def announcement(problem: Problem, answer: Answer, now: int | None = None) -> Announcement:
    """What was announced of a festival, given the timetable document in force.

    That may be a publication: then it says what was announced, whatever the festival's ``published`` says.
    ``now``: ticks; what starts before has begun.  ``FestivalError`` for a timetable of another festival.
    """
    if answer.festival != problem.festival.festival.id:
        raise FestivalError([Fault("festival", of_another(problem, answer))])
    kept, gone = _known(problem, answer.placements)
    if answer.placements and not kept:
        raise FestivalError([Fault("placements", "none of these showings is one of this festival")])
    in_force = timetable_of(problem, _answer(problem, answer, kept))
    published = _published_entries(problem, answer)
    gone = list(dict.fromkeys([*gone, *_known(problem, _placed(published))[1]]))
    places = {**in_force.placements, **_published(problem, published)} if published else in_force.placements
    timetable = Timetable(problem, dict(places), in_force.assignments)
    made = Announcement(problem, {}, timetable, gone, bool(published), tuple(waivers_of(problem, answer)))
    made.showings = {one.showing.index: one for one in _announced(problem, made, answer, published, now)}
    return made


def answer_of_document(problem: Problem) -> Answer:
    """A timetable of what the document says was announced.  ``FestivalError`` if it says nothing."""
    if not problem.festival.published:
        text = "nothing is listed here; name the timetable, or have the list written by publish --festival-out"
        raise FestivalError([Fault("published", text)])
    kept, _ = _known(problem, _placed(problem.festival.published))
    return Answer(festival=problem.festival.festival.id, placements=kept)


def _published_entries(problem: Problem, answer: Answer) -> list[Published]:
    """What a publication says of each showing, as the document would; else what the document says."""
    written = problem.festival.published
    return published_entries(answer, written) if isinstance(answer, Publication) else list(written)


def _known(problem: Problem, entries: Iterable[PlacedShowing]) -> tuple[list[PlacedShowing], list[str]]:
    """Entries that still mean something, and showings that are no more.

    What has a room or block that is no more lies nowhere; how long it lasts is the document's business.
    """
    kept, gone = [], []
    for one in entries:
        if (one.session, one.showing) not in problem.by_key:
            gone.append(f"{one.session}#{one.showing}")
        elif one.room in problem.room_index and (one.block is None or one.block in problem.block_index):
            in_blocks = problem.by_key[one.session, one.showing].in_blocks
            if in_blocks == (one.block is not None):
                kept.append(one.model_copy(update={"end": None}))
    return kept, gone


def _answer(problem: Problem, answer: Answer, kept: list[PlacedShowing]) -> Answer:
    """The timetable document without what is no more."""
    chosen = [
        one
        for one in answer.assignments
        if (one.session, one.showing) in problem.by_key and one.person in problem.people
    ]
    return answer.model_copy(update={"placements": kept, "assignments": chosen})


def _published(problem: Problem, published: Iterable[Published]) -> dict[int, Placement]:
    """Where the document says that showings were announced."""
    kept, _ = _known(problem, _placed(published))
    about = problem.festival.festival.id
    return timetable_of(problem, Answer(festival=about, placements=kept)).placements


def _placed(published: Iterable[Published]) -> list[PlacedShowing]:
    return [
        PlacedShowing(session=p.session, showing=p.showing, room=p.room, start=p.start, block=p.block, slot=p.slot)
        for p in published
    ]


def _announced(
    problem: Problem, made: Announcement, answer: Answer, entries: Iterable[Published], now: int | None
) -> Iterator[Announced]:
    """Each announced showing with whom it was told to."""
    published = {(one.session, one.showing): one for one in entries}
    named = any(one.told for one in published.values())
    chosen: dict[tuple[str, int], set[str]] = {}
    for one in made.timetable.assignments:
        chosen.setdefault((one.session, one.showing), set()).add(one.person)
    keys = list(published) or list(dict.fromkeys((one.session, one.showing) for one in answer.placements))
    for key in keys:
        showing, entry = problem.by_key.get(key), published.get(key)
        if showing is None:
            continue
        placement = made.timetable.of(showing)
        told = frozenset(entry.told) if named and entry is not None else showing.persons | chosen.get(key, set())
        begun = now is not None and placement is not None and placement.start < now
        begun = begun or (entry is not None and entry.begun)
        tickets = sold(showing)
        frozen = begun or (tickets > 0 and may_stay(problem, showing, placement))
        yield Announced(showing, placement, told, begun, tickets, frozen)


def sold(showing: Showing) -> int:
    """Tickets sold for the showing, else for its session."""
    session = showing.session
    for own in () if isinstance(session.showings, int) else session.showings:
        if own.label == showing.label and own.sold is not None:
            return own.sold
    return session.sold
