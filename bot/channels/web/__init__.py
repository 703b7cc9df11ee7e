"""
The chat on a web page.
"""

from __future__ import annotations

from bot.channels.web.chat import WebChat
from bot.channels.web.embed import Embed
from bot.channels.web.fingerprints import Fingerprints
from bot.channels.web.headers import HEADERS, framed_by
from bot.channels.web.pages import STYLE, Pages, static_routes
from bot.channels.web.simulator import Simulator

__all__ = [
    "HEADERS",
    "STYLE",
    "Embed",
    "Fingerprints",
    "Pages",
    "Simulator",
    "WebChat",
    "framed_by",
    "static_routes",
]
