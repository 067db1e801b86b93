"""Sample festivals: in a checkout beside the packages, in an installation inside this one."""

from __future__ import annotations

from pathlib import Path

from scheduler.faults import Fault, FestivalError, did_you_mean

PLACES = (Path(__file__).parent / "_fixtures", Path(__file__).parent.parent / "fixtures")


def samples() -> dict[str, Path]:
    """The document of each sample festival by its name."""
    return {
        file.parent.name: file
        for place in reversed(PLACES)
        if place.is_dir()
        for file in sorted(place.glob("*/festival.yaml"))
    }


def sample(name: str) -> Path:
    """The document of one.  ``FestivalError`` if there is no such sample."""
    found = samples()
    if name not in found:
        raise FestivalError([Fault("--fixture", f"there is no sample festival {name!r}{did_you_mean(name, found)}")])
    return found[name]
