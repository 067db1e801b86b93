"""The pages of the site, from templates; each as text, with nothing to fetch but its own style and script."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from scheduler.fields import text_in
from scheduler.sentence import Day
from scheduler.site.words import WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.problem import Problem
    from scheduler.publication import Publication


@cache
def environment() -> Environment:
    """The templates."""
    return Environment(
        loader=PackageLoader("scheduler.site", "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> bytes:
    """A file of the site that is the same for everybody."""
    loader = environment().loader
    if loader is None:
        raise FileNotFoundError(name)
    return loader.get_source(environment(), name)[0].encode()


def qr(address: str) -> Markup:
    """The address as a picture, dark on light whatever the page."""
    return Markup(segno.make(address, error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff"))  # noqa: S704 - segno draws it


def subscribed(address: str) -> str:
    """The address that opens a calendar program."""
    return "webcal://" + address.partition("://")[2]


def calendar_links(address: str) -> dict[str, Any]:
    """What is offered of a calendar."""
    return {"address": address, "webcal": subscribed(address), "qr": qr(subscribed(address))}


class Pages:
    """Fills templates with what every page needs."""

    def __init__(self, problem: Problem, publication: Publication) -> None:
        self.problem, self.publication = problem, publication

    def page(
        self, template: str, lang: str, root: str, title: str, *, private: bool, other: str, **facts: Any
    ) -> bytes:
        """A page; ``root`` leads to the top of the site, ``other`` to the page in the other language."""
        about, words = self.problem.festival.festival, WORDS[lang]
        told = words["as-of"].format(v=self.publication.version, t=self.when(self.publication.published_at, lang))
        text = environment().get_template(template).render(
            lang=lang, root=root, title=title, private=private, other=other, words=words,
            festival=text_in(about.name, lang) or about.id, version=told,
            zone=words["zone"].format(z=about.timezone), **facts,
        )  # fmt: skip
        return text.encode()

    def when(self, moment: datetime, lang: str) -> str:
        """A moment in the time of the festival."""
        local = moment.astimezone(self.problem.clock.tz)
        return f"{Day(local.date()).name(lang)} {local:%H:%M}"
