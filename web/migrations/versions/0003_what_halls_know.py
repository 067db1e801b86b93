"""Which hall knows of which version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from web.store import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "sheet_known",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("festival_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=450), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["festival_id"], ["festival.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sheet_known", schema=None) as batch_op:
        batch_op.create_index("ix_sheet_known", ["festival_id", "sheet", "subject", "day"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("sheet_known", schema=None) as batch_op:
        batch_op.drop_index("ix_sheet_known")
    op.drop_table("sheet_known")
