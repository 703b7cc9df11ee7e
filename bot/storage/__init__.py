"""
What lasts: conversations, logs, deliveries, reminders, in SQLite or PostgreSQL.
"""

from __future__ import annotations

from bot.storage.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
