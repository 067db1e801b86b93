"""``showgrid solve`` writes the best timetable that it found, and says by its exit status how good that is."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import scheduler.progress
from scheduler.cli._outcome import account_as_text, outcome, status_of
from scheduler.cli._stop import Stop
from scheduler.compile import compile_festival
from scheduler.formats.document import load_text
from scheduler.search import Search
from scheduler.solve import Options, Result, Status
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in

ALIKE = ("--deterministic", "1")
TOO_FULL = """\
showgrid: 1
defaults: false
festival: {id: full, timezone: Asia/Seoul}
days: [{date: 2024-10-25, open: "10:00", close: "14:00"}]
rooms: [{id: hall, name: {en: Hall, ko: 홀}}]
sessions: [{id: a, duration: 120}, {id: b, duration: 120}, {id: c, duration: 120}]
"""


def placed(text: str) -> list[tuple[str, int]]:
    return sorted((one["session"], one["showing"]) for one in json.loads(text)["placements"])


def test_a_timetable_of_everything_ends_with_0_and_is_written_with_what_is_known_of_it(tmp_path: Path) -> None:
    output = tmp_path / "t.json"

    result = run("solve", festival_in(tmp_path), *ALIKE, "--seed", 7, "-o", output)

    data = json.loads(output.read_text("utf-8"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert {key: data[key] for key in ("showgrid", "festival", "status", "penalty", "bound", "unplaced", "seed")} == {
        "showgrid": 1,
        "festival": "small",
        "status": "OPTIMAL",
        "penalty": 0,
        "bound": 0,
        "unplaced": [],
        "seed": 7,
    }
    assert placed(output.read_text("utf-8")) == [("film", 1), ("film", 2), ("opening", 1), ("talk", 1)]
    assert run("verify", tmp_path / "festival.yaml", output).exit_code == 0


def test_the_same_work_gives_the_same_placements(tmp_path: Path) -> None:
    festival = festival_in(tmp_path)

    first, second = (run("solve", festival, *ALIKE, "-o", "-").stdout for _ in range(2))

    assert json.loads(first)["placements"] == json.loads(second)["placements"]
    assert first[: first.index('"seconds"')] == second[: second.index('"seconds"')]


def test_standard_input_and_output_are_named_by_a_dash() -> None:
    result = run("solve", "-", *ALIKE, "-o", "-", given=FESTIVAL)

    assert (result.exit_code, placed(result.stdout)) == (
        0,
        [("film", 1), ("film", 2), ("opening", 1), ("talk", 1)],
    )


def test_what_is_proven_impossible_ends_with_3_and_the_best_part_is_written(tmp_path: Path) -> None:
    output = tmp_path / "t.json"

    result = run("solve", festival_in(tmp_path, TOO_FULL), *ALIKE, "-o", output)

    data = json.loads(output.read_text("utf-8"))
    assert (result.exit_code, data["status"]) == (3, "INFEASIBLE")
    assert (len(data["placements"]), len(data["unplaced"])) == (2, 1)
    assert data["unplaced"][0]["reason"] != ""
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["INFEASIBLE", "proof", "not placed"]


def test_a_timetable_to_begin_with_that_is_best_already_stays(tmp_path: Path) -> None:
    result = run("solve", festival_in(tmp_path), *ALIKE, "--start", timetable_in(tmp_path), "-o", "-")

    found = {
        (one["session"], one["showing"], one["room"], one["start"][11:16])
        for one in json.loads(result.stdout)["placements"]
    }
    assert found == set(PLACES)


def test_a_timetable_to_begin_with_may_be_the_one_that_is_written(tmp_path: Path) -> None:
    path = timetable_in(tmp_path)

    assert run("solve", festival_in(tmp_path), *ALIKE, "--start", path, "-o", path).exit_code == 0
    assert json.loads(path.read_text("utf-8"))["status"] == "OPTIMAL"


def test_bad_input_leaves_what_was_there(tmp_path: Path) -> None:
    festival = festival_in(tmp_path, FESTIVAL.replace("rooms: [big]", "rooms: [bog]"))
    output = tmp_path / "t.json"
    output.write_text("what was there", encoding="utf-8")

    assert run("solve", festival, "-o", output).exit_code == 2
    assert run("solve", festival_in(tmp_path), "--start", timetable_in(tmp_path, {}), "-o", output).exit_code == 2
    assert output.read_text("utf-8") == "what was there"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["festival.yaml", "t.json", "timetable.json"]


def test_who_stops_it_gets_the_best_so_far_and_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def stopped_at_the_first_news(*_: Any) -> Iterator[Callable[[Any], None]]:
        def stop(news: Any) -> None:
            raise KeyboardInterrupt

        yield stop

    monkeypatch.setattr(scheduler.progress, "shown", stopped_at_the_first_news)
    output = tmp_path / "t.json"

    result = run("solve", festival_in(tmp_path), *ALIKE, "-o", output)

    assert result.exit_code == 130
    assert run("verify", tmp_path / "festival.yaml", output).exit_code in (0, 1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_search_in_good_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    @contextmanager
    def signalling(*_: Any) -> Iterator[Callable[[Any], None]]:
        signal.raise_signal(number)
        yield lambda _: None

    monkeypatch.setattr(scheduler.progress, "shown", signalling)
    former = signal.getsignal(number)

    result = run("solve", festival_in(tmp_path), *ALIKE, "-o", tmp_path / "t.json")

    assert (result.exit_code, (tmp_path / "t.json").exists(), signal.getsignal(number)) == (130, True, former)


def test_a_second_ctrl_c_does_not_wait_but_nothing_breaks_off_the_writing() -> None:
    stop = Stop()
    stop.hear(signal.SIGINT, None)
    assert stop()
    stop.hear(signal.SIGTERM, None)
    with pytest.raises(KeyboardInterrupt):
        stop.hear(signal.SIGINT, None)

    stop.found = True

    stop.hear(signal.SIGINT, None)


@pytest.mark.parametrize(
    ("status", "complete", "stopped", "code"),
    [
        ("OPTIMAL", True, False, 0),
        ("FEASIBLE", True, False, 0),
        ("INFEASIBLE", False, False, 3),
        ("UNKNOWN", False, False, 4),
        ("FEASIBLE", True, True, 130),
        ("UNKNOWN", False, True, 130),
    ],
)
def test_the_exit_status_says_how_it_ended(status: Status, complete: bool, stopped: bool, code: int) -> None:
    problem = compile_festival(load_text(FESTIVAL if not complete else FESTIVAL.partition("sessions:")[0]))
    report = verify(problem, Timetable(problem, {}))

    assert status_of(Result(report, status, None, stopped=stopped)) == code


@pytest.mark.parametrize(("lang", "told"), [("en", "proof: every way was tried"), ("ko", "증명: 모든 경우를 따져")])
def test_what_the_search_proved_impossible_is_said_to_be_proven(lang: str, told: str) -> None:
    problem = compile_festival(load_text(FESTIVAL))
    report = verify(problem, Timetable(problem, {}))

    proven = outcome(problem, Result(report, "INFEASIBLE", None), [], lang).splitlines()
    unproven = outcome(problem, Result(report, "UNKNOWN", None), [], lang).splitlines()

    assert [line[: len(told)] for line in proven[1:]] == [told]
    assert told not in [line[: len(told)] for line in unproven]


def test_of_a_timetable_that_lacks_something_no_gap_is_told() -> None:
    report = verify(problem := compile_festival(load_text(FESTIVAL)), Timetable(problem, {}))

    assert (
        outcome(problem, Result(report, "UNKNOWN", 0), [], "en").splitlines()[0] == "UNKNOWN: penalty 0, bound 0, 0.0 s"
    )


def test_verbose_says_what_each_neighbourhood_brought(tmp_path: Path) -> None:
    problem = compile_festival(load_text(FESTIVAL))
    search = Search(problem, Options(deterministic=1.0), lambda _: None, lambda: False)
    search.improve(1.0)
    tried = search.result()

    rows = [line.split() for line in account_as_text(tried, "en").splitlines()[1:]]

    assert {row[0]: int(row[1]) for row in rows} == {name: one.tries for name, one in tried.account.items()}
    assert sum(float(row[3]) for row in rows) > 1000, "something was placed"
    assert [float(row[3]) for row in rows] == sorted((float(row[3]) for row in rows), reverse=True)
    assert run("solve", festival_in(tmp_path), *ALIKE, "--verbose", "-o", "-").exit_code == 0


def test_it_speaks_korean(tmp_path: Path) -> None:
    result = run("solve", festival_in(tmp_path, TOO_FULL), *ALIKE, "--lang", "ko", "-o", "-")

    assert any("가" <= letter <= "힣" for letter in json.loads(result.stdout)["unplaced"][0]["reason"])


def test_only_some_of_what_is_missing_is_told_and_how_many_more(tmp_path: Path) -> None:
    many = ", ".join(f"{{id: s{n}, title: {{en: Talk {n}, ko: 강연 {n}}}, duration: 120}}" for n in range(14))
    festival = festival_in(tmp_path, TOO_FULL.partition("sessions:")[0] + f"sessions: [{many}]\n")

    english = run("solve", festival, *ALIKE, "-o", tmp_path / "t.json").stderr.splitlines()
    korean = run("solve", festival, *ALIKE, "--lang", "ko", "-o", "-").stderr.splitlines()

    missing = [line for line in english if line.startswith("not placed: ")]
    assert (len(missing), missing[-1]) == (11, "not placed: 2 more; the timetable lists them all")
    assert missing[0].startswith("not placed: Talk ")
    assert [line.partition(":")[0] for line in korean] == ["INFEASIBLE", "증명", *["미배정"] * 11]
    assert len(json.loads((tmp_path / "t.json").read_text("utf-8"))["unplaced"]) == 12


def test_what_is_doubtful_in_the_document_is_told_at_once(tmp_path: Path) -> None:
    festival = festival_in(tmp_path, FESTIVAL.replace("types: [ceremony, talk]", "types: [ceremoney]"))

    told = run("solve", festival, *ALIKE, "-o", "-").stderr.splitlines()

    says = "No two of the selected sessions run at the same time; each pair counts once."
    assert told[1:] == [f"worth a look: The rule not_parallel selects nothing: {says}"]


def test_a_timetable_of_another_festival_is_no_beginning(tmp_path: Path) -> None:
    start = timetable_in(tmp_path, {**answer(PLACES), "festival": "large"})

    result = run("solve", festival_in(tmp_path), "--start", start, "-o", tmp_path / "t.json")

    assert (result.exit_code, (tmp_path / "t.json").exists()) == (2, False)
