"""
The page and its files, read once.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.assistant import Assistant
from bot.settings import Settings


def web_routes(assistant: Assistant, settings: Settings) -> list[Route]:
    """
    The page at `/`, and its files.
    """
    return []
