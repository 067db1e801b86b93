"""A showing ends late: what that does to all that follows, and what was tried and helps."""

from scheduler.replan.overrun.late import Late, late_in
from scheduler.replan.overrun.outlook import Outlook, Remedy, outlook

__all__ = ["Late", "Outlook", "Remedy", "late_in", "outlook"]
