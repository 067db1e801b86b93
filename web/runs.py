"""Searches as rows: whoever works on one has it for a few seconds at a time, and what is best so far is never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select, update

from web.store import Run, Step, now

if TYPE_CHECKING:
    from web.store import Store

LEASE = 8.0
"""Seconds that a worker has a run without saying that it still lives."""
TRIES = 5
"""Workers that may die over one run before it is given up."""
OPEN = ("waiting", "running")


@dataclass(frozen=True)
class Wanted:
    """What is to be searched."""

    festival_id: int
    base: int
    document: dict[str, Any]
    start: dict[str, Any] | None
    budget: float
    kind: str = "solve"
    asked: dict[str, Any] = field(default_factory=dict)
    """What else is asked, by kind."""


class Runs:
    """The searches of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(self, user: int | None, wanted: Wanted) -> int:
        """A new run, waiting; its number."""
        with self.store.writing() as session:
            run = Run(
                festival_id=wanted.festival_id,
                user_id=user,
                kind=wanted.kind,
                base=wanted.base,
                document=wanted.document,
                start=wanted.start,
                asked=wanted.asked,
                budget=wanted.budget,
                state="waiting",
                best=None,
                facts={},
                made=now(),
            )
            session.add(run)
            session.flush()
            number = run.id
        self.store.asked(number)
        return number

    def claim(self, worker: str) -> Run | None:
        """The oldest run that waits, or whose worker has gone silent; None if there is none."""
        with self.store.writing(rows_locked=True) as session:
            oldest = _left().limit(1)
            if self.store.many_write:
                oldest = oldest.with_for_update(skip_locked=True)
            until = now() + timedelta(seconds=LEASE)
            query = update(Run).where(Run.id == oldest.scalar_subquery())
            query = query.values(state="running", worker=worker, lease=until, tries=Run.tries + 1)
            number = session.scalar(query.returning(Run.id))
            if number is None:
                return None
            run = session.get_one(Run, number, with_for_update=True)
            if run.tries > TRIES:
                run.state, run.ended = "failed", now()
            return run

    def left(self) -> list[int]:
        """Numbers of those that wait, or whose worker has gone silent."""
        with self.store.reading() as session:
            return list(session.scalars(_left()))

    def keep(
        self, number: int, worker: str, spent: float, facts: dict[str, Any], best: Any = None, found: Any = None
    ) -> bool:
        """Say that it is worked on, and how far it is; whether to go on.

        ``best``: a better timetable document than that of the row; ``found``: more of an answer than it has.
        Another worker's run is left alone.
        """
        with self.store.writing(rows_locked=True) as session:
            run = session.get_one(Run, number, with_for_update=True)
            if run.worker != worker or run.state != "running":
                return False
            run.lease, run.spent, run.facts = now() + timedelta(seconds=LEASE), spent, facts
            if best is not None:
                run.best = best
            if found is not None:
                run.found = found
            session.add(Step(run_id=number, data={"seconds": round(spent, 1), **facts}))
            return not run.stop

    def end(
        self, number: int, worker: str, spent: float, facts: dict[str, Any], best: Any, state: str, found: Any = None
    ) -> None:
        """The search is over, or (``waiting``) goes back to be taken up by another worker."""
        with self.store.writing(rows_locked=True) as session:
            run = session.get_one(Run, number, with_for_update=True)
            if run.worker != worker or run.state != "running":
                return
            run.state, run.spent, run.facts = state, spent, facts
            run.lease, run.best = None, best if best is not None else run.best
            run.found = found if found is not None else run.found
            if state == "waiting":
                run.tries -= 1
            else:
                run.ended = now()
            session.add(Step(run_id=number, data={"seconds": round(spent, 1), "state": state, **facts}))

    def stop(self, number: int) -> None:
        """End it soon and keep the best; at once if nobody works on it."""
        with self.store.writing(rows_locked=True) as session:
            run = session.get_one(Run, number, with_for_update=True)
            run.stop = True
            if run.state == "waiting":
                run.state, run.ended = "done", now()

    def mark(self, number: int, state: str) -> None:
        """Accepted or dropped."""
        with self.store.writing(rows_locked=True) as session:
            session.get_one(Run, number, with_for_update=True).state = state

    def of(self, festival_id: int, number: int) -> Run | None:
        """One run of a festival."""
        with self.store.reading() as session:
            run = session.get(Run, number)
        return run if run is not None and run.festival_id == festival_id else None

    def state(self, number: int) -> str | None:
        """How it stands with a run."""
        with self.store.reading() as session:
            return session.scalar(select(Run.state).where(Run.id == number))

    def free_in(self, number: int) -> float | None:
        """Seconds until another worker could have it, unless the one that has it says something; None: it is over."""
        with self.store.reading() as session:
            found = session.execute(select(Run.lease).where(Run.id == number, Run.state.in_(OPEN))).one_or_none()
        if found is None:
            return None
        return 0.0 if found[0] is None else max(0.0, (found[0] - now()).total_seconds())

    def all(self, festival_id: int, most: int = 20) -> list[Run]:
        """The runs of a festival, newest first."""
        with self.store.reading() as session:
            query = select(Run).where(Run.festival_id == festival_id).order_by(Run.id.desc()).limit(most)
            return list(session.scalars(query))

    def steps(self, number: int, after: int = 0) -> list[tuple[int, dict[str, Any]]]:
        """What was said of a run after a step."""
        with self.store.reading() as session:
            query = select(Step.id, Step.data).where(Step.run_id == number, Step.id > after).order_by(Step.id)
            return [(id_, data) for id_, data in session.execute(query)]

    def waiting_before(self, number: int) -> int:
        """How many open runs are older."""
        with self.store.reading() as session:
            query = select(func.count()).select_from(Run).where(Run.state.in_(OPEN), Run.id < number)
            return session.scalar(query) or 0


def _left() -> Select[int]:
    """Runs that nobody works on, the oldest first."""
    lost = (Run.state == "running") & (Run.lease < now())
    return select(Run.id).where(or_(Run.state == "waiting", lost)).order_by(Run.id)
