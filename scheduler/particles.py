"""Korean particles that depend on how the word before them ends: 관이, 위원회가.

Sentences with gaps are written with both, such as ``이(가)``; once the gap is filled, one of them is right.
After a word in Latin letters nobody can tell, and both stay.
"""

from __future__ import annotations

import re

FORMS = {
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
}
"""After a consonant, and after a vowel."""
_ANY = re.compile("|".join(map(re.escape, FORMS)))
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
"""A particle agrees with the word before the brackets."""
_CLOCK = re.compile(r"\d:(\d\d)$")
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
FIRST, LAST, FINALS, RIEUL = ord("가"), ord("힣"), 28, 8
"""Syllables are numbered by their final consonant first, 0 for none; ㄹ counts as none before 로."""


def particled(text: str) -> str:
    """The text with the particle that fits wherever both are written."""
    if "(" not in text:
        return text
    return _ANY.sub(lambda found: _fitting(text[: found.start()], found[0]), text)


def _fitting(before: str, both: str) -> str:
    final = _final(before)
    if final is None:
        return both
    closed = final != 0 and not (both == "(으)로" and final == RIEUL)
    return FORMS[both][0 if closed else 1]


def _final(before: str) -> int | None:
    """Number of the consonant that the last word ends in; ``None`` if that cannot be seen."""
    word = before
    while (bare := _ASIDE.sub("", word)) not in ("", word):
        word = bare
    word = word.rstrip("'\"”’」』》〉.!?… ")
    if found := _CLOCK.search(word):
        letter = "시" if found[1] == "00" else "분"
    else:
        letter = _DIGITS.get(word[-1:], word[-1:])
    if not letter or not FIRST <= ord(letter) <= LAST:
        return None
    return (ord(letter) - FIRST) % FINALS
