"""
PINs, case codes, guesses, downloads, reminders.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """
    Add what locks a log, and what happens at its time.
    """
    op.add_column(
        "deliveries", sa.Column("way", sa.SmallInteger(), nullable=False, server_default="0")
    )
    op.add_column("logs", sa.Column("public_key", sa.LargeBinary()))
    op.add_column("logs", sa.Column("private_key", sa.LargeBinary()))
    op.add_column("logs", sa.Column("code", sa.String(32)))
    op.create_index("uq_logs_code", "logs", ["code"], unique=True)
    op.create_index(
        "ix_entries_sealed",
        "entries",
        ["log"],
        sqlite_where=sa.text("sealed = 1"),
        postgresql_where=sa.text("sealed"),
    )
    _guesses_and_downloads()
    _reminders_and_jobs()


def _guesses_and_downloads() -> None:
    op.create_table(
        "guesses",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=False),
        sa.Column("kept_until", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_table(
        "downloads",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("log", sa.String(32), nullable=False, index=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False, index=True),
    )


def _reminders_and_jobs() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(32), nullable=False, index=True),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False, index=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
    )
