"""What a publication changes, in a few lines for whoever published it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.publication.document import Publication
    from scheduler.verify import Report


def summary(publication: Publication, report: Report, *, new: bool) -> Iterator[Sentence]:
    """The version and what it changes; that it is not valid, if so."""
    version, placed = publication.version, len(publication.placements)
    changes = publication.changes_of(version)
    if not new:
        yield Sentence(
            "Nothing has changed since version {v}; it stays.", "{v}판 이후 바뀐 것이 없어 그대로 둡니다.", v=version
        )
    elif version == 1:
        yield Sentence("Version 1: {n} showings.", "1판: {n}회 공개.", n=placed)
    else:
        counts = {
            "m": sum(one.moved and one.old is not None and one.new is not None for one in changes),
            "n": sum(one.old is None for one in changes),
            "o": sum(one.new is None for one in changes),
            "d": sum(not one.moved for one in changes),
        }
        yield Sentence(
            "Version {v}: {m} moved, {n} new, {o} taken out, {d} told differently.",
            "{v}판: 변경 {m}, 추가 {n}, 제외 {o}, 안내 내용만 변경 {d}.",
            v=version, **counts,
        )  # fmt: skip
    if report.broken:
        yield Sentence(
            "Not valid: {n} violations of what must hold; showgrid verify tells them.",
            "유효하지 않음: 필수 조건 위반 {n}건. showgrid verify로 확인하세요.",
            n=len(report.broken),
        )
