"""Tables beside the festival itself: what went out of the house, what came back, timetables that are weighed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.store import Base, Moment


class PublicationRow(Base):
    """A publication: never changed once it is made."""

    __tablename__ = "publication"
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    """The revision of the draft that was published."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text, default="")
    """What whoever published it wrote about it, for the desk alone."""
    document: Mapped[Any] = mapped_column(JSON)
    """The publication as in a file: timetable, showings, all changes."""
    programme: Mapped[Any] = mapped_column(JSON)
    """The festival document of that moment: what goes out never shows a draft."""


class PrivateLink(Base):
    """An address for one holder; ``ended`` ones answer 410 for ever."""

    __tablename__ = "private_link"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    """person, venue or staff."""
    holder: Mapped[str] = mapped_column(String(450))
    """The id of the person or venue; of the staff nothing."""
    secret: Mapped[str] = mapped_column(String(64))
    """SHA-256 of it; the secret itself is not kept."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    __table_args__ = (Index("ix_private_link_holder", "festival_id", "kind", "holder"),)


class Reply(Base):
    """How it stands with one person and one version that concerns them."""

    __tablename__ = "reply"
    festival_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[str] = mapped_column(String(450), primary_key=True)
    asked: Mapped[datetime] = mapped_column(Moment)
    """When the version that concerns them was published."""
    seen: Mapped[datetime | None] = mapped_column(Moment)
    """When they first opened their page since."""
    answered: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(10), default="")
    """confirmed, declined, or nothing yet."""
    note: Mapped[str] = mapped_column(Text, default="")
    """What they wrote with it."""
    mail: Mapped[str] = mapped_column(String(10), default="")
    """Of the letter about it: begun, sent or refused, or not sent from the desk."""
    __table_args__ = (
        ForeignKeyConstraint(
            ["festival_id", "version"], ["publication.festival_id", "publication.version"], ondelete="CASCADE"
        ),
    )


class Scenario(Base):
    """A timetable kept under a name, to be weighed against others."""

    __tablename__ = "scenario"
    id: Mapped[int] = mapped_column(primary_key=True)
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(100))
    base: Mapped[int] = mapped_column(Integer)
    """The revision of the festival that it was made for."""
    timetable: Mapped[Any] = mapped_column(JSON)
    """A timetable document."""
    made: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("festival_id", "name", name="uq_scenario_name"),)


class Tap(Base):
    """What a hall reported of a showing; the last one holds."""

    __tablename__ = "tap"
    id: Mapped[int] = mapped_column(primary_key=True)
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"))
    session: Mapped[str] = mapped_column(String(450))
    showing: Mapped[int] = mapped_column(Integer)
    what: Mapped[str] = mapped_column(String(10))
    """started or ended; waiting takes a slip back."""
    at: Mapped[datetime] = mapped_column(Moment)
    link_id: Mapped[str | None] = mapped_column(ForeignKey("private_link.id", ondelete="SET NULL"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    __table_args__ = (Index("ix_tap_showing", "festival_id", "session", "showing"),)


class SheetKnown(Base):
    """Somebody said that a hall (a person, a building) knows of a version: its sheet of paper is corrected."""

    __tablename__ = "sheet_known"
    id: Mapped[int] = mapped_column(primary_key=True)
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"))
    sheet: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(450))
    day: Mapped[str] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    __table_args__ = (Index("ix_sheet_known", "festival_id", "sheet", "subject", "day"),)


class ApiToken(Base):
    """What a program of somebody's shows instead of logging in."""

    __tablename__ = "api_token"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    """SHA-256 of it; the secret itself is shown once and not kept."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    """What its owner calls it."""
    scope: Mapped[str] = mapped_column(String(10))
    """read, edit or manage."""
    made: Mapped[datetime] = mapped_column(Moment)
    used: Mapped[datetime | None] = mapped_column(Moment)
    """When it was last shown, to the hour."""
    ended: Mapped[datetime | None] = mapped_column(Moment)
