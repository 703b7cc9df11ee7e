"""
The chat on a web page.
"""

from __future__ import annotations

from bot.channels.web.headers import HEADERS
from bot.channels.web.pages import web_routes

__all__ = ["HEADERS", "web_routes"]
