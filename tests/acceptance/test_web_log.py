"""
The log in a real Chromium: a table to read, and a PIN that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.acceptance.browsing import (
    DESKTOP,
    PHONE,
    answered,
    chromium,
    needs_chromium,
    note_links,
    press,
    say,
    visit,
)
from tests.acceptance.program import Program

pytestmark = needs_chromium

PIN = "canary river 5309"
HIDDEN = "(hidden)"
SIZES = [{"width": 256, "height": 512}, PHONE, DESKTOP]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with chromium() as launched:
        yield launched


def table(page: Page) -> Locator:
    """
    The log, as it was shown last.
    """
    return page.get_by_role("table", name=re.compile("Your log")).last


def lock(page: Page) -> None:
    """
    Note something, and set a PIN.
    """
    note_links(page)
    say(page, "lock my log")
    answered(page)
    press(page, "Set a PIN")
    expect(page.locator("#text.secret")).to_be_visible()
    for _ in range(2):
        say(page, PIN)
        answered(page)
    expect(page.get_by_text("Your log is locked, and each new link")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_log_is_a_table_that_can_be_read_and_heard(
    browser: Browser, web: Program, scripts: bool
) -> None:
    """
    Each row has its number for a name and each cell its column; nothing runs out of the screen, however small.
    """
    with visit(browser, web.address, java_script_enabled=scripts) as page:
        note_links(page)
        say(page, "show my log")
        expect(table(page)).to_be_visible()
        names = table(page).get_by_role("columnheader").all_inner_texts()
        assert ["Number", "Where it is", "Status", "Found", "Answer due"] == names
        assert ["3", "2", "1"] == table(page).get_by_role("rowheader").all_inner_texts()
        cells = table(page).get_by_role("row").nth(2).get_by_role("cell").all_inner_texts()
        assert "https://www.instagram.com/p/canary/ (Instagram)" in cells[0]
        for size in SIZES:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scripts", [True, False])
def test_no_address_of_the_log_is_followed_by_a_tap(
    browser: Browser, web: Program, scripts: bool
) -> None:
    """
    Neither where it was noted nor where it is shown: it may lead to the picture, and tells a site that somebody looked.
    """
    with visit(browser, web.address, java_script_enabled=scripts) as page:
        note_links(page)
        say(page, "show my log")
        expect(table(page)).to_be_visible()
        expect(page.get_by_text("https://evil.example/canary").first).to_be_attached()

        assert 0 == page.locator("a[href*=canary]").count()


def test_the_table_can_be_printed(browser: Browser, web: Program) -> None:
    """
    It stands on the paper, and the rest that can't be pressed there doesn't.
    """
    with visit(browser, web.address) as page:
        note_links(page)
        say(page, "show my log")
        answered(page)
        page.emulate_media(media="print")

        assert (True, False) == (table(page).is_visible(), page.locator("#form").is_visible())


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pin_is_shown_nowhere_and_kept_nowhere(
    browser: Browser, web: Program, scripts: bool
) -> None:
    """
    Not in the person's own bubble, the page, the browser's storage, nor after the page is loaded again; what is typed is
    dots.
    """
    with visit(browser, web.address, java_script_enabled=scripts) as page:
        lock(page)
        assert [HIDDEN] * 2 == [
            text.partition("\n")[2] for text in page.locator(".bubble.you").all_inner_texts()[-2:]
        ]
        say(page, "show my log")
        expect(page.locator("#text.secret")).to_be_visible()
        look = page.locator("#text").evaluate("(field) => getComputedStyle(field).webkitTextSecurity")  # fmt: skip
        say(page, PIN)
        expect(table(page)).to_be_visible()
        expect(page.locator("#text.secret")).to_have_count(0)
        assert ("disc", "false") == (look, page.locator("#text").get_attribute("spellcheck"))
        assert "canary river" not in page.content()
        if scripts:
            kept = "JSON.stringify([{...sessionStorage}, {...localStorage}, history.state, location.href])"  # fmt: skip
            assert "canary" not in page.evaluate(kept)
        page.reload()
        assert "canary river" not in page.content()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_case_code_that_comes_unasked_is_hidden_too(
    browser: Browser, web: Program, scripts: bool
) -> None:
    """
    Somebody types code and PIN as the first thing, at a new page.
    """
    with visit(browser, web.address, java_script_enabled=scripts) as page:
        say(page, "2GGK KE0Y 22H1 530912")
        expect(page.locator(".bubble.you")).to_contain_text(HIDDEN)

        assert "530912" not in page.content()


def test_a_pin_in_a_message_that_failed_is_hidden_too(browser: Browser, web: Program) -> None:
    """
    The server couldn't take it: it can be sent again, and is never shown.
    """
    context = browser.new_context(viewport=PHONE)  # the browser notes a refusal as an error
    page = context.new_page()
    page.goto(f"{web.address}/chat")
    note_links(page)
    say(page, "lock my log")
    answered(page)
    press(page, "Set a PIN")
    expect(page.locator("#text.secret")).to_be_visible()
    page.route("**/webhooks/**", lambda route: route.fulfill(status=429, body="{}"))
    say(page, PIN)
    expect(page.get_by_role("alert")).to_be_visible()
    assert "canary river" not in page.content()
    page.unroute("**/webhooks/**")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_text("Please type it once more")).to_be_visible()
    context.close()


def test_a_copy_of_the_log_is_a_file_to_save(browser: Browser, web: Program) -> None:
    """
    The link in the chat opens beside it, and the button there gives the file.
    """
    with visit(browser, web.address) as page:
        note_links(page)
        for text in ("get a copy of my log", "Table (CSV)"):
            say(page, text)
            answered(page)
        link = page.locator("a[href*='/download/']")
        assert ("_blank", "noopener noreferrer") == (link.get_attribute("target"), link.get_attribute("rel"))  # fmt: skip
        path = urlsplit(link.get_attribute("href") or "").path
        page.goto(web.address + path)
        with page.expect_download() as downloaded:
            page.get_by_role("button", name="Download the file").click()

        assert "evil.example/canary" in Path(downloaded.value.path()).read_text(encoding="utf-8")
