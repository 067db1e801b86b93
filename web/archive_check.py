"""Whether what a file says of a festival fits together."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from scheduler.answer import Answer, timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import Fault, FestivalError
from scheduler.festival import Pin
from scheduler.publication import Publication
from scheduler.validate import festival_from
from web.entries import ASSIGNMENTS, LISTS, PINS, PLACEMENTS, SINGLE, TIMETABLE, WAIVERS, Entry, Name, put_together
from web.merging import Change, rolled_back
from web.words import LANGUAGES

STATES = ("waiting", "running", "done", "failed", "accepted", "dropped")
VERBS = ("edit", "undo", "redo", "publish", "forget")
KNOWN = {*LISTS, *SINGLE, *TIMETABLE}


def refused(place: str, message: str) -> FestivalError:
    """That a file is not taken."""
    return FestivalError([Fault(place, message)])


def checked(head: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
    """``FestivalError`` unless all of it fits together."""
    try:
        state = _state(rows["entry"])
        _draft(state)
        _history(head, rows["revision"], state)
        _published(rows["publication"], rows["reply"])
        _others(rows)
    except (ValidationError, TypeError, KeyError, AttributeError, ValueError) as error:
        raise refused("", f"what is in it does not fit together: {str(error).splitlines()[0]}") from None


def _state(entries: list[dict[str, Any]]) -> dict[Name, Entry]:
    state = {}
    for row in entries:
        name = Name(row["list"], row["key"])
        if name.list not in KNOWN or name in state:
            raise refused(f"entry {name.list}/{name.key}", "there is no such list, or it is there twice")
        if name.list in LISTS + TIMETABLE and not isinstance(row["data"], dict):
            raise refused(f"entry {name.list}/{name.key}", "a mapping is expected")
        state[name] = Entry(name, row["position"], row["data"])
    return state


def _draft(state: dict[Name, Entry]) -> None:
    document = put_together(state.values())
    problem = compile_festival(festival_from(document))
    for name, entry in state.items():
        if name.list == PINS:
            Pin.model_validate(entry.data)
    lists = {list_: [one.data for name, one in state.items() if name.list == list_] for list_ in TIMETABLE}
    answer = Answer(
        festival=problem.festival.festival.id,
        placements=lists[PLACEMENTS],
        assignments=lists[ASSIGNMENTS],
        waivers=lists[WAIVERS],
    )
    timetable_of(problem, answer)


def _history(head: dict[str, Any], revisions: list[dict[str, Any]], state: dict[Name, Entry]) -> None:
    """Every revision is there, and taken back one after the other they lead to nothing."""
    numbers = [row["number"] for row in revisions]
    if numbers != list(range(1, head["head"] + 1)) or not 0 < head["programme_at"] <= head["head"]:
        raise refused("revision", f"the revisions 1 to {head['head']} are expected, each once")
    patches = []
    for row in revisions:
        if row["verb"] not in VERBS or not _texts(row["summary"]):
            raise refused(f"revision {row['number']}", "a verb and a summary in both languages are expected")
        patches.append([Change(**one) for one in row["patch"]])
    left = rolled_back(state, [patch[::-1] for patch in reversed(patches)])
    built: dict[Name, Any] = {}
    for number, patch in enumerate(patches, 1):
        for change in patch:
            if built.get(change.name) != change.before:
                raise refused(f"revision {number}", f"{change.list}/{change.key} was not so before")
            built[change.name] = change.after
    now = {name: data for name, data in built.items() if data is not None}
    if left or now != {name: entry.data for name, entry in state.items()}:
        raise refused("revision", "the history does not lead to the festival as it is")


def _texts(summary: Any) -> bool:
    return isinstance(summary, dict) and all(isinstance(summary.get(lang), str) for lang in LANGUAGES)


def _published(publications: list[dict[str, Any]], replies: list[dict[str, Any]]) -> None:
    versions = [row["version"] for row in publications]
    if versions != list(range(1, len(versions) + 1)):
        raise refused("publication", "the versions are expected from 1 on, each once")
    for row in publications:
        problem = compile_festival(festival_from({key: one for key, one in row["programme"].items() if key != PINS}))
        publication = Publication.model_validate(row["document"])
        timetable_of(problem, publication)
        if publication.version != row["version"]:
            raise refused(f"publication {row['version']}", f"its document is of version {publication.version}")
    lost = {row["version"] for row in replies} - set(versions)
    if lost:
        raise refused("reply", f"there is no version {min(lost)}")


def _others(rows: dict[str, list[dict[str, Any]]]) -> None:
    links = {row["id"] for row in rows["private_link"]}
    if len(links) != len(rows["private_link"]) or {row["kind"] for row in rows["private_link"]} - {
        "person",
        "venue",
        "staff",
    }:
        raise refused("private_link", "each address once, of a person, a venue or the staff")
    if {row["link_id"] for row in rows["tap"] if row["link_id"]} - links:
        raise refused("tap", "there is no such address")
    names = [row["name"] for row in rows["scenario"]]
    if len(set(names)) != len(names):
        raise refused("scenario", "each name once")
    for row in rows["scenario"]:
        Answer.model_validate(row["timetable"])
    for row in rows["run"]:
        if row["state"] not in STATES or not isinstance(row["document"], dict) or not isinstance(row["facts"], dict):
            raise refused("run", "its state, document or facts do not fit")
        for field in ("start", "best"):
            if row[field] is not None:
                Answer.model_validate(row[field])
    for row in rows["step"]:
        if type(row["run"]) is not int or not 0 <= row["run"] < len(rows["run"]) or not isinstance(row["data"], dict):
            raise refused("step", "it belongs to no search")
