"""What the laboratory keeps, shows and leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler import cheapest, neighbours, ruin, search
from scheduler.compile import compile_festival
from scheduler.constraint import Constraint, kinds
from scheduler.maps import place_map
from scheduler.sessions import search as plans
from scheduler.verify import verify
from scheduler.worker import Worker
from tests.benchmarks.support import problem
from tests.laboratory import page, prices, tables
from tests.laboratory.curves import drawn
from tests.laboratory.plain import plain
from tests.laboratory.rows import Curve, Row, add, as_json, from_json, rows_in, thinned
from tests.laboratory.runs import festival_of
from tests.laboratory.ways import WAYS, leaving_out

ABOUT = {
    "date": "2026-11-24", "machine": "a desk, 2 cores", "load": "0.5", "python": "3.11.7", "ortools": "9.15",
    "timefold": "", "commit": "04cc367",
}  # fmt: skip


def run(way: str = "", seed: int = 0, end: int | list[int] | None = 100, **more: object) -> Row:
    return Row("metropolis", way, 600, seed, end=end, about=dict(ABOUT), **more)  # type: ignore[arg-type]  # fields of Row


def test_a_run_is_kept_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "new" / "runs.csv"
    first = run(bound=90, gap=0.1, seconds=60.01, memory=300, curve=[(0.5, 1000), (9.0, 100)])
    tiers = run("plain CP-SAT", end=[0, 7], broken=83, budget=10.0)

    add(file, first)
    add(file, tiers)

    assert rows_in(file) == [first, tiers]
    assert (
        file.read_text("utf-8")
        .splitlines()[1]
        .startswith("metropolis,,600,0,2,60.0,100,0,90,0.1,60.01,0.0,300,0.5,1000,100,")
    )
    assert from_json(as_json(tiers)) == tiers
    assert rows_in(tmp_path / "nothing.csv") == []


def test_a_long_curve_keeps_its_first_its_last_and_some_between() -> None:
    curve: Curve = [(float(second), 1000 - second) for second in range(200)]

    kept = thinned(curve)

    assert (kept[0], kept[-1], len(kept), kept == sorted(kept)) == (curve[0], curve[-1], 51, True)
    assert [thinned(curve[:number]) for number in range(3)] == [curve[:number] for number in range(3)]


def test_what_was_not_meant_to_last_so_long_says_nothing_of_a_later_moment() -> None:
    short = run(budget=20.0, curve=[(0.5, 1000), (9.0, 100)])

    assert [short.at(moment) for moment in (0.1, 5, 10, 20, 30)] == [None, 1000, 100, 100, None]


def test_of_three_seeds_the_least_the_middle_and_the_most_are_told() -> None:
    assert [
        tables.spread([3, 1000, 20]),
        tables.spread([20, 3]),
        tables.spread([5, 5, 5], " s"),
        tables.spread([[0, 8], [0, 9], None]),
        tables.spread([None]),
    ] == ["3 – 20 – 1,000", "3 – 20", "5 s", "8 – 9 (1 of 3 not)", "–"]


def test_what_breaks_a_must_is_never_told_as_points() -> None:
    assert [
        tables.ending([run(broken=83, end=5)]),
        tables.ending([run(end=None)]),
        tables.ending([run(broken=1, end=5), run(seed=1, end=7)]),
    ] == ["83 broken", "nothing", "7 (1 of 2 not)"]


def test_an_ablation_is_compared_seed_by_seed() -> None:
    rows = [run(), run(seed=1, end=200), run("without rings", end=120), run("without rings", seed=1, end=180)]
    rows += [run("without rings", seed=2, end=180), run("without ruin", end=350)]

    assert tables.ablations(rows).splitlines()[2:] == [
        "| metropolis | whole | 2 × 60 s | 100 – 200 |  |",
        "| metropolis | without rings | 3 × 60 s | 120 – 180 – 180 | +20 %, -10 %, – |",
        "| metropolis | without ruin | 1 × 60 s | 350 | × 3.5 |",
    ]


def test_a_conference_stands_beside_what_others_have_published() -> None:
    rows = [run(budget=60.0, bound=90, gap=0.1), run(budget=600.0, bound=100, gap=0.0, seconds=87.0)]
    for row in rows:
        row.instance = "OR60F"

    assert tables.conferences(rows).splitlines()[2:] == [
        "| OR60F | 600 | 100 | 90 |  | 100 | 100 | 87 s | 127 | 21 | 21 |"
    ]
    assert [line.split(" | ")[-1] for line in tables.festivals([*rows, run()]).splitlines()] == [
        "best known elsewhere |", "--- |", "21 |", "21 |", "– |",
    ]  # fmt: skip
    assert "elsewhere" not in tables.festivals([run()])


def test_the_tables_and_pictures_of_the_page_are_what_was_measured() -> None:
    written = page.PAGE.read_text("utf-8")

    assert written == page.page(written), "run: python -m tests.laboratory.page"
    made = page.pictures()
    assert made == {file: file.read_text("utf-8") for file in made}, "run: python -m tests.laboratory.page"


def test_a_curve_goes_down_in_steps_to_its_end() -> None:
    picture = drawn(
        "Points <over> time",
        [("ours", [(1.0, 1000), (10.0, 100)], 100.0), ("theirs", [(1.0, 1000), (10.0, 100)], 100.0)],
        {"bound": 100},
    )

    # From one second (76) to a hundred (546), from 100 points (372) to 1,000 (44).
    line = 'd="M76.0 44.0 H311.0 V372.0 H546.0" fill="none"'
    assert picture.count(line) == 2
    assert '<path class="bound" fill="none" d="M76 372.0 H546"/>' in picture
    assert "<title>Points &lt;over&gt; time</title>" in picture
    assert [f">{one}</text>" in picture for one in ("1", "2", "10", "100", "500", "1,000", "2,000")] == [True] * 6 + [
        False
    ]


def test_runs_without_a_valid_timetable_are_not_drawn() -> None:
    assert 'class="c0" d=' not in drawn("too-full", [("Showgrid", [], 60.0)])


def test_ways_are_left_out_for_as_long_as_that_is_wanted() -> None:
    metropolis = problem("metropolis")

    def state() -> tuple[object, ...]:
        return neighbours.arms_of(metropolis), ruin.TOGETHER, vars(search)["Worker"], *views(), plans.SECONDS

    def views() -> list[str]:
        return list(vars(plans)["VIEWS"])

    before = state()

    with leaving_out(("rings", "titles at once")):
        assert (set(before[0]) - set(neighbours.arms_of(metropolis)), ruin.TOGETHER) == ({"rings"}, 0.0)  # type: ignore[call-overload]
        assert vars(search)["Worker"] is not Worker
    with leaving_out(("LNS",)):
        assert (neighbours.arms_of(metropolis), views()) == (("ruin", "rings"), ["whole"])
    with leaving_out(("cheap moves", "tracks")):
        assert set(neighbours.arms_of(metropolis)) & {"ruin", "rings"} == set()
        assert views() == ["blocks", "rooms"]

    assert state() == before


def test_without_prices_every_kind_asks_the_verifier() -> None:
    metropolis = problem("metropolis")

    with leaving_out(("prices",)):
        assert [rule.kind for rule in metropolis.rules if type(rule).price is not Constraint.price] == []

    assert [rule.kind for rule in metropolis.rules if type(rule).price is Constraint.price] == []


@pytest.mark.parametrize("way", WAYS)
def test_every_way_names_what_there_is(way: str) -> None:
    with leaving_out((way,)):
        pass


def test_prices_are_timed_and_counted_and_afterwards_as_they_were(tmp_path: Path) -> None:
    before = [kind.price for kind in kinds().values()]

    row = prices.row_of("too-full", 0.05)

    assert (row["showings"], row["p50 ms"] <= row["p95 ms"] <= row["max ms"]) == (15, True)
    assert (row["moves a second"] > 0, row["maps a second"] > 0) == (True, True)
    assert [kind.price for kind in kinds().values()] == before
    assert vars(cheapest)["place_map"] is place_map


def test_what_was_timed_is_a_table_for_the_page(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text(
        "instance,showings,p50 ms,profile,date,machine,load,python\n"
        "metropolis,600,4.0,person_load 10 %,2026-11-24,a desk,0.5,3.11.7\n",
        "utf-8",
    )

    assert (prices.table(file) or "").split("\n\n") == [
        "| instance | showings | p50 ms |\n| --- | --- | --- |\n| metropolis | 600 | 4.0 |",
        "`metropolis`, of all time by rule: person_load 10 %.",
        "Measured 2026-11-24 on a desk, Python 3.11.7, one of the cores.",
    ]
    assert prices.table(tmp_path / "nothing.csv") is None


def test_on_what_it_was_measured_is_a_sentence() -> None:
    rows = [run(seconds=60.0, processor=90.0), run(seed=1, seconds=60.0, processor=126.0)]

    assert tables.conditions(rows) == (
        "Measured 2026-11-24 on a desk, 2 cores, Python 3.11.7, OR-Tools 9.15, 2 workers; load before each run 0.5; "
        "of the processor each had 75 – 100 % of what it could use."
    )


def test_the_plain_model_places_what_lies_in_blocks() -> None:
    conference = compile_festival(festival_of(str(Path(__file__).parents[1] / "data" / "cosplib" / "N2OR.xlsx")))

    timetable = plain(conference, work=2.0)

    assert timetable is not None
    assert len(timetable) == len(conference.showings) == 35
    unknown = {str(getattr(one.rule, "kind", one.rule)) for one in verify(conference, timetable).broken}
    assert unknown <= {"one_track_per_block_room"}
