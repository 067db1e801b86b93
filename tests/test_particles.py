"""Korean sentences whose gaps were filled read as somebody would say them."""

from __future__ import annotations

import pytest

from scheduler.particles import particled
from scheduler.sentence import Sentence


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("대강당이(가)", "대강당이"),
        ("마테오이(가)", "마테오가"),
        ("마테오을(를)", "마테오를"),
        ("관은(는)", "관은"),
        ("위원회은(는)", "위원회는"),
        ("강연와(과)", "강연과"),
        ("영화과(와)", "영화와"),
        ("남관(으)로", "남관으로"),
        ("서울(으)로", "서울로"),
        ("로비(으)로", "로비로"),
        ("금요일(이)라", "금요일이라"),
        ("평가(이)라", "평가라"),
        ("강연(n1, 10:00)와(과)", "강연(n1, 10:00)과"),
        ("단편 (1)이(가)", "단편 (1)이"),
        ("영화 (A홀) (2)을(를)", "영화 (A홀) (2)를"),
        ("누구의 것인가?이(가)", "누구의 것인가?가"),
        ("10:00(으)로", "10:00로"),
        ("10:30(으)로", "10:30으로"),
        ("2관과 3이(가)", "2관과 3이"),
        ("회차 2이(가)", "회차 2가"),
        ("제1(으)로", "제1로"),
        ("고요한 신호 (3)(팰리스 1관, 9월 5일(일) 15:40)와(과)", "고요한 신호 (3)(팰리스 1관, 9월 5일(일) 15:40)와"),
        ("「빙하」 (강변 2관 [무대], 9월 5일(일))(으)로", "「빙하」 (강변 2관 [무대], 9월 5일(일))로"),
        ("끝나지 않은) 말은(는)", "끝나지 않은) 말은"),
        ("짝 없는)을(를)", "짝 없는)을(를)"),
        ("Hall A이(가)", "Hall A가"),
        ("Hall R은(는)", "Hall R은"),
        ("Hall L(으)로", "Hall L로"),
        ("Hall 2(으)로", "Hall 2로"),
        ("Hall 3(으)로", "Hall 3으로"),
        ("Studio 10(으)로", "Studio 10으로"),
        ("90%이(가)", "90%가"),
        ("Opening Film을(를)", "Opening Film을"),
        ("Vanessa Rosa과(와)", "Vanessa Rosa와"),
        ("Café은(는)", "Café는"),
        ("Grand Hall(으)로", "Grand Hall로"),
        ("Screening이(가)", "Screening이"),
        ("Student이(가)", "Student가"),
        ("Live Music을(를)", "Live Music을"),
        ("CGV(으)로", "CGV로"),
        ("KAIST은(는)", "KAIST는"),
        ("DCP을(를)", "DCP를"),
        ("language이(가)", "language가"),
        ("おおかみこどもの雨と雪이(가)", "おおかみこどもの雨と雪이(가)"),
        ("ドラえもん이(가)", "ドラえもん이"),
        ("となりのトトロ을(를)", "となりのトトロ를"),
        ("Robot이(가)", "Robot이(가)"),
        ("Kim Park은(는)", "Kim Park은(는)"),
        ("VIP은(는)", "VIP은(는)"),
        ("이(가)", "이(가)"),
        ("(1)이(가)", "(1)이(가)"),
        ("A홀은(는) 마테오을(를) B와(과)", "A홀은 마테오를 B와"),
    ],
)
def test_the_particle_agrees_with_the_word_before_it(written: str, read: str) -> None:
    assert particled(written) == read


def test_a_sentence_is_particled_when_it_is_read() -> None:
    sentence = Sentence(
        "{a} meets {b}.", "{a}이(가) {b}을(를) 만납니다.", a="감독", b={"en": "Jury", "ko": "심사위원회"}
    )

    assert (sentence.text("ko"), sentence.text("en")) == ("감독이 심사위원회를 만납니다.", "감독 meets Jury.")
