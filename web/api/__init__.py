"""The JSON API: what the pages do, for programs."""

from __future__ import annotations

from web.api.blueprint import area, exempted
from web.api.problems import Refused, is_api, problem, refused

__all__ = ["Refused", "area", "exempted", "is_api", "problem", "refused"]
