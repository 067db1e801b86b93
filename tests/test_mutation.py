"""The mutation score is drawn and counted rightly; the mutants themselves are mutmut's."""

from __future__ import annotations

from tests.mutation import Score, own_tests, sampled, table

NAMES = [f"constraints.same_day.x_f__mutmut_{n}" for n in range(1, 41)]


def test_a_sample_can_be_drawn_again_and_keeps_the_order() -> None:
    first = sampled(NAMES, 8, seed=1)

    assert first == sampled(NAMES, 8, seed=1) == [name for name in NAMES if name in first]
    assert len(set(first)) == 8
    assert first != sampled(NAMES, 8, seed=2)


def test_without_a_size_or_with_too_large_a_one_all_are_taken() -> None:
    assert sampled(NAMES, None, seed=1) == sampled(NAMES, 99, seed=1) == NAMES


def test_a_kind_is_tried_by_its_own_tests_and_its_part_of_the_contract() -> None:
    assert own_tests("constraints/starts_apart.py") == [
        "tests/constraints/test_starts_apart.py",
        "tests/constraints/test_contract.py", "tests/constraints/test_sentences.py", "tests/explain/test_helped.py",
        "-k", "test_starts_apart.py or -starts_apart- or [starts_apart-",
    ]  # fmt: skip
    assert "tests/sessions/test_plans.py" in own_tests("constraints/not_parallel.py")
    assert own_tests("scheduler/verify.py") == ["tests/test_verify.py"]
    assert own_tests("scheduler/builtin/pins.py") == ["tests/test_verify.py", "tests/test_rooms.py"]


def test_the_table_counts_what_no_test_reaches_as_survived_and_a_timeout_as_noticed() -> None:
    one = Score("a.py", 40, dict(zip(NAMES, ["killed", "survived", "no tests", "timeout", "segfault"], strict=False)))
    other = Score("b.py", 7, {NAMES[0]: "killed"})

    assert one.survivors == NAMES[1:3]
    assert table([one, other]).splitlines() == [
        "| file | mutants | sampled | killed | survived | timeout | score |",
        "|---|--:|--:|--:|--:|--:|--:|",
        "| a.py | 40 | 5 | 2 | 2 | 1 | 60% |",
        "| b.py | 7 | 1 | 1 | 0 | 0 | 100% |",
        "| all | 47 | 6 | 3 | 2 | 1 | 67% |",
    ]
