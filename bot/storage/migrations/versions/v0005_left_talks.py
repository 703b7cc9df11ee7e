"""
Which talks were left.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """
    Add the talks that were left.
    """
    op.create_table(
        "left_talks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kept_until", sa.BigInteger(), nullable=False, index=True),
    )
