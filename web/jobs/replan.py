"""From what was published and the draft as it has become: the fewest people told, then what more notices buy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.differences import differences, for_people
from scheduler.publication import Publication
from scheduler.replan import announcement
from scheduler.replan.data import replanned_as_data
from scheduler.replan.mending import FIRST_SHARE, completed, first_answer
from web.job import Outcome, document_of, facts_of, texts
from web.words import LANGUAGES, both

if TYPE_CHECKING:
    from scheduler.replan import Replanned, Variant
    from web.job import Job

STEPS = {"fewest": "fewest", "+1": "one_more", "+3": "three_more", "free": "free"}
"""Names of the menu, and of the texts that say them."""


def run(job: Job) -> Outcome:
    """The first answer as soon as it is known, then the menu.

    ``asked`` has the publication in force, and the moment before which everything has begun.
    """
    problem, asked = job.problem, job.row.asked

    def hear(name: str) -> None:
        job.say({**job.news.facts, "doing": both(f"replan.doing_{STEPS[name]}")}, found=job.news.found)

    hear("fewest")
    announced = announcement(problem, Publication.model_validate(asked["publication"]), asked.get("now"))
    found = first_answer(announced, FIRST_SHARE * job.row.budget, stopped=job.stopped)
    job.say(job.news.facts, found=told(found))
    found = completed(found, job.row.budget, stopped=job.stopped, tell=hear)
    return Outcome(facts_of(problem, found.fewest.report), None, told(found), job.given_back)


def told(found: Replanned) -> dict[str, Any]:
    """The menu as data, sentences in every language; each of it with its timetable."""
    problem = found.announcement.problem
    by_lang = {lang: replanned_as_data(found, lang) for lang in LANGUAGES}
    variants = []
    for number, one in enumerate(found.variants):
        sides = {lang: data["variants"][number] for lang, data in by_lang.items()}
        made = {**sides["en"], **facts_of(problem, one.report), "timetable": document_of(problem, one.report)}
        made |= {"step": STEPS[one.name], "changes": _changes(found, one)}
        for name in ("people", "shares"):
            made[name] = [
                {**rows[0], "sentence": {lang: row.get("sentence", "") for lang, row in zip(sides, rows, strict=True)}}
                for rows in zip(*(side[name] for side in sides.values()), strict=True)
            ]
        variants.append(made)
    first = by_lang["en"]
    return {
        **{name: first[name] for name in ("status", "bound", "proven", "gone")},
        "infeasible": found.infeasible,
        "variants": variants,
    }


def _changes(found: Replanned, one: Variant) -> list[dict[str, str]]:
    """A sentence for each showing that moves or drops out."""
    problem, old, new = found.announcement.problem, found.announcement.timetable, one.report.timetable
    every = list(differences(problem, old, new))
    return [texts(each) for each in every[: len(every) - len(list(for_people(problem, old, new)))]]
