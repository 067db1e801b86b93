"""What a kind of rule is: its schema, its sentence, how it is posted, checked and priced.

A kind is one class in one file of ``constraints/``; packages announce themselves by the entry
point group ``showgrid.kinds``.  A kind derives from one of three shapes:

- ``Separable``: the amount of one showing depends on its own place only;
- ``Pairwise``: the amounts are of two showings each;
- ``Constraint`` itself: anything else.

The model (``post``, ``amounts``, ``price``) and the check (``violations``) may share data, never a
decision: otherwise a wrong rule would be wrong twice and nobody would see it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import numpy as np
from pydantic_core import PydanticCustomError

from scheduler.announced import announced
from scheduler.faults import did_you_mean
from scheduler.findings import shown
from scheduler.stated import Stated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.sentence import Sentence
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach that the verifier found."""

    rule: Constraint | str
    """The rule, or the name of what is built in."""
    placements: tuple[Placement, ...]
    """Who is to blame; empty if something is missing altogether."""
    amount: int
    """How much, in units of the rule's measure; at least 1."""
    sentence: Sentence
    """Who, where, when, by how much."""
    subject: str = ""
    """Id of the person, film, track or resource that it is about, if any."""

    @property
    def name(self) -> str:
        """Kind of the rule, or the name of what is built in."""
        return self.rule if isinstance(self.rule, str) else self.rule.kind


