"""One showing: why it lies nowhere, why it lies where it does, and why not elsewhere."""

from scheduler.explain.showing.account import Account, account
from scheduler.explain.showing.visit import Visit, place_named, visit

__all__ = ["Account", "Visit", "account", "place_named", "visit"]
