"""
Headers of pages that are shown in frames, or run by others.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

from tests.doors import DEVELOPMENT, PRODUCTION, doors


def test_the_chat_is_framed_by_the_sites_of_the_settings_only() -> None:
    """
    Our own pages, and those that an operator names.
    """
    settings = replace(DEVELOPMENT, frame_ancestors=("https://help.example",))
    policy = doors(settings).client.get("/chat").headers["content-security-policy"]

    assert policy.endswith("frame-ancestors 'self' https://help.example")


def test_the_one_style_inside_the_chat_is_named_by_its_hash() -> None:
    """
    So that the first words need no second request; any other style inside the page is refused, and any script.
    """
    reply = doors().client.get("/chat")
    (style,) = re.findall(r"<style>(.*?)</style>", reply.text, flags=re.DOTALL)
    name = b64encode(sha256(style.encode()).digest()).decode()
    policy = reply.headers["content-security-policy"]

    assert f"script-src 'self'; style-src 'sha256-{name}'; img-src" in policy
    assert "unsafe" not in policy
    assert "stylesheet" not in reply.text


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
