"""The site holds what each may know and no more, and everything in it leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

from scheduler.paper import Order
from scheduler.paper.stamp import address
from scheduler.site.addresses import STAFF, hall_of, holder_of
from tests.formats.programme import SECRETS
from tests.readers.calendars import broken_rules, by_icalendar
from tests.site.support import BASE, site, twice_published


@pytest.fixture(scope="module")
def made() -> Any:
    return site()


def public(files: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode().replace("\r\n ", "") for path, data in files.items() if path[:2] not in ("p/", "s/")}


def test_nothing_public_holds_a_secret(made: Any) -> None:
    files, addresses = made
    told = public(files)

    names = ("Ji-an", "노지안", *addresses.names.values())
    held = [(path, secret) for path, text in told.items() for secret in (*SECRETS, *names) if secret in text]
    assert len(told) == 24
    assert held == []


def test_a_person_reads_of_what_they_are_in_and_of_no_other_secret(made: Any) -> None:
    files, addresses = made
    folder = f"p/{addresses.names[holder_of('noh')]}/"
    own = ("HUSH reception", "HUSH winners")

    told = {path: data.decode().replace("\r\n ", "") for path, data in files.items() if path.startswith(folder)}
    for path, text in told.items():
        rest = re.sub("|".join(own), "", text)
        assert [secret for secret in SECRETS if secret in rest] == [], path
    assert sorted(path.removeprefix(folder) for path in told) == ["en.ics", "index.html", "ko.ics", "other.html"]


def test_a_persons_page_says_what_changed_where_they_must_be_and_as_what(made: Any) -> None:
    files, addresses = made
    page = files[f"p/{addresses.names[holder_of('noh')]}/index.html"].decode()

    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert '<html lang="ko">' in page
    assert (
        "최근 변경 사항 10월 2일(수) 18:00 단편 &lt;b&gt;모음&lt;/b&gt; (1): 큰 홀 10:40 → 11:00 (감독 참여 시간 11:44–12:00)"
        in text
    )
    assert "11:00 – 12:00 단편 &lt;b&gt;모음&lt;/b&gt; (1) 큰 홀, 집 · 지도 1 Main Street 감독 11:44–12:00".replace(
        " – ", "–"
    ) in text.replace(" –", "–").replace("– ", "–")


def test_what_moved_is_on_the_page_of_changes_as_far_as_the_public_may_know(made: Any) -> None:
    page = made[0]["en/changes.html"].decode()

    said = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<li>(?!\s*<p)(.*?)</li>", page)]
    assert said == [
        "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; Co (1) moved from Big hall 10:40 to 11:00.",
        "Night bill moved from Big hall 23:30 to Little hall 22:00.",
        "The programme was announced.",
    ]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]
        self.ids += [value for name, value in attrs if name == "id" and value]


def links(data: bytes) -> Iterator[str]:
    read = _Links()
    read.feed(data.decode())
    yield from read.found


def test_every_link_leads_to_a_file_of_the_site(made: Any) -> None:
    files = made[0]
    astray, seen = [], 0
    for path, data in files.items():
        for link in links(data) if path.endswith(".html") else ():
            link = link.replace("webcal://films.example/2024/", BASE).partition("#")[0]
            target = link.removeprefix(BASE) if link.startswith(BASE) else normpath(join(dirname(path), unquote(link)))
            seen += 1
            if link and target not in files and not link.startswith("https://www.openstreetmap.org/"):
                astray.append((path, link))
    assert seen > 100
    assert astray == []


def test_every_calendar_knows_its_own_address_and_keeps_every_rule(made: Any) -> None:
    files = made[0]
    calendars = {path: data for path, data in files.items() if path.endswith(".ics")}

    for path, data in calendars.items():
        assert f"SOURCE;VALUE=URI:{BASE}{path}\r\n" in data.decode().replace("\r\n ", "")
        assert list(broken_rules(data, datetime.now(UTC))) == [], path
    assert len(calendars) == 2 * (1 + 2 + 2) + 2 * 3 + 2
    assert sum(status == "CANCELLED" for *_, status in by_icalendar(files["en/feeds/room-big.ics"])) == 1


def test_an_event_links_to_its_place_on_the_programme(made: Any) -> None:
    files = made[0]
    read = _Links()
    read.feed(files["en/index.html"].decode())
    urls = re.findall(rb"\r\nURL:(\S+)\r\n", files["en/feeds/all.ics"].replace(b"\r\n ", b""))

    assert {url.decode().partition("#")[0] for url in urls} == {f"{BASE}en/index.html"}
    assert {url.decode().partition("#")[2] for url in urls} <= set(read.ids)


def test_the_feed_of_changes_is_atom(made: Any) -> None:
    feed = etree.fromstring(made[0]["ko/changes.atom"])
    space = {"a": "http://www.w3.org/2005/Atom"}

    assert [one.text for one in feed.xpath("a:id|a:title|a:updated|a:author/a:name", namespaces=space)] == [
        f"{BASE}ko/changes.atom", "작은 영화제 · 변경 사항", "2024-10-02T09:00:00Z", "작은 영화제",
    ]  # fmt: skip
    assert [
        [one.text for one in entry.xpath("a:id|a:title|a:updated|a:content", namespaces=space)]
        for entry in feed.xpath("a:entry", namespaces=space)
    ] == [
        [
            f"{BASE}ko/changes.html#v2", "2판 · 작은 영화제", "2024-10-02T09:00:00Z",
            "단편 <b>모음</b> (1): 큰 홀 10:40 → 11:00\n심야: 큰 홀 23:30 → 작은 홀 22:00",
        ],
        [f"{BASE}ko/changes.html#v1", "1판 · 작은 영화제", "2024-10-01T09:00:00Z", "상영 시간표를 공개했습니다."],
    ]  # fmt: skip


def test_private_pages_ask_not_to_be_found_or_told_of(made: Any) -> None:
    files = made[0]
    pages = [data.decode() for path, data in files.items() if re.match(r"[ps]/[^/]+\..*/(index|other)\.html", path)]

    assert len(pages) == 2 * 6
    for page in pages:
        assert '<meta name="robots" content="noindex' in page
        assert '<meta name="referrer" content="no-referrer">' in page


def test_the_staff_has_a_running_order_for_each_hall_and_day(made: Any) -> None:
    files, addresses = made
    folder = f"s/{addresses.names[STAFF]}/"

    assert sorted(path.removeprefix(folder) for path in files if path.startswith(folder)) == [
        "2024-10-25-big.pdf", "2024-10-25-little.pdf", "en.ics", "index.html", "ko.ics", "other.html",
        "programme-en.html", "programme-ko.html",
    ]  # fmt: skip


def test_the_code_of_a_halls_sheet_leads_to_what_to_correct_on_it(made: Any) -> None:
    files, addresses = made
    problem, timetable, publication = twice_published()
    folder = f"s/{addresses.names[hall_of('big')]}/"
    page = etree.HTML(files[f"{folder}index.html"].decode())
    day = date(2024, 10, 25)

    order = Order(problem, timetable, publication=publication, halls={"big": BASE + folder})
    assert address(order, "running-order", "big", day) == f"{BASE}{folder}#2024-10-25-v2"
    assert [one.get("id") for one in page.iterfind(".//span[@id]")] == ["2024-10-25-v2", "2024-10-25-v1"]
    now, before = ([text.strip() for text in one.itertext() if text.strip()] for one in page.iterfind(".//ol/li"))
    assert now == ["2판", "최신 내용입니다. 그대로 쓰세요."]
    assert before == [
        "1판", "펜으로 고쳐 적으세요.", "HUSH rehearsal: 큰 홀 09:00 → 작은 홀",
        "단편 <b>모음</b> (1): 큰 홀 10:40 → 11:00", "심야: 큰 홀 23:30 → 작은 홀 22:00",
    ]  # fmt: skip


def test_the_same_is_the_same_bytes(made: Any) -> None:
    again, _ = site()

    assert {
        path: data for path, data in public(again).items() if made[0][path].decode().replace("\r\n ", "") != data
    } == {}
