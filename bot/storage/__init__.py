"""
What lasts: conversations, logs, deliveries, reminders, in SQLite or PostgreSQL.

The store is loaded when it is first asked for: Rasa's environment has an older SQLAlchemy, and seals with this package, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.storage.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from bot.storage import store

    return getattr(store, name)
