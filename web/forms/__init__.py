"""A form out of a schema, and the data out of a form: nothing here knows any kind of rule.

``control`` is one thing to fill in, ``shape`` tells from the ``schema`` what sort of thing, ``options`` what can be
chosen, ``reading`` what a form says once it is sent.
"""

from __future__ import annotations

from web.forms.control import Control, blamed, lists_of
from web.forms.reading import data_of, value_of
from web.forms.shape import controls

__all__ = ["Control", "blamed", "controls", "data_of", "lists_of", "value_of"]
