"""A festival at its newest revision, as the scheduler knows it: Problem, Timetable, Report; compiled once, kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from scheduler.answer import AcceptedViolation, Answer, ChosenPerson, PlacedShowing, timetable_of, waivers_of
from scheduler.compile import compile_festival
from scheduler.complaints import by_rule
from scheduler.fields import text_in
from scheduler.timetable import Timetable
from scheduler.validate import festival_from
from scheduler.verify import Report, verify
from web.checks import Checks
from web.entries import ASSIGNMENTS, LIGHT, PINS, PLACEMENTS, WAIVERS, Name, put_together
from web.following import followed, with_pins
from web.merging import State
from web.state import changes_since, state_of
from web.store import FestivalRow

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence
    from scheduler.verify import Waiver
    from web.store import Store

KEPT = 8
"""Festivals that stay compiled."""


@dataclass
class Workspace:
    """One festival at one revision."""

    id: int
    slug: str
    head: int
    programme: int
    """The last revision that changed more than the timetable; until the next the problem is the same, pins aside."""
    problem: Problem
    """Without pins, but its ``festival`` names them: every place can be priced, and the verifier still tells."""
    light: State
    """Placements, people chosen, waivers and pins."""
    checked: bool = True
    """Whether the verifier has looked at the whole timetable; else only at what the last edits could touch."""
    mended: bool = False
    """Whether it then found something else."""

    @cached_property
    def timetable(self) -> Timetable:
        """What lies where."""
        return timetable_of(self.problem, self.answer)

    @cached_property
    def answer(self) -> Answer:
        """The same as a document."""
        return Answer(
            festival=self.problem.festival.festival.id,
            placements=[PlacedShowing.model_validate(one) for one in self.of(PLACEMENTS)],
            assignments=[ChosenPerson.model_validate(one) for one in self.of(ASSIGNMENTS)],
            waivers=[AcceptedViolation.model_validate(one) for one in self.of(WAIVERS)],
        )

    @cached_property
    def waivers(self) -> list[Waiver]:
        """Violations that somebody accepts."""
        given = [AcceptedViolation.model_validate(one) for one in self.of(WAIVERS)]
        return waivers_of(self.problem, Answer(festival=self.problem.festival.festival.id, waivers=given))

    @cached_property
    def report(self) -> Report:
        """What the timetable breaks and costs."""
        return verify(self.problem, self.timetable, self.waivers)

    @cached_property
    def doubts(self) -> list[tuple[Constraint | None, Sentence]]:
        """What is likely a mistake of the programme, pins and all, with the rule that says it, if one does."""
        return list(by_rule(compile_festival(self.problem.festival)))

    @property
    def proofs(self) -> list[Sentence]:
        """Why no timetable can be complete, pins aside; counted once a programme: of a large one it takes a second."""
        from scheduler.prove import contradictions

        return self.problem.cached("web.proofs", lambda: list(contradictions(self.problem)))

    def name(self, lang: str) -> str:
        """The festival's name."""
        about = self.problem.festival.festival
        return text_in(about.name, lang) or about.id

    def local(self, moment: datetime) -> str:
        """An instant on the festival's clocks."""
        return f"{moment.astimezone(self.problem.clock.tz):%Y-%m-%d %H:%M}"

    def pin_of(self, key: str) -> Any:
        """The pin of one showing, ``session#label``, if it has one."""
        entry = self.light.get(Name(PINS, key))
        return None if entry is None else entry.data

    def of(self, list_: str) -> list[Any]:
        """Entries of a list that is of the timetable, in their order."""
        found = [entry for name, entry in self.light.items() if name.list == list_]
        return [entry.data for entry in sorted(found, key=lambda one: one.position)]


class Workspaces:
    """Those of a store, the newest kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.checks = Checks()
        self._problems: OrderedDict[int, tuple[int, Problem]] = OrderedDict()
        self._newest: dict[int, Workspace] = {}
        self._lock = Lock()

    def of(self, slug: str) -> Workspace | None:
        """The festival of that address; None if there is none."""
        with self.store.reading() as session:
            row = session.scalars(select(FestivalRow).where(FestivalRow.slug == slug)).one_or_none()
            if row is None:
                return None
            with self._lock:
                known = self._newest.get(row.id)
                if known is not None and known.head == row.head:
                    return known
                if known is not None and row.programme_at <= known.head < row.head:
                    made = followed(known, row.head, changes_since(session, row.id, known.head))
                    self.checks.soon(made)
                else:
                    light = state_of(session, row.id, LIGHT)
                    made = Workspace(
                        row.id, slug, row.head, row.programme_at, with_pins(self._problem(session, row), light), light
                    )
                self._newest[row.id] = made
                return made

    def _problem(self, session: Any, row: FestivalRow) -> Problem:
        kept = self._problems.get(row.id)
        if kept is None or kept[0] != row.programme_at:
            kept = row.programme_at, compile_festival(festival_from(document_of(state_of(session, row.id), pins=False)))
            self._problems[row.id] = kept
        self._problems.move_to_end(row.id)
        while len(self._problems) > KEPT:
            gone, _ = self._problems.popitem(last=False)
            self._newest.pop(gone, None)
        return kept[1]


def document_of(state: State, *, pins: bool = True) -> dict[str, Any]:
    """The festival document of a state."""
    return put_together(entry for name, entry in state.items() if pins or name.list != PINS)
