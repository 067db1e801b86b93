"""A track has a home: few rooms, or one building, in all or on each day.

    amount(t)    = max(0, rooms that track t uses - rooms) + max(0, venues it uses - venues)   [rooms]
    amount(s, u) = minutes of s and u, if both are on one day and in different rooms         [minutes]

The second, with measure ``both_durations``, is of any two showings of a track, or with ``alike`` of
any two with common labels, times the number in common.  Selected showings without a track are one
group of their own, unless all are selected.  One violation is one track (on one day with ``per:
day``), or one pair of showings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.buckets import date_of, venues
from scheduler.constraint import NOTHING, Violation
from scheduler.fields import Korean, Unit, Words
from scheduler.pairing import ALIKE, Alike, alike_column, in_common, sharing
from scheduler.sentence import Day, Name, Sentence
from scheduler.shapes import Mutual
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable

Most = Annotated[int, Field(ge=1, le=100_000)]


KOREAN = {"rooms": "상영관", "buildings": "건물"}


class TrackStaysInRoom(Mutual):
    """A track has a home: few rooms, or one building."""

    kind: Literal["track_stays_in_room"] = "track_stays_in_room"
    rooms: Annotated[Most, Unit("rooms", "곳")] | None = Field(
        None, title="Rooms", description="At most; 1 if neither rooms nor venues are given."
    )
    venues: Annotated[Most, Unit("venues", "곳")] | None = Field(None, title="Venues", description="At most.")
    per: Literal["festival", "day"] = Field("festival", title="Within", description="The whole festival, or each day.")
    measure: Literal["rooms", "both_durations"] = Field(
        "rooms", title="Measure", description="Rooms too many, or minutes of any two of a day in different rooms."
    )
    alike: Alike = Field((), title="Alike", description=ALIKE)

    korean: ClassVar[Korean] = {
        "rooms": ("상영관 수", "많아야 이만큼. 상영관도 건물도 없으면 1."),
        "venues": ("건물 수", "많아야 이만큼."),
        "per": ("범위", "영화제 전체, 또는 하루마다."),
        "measure": ("계산 단위", "초과한 상영관 수, 또는 같은 날 다른 방에 있는 둘의 시간."),
        "alike": ("같은 라벨", "라벨 이름. 같은 값이 있는 쌍만 그 개수만큼 계산합니다(이름이 여럿이면 곱합니다)."),
    }
    words: ClassVar[Words] = {
        "per": {"festival": ("the whole festival", "영화제 전체"), "day": ("each day", "하루마다")},
        "measure": {
            "rooms": ("rooms too many", "초과한 상영관 수"),
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {"select": {"tracks": ["competition"]}, "rooms": 1, "weight": 60}

    @property
    def exact_in_maps(self) -> bool:
        """Pairs are; rooms are shared by a whole track."""
        return self.measure == "both_durations"

    @property
    def most_rooms(self) -> int | None:
        """Rooms that a track may use."""
        return 1 if self.rooms is None and self.venues is None else self.rooms

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if self.exact_in_maps:
            return Sentence(
                "What has the same {who} stays in one room on a day.",
                "같은 날 {who}이(가) 같으면 한 상영관에 배정됩니다.",
                who=self._names,
            )
        limits = []
        if self.most_rooms is not None:
            limits.append(
                Sentence("1 room" if self.most_rooms == 1 else "{n} rooms", "상영관 {n}곳", n=self.most_rooms)
            )
        if self.venues is not None:
            limits.append(Sentence("1 venue" if self.venues == 1 else "{n} venues", "건물 {n}곳", n=self.venues))
        when = Sentence(" on each day", "하루에 ") if self.per == "day" else ""
        return Sentence(
            "A track uses at most {limits}{when}.", "섹션은 {when}{limits} 이하에서 열립니다.", limits=limits, when=when
        )

    # -- groups ---------------------------------------------------------------------------------

    def _group(self, showing: Showing) -> str | None:
        """Its track; empty for those without one, if they were selected."""
        return showing.track or (None if self.select.everything else "")

    def groups(self, problem: Problem) -> dict[str, tuple[Showing, ...]]:
        """Selected showings of each track."""
        return problem.cached((self, "groups"), lambda: self._groups(problem))

    def _groups(self, problem: Problem) -> dict[str, tuple[Showing, ...]]:
        groups: dict[str, list[Showing]] = {}
        for showing in problem.selected(self.select):
            group = self._group(showing)
            if group is not None:
                groups.setdefault(group, []).append(showing)
        return {group: tuple(showings) for group, showings in groups.items()}

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """Its track, or those that it is paired with."""
        return super().concerns(problem, showing) if self.exact_in_maps else iter(self._track(problem, showing))

    def _track(self, problem: Problem, showing: Showing) -> tuple[Showing, ...]:
        """Selected showings of its track, itself included; none if it is not selected."""
        group = self.groups(problem).get(self._group(showing) or "", ())
        return group if showing in group else ()

    def in_one_room(self, problem: Problem) -> Iterator[tuple[Showing, ...]]:
        """Tracks that may use one room, whatever the day."""
        always = self.per == "festival" and not self.select.speaks_of_places
        if always and self.most_rooms == 1 and not self.exact_in_maps:
            yield from self.groups(problem).values()

    # -- pairs in different rooms ---------------------------------------------------------------

    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """How many labels each showing has in common with this one, or whether they are of one track."""
        return alike_column(problem, self._names, showing)

    @property
    def _names(self) -> tuple[str, ...]:
        return self.alike or ("track",)

    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """Minutes of both with all that lie on the same day in another room.  Size: O(showings + places)."""
        at = showing.positions
        lengths = at.ends - at.starts
        total = np.zeros((len(problem.rooms), len(at)), dtype=np.int64)
        for length in np.unique(lengths).tolist():
            held = np.zeros((len(problem.rooms), len(problem.days) + 1), dtype=np.int64)
            both = crowd.values * amounts(problem, crowd.ends - crowd.starts + length)
            np.add.at(held, (crowd.rooms, crowd.days), both)
            elsewhere = (held.sum(axis=0) - held)[:, at.days]
            total = np.where(lengths == length, elsewhere, total)
        return total

    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """A charge unless they share the room.  Size: O(rooms + days)."""
        apart = rule.same_day(one, other), rule.negated(rule.same_room(one, other))
        rule.lose(
            lambda: rule.length(one) + rule.length(other),
            rule.chosen(one), rule.chosen(other), *apart,
            per=rule.problem.minute, times=weight,
        )  # fmt: skip

    # -- rooms of a track -----------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Rooms and venues more than there would be without it."""
        if self.exact_in_maps:
            return super().price(problem, showing, others, where)
        track = self._track(problem, showing)
        if not track:
            return NOTHING
        there = [p for p in others.those(track) if self.selects(problem, p)]
        days = np.unique(showing.positions.days).tolist() if self.per == "day" else [None]
        prices = np.zeros(showing.legal.shape, dtype=np.int64)
        for day in days:
            row = self._row(problem, {p.room for p in there if day is None or p.day == day})
            columns = slice(None) if day is None else showing.positions.days == day
            prices[:, columns] = row[:, None]
        return np.where(problem.chosen_places(self.select, showing), prices, 0)

    def _row(self, problem: Problem, used: set[int]) -> NDArray[np.int64]:
        """Of each room: what using it too would add."""
        base = self._too_many(problem, used)
        return np.array([self._too_many(problem, used | {r.index}) - base for r in problem.rooms], dtype=np.int64)

    def _too_many(self, problem: Problem, used: set[int]) -> int:
        limits = (self.most_rooms, len(used)), (self.venues, len({int(venues(problem)[room]) for room in used}))
        return sum(max(0, count - most) for most, count in limits if most is not None)

    def post(self, rule: Rule) -> None:
        """A literal for each room (and venue) that a track uses.  Size: O(showings * rooms * days)."""
        if self.exact_in_maps:
            super().post(rule)
            return
        for group in self.groups(rule.problem).values():
            if rule.touches(group):
                for day in self._days(rule, group):
                    self._post_group(rule, rule.alive(group), day)

    def _days(self, rule: Rule, group: Sequence[Showing]) -> Sequence[int | None]:
        if self.per == "festival":
            return [None]
        return sorted({day for s in rule.alive(group) for day in rule.possible(s, s.positions.days[None, :])})

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """Where rooms are counted, all of a track are the same."""
        return super().plan_signature(problem, showing) if self.exact_in_maps else self._group(showing)

    def post_plans(self, rule: PlanRule) -> None:
        """Rooms of whole tracks."""
        for group in () if self.exact_in_maps else self.groups(rule.problem).values():
            if rule.touches(group):
                for places in self._by_day(rule.problem, rule.used(group)):
                    self._count_rooms(
                        rule, [rule.any(b[r.index] for b in places if r.index in b) for r in rule.problem.rooms]
                    )

    def _by_day(self, problem: Problem, used: dict[int, dict[int, Lit]]) -> list[list[dict[int, Lit]]]:
        """Rooms of blocks, those together that count together."""
        days: dict[int, list[dict[int, Lit]]] = {}
        for block, rooms in used.items():
            days.setdefault(problem.block_days[block] if self.per == "day" else 0, []).append(rooms)
        return list(days.values())

    def _post_group(self, rule: Rule, group: Sequence[Showing], day: int | None) -> None:
        self._count_rooms(
            rule, [rule.any(self._there(rule, s, [room.index], day) for s in group) for room in rule.problem.rooms]
        )

    def _count_rooms(self, rule: Rule, used: list[Lit]) -> None:
        """``used``: of each room whether the track is in it."""
        if self.most_rooms is not None:
            rule.excess(rule.total(used) - self.most_rooms, most=len(used))
        if self.venues is not None:
            of = venues(rule.problem)
            inside = [
                rule.any(used[r] for r in np.flatnonzero(of == venue).tolist()) for venue in np.unique(of).tolist()
            ]
            rule.excess(rule.total(inside) - self.venues, most=len(inside))

    def _there(self, rule: Rule, showing: Showing, rooms: Sequence[int], day: int | None) -> Any:
        mask = np.zeros((len(rule.problem.rooms), 1), dtype=bool)
        mask[list(rooms)] = True
        today = np.ones((1, 1), dtype=bool) if day is None else (showing.positions.days == day)[None, :]
        return rule.where(showing, mask & today & rule.problem.chosen_places(self.select, showing))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each track with too many rooms or venues; or each two in different rooms."""
        if self.exact_in_maps:
            yield from self._pairs_apart(problem, timetable)
            return
        used: dict[tuple[str, int], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            group = self._group(placement.showing)
            if group is not None:
                used.setdefault((group, placement.day if self.per == "day" else 0), []).append(placement)
        for (group, _), placements in used.items():
            rooms = {placement.room for placement in placements}
            buildings = {problem.rooms[room].venue for room in rooms}
            limits = [("rooms", len(rooms), self.most_rooms), ("buildings", len(buildings), self.venues)]
            broken = [(of, n, most) for of, n, most in limits if most is not None and n > most]
            if broken:
                over = sum(n - most for _, n, most in broken)
                yield Violation(self, tuple(placements), over, self._told(problem, group, placements, broken), group)

    def _told(
        self, problem: Problem, group: str, placements: Sequence[Placement], broken: Sequence[tuple[str, int, int]]
    ) -> Sentence:
        track = problem.tracks.get(group)
        rooms = [problem.rooms[room] for room in sorted({placement.room for placement in placements})]
        when = Sentence(" on {d}", "{d} ", d=Day(date_of(problem, placements[0]))) if self.per == "day" else ""
        name = Name(track.name if track else None, group) if group else Sentence("The selection", "선택한 상영")
        many = [
            Sentence(f"{{n}} {of}, {{k}} allowed", f"{KOREAN[of]} {{n}}곳(최대 {{k}}곳)", n=n, k=k)
            for of, n, k in broken
        ]
        return Sentence("{g} uses {r}{w}: {m}.", "{g}이(가) {w}{r}에서 열립니다: {m}.", g=name, r=rooms, w=when, m=many)

    def _pairs_apart(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        days: dict[int, list[Placement]] = {}
        for placement in timetable.selected(self.select):
            if placement.day >= 0:
                days.setdefault(placement.day, []).append(placement)
        for placements in days.values():
            for one, other in sharing(self._names[0], placements):
                times = 0 if one.room == other.room else in_common(self._names, one.showing, other.showing)
                if times:
                    minutes = times * problem.minutes(one.end - one.start + other.end - other.start)
                    yield Violation(self, (one, other), minutes, self._apart(problem, one, other))

    def _apart(self, problem: Problem, one: Placement, other: Placement) -> Sentence:
        return Sentence(
            "{a} is in {ra} and {b} in {rb} on the same day.", "같은 날 {a}은(는) {ra}, {b}은(는) {rb}에 있습니다.",
            a=one.showing, b=other.showing, ra=problem.rooms[one.room], rb=problem.rooms[other.room],
        )  # fmt: skip
