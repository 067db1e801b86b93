"""Its routes put together, and the document that describes them."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from web.api import festivals, late, lists, outputs, runs, scenarios, timetable, versions
from web.api.openapi import described
from web.api.problems import PREFIX

area = Blueprint("api", __name__, url_prefix=PREFIX)
exempted = (area, *(one.area for one in (festivals, lists, timetable, runs, scenarios, late, versions, outputs)))
"""No cookie counts here, so no form of elsewhere can be sent with one."""
for one in exempted[1:]:
    area.register_blueprint(one)


@area.get("/openapi.json")
def document() -> Response:
    """What there is, as OpenAPI 3.1."""
    answer = Response(current_app.json.dumps(described()), mimetype="application/json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer
