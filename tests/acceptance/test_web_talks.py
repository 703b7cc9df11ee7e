"""
Whole conversations on the page, in a real Chromium: by mouse, by keyboard, and without scripts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.browsing import (
    ADULT,
    DESKTOP,
    FIRST,
    HELPER,
    MINOR,
    PHONE,
    Somebody,
    chromium,
    needs_chromium,
    options,
    press,
    say,
    visit,
)
from tests.acceptance.program import Program

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with chromium() as launched:
        yield launched


def by_mouse(page: Page, title: str | None) -> None:
    """
    Press what is taken, else write.
    """
    if title is None:
        say(page, "skip")
    else:
        press(page, title)


def by_keyboard(page: Page, title: str | None) -> None:
    """
    The same without ever touching the page.
    """
    if title is None:
        tab_to(page, lambda: page.evaluate("document.activeElement.id") == "text")
        page.keyboard.type("skip")
    else:
        tab_to(page, lambda: title in page.evaluate(PRESSABLE))
    page.keyboard.press("Enter")


PRESSABLE = "document.activeElement.matches('button') ? document.activeElement.textContent : ''"


def tab_to(page: Page, found: Callable[[], bool]) -> None:
    """
    Press Tab until it is found; what has the focus is never covered by the bar of the way out.
    """
    for _ in range(40):
        if found():
            return
        page.keyboard.press("Tab")
        assert not covered(page), "what has the focus is covered"
    pytest.fail("it can't be reached by keyboard")


def covered(page: Page) -> bool:
    """
    Whether nothing can be seen of what has the focus.
    """
    return bool(
        page.evaluate(
            """() => {
              const focused = document.activeElement;
              if (focused === document.body) return false;
              const bar = document.querySelector(".exit");
              if (bar.contains(focused)) return false;
              return focused.getBoundingClientRect().bottom <= bar.getBoundingClientRect().bottom;
            }"""
        )
    )


WAYS = [
    pytest.param(by_mouse, {}, id="mouse, phone"),
    pytest.param(by_mouse, {"viewport": DESKTOP}, id="mouse, desktop"),
    pytest.param(by_keyboard, {}, id="keyboard, phone"),
    pytest.param(by_keyboard, {"viewport": DESKTOP}, id="keyboard, desktop"),
    pytest.param(by_mouse, {"java_script_enabled": False}, id="no scripts, phone"),
    pytest.param(
        by_mouse, {"java_script_enabled": False, "viewport": DESKTOP}, id="no scripts, desktop"
    ),
]


@pytest.mark.parametrize(("way", "context"), WAYS)
def test_an_adult_reaches_the_service_for_adults(
    browser: Browser,
    web: Program,
    way: Callable[[Page, str | None], None],
    context: dict[str, Any],
) -> None:
    """
    Somebody over 18 in it, in the UK: from the first word to the service and the report.
    """
    with visit(browser, web.address, **context) as page:
        told = ADULT.talks(page, way, until="StopNCII")

        assert "Take It Down is made for this" not in told


@pytest.mark.parametrize(("way", "context"), WAYS)
@pytest.mark.parametrize("somebody", [pytest.param(MINOR, id="minor"), pytest.param(HELPER, id="helper")])  # fmt: skip
def test_under_18_it_never_is_the_service_for_adults(
    browser: Browser,
    web: Program,
    somebody: Somebody,
    way: Callable[[Page, str | None], None],
    context: dict[str, Any],
) -> None:
    """
    A minor, and somebody who helps one.
    """
    with visit(browser, web.address, **context) as page:
        told = somebody.talks(page, way, until="Take It Down|Report Remove")

        assert "StopNCII" not in told


def test_a_number_and_free_words_mean_what_the_button_means(
    browser: Browser, web: Program
) -> None:
    """
    "1" is the first option; whoever writes its words says the same.
    """
    for text in ("1", "Yes, I'm safe"):
        with visit(browser, web.address) as page:
            press(page, "Start")
            expect(options(page).first).to_contain_text("Yes, I'm safe")
            say(page, text)
            expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_shows_as_text(browser: Browser, web: Program, scripts: bool) -> None:
    """
    HTML, scripts, addresses and signs that turn the direction never become part of the page.
    """
    typed = (
        '<img src=x onerror="alert(1)"><script>alert(2)</script></textarea></article>'
        " https://evil.example/ javascript:alert(3) {{neutral_page}} \u202egnp.exe"
    )
    with visit(browser, web.address, java_script_enabled=scripts) as page:
        say(page, typed)
        expect(page.locator(".bubble.you")).to_contain_text(typed)
        expect(options(page).first).to_be_visible()

        assert 0 == page.locator(".log img, .log script, .bubble.you a").count()
        assert "auto" == page.locator(".bubble.you").get_attribute("dir")
        heading = page.get_by_role("heading", level=1).evaluate("(h) => getComputedStyle(h).direction")  # fmt: skip
        assert "ltr" == heading


def test_links_and_numbers_can_be_followed(browser: Browser, web: Program) -> None:
    """
    A site opens beside the chat and learns nothing of it; a number is called or texted.
    """
    for scripts in (True, False):
        with visit(browser, web.address, java_script_enabled=scripts) as page:
            say(page, "i live in the uk and i want to kill myself")
            expect(page.locator(".bubble.bot a[href='tel:999']").first).to_be_visible()
            expect(page.locator(".bubble.bot a[href='tel:116123']").first).to_be_visible()
            for link in page.locator(".bubble a[href^=http]").all():
                assert ("noopener noreferrer", "_blank") == (
                    link.get_attribute("rel"),
                    link.get_attribute("target"),
                )


def test_two_tabs_are_two_talks(browser: Browser, web: Program) -> None:
    """
    With and without scripts, what is said in one tab changes nothing in another.
    """
    for scripts in (True, False):
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
        one, two = context.new_page(), context.new_page()
        for page in (one, two):
            page.goto(f"{web.address}/chat")
            press(page, "Start")
            expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()
        press(one, "Yes, I'm safe")
        expect(options(one).filter(has_text="Someone threatens me")).to_be_visible()
        say(two, "1")

        expect(options(two).filter(has_text="Someone threatens me")).to_be_visible()
        assert 2 == two.locator(".bubble.you").count()
        context.close()


def test_a_page_that_is_loaded_anew_goes_on(browser: Browser, web: Program) -> None:
    """
    The words are gone from the screen, the talk isn't; a copy of the tab begins a talk of its own.
    """
    with visit(browser, web.address) as page:
        press(page, "Start")
        expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()
        assert "[]" == page.evaluate("JSON.stringify(Object.keys(sessionStorage))")
        page.reload()
        press(page, "Go on")

        expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()
        assert "[]" == page.evaluate("JSON.stringify([sessionStorage, localStorage].flatMap(Object.keys))")  # fmt: skip


def test_without_scripts_a_page_that_is_loaded_anew_says_nothing_twice(
    browser: Browser, web: Program
) -> None:
    """
    The whole talk stands in the page; loading it again sends nothing, and the address stays the same.
    """
    with visit(browser, web.address, java_script_enabled=False) as page:
        press(page, "Start")
        address = page.url
        say(page, "someone shared my pictures")
        said = page.locator(".bubble").all_inner_texts()
        page.reload()

        assert said == page.locator(".bubble").all_inner_texts()
        assert address == page.url
        assert 2 == page.locator(".bubble.you").count()


def test_without_scripts_one_server_cookie_says_who_writes(browser: Browser, web: Program) -> None:
    """
    No script can read it, no other site can use it, and it ends with the browser.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{web.address}/chat")
    assert [] == context.cookies()
    press(page, "Start")
    expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()
    (cookie,) = context.cookies()

    assert (True, "Strict", -1) == (cookie["httpOnly"], cookie["sameSite"], cookie["expires"])
    assert cookie["value"] not in page.content()
    context.close()


def test_a_message_that_fails_is_kept_and_sent_when_the_connection_is_back(
    browser: Browser, web: Program
) -> None:
    """
    Without a connection the words stay, with where help is; when it is back they are sent, once.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{web.address}/chat")
    context.set_offline(offline=True)
    expect(page.locator("#status")).to_contain_text("no connection")
    say(page, "someone shared my pictures")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Your words are still here")
    expect(alert).to_contain_text("emergency number")
    context.set_offline(offline=False)

    expect(alert).to_be_hidden()
    expect(options(page).first).to_be_visible()
    expect(page.locator(".bubble.you")).to_have_count(1)
    context.close()


def test_a_refused_message_can_be_sent_again(browser: Browser, web: Program) -> None:
    """
    The server couldn't take it: the button tries again, and says so when it was too much at once.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{web.address}/chat")
    page.route("**/webhooks/**", lambda route: route.fulfill(status=429, body="{}"))
    say(page, "someone shared my pictures")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("wait a minute")
    expect(page.locator("#failed-help")).to_be_hidden()
    page.unroute("**/webhooks/**")
    page.get_by_role("button", name="Try again").click()

    expect(alert).to_be_hidden()
    expect(options(page).first).to_be_visible()
    expect(page.locator(".bubble.you")).to_have_count(1)
    context.close()


