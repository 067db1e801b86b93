"""Pages for people outside: the templates of the site of plain files, with what only a server can add."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from flask import request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, PackageLoader

from scheduler.fields import text_in
from scheduler.sentence import Day
from scheduler.site.pages import environment
from scheduler.site.words import WORDS
from web.language import lang
from web.words import LANGUAGES, text

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2 import Environment

    from scheduler.problem import Problem
    from web.publishing import Announced


@cache
def templates() -> Environment:
    """Those of the site, and ours on top."""
    site = environment()
    if site.loader is None:
        raise FileNotFoundError("templates")
    return site.overlay(loader=ChoiceLoader([PackageLoader("web", "templates/out"), site.loader]))


def page(template: str, announced: Announced, title: str, *, private: bool, **facts: Any) -> str:
    """A page in the language of the visitor."""
    spoken, problem = facts.pop("lang", None) or visitor(), announced.problem
    about, words = problem.festival.festival, WORDS[spoken]
    return (
        templates()
        .get_template(template)
        .render(
            lang=spoken,
            root=url_for("public.asset", name="style.css").removesuffix("style.css"),
            title=title,
            private=private,
            here="",
            other=other_language(spoken),
            words=words,
            festival=text_in(about.name, spoken) or about.id,
            version=words["as-of"].format(v=announced.version, t=when(problem, announced.at, spoken)),
            zone=words["zone"].format(z=about.timezone),
            t=lambda key, **more: text(spoken, key, **more),
            url_for=url_for,
            csrf=generate_csrf,
            slug=announced.slug,
            **facts,
        )
    )


def visitor(first: str = "") -> str:
    """The language asked for in the address, else ``first``, else as the browser prefers."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else first or lang()


def other_language(spoken: str) -> str:
    """The address of the same page in the other language."""
    given = {**request.args.to_dict(), "lang": "en" if spoken == "ko" else "ko"}
    values = {**(request.view_args or {}), **given}
    return url_for(request.endpoint or "", **values)


def when(problem: Problem, moment: datetime, spoken: str) -> str:
    """A moment in the time of the festival."""
    local = moment.astimezone(problem.clock.tz)
    return f"{Day(local.date()).name(spoken)} {local:%H:%M}"
