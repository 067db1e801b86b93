"""Who is chosen for a showing, where that is left to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.rule.posting import Posting
from scheduler.timetable import Assignment

if TYPE_CHECKING:
    from scheduler.decisions import Lit
    from scheduler.problem import Showing


class Choices(Posting):
    """Assignments of people."""

    def assign(self, role: str, showing: Showing, person: str) -> Lit:
        """Whether the person is chosen for the showing; goes into the timetable's assignments.

        Everybody who was chosen for it in that role so far is given up.
        """
        self.unassign(role, showing)
        chosen = Assignment(role, showing.session.id, showing.label, person)
        if chosen not in self.decisions.choices:
            literal = self.decisions.choices[chosen] = self.model.new_bool_var("")
            self.model.add_hint(literal, chosen in self.fixed.assigned)
        return self.decisions.choices[chosen]

    def unassign(self, role: str, showing: Showing) -> None:
        """Give up whoever was chosen for the showing in that role."""
        self.decisions.chosen_anew.add((role, showing.session.id, showing.label))
