"""Summit: tracks and subjects, English and Korean side by side."""

from __future__ import annotations

from .words import pairs

TRACKS = pairs(
    "Machine Learning=기계학습, Virtual Production=버추얼 프로덕션, Colour=색, Sound=소리, Archives=아카이브, Distribution=배급,"
    "Accessibility=접근성, Projection=영사, Subtitling=자막, Animation=애니메이션, Games=게임, Ethics=윤리, Law=법과 권리,"
    "Education=교육, Audiences=관객, Climate=기후"
)

SUBJECTS = pairs(
    "Noise=잡음, Evaluation=평가, Provenance=출처, Latency=지연, Labelling=라벨링, Consent=동의, Restoration=복원, Compression=압축,"
    "Captions=자막, Budgets=예산, Motion=움직임, Faces=얼굴, Voices=목소리, Metadata=메타데이터, Interfaces=인터페이스, Small Teams=작은 팀,"
    "Open Standards=공개 표준, Legacy Formats=옛 포맷, Live Events=라이브 행사, Long Takes=롱테이크, Colour Blindness=색각 이상,"
    "Energy Use=에너지 사용, Training Data=학습 데이터, Festivals=영화제, Village Cinemas=마을 극장"
)

FRAMES = pairs(
    "Towards Better {}={} 개선을 향하여, What We Learned about {}={}에서 배운 것, {} at Scale=대규모 {}, Rethinking {}={} 다시 생각하기,"
    "{} without Tears=쉬운 {}, Measuring {}={} 측정하기, The Cost of {}={}의 비용, {} by Hand and by Machine=손과 기계의 {},"
    "A Field Study of {}={} 현장 연구, Five Myths about {}={}에 관한 다섯 가지 오해, Teaching {}={} 가르치기, Open Problems in {}={}의 열린 문제"
)

THEMES = ["people", "tools", "data", "rights", "craft", "money", "planet", "play"]

ZONES = {
    "US": ("America/New_York", "America/Los_Angeles"), "GB": ("Europe/London",), "FR": ("Europe/Paris",), "DE": ("Europe/Berlin",),
    "BR": ("America/Sao_Paulo",), "IN": ("Asia/Kolkata",), "NG": ("Africa/Lagos",), "MX": ("America/Mexico_City",), "PL": ("Europe/Warsaw",),
}  # fmt: skip
HERE = ("KR", "KR", "KR", "JP", "TW", "TH", "PH")
"""Countries of those who come, by frequency."""
