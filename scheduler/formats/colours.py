"""Colours by name, for calendars: their COLOR takes the names of CSS and nothing else (RFC 7986, section 5.9)."""

from __future__ import annotations

import re

NAMES = {
    "black": "000000", "blue": "0000ff", "brown": "a52a2a", "chocolate": "d2691e", "crimson": "dc143c",
    "darkblue": "00008b", "darkcyan": "008b8b", "darkgreen": "006400", "darkorange": "ff8c00", "darkviolet": "9400d3",
    "deeppink": "ff1493", "dodgerblue": "1e90ff", "firebrick": "b22222", "forestgreen": "228b22", "gold": "ffd700",
    "goldenrod": "daa520", "gray": "808080", "green": "008000", "hotpink": "ff69b4", "indigo": "4b0082",
    "khaki": "f0e68c", "lightblue": "add8e6", "lightgreen": "90ee90", "lightgray": "d3d3d3", "lime": "00ff00",
    "magenta": "ff00ff", "maroon": "800000", "mediumorchid": "ba55d3", "mediumseagreen": "3cb371", "navy": "000080",
    "olive": "808000", "orange": "ffa500", "pink": "ffc0cb", "plum": "dda0dd", "purple": "800080", "red": "ff0000",
    "rosybrown": "bc8f8f", "royalblue": "4169e1", "saddlebrown": "8b4513", "salmon": "fa8072", "seagreen": "2e8b57",
    "sienna": "a0522d", "skyblue": "87ceeb", "slateblue": "6a5acd", "slategray": "708090", "steelblue": "4682b4",
    "tan": "d2b48c", "teal": "008080", "tomato": "ff6347", "turquoise": "40e0d0", "violet": "ee82ee", "white": "ffffff",
    "yellow": "ffff00",
}  # fmt: skip
OTHERWISE = "steelblue"


def colour_name(colour: str | None) -> str:
    """The name nearest to #rgb or #rrggbb; steel blue for anything else."""
    if colour is None or not re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", colour):
        return OTHERWISE
    wanted = _channels(colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:]))
    return min(NAMES, key=lambda name: sum((a - b) ** 2 for a, b in zip(wanted, _channels(NAMES[name]), strict=True)))


def _channels(text: str) -> tuple[int, ...]:
    """Red, green and blue of rrggbb."""
    return tuple(bytes.fromhex(text))
