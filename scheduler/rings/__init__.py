"""Many showings move at once, each to where another leaves: chains and rings through the whole festival.

A showing that would be better off in another hall finds it taken; who has it would have to go, and whoever is in the
way of that one, too.  Step by step such chains are hardly ever found.  Here some hundred showings are opened; each is
priced at every place that the others, opened or not, leave to it or would leave by going, and a model chooses who goes
where, so that nobody is in anybody's way.  Of showings that share a session, people or a film one goes, or one in three
if they are many: so the prices stay right for the most part.  It is small enough to be solved to its end.

After Ahuja, Ergun, Orlin and Punnen, A survey of very large-scale neighborhood search techniques (2002).
"""

from scheduler.rings.model import moved_at_once
from scheduler.rings.opened import opened
from scheduler.rings.places import Places, places_of, staying

__all__ = ["Places", "moved_at_once", "opened", "places_of", "staying"]
