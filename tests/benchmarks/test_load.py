"""Loading a document of 2,000 sessions, 900 films and 500 people, in each spelling; wanted: under two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scheduler.formats.document import dump, load_text
from scheduler.validate import festival_from

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

WINDOW = {"from": "2024-10-25T10:00", "to": "2024-10-25T22:00"}


def document() -> dict[str, Any]:
    """As large as a programme becomes, with something in most fields."""
    return {
        "showgrid": 1,
        "festival": {"id": "big", "timezone": "Asia/Seoul"},
        "days": [{"date": "2024-10-25"}],
        "tracks": [{"id": "competition"}],
        "people": [_person(number) for number in range(500)],
        "films": [{"id": f"film-{number}", "title": f"Film {number}", "runtime": 88.5} for number in range(900)],
        "sessions": [_session(number) for number in range(2000)],
    }


def _person(number: int) -> dict[str, Any]:
    return {"id": f"person-{number}", "name": {"en": f"Person {number}", "ko": f"사람 {number}"}, "available": [WINDOW]}


def _session(number: int) -> dict[str, Any]:
    return {
        "id": f"session-{number}",
        "type": "screening",
        "title": {"en": f"The long film {number}", "ko": f"긴 영화 {number}"},
        "films": [f"film-{number % 900}"],
        "track": "competition",
        "labels": {"theme": ["ai", "robots"], "audience": ["families"]},
        "parts": [
            {"name": "introduction", "minutes": 5},
            {"name": "film"},
            {"name": "q-and-a", "minutes": 20, "showings": [1]},
        ],
        "people": [{"id": f"person-{number % 500}", "role": "director", "showings": [1], "parts": ["q-and-a"]}],
        "audience": number % 300,
        "showings": 2,
        "windows": [WINDOW],
        "notes": "Something to be said about this one in a sentence of some length.",
    }


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_large_document_loads(benchmark: BenchmarkFixture, suffix: str) -> None:
    data = dump(festival_from(document()), suffix)

    festival = benchmark.pedantic(load_text, args=(data, suffix), rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    assert festival.document() == festival_from(document()).document()
