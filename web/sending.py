"""A kept copy as an answer: that nothing has changed, else the bytes, packed once for all who can unpack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from web.outlet import Copy


def sent(copy: Copy, keep: str) -> Response:
    """The copy; ``keep``: how long others may keep it."""
    packed = request.accept_encodings["gzip"] > 0 and len(copy.packed) < len(copy.data)
    answer = Response(copy.packed if packed else copy.data, content_type=copy.kind)
    # Other bytes want another tag, or a cache between would join the halves of both.
    answer.set_etag(f"{copy.tag}-gzip" if packed else copy.tag)
    answer.last_modified = copy.changed
    answer.headers["Cache-Control"] = keep
    answer.vary.add("Accept-Encoding")
    if packed:
        answer.content_encoding = "gzip"
    answer.make_conditional(request)
    return answer
