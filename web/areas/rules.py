"""Rules: each as its sentence, with its weight and what it costs; more from the catalogue."""

from __future__ import annotations

import json
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from pydantic import ValidationError

from scheduler.constraint import Constraint, kinds, rule_from
from scheduler.faults import FestivalError
from scheduler.mentions import sentence_of
from scheduler.translate import findings
from web.desk import desk, user_id, workspace
from web.entries import Entry, Name
from web.forms import blamed, controls, data_of, lists_of
from web.language import lang
from web.operations import Conflict, Edit
from web.plain import whole
from web.rulebook import catalogue, own_rules, rows, strength, strengths, unit_of, weighed
from web.shown import clashing
from web.words import both, in_every

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.workspace import Workspace

area = Blueprint("rules", __name__, url_prefix="/f/<slug>/rules")
STATES = ("must", "should", "off")


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """All rules, the costly first within own ones and defaults."""
    work = workspace(slug)
    found = list(rows(work, own_rules(work), lang()))
    words = {row.weight: strength(row.weight, lang()) for row in found}
    return render_template(
        "rules.html", work=work, rows=found, encode=json.dumps, states=STATES, strengths=strengths(lang()), words=words
    )


@area.post("/weigh")
def weigh(slug: str) -> ResponseReturnValue:
    """Make a rule a must, a should, or switch it off; a default becomes an own rule by that."""
    work, form = workspace(slug), request.form
    state, weight = form.get("state", ""), form.get("weight", "").strip()
    if state not in STATES or (weight and not weight.lstrip("-").isdecimal()):
        abort(400)
    key = form.get("key") or token_hex(8)
    before = _entry(work, key).data if form.get("key") else _data(form.get("data", ""))
    data = weighed(before, state, int(weight) if weight else None)
    edits = [Edit(Name("rules", key), data)]
    return _kept(work, edits, data, "rules.did_change", form.get("base", ""))


@area.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """Every kind of rule there is."""
    return render_template("catalogue.html", work=workspace(slug), kinds=catalogue(lang()))


@area.route("/new/<kind>", methods=["GET", "POST"])
def add(slug: str, kind: str) -> ResponseReturnValue:
    """One more rule of a kind."""
    if kind not in kinds():
        abort(404)
    return _form(workspace(slug), kind, "", {})


@area.route("/edit/<key>", methods=["GET", "POST"])
def edit(slug: str, key: str) -> ResponseReturnValue:
    """An own rule, field by field."""
    work = workspace(slug)
    data = _entry(work, key).data
    return _form(work, data["kind"], key, data)


@area.post("/delete/<key>")
def delete(slug: str, key: str) -> ResponseReturnValue:
    """Take an own rule out; a default that it replaced holds again."""
    work = workspace(slug)
    data = _entry(work, key).data
    return _kept(work, [Edit(Name("rules", key))], data, "rules.did_delete", request.form.get("base", ""))


def _form(work: Workspace, kind: str, key: str, data: dict[str, Any]) -> ResponseReturnValue:
    """The form, or what it says once it is sent; with faults it comes back as it was filled in."""
    cls, festival, faults = kinds()[kind], work.problem.festival, list[tuple[str, str]]()
    base, status = str(work.head), 200
    if request.method == "POST":
        base, status = request.form.get("base") or base, 422
        kept = {"fields": data["fields"]} if "fields" in data else {}
        data = {"kind": kind, **data_of(cls, festival, request.form, lang=lang()), **kept}
        state, weight = request.form.get("state", "must"), request.form.get("weight", "").strip()
        if state == "should":
            data["weight"] = int(weight) if weight.lstrip("-").isdecimal() else weight or 1
        elif state == "off":
            data["enabled"] = False
        try:
            rule_from(data)
            verb = "rules.did_change" if key else "rules.did_add"
            name = Name("rules", key or token_hex(8))
            return _kept(work, [Edit(name, data)], data, verb, request.form.get("base", ""))
        except ValidationError as error:
            faults = [(".".join(map(str, one.where)), one.message) for one in findings(error, cls, data)]
        except FestivalError as error:
            faults = [("", str(fault)) for fault in error.faults]
        except Conflict as error:
            data, clashes = error.asked()
            base, status, faults = str(error.head), 409, clashing(cls, festival, clashes)
    made = list(controls(cls, festival, data, lang=lang()))
    common = {one for one in Constraint.model_fields if one != "select"}
    left = [message for where, message in faults if not blamed(made, where, message)]
    example = cls.model_validate(cls.example)
    sentence = example.describe().text(lang())
    state = "off" if data.get("enabled") is False else "should" if "weight" in data else "must"
    page = render_template(
        "rule.html", work=work, kind=kind, key=key, sentence=sentence, faults=left, state=state, states=STATES,
        base=base, weight=data.get("weight", ""), unit=unit_of(example, lang()), strengths=strengths(lang()),
        lists_of=lists_of, controls=made,
        advanced=[one for one in made if one.name in common], own=[one for one in made if one.name not in common],
    )  # fmt: skip
    return page, status


def _kept(work: Workspace, edits: list[Edit], data: dict[str, Any], verb: str, base: str) -> ResponseReturnValue:
    summary = both(verb, s=in_every(sentence_of(work.problem, rule_from(data)).text))
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    flash(summary[lang()])
    return redirect(url_for("rules.index", slug=work.slug))


def _entry(work: Workspace, key: str) -> Entry:
    return next((one for one in own_rules(work) if one.name.key == key), None) or abort(404)


def _data(text: str) -> dict[str, Any]:
    """A default rule as the page knew it."""
    try:
        data = json.loads(text)
        rule_from(data)
    except ValueError:
        abort(400)
    return dict(data)
