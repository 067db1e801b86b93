"""The open call: frozen, and what is fact in it stays fact."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from scheduler.festival import Festival
from scheduler.formats.document import load
from tests.generators import kaiff_open

PATH = Path(__file__).parents[2] / "fixtures" / "kaiff-open" / "festival.yaml"


@pytest.fixture(scope="module")
def festival() -> Festival:
    return load(PATH)


def test_the_committed_file_is_what_the_generator_writes() -> None:
    assert PATH.read_bytes() == kaiff_open.generate().encode()


def test_another_seed_makes_other_works_of_the_same_shape() -> None:
    one, other = (list(kaiff_open.works(Random(seed))) for seed in (1, 2))

    assert len(one) == len(other)
    assert one != other


def test_the_file_stays_small_enough_to_keep() -> None:
    assert PATH.stat().st_size < 1_500_000


def test_there_are_2067_works_and_1636_of_them_come_from_abroad(festival: Festival) -> None:
    assert len(festival.films) == 2067
    assert sum(film.country != "KR" for film in festival.films) == 1636
    assert len({film.country for film in festival.films}) == 104


def test_four_categories_share_them(festival: Festival) -> None:
    assert Counter(film.category for film in festival.films) == dict(kaiff_open.CATEGORIES)
    assert sum(count for _, count in kaiff_open.CATEGORIES) == 2067


def test_lengths_are_those_of_short_works_in_half_minutes(festival: Festival) -> None:
    lengths = sorted(film.runtime for film in festival.films)

    assert (lengths[0], lengths[len(lengths) // 2], lengths[-1]) == (1, 5, 20)
    assert all(2 * minutes == int(2 * minutes) for minutes in lengths)


def test_every_title_stands_once_and_in_both_languages(festival: Festival) -> None:
    titles = [film.title for film in festival.films]

    assert all(isinstance(title, dict) and set(title) == {"en", "ko"} for title in titles)
    for language in ("en", "ko"):
        assert len({title[language] for title in titles if isinstance(title, dict)}) == 2067


def test_a_maker_enters_at_most_one_work_in_a_category(festival: Festival) -> None:
    entries = Counter((maker, film.country, film.category) for film in festival.films for maker in film.directors)

    assert max(entries.values()) == 1


def test_what_is_spoken_can_be_read(festival: Festival) -> None:
    foreign = [film for film in festival.films if film.languages and film.languages[0] not in {"ko", "en"}]

    assert all(film.subtitles == ["en"] for film in foreign)
    assert 0.15 < sum(not film.languages for film in festival.films) / len(festival.films) < 0.30


def test_composers_find_themes_moods_and_ratings_on_all(festival: Festival) -> None:
    assert all(film.themes and film.mood and film.rating for film in festival.films)
