"""
A real Chromium that reaches this machine only, and people who talk in it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
# As root, and in a closed network: no sandbox, and no looking for updates.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
MOST_TURNS = 16

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: apt install chromium")


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """
    A browser for a module's tests.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*SWITCHES, *switches]
        )
        yield launched
        launched.close()


@dataclass(kw_only=True)
class Watch:
    """
    What a page did that it must not: errors in its console, requests to others.

    `also` is another address that it may ask. `expected` are parts of what the browser itself notes when a test takes something away.
    """

    site: str
    also: str = ""
    expected: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """
        Watch a page from now on.
        """
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def check(self) -> None:
        """
        Nothing was wrong, and nobody else was asked for anything.
        """
        assert [] == [each for each in self.wrong if not any(e in each for e in self.expected)]
        assert self.asked
        assert [] == [
            url for url in self.asked if not url.startswith((self.site, self.also or self.site))
        ]


@contextmanager
def visit(
    browser: Browser, site: str, path: str = "/chat", also: str = "", **context: Any
) -> Iterator[Page]:
    """
    A page of the site, on a small phone if nothing else is said; watched until the end.
    """
    watch = Watch(site=site, also=also)
    made = browser.new_context(**{"viewport": PHONE, "locale": "en-GB", **context})
    page = made.new_page()
    watch.over(page)
    page.goto(site + path)
    yield page
    made.close()
    watch.check()


def say(page: Page, text: str) -> None:
    """
    Write something and send it.
    """
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def options(page: Page) -> Locator:
    """
    The options that can be pressed now.
    """
    return page.locator("#options button")


def press(page: Page, title: str) -> None:
    """
    Press the option with this title.
    """
    options(page).filter(has_text=title).first.click()


def start(page: Page) -> None:
    """
    Begin, until the first question has its options.
    """
    press(page, "Start")
    expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """
    Somebody in the conversation: which options they take where these are offered. To anything else they say "skip".
    """

    takes: Sequence[str]

    def talks(self, page: Page, act: Callable[[Page, str | None], None], until: str) -> str:
        """
        Talk until one of these words (a pattern) was said to them; all that was said by then.
        """
        left = list(self.takes)
        for _ in range(MOST_TURNS):
            offered = options(page).all_inner_texts()
            found = next((title for title in left if any(title in each for each in offered)), None)
            before = page.locator(".bubble.you").count()
            act(page, found)
            expect(page.locator(".bubble.you")).to_have_count(before + 1)
            expect(page.locator("main")).to_have_attribute("data-busy", "false")
            if found:
                left.remove(found)
            told = "\n".join(page.locator(".bubble.bot").all_inner_texts())
            if re.search(until, told):
                return told
        pytest.fail(f"not reached: {until}")


FIRST = ("Start", "Yes, I'm safe")
LATER = ("Yes, I have it", "Done, it's saved", "No link", "United Kingdom", "Instagram", "Not yet")
ADULT = Somebody(takes=[*FIRST, "It was already shared", "No, I was 18 or over", *LATER])
MINOR = Somebody(takes=[*FIRST, "It was already shared", "Yes, under 18", *LATER])
HELPER = Somebody(takes=[*FIRST, "I'm helping someone", "Yes, under 18", *LATER[:2]])


LINKS = (
    "https://evil.example/canary https://www.instagram.com/p/canary/ https://evil.example/canary/2"
)


def answered(page: Page) -> None:
    """
    Wait until all is said; a page without scripts has said all when it is there.
    """
    expect(page.locator("main")).to_have_attribute("data-busy", "false")


def note_links(page: Page) -> None:
    """
    Begin, and put three links into the log.
    """
    for title in (*FIRST, "It was already shared"):
        press(page, title)
        answered(page)
    for text in (LINKS, "no more", "skip"):
        say(page, text)
        answered(page)