def test_the_pause_between_bubbles_never_blocks(browser: Browser, web: Program) -> None:
    """
    Whoever answers before the last bubble appeared isn't held up, and nothing is lost or out of order.
    """
    with visit(browser, web.address) as page:
        press(page, "Start")
        expect(page.locator(".log .bubble.bot").first).to_be_visible()
        say(page, "1")
        expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()
        who = page.locator(".log .bubble").evaluate_all("(all) => all.map((b) => b.classList[1])")

        assert ["you", "bot", "bot", "you", "bot"] == who


def test_composing_and_new_lines_do_not_send(browser: Browser, web: Program) -> None:
    """
    Enter sends, Shift and Enter begin a new line, and the focus stays where one writes.
    """
    with visit(browser, web.address) as page:
        page.get_by_label("Your message").focus()
        page.keyboard.type("someone shared my pictures")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("help")
        page.keyboard.press("Enter")
        expect(page.locator(".bubble.you")).to_contain_text("someone shared my pictures\nhelp")
        expect(options(page).first).to_be_visible()
        field = page.get_by_label("Your message")

        expect(field).to_be_focused()
        expect(field).to_have_value("")


def test_no_byte_of_a_chosen_file_is_sent(browser: Browser, web: Program) -> None:
    """
    An adult notes a screenshot: its SHA-256, size and date go out, its content never, its name only if wanted.
    """
    content = b"canary bytes of a screenshot \x00\x01"
    with visit(browser, web.address) as page:
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.post_data or ""))
        for title in (*FIRST, "It was already shared", "Done, it's saved", "No link", "No, I was 18 or over"):  # fmt: skip
            press(page, title)
            expect(page.locator("main")).to_have_attribute("data-busy", "false")
        assert 0 == page.locator("input[type=file]").count()
        say(page, "how do i keep proof")
        page.get_by_label("Choose screenshots of messages").set_input_files(
            {"name": "secret-name.png", "mimeType": "image/png", "buffer": content}
        )
        expect(page.get_by_text("It stays on this device:")).to_be_visible()
        told = json.loads(sent[-1])

        assert {"sender", "sha256", "size", "date"} == set(told)
        assert (sha256(content).hexdigest(), len(content)) == (told["sha256"], told["size"])
        assert not any("canary" in each or "secret-name" in each for each in sent)


def test_a_minor_is_never_offered_to_note_files(browser: Browser, web: Program) -> None:
    """
    Not even when they ask how to keep proof.
    """
    with visit(browser, web.address) as page:
        for title in (*FIRST, "It was already shared", "Done, it's saved", "No link", "Yes, under 18"):  # fmt: skip
            press(page, title)
            expect(page.locator("main")).to_have_attribute("data-busy", "false")
        say(page, "how do i keep proof")
        expect(page.locator("main")).to_have_attribute("data-busy", "false")

        assert 0 == page.locator("input[type=file]").count()
