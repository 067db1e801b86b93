"""Who must not run beside whom, as the fewest pairs: of tracks, of a submission and a track, of submissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.formats.cosplib.instance import Instance

Mask: TypeAlias = "NDArray[np.bool_]"


def presenter_conflicts(instance: Instance) -> Mask:
    """Submissions x submissions: somebody presents both, or presents one and chairs the track of the other."""
    people = _People(instance)
    return people.apart(people.shared(people.presents, people.presents) | people.beside_chair(people.presents))


def attendee_conflicts(instance: Instance) -> Mask:
    """Submissions x submissions: somebody wants to attend both, or attends one and presents or chairs the other."""
    people = _People(instance)
    wanted = people.shared(people.attends, people.attends) | people.shared(people.attends, people.presents)
    return people.apart(wanted | people.beside_chair(people.attends))


class _People:
    """Who presents and who attends each submission, and who chairs its track, as 0 and 1; submissions x people."""

    def __init__(self, instance: Instance) -> None:
        submissions = instance.submissions
        chairs = {track.name: track.chairs for track in instance.tracks}
        groups = [
            [one.presenters for one in submissions],
            [one.attendees for one in submissions],
            [chairs.get(one.track, ()) for one in submissions],
        ]
        known = {name: number for number, name in enumerate(dict.fromkeys(_names(groups)))}
        self.presents, self.attends, self.chairs = (_table(group, known) for group in groups)
        tracks = np.array([one.track for one in submissions], dtype=object)
        self.other_track: Mask = np.asarray(tracks[:, None] != tracks[None, :], dtype=bool)

    def shared(self, these: Mask, those: Mask) -> Mask:
        """Somebody is in this one and in that."""
        # As floats, which numpy multiplies many times faster than whole numbers.
        both: Mask = these.astype(np.float32) @ those.astype(np.float32).T > 0
        return both

    def beside_chair(self, these: Mask) -> Mask:
        """Somebody is in this one and chairs the other track that that is of."""
        return self.shared(these, self.chairs) & self.other_track

    def apart(self, one_way: Mask) -> Mask:
        """The same from either side; none with itself."""
        both: Mask = one_way | one_way.T
        np.fill_diagonal(both, False)
        return both


def _names(groups: Iterable[Iterable[Sequence[str]]]) -> Iterable[str]:
    return (name for group in groups for names in group for name in names)


def _table(group: Sequence[Sequence[str]], known: dict[str, int]) -> Mask:
    table = np.zeros((len(group), len(known)), dtype=bool)
    for row, names in enumerate(group):
        table[row, [known[name] for name in names]] = True
    return table


def listed(conflicts: Mask, tracks: Sequence[str], submissions: Sequence[str]) -> list[list[str]]:
    """The pairs as ids: ``tracks`` and ``submissions`` are those of each submission.

    Entries of a list add up, so no pair of submissions may be in two of them: what a wider entry
    has said is taken out before the next is tried.
    """
    left = conflicts.copy()
    members: dict[str, list[int]] = {}
    for number, track in enumerate(tracks):
        members.setdefault(track, []).append(number)
    pairs = [[one, other] for one, other in combinations(members, 2) if _taken(left, members[one], members[other])]
    for track, group in members.items():
        if len(group) > 1:
            beside = np.flatnonzero(left[:, group].all(axis=1)).tolist()
            pairs += [[submissions[one], track] for one in beside if _taken(left, [one], group)]
    rows, columns = np.nonzero(np.triu(left))
    pairs += [
        [submissions[one], submissions[other]] for one, other in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    return pairs


def _taken(left: Mask, these: list[int], those: list[int]) -> bool:
    """Whether every one of these is left with every one of those; if so, they no longer are."""
    if not left[np.ix_(these, those)].all():
        return False
    left[np.ix_(these, those)] = False
    left[np.ix_(those, these)] = False
    return True
