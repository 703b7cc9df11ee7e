"""
Conversations with their keys, deliveries, and logs.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """
    Make the first tables.
    """
    _keys()
    _conversations()
    _logs()


def _keys() -> None:
    op.create_table(
        "keyring",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("master", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "data_keys",
        sa.Column("owner", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("master", sa.String(16), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("log", sa.String(32), index=True),
        sa.Column("kept_until", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(32), nullable=False, index=True),
        sa.Column("replies", sa.LargeBinary()),
        sa.Column("kept_until", sa.BigInteger(), nullable=False, index=True),
    )


def _logs() -> None:
    op.create_table(
        "logs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("log", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(32)),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_entries_address", "entries", ["log", "address"])
    op.create_index("ix_entries_item", "entries", ["log", "item"])
