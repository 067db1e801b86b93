"""A replanned timetable told to people: who has to be told what, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.constraint import Constraint
from scheduler.differences import differences, for_people
from scheduler.lettering import columns_of, cut, fitted
from scheduler.reasons import reason
from scheduler.sentence import Name
from scheduler.suggest.suggestion import Share
from scheduler.suggest.telling import shares_told, signed

if TYPE_CHECKING:
    from scheduler.replan import Replanned, Variant
    from scheduler.verify import Report

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "stays": "Everything can stay as announced; nobody has to be told anything.",
        "others_stay": "Everything that is still in the festival can stay as announced.",
        "needed": "Notices: {n}. Showings that move or drop out: {m}, at another time: {t}; people to tell: {p}.",
        "proven": "No valid timetable does with fewer.",
        "bound": "At least {b} are needed; whether fewer than {n} would do is not proven.",
        "invalid": "No valid timetable was found. This one comes nearest:",
        "infeasible": "There is no valid timetable of this festival, whatever moves. The best part of it:",
        "frozen": "There is no valid timetable that leaves what has begun or is sold where it is. The best without:",
        "sold": "Sold, but it cannot stay, so whoever has a ticket ({n}) has to be told: {s}",
        "gone": "No longer in the festival, so whoever takes part has to be told: {g}",
        "left": "Not placed: {s}: {r}",
        "broken": "Broken: {s}",
        "showings": "What changes",
        "people": "Who is told",
        "menu": "What more notices would buy",
        "vain": "More notices would buy nothing.",
        "choice": "choice",
        "notices": "notices",
        "moved": "moved",
        "persons": "people",
        "penalty": "penalty",
        "buys": "buys",
        "nothing": "nothing",
        "written": "Written: {n}.",
    },
    "ko": {
        "stays": "모두 공지한 그대로 둘 수 있습니다. 다시 알릴 사람이 없습니다.",
        "others_stay": "남은 상영은 모두 공지한 그대로 둘 수 있습니다.",
        "needed": "알림 {n}건: 옮기거나 빠지는 상영 {m}건(그중 시간이 바뀌는 상영 {t}건), 알릴 사람 {p}명.",
        "proven": "이보다 적게 알리는 유효한 시간표는 없습니다.",
        "bound": "적어도 {b}건은 필요합니다. {n}건보다 적게 되는지는 증명되지 않았습니다.",
        "invalid": "유효한 시간표를 찾지 못했습니다. 가장 가까운 시간표:",
        "infeasible": "무엇을 옮겨도 이 영화제의 유효한 시간표는 없습니다. 가능한 부분만 담은 시간표:",
        "frozen": "이미 시작했거나 예매된 것을 그대로 두면 유효한 시간표가 없습니다. 가능한 부분만 담은 시간표:",
        "sold": "예매되었지만 그대로 둘 수 없어 예매자({n}명)에게 알려야 합니다: {s}",
        "gone": "프로그램에서 빠졌으므로 참가자에게 알려야 합니다: {g}",
        "left": "배정하지 못함: {s}: {r}",
        "broken": "어긴 조건: {s}",
        "showings": "바뀌는 것",
        "people": "알릴 사람",
        "menu": "더 알리면 얻는 것",
        "vain": "더 알려도 나아지는 것이 없습니다.",
        "choice": "선택",
        "notices": "알림",
        "moved": "이동",
        "persons": "사람",
        "penalty": "감점",
        "buys": "나아지는 것",
        "nothing": "없음",
        "written": "저장: {n}.",
    },
}


def answer_as_text(found: Replanned, lang: str, taken: Variant, width: int = 0) -> str:
    """The verdict, what changes and for whom."""
    words = WORDS[lang]
    lines = [*_verdict(found, lang), *_left(taken.report, lang), *_sold(found, taken, lang)]
    if found.announcement.gone:
        gone = [_named(found, key, lang) for key in found.announcement.gone]
        lines.append(words["gone"].format(g=", ".join(gone)))
    return _joined([*lines, *_changes(found, taken, lang)], width)


def menu_as_text(found: Replanned, lang: str, taken: Variant, width: int = 0) -> str:
    """What more notices would buy, and what was written; nothing if that was not looked for."""
    if len(found.variants) == 1:
        return ""
    words = WORDS[lang]
    gained = any(between(found.fewest.report, one.report) for one in found.variants)
    lines = ["", *([words["menu"], *_menu(found, lang)] if gained else [words["vain"]])]
    return _joined([*lines, "", words["written"].format(n=taken.name)], width)


def _joined(lines: list[str], width: int) -> str:
    return "\n".join(cut(line, width) if width else line for line in lines)


def _verdict(found: Replanned, lang: str) -> list[str]:
    words, first = WORDS[lang], found.fewest
    lines = []
    if not first.report.valid:
        frozen = any(one.frozen for one in found.announcement.showings.values())
        lines.append(words[("frozen" if frozen else "infeasible") if found.infeasible else "invalid"])
    if not first.told.count:
        stays = "others_stay" if found.announcement.gone else "stays"
        return [*lines, words[stays]] if first.report.valid else lines
    count = first.told.count
    lines.append(
        words["needed"].format(n=count, m=len(first.told.moved), t=first.told.other_time, p=len(first.told.people))
    )
    if first.report.valid:
        lines.append(words["proven"] if found.proven else words["bound"].format(b=found.bound, n=count))
    return lines


def _left(report: Report, lang: str) -> list[str]:
    """What is not placed and why, and other broken musts."""
    words, problem = WORDS[lang], report.problem
    out = [one for one in problem.showings if not one.optional and report.timetable.of(one) is None]
    lines = [words["left"].format(s=one.name(lang), r=reason(problem, one, report.timetable).text(lang)) for one in out]
    others = (one.sentence.text(lang) for one in report.broken if one.rule != "placed")
    return [*lines, *(words["broken"].format(s=one) for one in others)]


def _sold(found: Replanned, taken: Variant, lang: str) -> list[str]:
    """Sold showings that move all the same."""
    announced = (found.announcement.showings[one.index] for one in taken.told.moved)
    return [WORDS[lang]["sold"].format(n=one.sold, s=one.showing.name(lang)) for one in announced if one.sold]


def _named(found: Replanned, key: str, lang: str) -> str:
    """A showing that is no more by its title and label, as far as the document still has its session."""
    name, _, label = key.rpartition("#")
    known = next((one for one in found.announcement.problem.festival.sessions if one.id == name), None)
    if known is None:
        return key
    title = Name(known.title, known.id).name(lang)
    return title if known.showings == 1 else f"{title} ({label})"


def _changes(found: Replanned, taken: Variant, lang: str) -> list[str]:
    old, new, problem = found.announcement.timetable, taken.report.timetable, found.announcement.problem
    if not taken.told.count and all(old.of(one) == new.of(one) for one in problem.showings):
        return []
    people = [sentence.text(lang) for _, sentence in for_people(problem, old, new)]
    every = [sentence.text(lang) for sentence in differences(problem, old, new)]
    lines = ["", WORDS[lang]["showings"], *(f"  {one}" for one in every[: len(every) - len(people)])]
    return [*lines, "", WORDS[lang]["people"], *(f"  {one}" for one in people)] if people else lines


def _menu(found: Replanned, lang: str) -> list[str]:
    words = WORDS[lang]
    rows = [[words[key] for key in ("choice", "notices", "moved", "persons", "penalty", "buys")]]
    for one in found.variants:
        told = one.told
        counts = [str(n) for n in (told.count, len(told.moved), len(told.people), one.report.penalty)]
        rows.append([one.name, *counts, "" if one is found.fewest else _bought(found.fewest.report, one.report, words)])
    widths = [max(columns_of(row[column]) for row in rows) for column in range(5)]
    return [
        "  ".join(["", *(fitted(row[n], widths[n], right=n > 0) for n in range(5)), row[5]]).rstrip() for row in rows
    ]


def _bought(first: Report, report: Report, words: dict[str, str]) -> str:
    """What it is better and worse at than the first."""
    shares = between(first, report)
    if not shares:
        return words["nothing"]
    change = [share.points for share in shares]
    return f"{signed(sum(change))}: {shares_told(shares)}"


def between(one: Report, other: Report) -> list[Share]:
    """What each rule has to do with the difference of two reports, the largest shares first."""
    was, now = one.amounts(), other.amounts()
    shares = []
    for rule in dict.fromkeys([*was, *now]):
        amount = now.get(rule, (0, 0, 0))[1] - was.get(rule, (0, 0, 0))[1]
        if amount:
            weight = (rule.weight or 0) if isinstance(rule, Constraint) else 0
            shares.append(Share(rule, amount, amount * weight))
    return sorted(shares, key=lambda share: (not share.must, -abs(share.points)))
