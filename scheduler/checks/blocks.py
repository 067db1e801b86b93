"""Sessions that are placed in slots find blocks with as many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.checks.draft import Draft
    from scheduler.festival import Block, Session


def slots(draft: Draft) -> Iterator[Finding]:
    """Sessions in blocks for which no block can be right."""
    for number, session in enumerate(draft.festival.sessions):
        if session.in_blocks and session.status != "cancelled":
            message = _no_block(draft, session)
            if message:
                name = "duration" if session.duration == "block" else "slots" if session.slots else "blocks"
                yield Finding(("sessions", number, name), message)


def _no_block(draft: Draft, session: Session) -> str:
    allowed = _allowed(draft, session)
    if not allowed:
        return "" if session.blocks else "it is to lie in a block, but there are no blocks"
    if session.duration == "block":
        return _whole_block(session, allowed)
    most = max(block.slots for block in allowed)
    if (session.slots or 1) > most:
        return f"it takes {session.slots} slots, but no block that it may lie in has more than {most}"
    return ""


def _whole_block(session: Session, allowed: list[Block]) -> str:
    if session.slots not in (None, 1):
        return f"it lasts a whole block of one slot, so it cannot take {session.slots} slots"
    several = [block.id for block in allowed if block.slots > 1]
    if several and (session.blocks or len(several) == len(allowed)):
        return f"only a block of one slot can be taken whole; {several[0]!r} has several: write slots instead"
    return ""


def _allowed(draft: Draft, session: Session) -> list[Block]:
    named = set(session.blocks)
    if isinstance(session.showings, list):
        named |= {block for showing in session.showings for block in showing.blocks or ()}
    return [block for block in draft.festival.blocks if not named or block.id in named]


def places(draft: Draft) -> Iterator[Finding]:
    """Pins and publications that name a slot which their block has not."""
    for name in ("pins", "published"):
        for number, one in enumerate(getattr(draft.festival, name)):
            if one.slot is None:
                continue
            if one.block is None:
                yield Finding((name, number, "slot"), "a slot is one of a block; name the block too")
            elif one.block in draft.blocks and one.slot > draft.blocks[one.block].slots:
                there = draft.blocks[one.block].slots
                yield Finding((name, number, "slot"), f"the block {one.block!r} has {there} slots, no slot {one.slot}")
