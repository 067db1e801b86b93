"""Penalties over time as a picture: an SVG, whose lines go down in steps, to be read on light and on dark pages.

Seconds and points are both on a scale of powers, as the first second matters as much as the last half minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 76, 44, 214, 48
COLOURS = (
    ("#0b6e4f", "#4fc79a"), ("#b3446c", "#f08db4"), ("#2b5fa8", "#82b1f5"), ("#a85400", "#f2a65a"),
    ("#6b4fa0", "#b9a1ec"), ("#4a4a4a", "#c4c4c4"),
)  # fmt: skip
"""On a light page, and on a dark one."""
FINE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9)
STEPS = (1, 1.5, 2, 3, 5, 7)
LEAST = 0.1
"""Seconds and points below which nothing is drawn."""

Run = tuple[str, Sequence[tuple[float, float]], float]
"""Name, seconds with the points of each better timetable, and the second at which it ended."""

STYLE = f"""<style>
svg {{ font: 12px system-ui, sans-serif; }}
.page {{ fill: #fff; }} text {{ fill: #222; }} .faint {{ fill: #666; }} .grid {{ stroke: #e3e3e3; }}
.bound {{ stroke: #555; stroke-dasharray: 6 4; }}
{" ".join(f".c{number} {{ stroke: {light}; }}" for number, (light, _) in enumerate(COLOURS))}
@media (prefers-color-scheme: dark) {{
.page {{ fill: #14171c; }} text {{ fill: #e6e6e6; }} .faint {{ fill: #a0a0a0; }} .grid {{ stroke: #333a44; }}
.bound {{ stroke: #aaa; }}
{" ".join(f".c{number} {{ stroke: {dark}; }}" for number, (_, dark) in enumerate(COLOURS))}
}}
</style>"""


def drawn(title: str, runs: Iterable[Run], bounds: Mapping[str, float] | None = None) -> str:
    """The picture; runs of one name have one colour, bounds are dashed levels.  Size: O(timetables)."""
    curves, bounds = [run for run in runs if run[1]], bounds or {}
    names = list(dict.fromkeys(name for name, _, _ in curves))
    times = [when for _, curve, _ in curves for when, _ in curve] + [end for _, _, end in curves]
    x = _Scale(times or [1.0], LEFT, WIDTH - RIGHT)
    points = [points for _, curve, _ in curves for _, points in curve] + list(bounds.values())
    y = _Scale(points or [1.0], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        STYLE,
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
        f'<text x="{LEFT}" y="26" font-size="14" font-weight="600">{escape(title)}</text>',
        *(_tick(x.at(one), HEIGHT - BOTTOM, f"{one:g}", across=False) for one in x.ticks),
        *(_tick(LEFT, y.at(one), f"{one:,.10g}", across=True) for one in y.ticks),
        _named(f'x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}"', "seconds after loading"),
        _named(f'transform="translate(18 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"', "points lost"),
        *(_line(curve, end, x, y, names.index(name) % len(COLOURS)) for name, curve, end in curves),
        *(f'<path class="bound" fill="none" d="M{LEFT} {y.at(one)} H{WIDTH - RIGHT}"/>' for one in bounds.values()),
        *_keys([*((name, f"c{number % len(COLOURS)}") for number, name in enumerate(names))], bounds),
    ]
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Powers of ten from some pixel to another."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low = log10(max(LEAST, min(values)))
        self.high = max(log10(max(LEAST, *values, min(values))), self.low + 0.1)
        self.first, self.last = first, last

    def at(self, value: float) -> float:
        """Pixel of a value."""
        share = (log10(max(LEAST, value)) - self.low) / (self.high - self.low)
        return round(self.first + min(1.0, max(0.0, share)) * (self.last - self.first), 1)

    @property
    def ticks(self) -> list[float]:
        """Round numbers, as far as they lie on it; over many powers the roundest alone."""
        steps = (
            FINE
            if self.high - self.low < 0.5
            else STEPS
            if self.high - self.low < 1
            else (1, 2, 5)
            if self.high - self.low < 3
            else (1,)
        )
        every = (step * 10.0**power for power in range(floor(self.low), ceil(self.high) + 1) for step in steps)
        return [one for one in every if self.low - 1e-9 <= log10(one) <= self.high + 1e-9]


def _named(place: str, axis: str) -> str:
    return f'<text class="faint" {place} text-anchor="middle">{axis}</text>'


def _tick(x: float, y: float, label: str, *, across: bool) -> str:
    to = f'x2="{WIDTH - RIGHT}" y2="{y}"' if across else f'x2="{x}" y2="{TOP}"'
    place = f'x="{x - 8}" y="{y + 4}" text-anchor="end"' if across else f'x="{x}" y="{y + 16}" text-anchor="middle"'
    return f'<line class="grid" x1="{x}" y1="{y}" {to}/><text {place}>{label}</text>'


def _line(curve: Sequence[tuple[float, float]], end: float, x: _Scale, y: _Scale, colour: int) -> str:
    """Level until something better is found, and to its end."""
    path = [f"M{x.at(curve[0][0])} {y.at(curve[0][1])}"]
    for when, points in curve[1:]:
        path += [f"H{x.at(when)}", f"V{y.at(points)}"]
    return f'<path class="c{colour}" d="{" ".join(path)} H{x.at(end)}" fill="none" stroke-width="1.8"/>'


def _keys(lines: Sequence[tuple[str, str]], bounds: Mapping[str, float]) -> Iterable[str]:
    """What each line is, beside the picture; long names in two lines."""
    x, y = WIDTH - RIGHT + 16, TOP + 10
    for name, style in [*lines, *((f"{name} {points:,.10g}", "bound") for name, points in bounds.items())]:
        yield f'<path class="{style}" d="M{x} {y - 4}h20" stroke-width="3"/>'
        for part in name.split(", "):
            yield f'<text x="{x + 28}" y="{y}">{escape(part)}</text>'
            y += 16
        y += 6
