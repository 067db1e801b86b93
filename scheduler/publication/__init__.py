"""What was announced: a timetable with its version, and the memory of everything announced before.

A publication is made from a timetable and the publication before it (``publish``), never changed
afterwards.  Feeds, the list of changes and letters to people come from it alone, so that the same
publication says the same wherever it is kept, in files or in a database.
"""

from __future__ import annotations

from scheduler.publication.chain import publish
from scheduler.publication.document import Publication
from scheduler.publication.reading import publication_in, read_publication

__all__ = ["Publication", "publication_in", "publish", "read_publication"]
