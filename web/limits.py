"""How often somebody may try."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://")
TRIES = "10 per minute"
"""Of passwords and of links."""
WRONG = "30 per minute"
"""Of private addresses that there are not."""
