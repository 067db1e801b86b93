"""The terms of the objective of a conference workbook: their names, usual weights, and what they say."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.formats.optaplanner.scores import Score


class Term(NamedTuple):
    """One term of the objective."""

    usual: Score
    says: str
    """What it charges, or rewards, in a few words for whoever reads the workbook."""
    reward: bool = False


def _hard(weight: int, says: str) -> Term:
    return Term(Score(hard=weight), says)


def _soft(weight: int, says: str) -> Term:
    return Term(Score(soft=weight), says)


def _earned(weight: int, says: str) -> Term:
    return Term(Score(soft=weight), says, reward=True)


TERMS: dict[str, Term] = {
    "Room unavailable timeslot": _hard(100_000, "Minutes of talks in a room that is closed then"),
    "Room conflict": _hard(1_000, "Minutes that two talks share in one room"),
    "Speaker unavailable timeslot": _hard(100, "Minutes of talks for each speaker who is away then"),
    "Speaker conflict": _hard(10, "Minutes that a speaker is needed in two talks"),
    "Talk prerequisite talks": _hard(10, "Minutes of both talks if one does not end before the one that builds on it"),
    "Talk mutually-exclusive-talks tags": _hard(1, "Minutes that two talks share, for each exclusive tag in common"),
    "Consecutive talks pause": _hard(1, "Minutes of both talks if a speaker has too short a pause between them"),
    "Crowd control": _hard(1, "Minutes of crowded talks of which three or more share a timeslot"),
    "Speaker required timeslot tags": _hard(1, "Minutes for each tag that a speaker needs and the timeslot lacks"),
    "Speaker prohibited timeslot tags": _hard(1, "Minutes for each tag of the timeslot that a speaker rules out"),
    "Talk required timeslot tags": _hard(1, "Minutes for each tag that the talk needs and its timeslot lacks"),
    "Talk prohibited timeslot tags": _hard(1, "Minutes for each tag of its timeslot that the talk rules out"),
    "Speaker required room tags": _hard(1, "Minutes for each tag that a speaker needs and the room lacks"),
    "Speaker prohibited room tags": _hard(1, "Minutes for each tag of the room that a speaker rules out"),
    "Talk required room tags": _hard(1, "Minutes for each tag that the talk needs and its room lacks"),
    "Talk prohibited room tags": _hard(1, "Minutes for each tag of its room that the talk rules out"),
    "Published timeslot": Term(Score(medium=1), "Talks in another timeslot than was published"),
    "Published room": _soft(10, "Talks in another room than was published"),
    "Theme track conflict": _soft(10, "Minutes that two talks share, for each theme in common"),
    "Theme track room stability": _soft(10, "Minutes of two talks of one day and different rooms, for each theme"),
    "Sector conflict": _soft(10, "Minutes that two talks share, for each sector in common"),
    "Audience type diversity": _earned(1, "Earned: minutes of two talks of a timeslot, for each audience in common"),
    "Audience type theme track conflict": _soft(1, "Minutes that two talks share, for each audience and theme"),
    "Audience level diversity": _earned(1, "Earned: minutes of two talks of a timeslot and different levels"),
    "Content audience level flow violation": _soft(10, "Minutes of both talks if the easier does not end first"),
    "Content conflict": _soft(100, "Minutes that two talks share, for each content in common"),
    "Language diversity": _earned(10, "Earned: minutes of two talks of a timeslot in different languages"),
    "Same day talks": _soft(10, "Minutes of two talks on different days, for each theme or content in common"),
    "Popular talks": _soft(10, "Minutes of both talks if the less popular one has the larger room"),
    "Speaker preferred timeslot tags": _soft(20, "Minutes for each tag a speaker would like and the timeslot lacks"),
    "Speaker undesired timeslot tags": _soft(20, "Minutes for each tag of the timeslot a speaker would rather not"),
    "Talk preferred timeslot tags": _soft(20, "Minutes for each tag the talk would like and its timeslot lacks"),
    "Talk undesired timeslot tags": _soft(20, "Minutes for each tag of its timeslot the talk would rather not"),
    "Speaker preferred room tags": _soft(20, "Minutes for each tag a speaker would like and the room lacks"),
    "Speaker undesired room tags": _soft(20, "Minutes for each tag of the room a speaker would rather not"),
    "Talk preferred room tags": _soft(20, "Minutes for each tag the talk would like and its room lacks"),
    "Talk undesired room tags": _soft(20, "Minutes for each tag of its room the talk would rather not"),
}
