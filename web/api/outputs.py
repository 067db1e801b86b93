"""What goes out: addresses of feeds and of people's own pages, and the festival as a file."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response
from pydantic import Field

from scheduler.formats import csv_, write
from scheduler.site.public import ever_public
from web.addresses import absolute, private_page
from web.api.common import AtRevision, past
from web.api.operation import Data, Operation, operation
from web.api.problems import Refused
from web.areas.programme import TYPES
from web.desk import desk, workspace
from web.outlet import FORMS
from web.store import now
from web.workspace import document_of

area = Blueprint("outputs", __name__, url_prefix="/festivals/<slug>")


class Feeds(Data):
    """Addresses that anybody may have; they stay."""

    programme: str = Field(description="The page of the programme.")
    everything: str = Field(description="The calendar of all that is public.")
    rooms: dict[str, str] = Field(description="The calendar of each room in which the public ever had something.")
    tracks: dict[str, str]
    files: dict[str, str] = Field(description="schedule.json, schedule.xml, and so on.")


class PrivateAddress(Data):
    """Whose page it is, and where."""

    kind: Literal["person", "venue", "staff"]
    key: str = Field(description="The id of the person or venue; of all of the staff nothing.")
    address: str = Field(description="Empty if it was revoked.")
    revoked: bool


class PrivateAddresses(Data):
    """Addresses that give away what they lead to: to be given to their holders alone."""

    addresses: list[PrivateAddress]


@area.get("/feeds")
@operation(Operation(gives=Feeds))
def feeds(slug: str) -> Feeds:
    """The public addresses of what is published."""
    workspace(slug)
    out = desk().publishing.latest(slug)
    if out is None:
        raise Refused(404, "Nothing is published yet.")
    rooms, tracks = ever_public(out.publication, now())
    return Feeds(
        programme=absolute("public.programme", slug=slug),
        everything=absolute("feeds.everything", slug=slug),
        rooms={one: absolute("feeds.room", slug=slug, key=one) for one in sorted(rooms & set(out.problem.room_index))},
        tracks={one: absolute("feeds.track", slug=slug, key=one) for one in sorted(tracks & set(out.problem.tracks))},
        files={form: absolute("feeds.file", slug=slug, form=form) for form in FORMS if form != "ics"},
    )


@area.get("/private-addresses")
@operation(Operation(gives=PrivateAddresses))
def addresses(slug: str) -> PrivateAddresses:
    """The private pages of people, venues and staff; their calendars are at the same place with /feed/ and .ics."""
    held = desk().links.of(workspace(slug).id)
    return PrivateAddresses(
        addresses=[
            PrivateAddress(
                kind=holder.kind, key=holder.key, address=private_page(holder, one.token), revoked=one.revoked
            )
            for holder, one in held.items()
        ]
    )


@area.get(f"/files/festival.<any({', '.join(TYPES)}):suffix>")
@operation(Operation(gives="*/*", query=AtRevision))
def file(slug: str, suffix: str, query: AtRevision) -> Response:
    """The festival as a file, csv being a table of its sessions; as it is or as it was."""
    work = past(slug, query)
    document = document_of(desk().pasts.state(work, work.head))
    data = csv_.write(document) if suffix == "csv" else write(document, f".{suffix}")
    headers = {"Content-Disposition": f'attachment; filename="festival.{suffix}"'}
    return Response(data, content_type=TYPES[suffix], headers=headers)
