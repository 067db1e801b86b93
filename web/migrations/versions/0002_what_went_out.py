"""What went out of the house."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from web.store import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "private_link",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("holder", sa.String(length=450), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("ended", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["festival_id"], ["festival.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("private_link", schema=None) as batch_op:
        batch_op.create_index("ix_private_link_holder", ["festival_id", "kind", "holder"], unique=False)

    op.create_table(
        "publication",
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("programme", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["festival_id"], ["festival.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("festival_id", "version"),
    )
    op.create_table(
        "reply",
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=450), nullable=False),
        sa.Column("asked", Moment(), nullable=False),
        sa.Column("seen", Moment(), nullable=True),
        sa.Column("answered", Moment(), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["festival_id", "version"], ["publication.festival_id", "publication.version"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("festival_id", "version", "person"),
    )
    op.create_table(
        "tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(length=450), nullable=False),
        sa.Column("showing", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("link_id", sa.String(length=16), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["festival_id"], ["festival.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["link_id"], ["private_link.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("tap", schema=None) as batch_op:
        batch_op.create_index("ix_tap_showing", ["festival_id", "session", "showing"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("tap", schema=None) as batch_op:
        batch_op.drop_index("ix_tap_showing")

    op.drop_table("tap")
    op.drop_table("reply")
    op.drop_table("publication")
    with op.batch_alter_table("private_link", schema=None) as batch_op:
        batch_op.drop_index("ix_private_link_holder")

    op.drop_table("private_link")
