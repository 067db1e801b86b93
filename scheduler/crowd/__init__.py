"""Comparing the places of one open showing with many that are fixed, all at once.

What the sums here come to is the same as adding up ``scheduler.times`` over the others, but their
cost hardly grows with how many these are: they are sorted once, not looped over.
"""

from __future__ import annotations

from scheduler.crowd.members import Crowd, crowd_of, everybody, indices_of
from scheduler.crowd.reach import cut_off, near_to
from scheduler.crowd.together import (
    both_durations,
    common_minutes,
    common_slots,
    of_each_room,
    overlapping,
    same_block,
    same_slot,
)
from scheduler.crowd.waiting import starts_soon_after, wait_for_next, waits_for_next

__all__ = [
    "Crowd",
    "both_durations",
    "common_minutes",
    "common_slots",
    "crowd_of",
    "cut_off",
    "everybody",
    "indices_of",
    "near_to",
    "of_each_room",
    "overlapping",
    "same_block",
    "same_slot",
    "starts_soon_after",
    "wait_for_next",
    "waits_for_next",
]
