"""Two revisions beside each other: what moved, for whom, and what of the programme differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in
from scheduler.publication.announce import announcements
from scheduler.publication.news import News, for_person, told
from web.entries import LIGHT, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.publication.document import Announcement
    from scheduler.sentence import Sentence
    from web.entries import Entry
    from web.merging import State
    from web.workspace import Workspace


@dataclass(frozen=True)
class Person:
    """Somebody for whom it makes a difference."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class Differing:
    """A list of the programme: names of what is new, changed and gone."""

    name: str
    new: list[str]
    changed: list[str]
    gone: list[str]


@dataclass(frozen=True)
class Comparison:
    """What the later revision has otherwise than the earlier."""

    moves: list[str]
    """A sentence for each showing that is elsewhere, came or went."""
    described: list[str]
    """Titles of showings of which only something said of them differs."""
    people: list[Person]
    programme: list[Differing]
    penalties: tuple[Any, Any]
    broken: tuple[int, int]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.moves or self.described or self.people or self.programme)


def compared(before: Workspace, after: Workspace, states: tuple[State, State], lang: str) -> Comparison:
    """The two compared in a language; ``states`` are all their entries."""
    found = list(differing(before, after))
    sentences = [(one, _sentence(after, one)) for one in found]
    return Comparison(
        moves=[sentence.text(lang) for _, sentence in sentences if sentence is not None],
        described=[text_in(one.new.title, lang) for one, sentence in sentences if sentence is None and one.new],
        people=list(_people(before, after, found, lang)),
        programme=list(differing_lists(*states, lang)),
        penalties=(before.report.penalty, after.report.penalty),
        broken=(len(before.report.broken), len(after.report.broken)),
    )


def differing(before: Workspace, after: Workspace) -> Iterator[News]:
    """Showings that are told otherwise, in order of start."""
    old, new = (announcements(one.problem, one.timetable) for one in (before, after))
    found = [News(key, old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key)]
    yield from sorted(found, key=lambda one: (one.start, one.key))


def _sentence(after: Workspace, one: News) -> Sentence | None:
    return told(after.problem, one.old, one.new)


def _people(before: Workspace, after: Workspace, found: list[News], lang: str) -> Iterator[Person]:
    """Each with their own sentences, in the order of the later document."""
    concerned = {person for one in found for side in (one.old, one.new) for person in _in(side)}
    for person in dict.fromkeys([*after.problem.people, *before.problem.people]):
        lines = [one.name(lang) for one in for_person(after.problem, person, found)] if person in concerned else []
        if lines:
            problem = after.problem if person in after.problem.people else before.problem
            yield Person(problem.person_name(person, lang), lines)


def _in(side: Announcement | None) -> Iterator[str]:
    yield from () if side is None else (one.person for one in side.people)


def differing_lists(old: State, new: State, lang: str) -> Iterator[Differing]:
    """Lists of the programme in which an entry differs."""
    names = dict.fromkeys(name for state in (new, old) for name in state if name.list not in (*LIGHT, PUBLISHED))
    lists: dict[str, Differing] = {}
    for name in names:
        before, after = old.get(name), new.get(name)
        entry = after or before
        if entry is None or (before and after and before.data == after.data):
            continue
        known = lists.setdefault(name.list, Differing(name.list, [], [], []))
        sort = known.new if before is None else known.gone if after is None else known.changed
        sort.append(_label(entry, lang))
    yield from lists.values()


def _label(entry: Entry, lang: str) -> str:
    """What people call it."""
    data = entry.data if isinstance(entry.data, dict) else {}
    return text_in(data.get("title") or data.get("name"), lang) or str(data.get("kind") or entry.name.key)
