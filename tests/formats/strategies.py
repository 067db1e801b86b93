"""Festival documents of every sort, for round trips: odd texts, odd numbers, few words left out."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TRICKY = (
    "no",
    "on",
    "Yes",
    "null",
    "~",
    "true",
    "10:00",
    "0007",
    "1e3",
    "0x1F",
    "0o17",
    "1_000",
    ".5",
    "-",
    "- a",
    "a: b",
    "a #b",
    "=SUM(A1)",
    "+82 10",
    "@x",
    "[a]",
    "{a: b}",
    "a; b",
    "a, b",
    "'a",
    '"a"',
    "2024-10-25",
    "한글 이름",
    "a\nb",
    " a ",
    "a\\b",
    "a|b",
    "a=b",
    "#N/A",
    "TRUE",
    "en: a",
    "_x0041_",
    "http://example.org",
)
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.sampled_from(TRICKY) | st.text(LETTERS, min_size=1, max_size=12)
WORDS = st.sampled_from(TRICKY) | st.text(LETTERS, min_size=1, max_size=8)
NAMES = TEXTS | st.dictionaries(st.sampled_from(["en", "ko", "fr", "zh-Hant"]), TEXTS, min_size=1)
MINUTES = st.integers(0, 300)
RUNTIMES = MINUTES | st.sampled_from([9.5, 0.25, 118.75])
FREE = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**6), 10**15) | st.sampled_from([1.5, 1e-7, 2.0]) | TEXTS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
        max_leaves=4,
    ),
    min_size=1,
    max_size=2,
)
TIMES = st.builds("2024-10-{:02d}T{:02d}:{:02d}".format, st.integers(24, 26), st.integers(0, 23), st.integers(0, 59))
ROOMS = st.sampled_from(["hall-a", "홀 b"])
PEOPLE = st.sampled_from(["fred", "kim"])


@st.composite
def some(draw: st.DrawFn, required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    """An entry with all of the first and any of the second."""
    left = draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=4)) if optional else []
    return {name: draw(value) for name, value in {**required, **{one: optional[one] for one in left}}.items()}


WINDOWS = st.lists(
    st.tuples(TIMES, TIMES)
    .filter(lambda both: both[0] != both[1])
    .map(lambda both: {"from": min(both), "to": max(both)}),
    min_size=1,
    max_size=2,
)
WISHES = some({}, {name: st.lists(WORDS, min_size=1, max_size=2) for name in ("required", "preferred")})
PARTS = st.lists(
    some({"name": WORDS, "minutes": st.integers(1, 30)}, {"showings": st.just([1]), "fields": FREE}),
    min_size=1,
    max_size=2,
)
CAST = st.lists(
    some({"id": PEOPLE}, {"role": WORDS, "showings": st.lists(st.sampled_from([1, 2]), min_size=1), "fields": FREE}),
    min_size=1,
    max_size=2,
)
SESSION = {
    "code": TEXTS,
    "type": WORDS,
    "title": NAMES,
    "abstract": NAMES,
    "labels": st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=2), min_size=1, max_size=2),
    "tags": st.lists(WORDS, min_size=1, max_size=3),
    "level": st.integers(-3, 3),
    "remote": st.booleans(),
    "people": CAST,
    "uses": st.just({"interpreter-en": 2}),
    "wants": some({}, {"room": WISHES, "time": WISHES}),
    "audience": st.integers(0, 500) | st.sampled_from(["small", "full"]),
    "rooms": st.lists(ROOMS, min_size=1, max_size=2),
    "windows": WINDOWS,
    "simulcast": st.booleans(),
    "embargo_until": TIMES,
    "notes": TEXTS,
    "items": st.lists(
        some({"title": NAMES, "minutes": MINUTES}, {"people": st.lists(PEOPLE, min_size=1)}), min_size=1, max_size=2
    ),
    "fields": FREE,
}
FILM = {
    "original_title": NAMES,
    "directors": st.lists(TEXTS, min_size=1, max_size=2),
    "year": st.integers(1900, 2030),
    "runtime": RUNTIMES,
    "keys": st.just([{"room": "hall-a", "from": "2024-10-25T08:00", "to": "2024-10-25T22:00"}]),
    "guests": st.lists(PEOPLE, min_size=1, max_size=2),
    "fields": FREE,
}
PERSON = {
    "affiliation": NAMES,
    "phone": TEXTS,
    "tags": st.lists(WORDS, min_size=1),
    "available": WINDOWS,
    "fields": FREE,
}
RULES: list[dict[str, Any]] = [
    {"kind": "room_fits_audience", "weight": 3, "waste": 0.5, "note": "no, really"},
    {"kind": "film_not_parallel", "select": {"tags": ["a", "no"], "not": {"people": ["kim"]}}, "enabled": False},
]


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A festival document without faults."""
    length = {"duration": st.integers(600, 2000), "showings": st.just(2)}
    sessions = [{"id": f"s{number}", **draw(some(length, SESSION))} for number in range(draw(st.integers(0, 2)))]
    for session in sessions:
        for part in draw(st.lists(PARTS, max_size=1)):
            session["parts"] = part
    return {
        "showgrid": 1,
        "festival": draw(
            some(
                {"id": WORDS.filter(_plain)},
                {"name": NAMES, "grid": st.just(10), "day_ends": st.just("06:00"), "fields": FREE},
            )
        ),
        "days": [{"date": "2024-10-25", **draw(some({}, {"open": st.just("25:30"), "name": NAMES, "fields": FREE}))}],
        "rooms": [
            {"id": "hall-a", **draw(some({}, {"name": NAMES, "turnaround_by_type": st.just({"shorts": 15})}))},
            {"id": "홀 b"},
        ],
        "people": [{"id": "fred", "name": "Fred", **draw(some({}, PERSON))}, {"id": "kim", **draw(some({}, PERSON))}],
        "resources": [{"id": "interpreter-en", "stock": 2}],
        "films": [{"id": f"f{number}", **draw(some({}, FILM))} for number in range(draw(st.integers(0, 2)))],
        "sessions": sessions,
        "pins": [{"session": one["id"], "showing": 1, "start": "2024-10-25T10:00"} for one in sessions[:1]],
        "rules": draw(st.lists(st.sampled_from(RULES), max_size=2)),
    }


def _plain(text: str) -> bool:
    return text == text.strip() and not set(text) & set("#@\n")
