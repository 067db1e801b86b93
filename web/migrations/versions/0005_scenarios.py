"""Timetables kept under a name; searches for answers that are no timetable."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from web.store import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; what was searched for so far was timetables."""
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="solve"))
        batch_op.add_column(sa.Column("asked", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("found", sa.JSON(), nullable=False, server_default="null"))
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("timetable", sa.JSON(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["festival_id"], ["festival.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("festival_id", "name", name="uq_scenario_name"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("scenario")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_column("found")
        batch_op.drop_column("asked")
        batch_op.drop_column("kind")
