"""
The chat behind a proxy that speaks HTTPS: cookies that only HTTPS carries, and who is believed about it.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.browsing import PHONE, chromium, needs_chromium, options, press, start
from tests.acceptance.program import Program, serving
from tests.acceptance.proxy import https_in_front_of

STRANGER = "203.0.113.1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with chromium() as launched:
        yield launched


def cookie_of(program: Program) -> str:
    """
    The cookie that the program gives to somebody whose request says that it came by HTTPS.
    """
    connection = HTTPConnection(program.address.removeprefix("http://"))
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-Proto": "https",
    }
    connection.request("POST", "/chat", urllib.parse.urlencode({"payload": "/greet"}), headers)
    cookie = connection.getresponse().getheader("Set-Cookie", "")
    connection.close()
    return cookie


@needs_chromium
def test_over_https_a_whole_talk_is_carried_by_a_cookie_for_https_alone(
    browser: Browser, web: Program, tmp_path: Path
) -> None:
    """
    Without scripts: the browser takes the cookie, the talk goes on, and leaving takes the cookie away.
    """
    with https_in_front_of(web.address, tmp_path) as address:
        context = browser.new_context(
            viewport=PHONE, java_script_enabled=False, ignore_https_errors=True
        )
        page = context.new_page()
        page.goto(f"{address}/chat")
        start(page)
        press(page, "Yes, I'm safe")
        expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()
        assert 2 == page.locator(".bubble.you").count()
        (cookie,) = context.cookies()
        told = (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"])
        assert ("__Host-chat", True, True, "Strict") == told
        page.locator("#exit").click(no_wait_after=True)
        page.wait_for_timeout(500)

        assert [] == context.cookies()
        context.close()


@needs_chromium
def test_over_https_the_chat_with_scripts_talks_too(
    browser: Browser, web: Program, tmp_path: Path
) -> None:
    """
    Its requests come from our own site, although the program itself speaks plain HTTP.
    """
    with https_in_front_of(web.address, tmp_path) as address:
        context = browser.new_context(viewport=PHONE, ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"{address}/chat")
        start(page)

        assert [] == context.cookies()
        context.close()


def test_only_proxies_of_the_settings_are_believed(tmp_path: Path, web: Program) -> None:
    """
    One on this machine is, if nothing is set; somebody else's word for HTTPS isn't.
    """
    settings = {"FIRSTHOURS_NLU": "light", "FORWARDED_ALLOW_IPS": STRANGER}
    with serving(tmp_path, **settings) as strict:
        assert cookie_of(strict).startswith("chat=")
        assert "Secure" not in cookie_of(strict)
    assert cookie_of(web).startswith("__Host-chat=")
    assert "; Secure" in cookie_of(web)
