"""Letters that the desk sends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; until now none were sent from here."""
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail", sa.String(length=10), nullable=False, server_default=""))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_column("mail")