class Constraint(Stated):
    """A rule that the organisers state."""

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def must(self) -> bool:
        """Whether breaking it makes a timetable invalid."""
        return self.weight is None

    @property
    def exact_in_maps(self) -> bool:
        """Whether prices say everything but what showings that are open together do to each other.

        ``post`` then leaves out of a rule that is ``priced`` what one open showing does beside the fixed ones.
        """
        return False

    @property
    def alone(self) -> bool:
        """Whether its amount is the sum of what each showing costs at its own place."""
        return False

    @property
    def keeps_tracks_apart(self) -> bool:
        """Whether, with it, a room of a block never holds two tracks."""
        return False

    @property
    def tells_plans(self) -> bool:
        """Whether plans of parallel sessions are told anything of it."""
        return type(self).post_plans is not Constraint.post_plans

    @property
    def measured_in(self) -> str:
        """What one unit of the amount is."""
        return str(getattr(self, "measure", self.unit))

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """Rules of this kind that hold in that festival unless the document says otherwise."""
        return ()

    @abstractmethod
    def describe(self) -> Sentence:
        """The rule as a sentence that is true of a good timetable."""

    @abstractmethod
    def post(self, rule: Rule) -> None:
        """Put the rule on a model, for everything there that is still open."""

    @abstractmethod
    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Every breach in a timetable; an unplaced showing breaks nothing."""

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """What looks wrong about the rule itself in this festival; it is solved all the same."""
        return iter(())

    def contradictions(self, problem: Problem) -> Iterator[Sentence]:
        """Of a must: why no complete timetable can keep it, where counting alone shows that."""
        return iter(())

    def one_by_one(self, problem: Problem) -> Iterable[Sequence[Showing]]:
        """Of a must: groups of showings, no two of which it ever lets run at once; for proofs by counting.

        None need be named; what it says of more than one placed by the clock helps.
        """
        return ()

    def by_days(self, problem: Problem, showings: Sequence[Showing], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """At least these amounts if the showings lie on these days, whatever their rooms and hours; for bounds.

        ``days``: rows x showings, indices of festival days; returned is one number a row, or one
        for all.  Other showings lie anywhere, and may be asked about in another call: what is said
        of parts of the festival, ``by_rooms`` included, may together not be more than the rule finds.
        """
        return NO_AMOUNT

    def by_rooms(self, problem: Problem, one: Showing, other: Showing) -> NDArray[np.int64]:
        """At least these amounts beside ``by_days`` if these two of a session follow each other in time.

        Rooms of the one x rooms of the other, whichever is first, on whatever days; to broadcast.
        """
        return NOTHING

    def in_one_room(self, problem: Problem) -> Iterable[Sequence[Showing]]:
        """Of a must: groups of showings that have to be in the same room, as far as that is easily said."""
        return ()

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Showings whose violations may change when this one moves; itself included.

        None at all means that the rule does not touch the showing.
        """
        return problem.showings

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Amount with the showing at each place less the amount without it; rooms x positions.

        ``others`` does not hold the showing.  Only cells that are true in ``where`` need be right;
        the array may be any that broadcasts to that shape.  The default asks the verifier.
        """
        near = tuple(self.concerns(problem, showing))
        if not near:
            return NOTHING
        fixed = others if len(near) == len(problem.showings) else _only(others, near)
        base = self._amount(problem, fixed)
        prices = np.zeros(where.shape, dtype=np.int64)
        for room, position in np.argwhere(where).tolist():
            placed = fixed.moved({showing.index: placement_at(problem, showing, room, position)})
            prices[room, position] = self._amount(problem, placed) - base
        return prices

    # -- plans of parallel sessions -----------------------------------------------------------------

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """Equal for two showings of a track if the rule never cares which of them lies where.

        Not asked where the amount is of each showing by itself (``alone``).
        """
        return showing.index if any(True for _ in self.concerns(problem, showing)) else None

    def post_plans(self, rule: PlanRule) -> None:
        """Tell a model of plans what is known from them: rooms of tracks and blocks of showings.

        Never more than the rule costs a timetable that keeps the plan.  The default says nothing; what is
        not told here is told when the slots are given out.  Not asked of a rule that selects places.
        """

    def selects(self, problem: Problem, placement: Placement) -> bool:
        """Whether the rule is about a placement, there where it lies."""
        if self.select.everything:
            return True
        grid = problem.selection(self.select).get(placement.showing.index)
        if grid is None or placement.day >= 0:
            return grid is not None and bool(grid[placement.room, placement.day])
        return self.select.selects(problem, placement.showing, placement.room, placement.day)

    def _amount(self, problem: Problem, timetable: Timetable) -> int:
        return sum(violation.amount for violation in self.violations(problem, timetable))


NOTHING: NDArray[np.int64] = np.zeros((1, 1), dtype=np.int64)
"""A price of nothing anywhere."""

NO_AMOUNT: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
"""Nothing in every row."""


def _only(timetable: Timetable, showings: Iterable[Showing]) -> Timetable:
    kept = {one.index for one in showings}
    return timetable.moved({index: None for index in timetable.placements if index not in kept})


def placement_at(problem: Problem, showing: Showing, room: int, position: int) -> Placement:
    """The showing placed in a room at one of its positions."""
    from scheduler.timetable import Placement

    at = showing.positions
    return Placement(
        showing.whole,
        room,
        int(at.starts[position]),
        int(at.ends[position]),
        int(at.days[position]),
        int(at.blocks[position]),
        int(at.slots[position]),
        int(at.shifts[position]),
    )


# -- the shelf of kinds -------------------------------------------------------------------------


@lru_cache(maxsize=1)
def kinds() -> dict[str, type[Constraint]]:
    """Every announced kind by its name, sorted.

    ``RuntimeError`` if none is announced: the program has not been installed.
    """
    found: dict[str, type[Constraint]] = {}
    for point in announced("showgrid.kinds"):
        package = point.load()
        for module in iter_modules(package.__path__):
            for value in vars(import_module(f"{package.__name__}.{module.name}")).values():
                if isinstance(value, type) and issubclass(value, Constraint) and (name := kind_of(value)):
                    found[name] = value
    if not found:
        raise RuntimeError("no kinds of rule are announced: install showgrid (pip install -e .) before using it")
    return dict(sorted(found.items()))


def kind_of(cls: type[Constraint]) -> str | None:
    """The kind's name; None of a shape that is no kind by itself."""
    default = cls.model_fields["kind"].default
    return default if isinstance(default, str) else None


def rule_from(value: object) -> Constraint:
    """The rule of a plain mapping, made by the class of its kind."""
    if isinstance(value, Constraint):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError("rule_type", "a rule is a mapping with a kind")
    if value.get("kind") is None:
        raise PydanticCustomError("rule_kind_missing", "a rule needs a kind; `showgrid kinds` lists them")
    name = value["kind"]
    known = kinds().get(name) if isinstance(name, str) else None
    if known is None:
        hint = did_you_mean(name, kinds()) if isinstance(name, str) else "; `showgrid kinds` lists them"
        raise PydanticCustomError(
            "rule_kind", "there is no kind of rule {name}{hint}", {"name": shown(name), "hint": hint}
        )
    return known.model_validate(value)


def rules_of(festival: Festival) -> list[Constraint]:
    """Default rules that stay, then the document's own; disabled ones are left out.

    A rule of the same kind and selection replaces its default; adding one never removes another.
    """
    own = list(festival.rules)
    made: list[Constraint] = []
    if festival.defaults:
        replaced = {(rule.kind, rule.select) for rule in own}
        for cls in kinds().values():
            made += [rule for rule in cls.defaults(festival) if (rule.kind, rule.select) not in replaced]
    return [rule for rule in made + own if rule.enabled]
