"""
The only clock.
"""

from __future__ import annotations

from datetime import datetime, timezone


def utcnow() -> datetime:
    """
    The time now, aware, in UTC.
    """
    return datetime.now(timezone.utc)
