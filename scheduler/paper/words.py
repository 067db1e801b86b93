"""What several sheets say, in both languages; what only one says stands in its own file."""

from __future__ import annotations

COMMON = {
    "en": {
        "version": "Version {v}", "draft": "Draft {v}", "minutes": "min", "until": "until", "next": "next",
        "empty": "Nothing is planned here on this day.",
        "seats": "{n} seats", "hold": "{n} held", "wheelchairs": "{n} wheelchairs",
        "expected": "{n} expected", "sold": "{n} sold", "showing": "showing {n}",
        "guests": "guests only", "staff": "not public", "tentative": "tentative", "idea": "idea",
        "scan": "Still right? Scan.", "code": "QR: version and hall of this sheet",
        "uses": "Needs", "continued": "continued",
    },
    "ko": {
        "version": "{v}판", "draft": "초안 {v}", "minutes": "분", "until": "종료", "next": "다음",
        "empty": "이 날 이 상영관에는 일정이 없습니다.",
        "seats": "{n}석", "hold": "유보석 {n}", "wheelchairs": "휠체어 {n}석",
        "expected": "예상 {n}명", "sold": "판매 {n}매", "showing": "{n}회차",
        "guests": "초청 전용", "staff": "비공개", "tentative": "미확정", "idea": "검토 중",
        "scan": "최신판인지 QR로 확인", "code": "QR: 이 장의 판·상영관 정보", "uses": "필요", "continued": "이어짐",
    },
}  # fmt: skip
