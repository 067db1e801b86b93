"""Korean particles that depend on how the word before them ends: 관이, 위원회가.

Sentences with gaps are written with both, such as ``이(가)``; once the gap is filled, one of them is right.
Where nobody can tell how the word is read, both stay, as is usual in print.
"""

from __future__ import annotations

import re

from scheduler.spoken import RIEUL, final_of

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
_QUOTES = "'\"”’」』》〉.!?… "


def particled(text: str) -> str:
    """The text with the particle that fits wherever both are written."""
    if "(" not in text:
        return text
    return _ANY.sub(lambda found: _fitting(text[: found.start()], found[0]), text)


def _fitting(before: str, both: str) -> str:
    final = final_of(_aloud(before))
    if final is None:
        return both
    closed = final != 0 and not (both == "(으)로" and final == RIEUL)
    return FORMS[both][0 if closed else 1]


def _aloud(text: str) -> str:
    """Up to its last word: a particle agrees with that, not with the brackets or quotes after it."""
    word = text.rstrip(_QUOTES)
    while word.endswith((")", "]")) and (bare := _without_brackets(word).rstrip(_QUOTES)) not in ("", word):
        word = bare
    return word


def _without_brackets(text: str) -> str:
    """Without the pair of brackets that it ends in, and all that stands between them."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")]") - (text[at] in "([")
        if depth == 0:
            return text[:at]
    return ""
