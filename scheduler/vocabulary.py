"""Words of types of session, roles and parts that most festivals use, in English and Korean; others are as good."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.roles import ROLES
from scheduler.sentence import Name

SESSION_TYPES = {
    "screening": ("screening", "상영"),
    "shorts": ("shorts", "단편 묶음"),
    "panel": ("panel", "토론"),
    "talk": ("talk", "강연"),
    "keynote": ("keynote", "기조 강연"),
    "workshop": ("workshop", "워크숍"),
    "ceremony": ("ceremony", "행사"),
    "press": ("press", "기자회견"),
    "jury": ("jury", "심사"),
    "rehearsal": ("rehearsal", "리허설"),
    "break": ("break", "휴식"),
    "other": ("other", "기타"),
}
ROLE_WORDS = {role: (role, korean) for role, korean in ROLES.items()}
PART_WORDS = {
    "doors": ("doors", "입장"),
    "introduction": ("introduction", "무대인사"),
    "film": ("film", "상영"),
    "q-and-a": ("Q&A", "GV"),
    "qa": ("Q&A", "GV"),
    "talk": ("talk", "강연"),
    "discussion": ("discussion", "토론"),
}
TRAITS = {
    "track": ("track", "섹션"),
    "type": ("type", "유형"),
    "language": ("language", "언어"),
    "level": ("level", "수준"),
    "film": ("film", "작품"),
    "category": ("category", "작품 부문"),
    "person": ("person", "인물"),
}
PREMIERES = {
    "world": ("world", "월드 프리미어"),
    "international": ("international", "인터내셔널 프리미어"),
    "continental": ("continental", "대륙 프리미어"),
    "national": ("national", "국내 프리미어"),
    "regional": ("regional", "지역 프리미어"),
    "festival": ("festival", "영화제 첫 상영"),
}
WEEKDAYS = {
    "mon": ("Monday", "월요일"),
    "tue": ("Tuesday", "화요일"),
    "wed": ("Wednesday", "수요일"),
    "thu": ("Thursday", "목요일"),
    "fri": ("Friday", "금요일"),
    "sat": ("Saturday", "토요일"),
    "sun": ("Sunday", "일요일"),
}
ABILITIES = {
    "dcp": ("dcp", "DCP 영사"),
    "35mm": ("35mm", "35mm 영사"),
    "16mm": ("16mm", "16mm 영사"),
    "atmos": ("atmos", "애트모스 음향"),
    "surround": ("surround", "서라운드 음향"),
    "stage": ("stage", "무대"),
    "booth": ("booth", "통역 부스"),
    "captions": ("captions", "자막 장치"),
    "recording": ("recording", "녹화"),
    "streaming": ("streaming", "생중계"),
    "tables": ("tables", "책상"),
    "organ": ("organ", "오르간"),
    "piano": ("piano", "피아노"),
    "projector": ("projector", "프로젝터"),
    "microphones": ("microphones", "마이크"),
    "wheelchairs": ("wheelchairs", "휠체어"),
}
SIZES = {
    "small": ("small", "적음"),
    "medium": ("medium", "보통"),
    "large": ("large", "많음"),
    "full": ("full", "만석"),
}


def called(entry: str, words: Mapping[str, tuple[str, str]]) -> Name:
    """What the document calls so, for sentences: by the words for it, else as it stands there."""
    english, korean = words.get(entry, (entry, entry))
    return Name({"en": english, "ko": korean}, entry)
