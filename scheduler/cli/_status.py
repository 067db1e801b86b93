"""How commands end, for the programs that call them."""

from __future__ import annotations

BAD_INPUT, INFEASIBLE, INCOMPLETE, STOPPED = 2, 3, 4, 130
"""Nothing was written; proven impossible; not reached in time; ended by Ctrl-C or a service manager."""
