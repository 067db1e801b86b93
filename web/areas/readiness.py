"""Readiness: what is missing in a programme, and what it blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from web.desk import workspace
from web.readiness import readiness
from web.rulebook import own_rules

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.readiness import Blocked
    from web.workspace import Workspace

area = Blueprint("readiness", __name__, url_prefix="/f/<slug>/programme/readiness")
FEW = 6
"""Entries that stand beside what they lack at once."""


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """All of it, each thing with the fields where it is written."""
    work = workspace(slug)
    return render_template("readiness.html", work=work, found=blocked(work), few=FEW)


def blocked(work: Workspace) -> list[Blocked]:
    """What cannot be done, and what is lacking for it."""
    return readiness(work, [entry.name.key for entry in own_rules(work)])
