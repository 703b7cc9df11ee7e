"""
The chat on a web page.
"""

from __future__ import annotations

from bot.channels.web.chat import WebChat
from bot.channels.web.embed import Embed
from bot.channels.web.headers import HEADERS, framed_by
from bot.channels.web.pages import Pages, static_routes

__all__ = ["HEADERS", "Embed", "Pages", "WebChat", "framed_by", "static_routes"]
