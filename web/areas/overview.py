"""All days at a glance, and the timetable as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from web.desk import workspace
from web.language import lang
from web.overview import Overview
from web.pictures import Pictures

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("overview", __name__, url_prefix="/f/<slug>")


@area.get("/overview")
def index(slug: str) -> ResponseReturnValue:
    """Rooms and days, narrowed to what the address asks for."""
    work = workspace(slug)
    return render_template("overview.html", work=work, overview=Overview(work, lang(), request.args))


@area.get("/pictures")
def pictures(slug: str) -> ResponseReturnValue:
    """Charts of the timetable as it is, to print."""
    work = workspace(slug)
    return render_template("pictures.html", work=work, pictures=Pictures(work, lang()))
