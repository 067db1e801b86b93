"""What stands on every page: of which version it is, since when, and a code that says so to a telephone.

The code is an address, ``BASE/sheet/FESTIVAL/VERSION/SHEET/SUBJECT/DAY``: whoever scans it learns whether the sheet is
still right.  A part that a sheet does not have is ``-``.  On a site of plain files each hall has a page with all
versions, and the code leads to the place of this one.  Without any address it is the same after ``showgrid:``, which no
browser opens, but which still says version and hall; the sheet then does not ask to be scanned.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import segno

from scheduler.agenda import RANKS, day_name
from scheduler.fields import text_in
from scheduler.paper.words import COMMON
from scheduler.sentence import Day

if TYPE_CHECKING:
    from datetime import date

    from scheduler.agenda import Audience
    from scheduler.paper.order import Order


def address(order: Order, sheet: str, subject: str | None, day: date | None) -> str:
    """What the code of a sheet says; ``subject``: id of the hall, building, person or session that it is of."""
    if subject and day and subject in order.halls:
        return f"{order.halls[subject]}#{day.isoformat()}-v{order.version}"
    name = order.slug or order.problem.festival.festival.id
    parts = [name, order.version, sheet, subject or "-", day.isoformat() if day else "-"]
    path = "sheet/" + "/".join(quote(part, safe="") for part in parts)
    return f"{order.base.rstrip('/')}/{path}" if order.base else f"showgrid:{path}"


@lru_cache(maxsize=4096)
def code(text: str) -> str:
    """The text as a picture (SVG), with the white around it that readers need."""
    return str(segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=3, dark="#000", light="#fff"))


def version_name(order: Order, lang: str) -> str:
    """``Version 3``; of what was never published, that it is a draft, and which."""
    words = COMMON[lang]
    if order.publication is None:
        return words["draft"].format(v=order.version.removeprefix("draft-"))
    return words["version"].format(v=order.version)


def printed(order: Order, lang: str) -> str:
    """When it was printed or, if that is not said, published; of a draft nothing, so that its bytes stay the same."""
    moment = order.at or (order.publication.published_at if order.publication else None)
    if moment is None:
        return ""
    local = moment.astimezone(order.problem.clock.tz)
    return f"{Day(local.date()).name(lang)} {local:%H:%M}"


def frame(
    order: Order,
    lang: str,
    sheet: str,
    *,
    name: str,
    subject: str,
    id_: str | None = None,
    day: date | None = None,
    beside: str = "",
    facts: str = "",
    readers: Audience = "staff",
) -> dict[str, Any]:
    """Head and foot of a sheet; ``subject`` is what is read from afar, ``beside`` what stands beside it."""
    about, words = order.problem.festival.festival, COMMON[lang]
    told = [
        {"name": text_in(one.name, lang), "number": one.number}
        for one in about.phones
        if RANKS[one.visibility] <= RANKS[readers]
    ]
    where = address(order, sheet, id_, day)
    return {
        "lang": lang, "words": words, "festival": text_in(about.name, lang) or about.id, "sheet": name,
        "subject": subject, "beside": beside, "day": day_name(day, lang) if day else "", "facts": facts,
        "version": version_name(order, lang), "printed": printed(order, lang), "phones": told,
        "code": code(where), "address": where, "scan": words["code" if where.startswith("showgrid:") else "scan"],
    }  # fmt: skip
