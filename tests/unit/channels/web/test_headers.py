"""
Headers of pages that are shown in frames, or run by others.
"""

from __future__ import annotations

from dataclasses import replace

from tests.doors import DEVELOPMENT, PRODUCTION, doors


def test_the_chat_is_framed_by_the_sites_of_the_settings_only() -> None:
    """
    Our own pages, and those that an operator names.
    """
    settings = replace(DEVELOPMENT, frame_ancestors=("https://help.example",))
    policy = doors(settings).client.get("/chat").headers["content-security-policy"]

    assert policy.endswith("frame-ancestors 'self' https://help.example")


def test_the_front_page_shows_the_chat_and_is_framed_by_nobody() -> None:
    """
    In development and in production.
    """
    for settings in (DEVELOPMENT, PRODUCTION):
        policy = doors(settings).client.get("/").headers["content-security-policy"]
        assert "frame-ancestors 'none'; frame-src 'self'" in policy


def test_only_the_widget_may_be_run_by_others() -> None:
    """
    The chat's own scripts stay ours.
    """
    client = doors().client
    found = {
        path: client.get(path).headers["cross-origin-resource-policy"]
        for path in ("/widget.js", "/static/chat.js", "/chat")
    }

    expected = {"/widget.js": "cross-origin", "/static/chat.js": "same-origin", "/chat": "same-origin"}  # fmt: skip
    assert expected == found
