"""Penalties over time as a picture: an SVG, whose lines go down in steps.

Seconds and points are both on a scale of powers, as the first second matters as much as the last half minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 70, 20, 230, 45
COLOURS = ("#0b6e4f", "#b3446c", "#2b5fa8", "#c26a00", "#6b4fa0", "#4a4a4a", "#008b8b", "#8b5a2b")
STEPS = (1, 2, 5)

Run = tuple[str, int, Sequence[tuple[float, int | Sequence[int]]]]
"""Name, seed, and seconds with the penalty of each better timetable; of tiers the first counts."""


def drawn(runs: Sequence[Run]) -> str:
    """The picture; runs of one name have one colour.  Size: O(timetables)."""
    curves = [(name, [(when, _first(points)) for when, points in curve]) for name, _, curve in runs if curve]
    names = list(dict.fromkeys(name for name, _ in curves))
    x = _Scale([when for _, curve in curves for when, _ in curve] or [1.0], LEFT, WIDTH - RIGHT)
    y = _Scale([points for _, curve in curves for _, points in curve] or [1.0], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        ' font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *(_tick(x.at(one), HEIGHT - BOTTOM, f"{one:g}", across=False) for one in x.ticks),
        *(_tick(LEFT, y.at(one), f"{one:,g}" if one < 1e5 else f"{one:,.0f}", across=True) for one in y.ticks),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">seconds after loading</text>',
        f'<text transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">points</text>',
        *(_line(curve, x, y, COLOURS[names.index(name) % len(COLOURS)]) for name, curve in curves),
        *(_key(number, name) for number, name in enumerate(names)),
    ]
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Powers of ten from some pixel to another."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low = log10(max(0.1, min(values)))
        self.high = max(log10(max(0.1, *values, min(values))), self.low + 0.1)
        self.first, self.last = first, last

    def at(self, value: float) -> float:
        """Pixel of a value."""
        share = (log10(max(0.1, value)) - self.low) / (self.high - self.low)
        return round(self.first + min(1.0, max(0.0, share)) * (self.last - self.first), 1)

    @property
    def ticks(self) -> list[float]:
        """1, 2, 5, 10, 20, … as far as they lie on it."""
        every = (step * 10.0**power for power in range(floor(self.low), ceil(self.high) + 1) for step in STEPS)
        return [one for one in every if self.low - 1e-9 <= log10(one) <= self.high + 1e-9]


def _first(points: int | Sequence[int]) -> int:
    return points if isinstance(points, int) else points[0]


def _tick(x: float, y: float, label: str, *, across: bool) -> str:
    to = f'x2="{WIDTH - RIGHT}" y2="{y}"' if across else f'x2="{x}" y2="{TOP}"'
    place = f'x="{x - 6}" y="{y + 4}" text-anchor="end"' if across else f'x="{x}" y="{y + 16}" text-anchor="middle"'
    return f'<line x1="{x}" y1="{y}" {to} stroke="#ddd"/><text {place}>{label}</text>'


def _line(curve: Sequence[tuple[float, int]], x: _Scale, y: _Scale, colour: str) -> str:
    """Level until something better is found, and to the end."""
    path = [f"M{x.at(curve[0][0])} {y.at(curve[0][1])}"]
    for when, points in curve[1:]:
        path += [f"H{x.at(when)}", f"V{y.at(points)}"]
    return f'<path d="{" ".join(path)} H{x.last}" fill="none" stroke="{colour}" stroke-width="1.6"/>'


def _key(number: int, name: str) -> str:
    x, y, colour = WIDTH - RIGHT + 14, TOP + 14 + 20 * number, COLOURS[number % len(COLOURS)]
    line = f'<path d="M{x} {y - 4}h18" stroke="{colour}" stroke-width="3"/>'
    return f'{line}<text x="{x + 24}" y="{y}">{escape(name)}</text>'
