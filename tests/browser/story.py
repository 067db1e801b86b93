"""A festival that has lived a little: published twice, answered, begun, moved again since, kept under a name, searched."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scheduler.formats.letter import concerned
from scheduler.suggest.places import places
from web.moves import Place, moved, stored
from web.outcome import summary_of
from web.publishing import present
from web.runs import Runs, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.timetable import Placement
    from web.desk import Desk
    from web.workspace import Workspace

NOTE = "Hall A opens half an hour later."


def told(desk: Desk, slug: str, user: int | None, budget: float = 5.0) -> None:
    """Live through it; the festival is on the desk, with a valid timetable; the search has ``budget`` seconds."""
    desk.publishing.publish(user, newest(desk, slug), "The whole programme.")
    shift(desk, slug, user, 0)
    desk.publishing.publish(user, newest(desk, slug), NOTE)
    _answered(desk, slug)
    shift(desk, slug, user, 1)
    work = newest(desk, slug)
    for name in ("As it was", "With the rehearsal earlier"):
        desk.scenarios.keep(user, work.id, name, work.head, work.answer.model_dump(mode="json", exclude_none=True))
    Runs(desk.store).ask(user, Wanted(work.id, work.head, work.problem.festival.document(), None, budget))


def newest(desk: Desk, slug: str) -> Workspace:
    """The draft as it is."""
    found = desk.workspaces.of(slug)
    assert found is not None
    return found


def shift(desk: Desk, slug: str, user: int | None, number: int) -> None:
    """Move one showing that somebody is in, the first or a later one, to the best other place that it has."""
    work = newest(desk, slug)
    place = next(islice(_elsewhere(work), number, None))
    made = moved(work, [Place(**stored(work.problem, place))])
    desk.operations.commit(user, work.id, work.head, made.edits(pin=True), summary_of(made))


def _elsewhere(work: Workspace) -> Iterator[Placement]:
    """Of each showing with people the best other place that breaks nothing."""
    for showing in work.problem.showings:
        best = (
            places(work.problem, work.timetable, showing).best(1)
            if showing.persons and showing.session.visibility == "public"
            else []
        )
        yield from (one.moves[0].new for one in best if not one.breaks and one.moves[0].new)


def _answered(desk: Desk, slug: str) -> None:
    """Some can, one cannot, others only looked or are silent; the first showing has begun."""
    out = desk.publishing.latest(slug)
    assert out is not None
    told_now = concerned(out.problem, out.timetable, out.publication, out.version - 1)
    others = [one for one in present(out.problem, out.timetable) if one not in told_now]
    for number, person in enumerate(others[:4]):
        reply = desk.replies.see(out.festival_id, person)
        assert reply is not None
        if number == 1:
            desk.replies.answer(out.festival_id, person, reply.version, "declined", "My train arrives at three.")
        elif number < 3:
            desk.replies.answer(out.festival_id, person, reply.version, "confirmed")
    first = next(iter(out.timetable)).showing
    desk.taps.tap(out.festival_id, (first.session.id, first.label), "started")
