"""Names of languages: documents say codes (ISO 639), guests and the public read names."""

from __future__ import annotations

NAMES = {
    "ar": {"en": "Arabic", "ko": "아랍어"},
    "cs": {"en": "Czech", "ko": "체코어"},
    "da": {"en": "Danish", "ko": "덴마크어"},
    "de": {"en": "German", "ko": "독일어"},
    "el": {"en": "Greek", "ko": "그리스어"},
    "en": {"en": "English", "ko": "영어"},
    "es": {"en": "Spanish", "ko": "스페인어"},
    "fa": {"en": "Persian", "ko": "페르시아어"},
    "fi": {"en": "Finnish", "ko": "핀란드어"},
    "fr": {"en": "French", "ko": "프랑스어"},
    "he": {"en": "Hebrew", "ko": "히브리어"},
    "hi": {"en": "Hindi", "ko": "힌디어"},
    "hu": {"en": "Hungarian", "ko": "헝가리어"},
    "id": {"en": "Indonesian", "ko": "인도네시아어"},
    "it": {"en": "Italian", "ko": "이탈리아어"},
    "ja": {"en": "Japanese", "ko": "일본어"},
    "ka": {"en": "Georgian", "ko": "조지아어"},
    "km": {"en": "Khmer", "ko": "크메르어"},
    "ko": {"en": "Korean", "ko": "한국어"},
    "mn": {"en": "Mongolian", "ko": "몽골어"},
    "ms": {"en": "Malay", "ko": "말레이어"},
    "ne": {"en": "Nepali", "ko": "네팔어"},
    "nl": {"en": "Dutch", "ko": "네덜란드어"},
    "no": {"en": "Norwegian", "ko": "노르웨이어"},
    "pl": {"en": "Polish", "ko": "폴란드어"},
    "pt": {"en": "Portuguese", "ko": "포르투갈어"},
    "ro": {"en": "Romanian", "ko": "루마니아어"},
    "ru": {"en": "Russian", "ko": "러시아어"},
    "sv": {"en": "Swedish", "ko": "스웨덴어"},
    "sw": {"en": "Swahili", "ko": "스와힐리어"},
    "ta": {"en": "Tamil", "ko": "타밀어"},
    "th": {"en": "Thai", "ko": "태국어"},
    "tl": {"en": "Tagalog", "ko": "타갈로그어"},
    "tr": {"en": "Turkish", "ko": "튀르키예어"},
    "uk": {"en": "Ukrainian", "ko": "우크라이나어"},
    "vi": {"en": "Vietnamese", "ko": "베트남어"},
    "zh": {"en": "Chinese", "ko": "중국어"},
}
"""What films and guests often speak; of any other language what the document says is shown."""


def language(told: str, lang: str) -> str:
    """What a language is called; whatever is no code that is known stays as it is."""
    known = NAMES.get(told.casefold())
    return known[lang] if known else told
