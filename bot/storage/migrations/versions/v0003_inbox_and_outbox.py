"""
Deliveries that wait for their answer, and answers that wait to be sent.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """
    Add the inbox, the lanes that keep it in order, and the outbox.
    """
    op.add_column("deliveries", sa.Column("number", sa.Integer()))
    op.add_column("deliveries", sa.Column("body", sa.LargeBinary()))
    op.create_index("ix_deliveries_number", "deliveries", ["conversation", "number"])
    _lanes()
    _outbox()


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("kept_until", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_index(
        "ix_lanes_waiting",
        "lanes",
        ["lease_until"],
        sqlite_where=sa.text("arrived > done"),
        postgresql_where=sa.text("arrived > done"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("lane", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False, index=True),
        sa.Column("until", sa.BigInteger(), nullable=False, index=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
