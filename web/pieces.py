"""Pieces of pages that are the same for many: rendered once, kept as long as what they show is as it was.

A piece is named by all that it depends on, so that nothing has to be told when something changes: whoever asks for
what it has become since asks by another name, and the old one goes when room is wanted.  In a template::

    {% call kept("table", work.head) %}<table>…</table>{% endcall %}

is rendered only if there is none of that name.  Nothing in it may be of one person alone: no form with its token, no
name of who is logged in, no button that not everybody who shares the name may press.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol

from markupsafe import Markup

from web.bounded import Bounded

LARGEST = 32_000_000
"""Letters that are kept; the days of a festival of 600 showings in both languages take about a tenth."""


class Kept(Protocol):
    """As templates call it: a piece by its name, else what ``caller`` renders."""

    def __call__(self, *name: Hashable, caller: Callable[[], str]) -> Markup:
        """The piece."""


class Pieces:
    """Pieces of the pages of a desk."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._kept = Bounded[Markup](largest, len)

    def about(self, festival_id: int, *about: Hashable) -> Kept:
        """Those that depend on this, each beside its own name."""

        def kept(*name: Hashable, caller: Callable[[], str]) -> Markup:
            return self._kept.of(festival_id, (about, name), lambda: Markup(caller()))  # noqa: S704  a template made it

        return kept

    def drop(self, festival_id: int) -> None:
        """Somebody was forgotten: pieces still name them."""
        self._kept.drop(festival_id)
