"""How the last word of a text ends when a Korean reads it aloud, as far as its letters tell.

Latin words are written in Hangul by how they sound, and mostly their last letters tell: ``film`` 필름, ``Rosa`` 로사,
``student`` 스튜던트.  Where they do not (``set`` 세트, ``robot`` 로봇), nothing is claimed.
"""

from __future__ import annotations

import re
import unicodedata

FIRST, LAST, FINALS = ord("가"), ord("힣"), 28
"""Syllables are numbered by their final consonant first, 0 for none."""
KIYEOK, NIEUN, RIEUL, MIEUM, PIEUP, IEUNG = 1, 4, 8, 16, 17, 21
OPEN = 0
"""Numbers of final consonants; none."""

_CLOCK = re.compile(r"\d:(\d\d)$")
_LAST_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0300-\u036f]+$")
"""With accents, be they part of the letter or after it."""
_SIGNS = dict(zip("0123456789%+&", "영일이삼사오육칠팔구트스드", strict=True))
"""Their Korean readings, by the last syllable: a number that ends in 0 ends as 영 does, be it 십, 백 or 천."""
_KANA = re.compile(r"[぀-ヿ]$")

LETTERS = {"l": RIEUL, "m": MIEUM, "n": NIEUN, "r": RIEUL}
"""Names of letters that end in a consonant: 엘, 엠, 엔, 알."""
ENDINGS = (
    (r"ng", IEUNG),
    (r"[mn]", MIEUM),
    (r"l", RIEUL),
    (r"ic|ck", KIYEOK),
    (r"[aiouywdfhjrsvxz]", OPEN),  # 로사, 쇼, 월드, 스타, 필름스
    (r"[aeiouy]e|[bcdfghkrstvz]e", OPEN),  # 무비, 스테이지, 시어터
    (r"[bcdfghjklmnprstvz][kpt]", OPEN),  # 파크, 캠프, 스튜던트
)
"""How words end, by their last letters, earlier ones first; of ㄴ and ㅁ it only matters that it is a consonant."""
_UNSURE = re.compile(r"(?:pp|tt|eph|short|park|cannes)$")
"""Endings that are read in more than one way: 쇼트 and 숏, a park and Ms 박."""
_ENDINGS = tuple((re.compile(f"(?:{letters})$"), final) for letters, final in ENDINGS)
_VOWEL = re.compile(r"[aeiouy]")


def final_of(text: str) -> int | None:
    """Number of the consonant that the text ends in when read aloud, 0 for none; ``None`` if nobody can tell."""
    if found := _CLOCK.search(text):
        return _hangul("시" if found[1] == "00" else "분")
    if (word := _LAST_WORD.search(text)) and (plain := _without_accents(word[0])):
        return _latin(plain)
    if _KANA.search(text):
        return NIEUN if text[-1] in "んン" else OPEN
    return _hangul(_SIGNS.get(text[-1:], text[-1:]))


def _hangul(letter: str) -> int | None:
    if not letter or not FIRST <= ord(letter) <= LAST:
        return None
    return (ord(letter) - FIRST) % FINALS


def _without_accents(word: str) -> str:
    """``Café`` is read as ``Cafe`` is written; a letter that has no plain form is left out."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()


def _latin(word: str) -> int | None:
    """Letter by letter or as a word; capitals may be read either way."""
    small = word.lower()
    spelt = LETTERS.get(small[-1], OPEN)
    if len(word) == 1 or not _VOWEL.search(small):
        return spelt
    said = _as_word(small)
    return said if not word.isupper() or said == spelt else None


def _as_word(word: str) -> int | None:
    if _UNSURE.search(word):
        return None
    return next((final for letters, final in _ENDINGS if letters.search(word)), None)
