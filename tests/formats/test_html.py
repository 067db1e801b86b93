"""The page: what the public may know, and nothing that a title could do to it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from scheduler.formats.html import day_page
from tests.constraints.support import placed, problem_of
from tests.formats.programme import PLACES, SECRETS, programme


class Page(HTMLParser):
    """Ids, tags, and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        self.texts += [data.strip()] if data.strip() and self.tags[-1] != "style" else []


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_nothing_but_what_is_public_is_in_it(lang: str) -> None:
    page = day_page(*programme(), lang)

    assert Page(page).ids == ["day-1", "opening-1", "block-1", "late-1"]
    assert [secret for secret in (*SECRETS, "Ji-an", "노지안") if secret in page] == []


def test_guests_and_staff_see_more_but_no_notes_and_no_numbers() -> None:
    guests, staff = (day_page(*programme(), "en", audience) for audience in ("guests", "staff"))

    assert [
        one for one in ("HUSH reception", "Ji-an Noh", "HUSH rehearsal", "HUSH winners", "HUSH Baek") if one in guests
    ] == [
        "HUSH reception",
        "Ji-an Noh",
    ]
    assert [
        one
        for one in ("HUSH rehearsal", "HUSH winners", "HUSH Baek", "555", "minister", "vegan", "cue")
        if one in staff
    ] == [
        "HUSH rehearsal",
        "HUSH winners",
        "HUSH Baek",
    ]


def test_a_title_is_text_whatever_it_says() -> None:
    page = day_page(*programme(), "en")

    assert "script" not in Page(page).tags
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; Co" in page


def test_a_colour_that_is_none_is_not_used() -> None:
    page = day_page(*programme(), "en")

    assert set(re.findall(r"--hue: ([^;\"]+)", page)) == {"#b02020", "#b4552d", "#8a857a"}
    assert 'display: none"' not in page
    assert "body {display" not in page


def test_cards_follow_each_other_in_time_and_say_where_and_when() -> None:
    texts = Page(day_page(*programme(), "ko")).texts

    assert texts[texts.index("개막식") :] == [
        "개막식", "10:00", "–", "10:30", "· 큰 홀", ", 큰 홀", "김대식",
        "단편 <b>모음</b>", "10:40", "–", "11:40", "· 큰 홀", ", 큰 홀, 본선", "· 1회차", "김대식", "소금 편지\u00a0· 달항아리",
        "심야", "23:30", "–", "25:00", "· 큰 홀", ", 큰 홀, Odd",
        texts[-1],
    ]  # fmt: skip


def wide(rooms: int, minutes: int = 60) -> str:
    """A page of a session in each of so many rooms."""
    problem = problem_of(
        {
            "rooms": [{"id": f"r{n}", "name": f"Room {n}", "capacity": 10} for n in range(rooms)],
            "sessions": [{"id": f"s{n}", "duration": minutes} for n in range(rooms)],
        }
    )
    return day_page(problem, placed(problem, {f"s{n}#1": (f"r{n}", "10:00") for n in range(rooms)}), "en")


@pytest.mark.parametrize(("rooms", "sheets"), [(1, []), (8, []), (9, [5, 4]), (24, [8, 8, 8]), (25, [7, 7, 7, 4])])
def test_more_rooms_than_a_sheet_of_paper_holds_go_to_several(rooms: int, sheets: list[int]) -> None:
    screen, *paper = re.split(r'<div class="day sheet', wide(rooms))

    assert [len(re.findall("<article", sheet)) for sheet in paper] == sheets
    assert [re.findall(r"--column: (\d+); --lane", sheet) for sheet in paper] == [
        [str(n) for n in range(count)] for count in sheets
    ]
    assert len(re.findall("<article", screen)) == rooms
    assert len(Page(wide(rooms)).ids) == rooms + 1


@pytest.mark.parametrize(
    ("minutes", "scale", "lines"), [(10, 2.6, 1), (25, 2.32, 3), (30, 1.93, 3), (60, 1.75, 5), (240, 1.75, 24)]
)
def test_a_day_is_as_tall_as_its_short_cards_need(minutes: int, scale: float, lines: int) -> None:
    page = wide(1, minutes)

    assert re.findall(r"--scale: ([\d.]+)", page) == [str(scale)]
    assert re.findall(r"--lines: (\d+)", page) == [str(lines)]


def test_the_ruler_counts_on_past_midnight() -> None:
    page = day_page(*programme(), "en")

    hours = re.findall(r'<time style="--at: (\d+)">([\d:]+)</time>', page)
    assert (hours[0], hours[-1], len(hours)) == (("0", "10:00"), ("900", "25:00"), 16)


def test_the_ruler_tells_the_hour_that_comes_twice_when_clocks_go_back() -> None:
    problem = problem_of(
        {
            "festival": {"id": "b", "timezone": "Europe/Berlin"},
            "days": [{"date": "2024-10-26", "close": "29:00"}],
            "rooms": [{"id": "a"}],
            "sessions": [{"id": "s", "duration": 300}],
        }
    )
    page = day_page(problem, placed(problem, {"s#1": ("a", "2024-10-27T00:00")}), "en")

    assert re.findall(r'<time style="--at: \d+">([\d:]+)</time>', page) == [
        "24:00",
        "25:00",
        "26:00",
        "26:00",
        "27:00",
        "28:00",
    ]


def test_before_anything_is_announced_the_page_says_so() -> None:
    problem, _ = programme()
    hidden = {key: place for key, place in PLACES.items() if key.startswith(("rehearsal", "winners"))}

    page = day_page(problem, placed(problem, hidden), "ko")

    assert "아직 공개된 일정이 없습니다." in page


def test_the_page_fetches_nothing_and_says_its_language() -> None:
    page = day_page(*programme(), "ko")

    assert '<html lang="ko">' in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"|url\(|@import', page) == []


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_texts_stand_out_from_what_is_behind_them_in_light_in_dark_and_on_paper() -> None:
    page = day_page(*programme(), "en")
    themes = [dict(re.findall(r"--(\w+): (#\w+)", part)) for part in re.findall(r":root \{(.*?)\}", page, re.DOTALL)]

    poor = []
    for theme in themes:
        for text in ("ink", "soft"):
            for behind in ("paper", "card"):
                light, dark = sorted((_luminance(theme[text]), _luminance(theme[behind])), reverse=True)
                if (light + 0.05) / (dark + 0.05) < 4.5:
                    poor.append((theme[text], theme[behind]))
    assert (len(themes), poor) == (3, [])
