"""
The quick exit in a real Chromium: what is left behind on the screen, in the browser and on the server.
"""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.acceptance.browsing import PHONE, chromium, needs_chromium, options, press, visit
from tests.acceptance.hosts import Host, hosting
from tests.acceptance.program import Program, serving
from tests.doors import JSON

pytestmark = needs_chromium

TEXT = "someone shared my pictures"
BLANKED = """() => {
  document.querySelector("#exit").click();
  return [document.title.trim(), document.body.textContent];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium, which gives frames of other sites neither cookies nor storage.
    """
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def neutral() -> Iterator[Host]:
    """
    Where leaving leads.
    """
    with hosting({"/": "<title>Weather</title><h1>Weather</h1>"}) as host:
        yield host


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """
    An organisation's website, on another address than the chat.
    """
    with hosting({}) as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, neutral: Host, host: Host) -> Iterator[Program]:
    """
    The chat, which leads to the neutral page and may be framed by the organisation's site.
    """
    folder = tmp_path_factory.mktemp("leaving")
    settings = {
        "FIRSTHOURS_NLU": "light",
        "FIRSTHOURS_NEUTRAL_PAGE": neutral.address + "/",
        "FIRSTHOURS_FRAME_ANCESTORS": host.address,
    }
    with serving(folder, **settings) as program:
        host.pages["/"] = (
            '<html lang="en"><title>Organisation</title><h1>Organisation</h1>'
            f'<script src="{program.address}/widget.js"></script><p>Help</p></html>'
        )
        yield program


def conversations(program: Program) -> int:
    """
    How many conversations the server has.
    """
    file: Path = program.log.with_name("kept.db")
    with sqlite3.connect(file) as database:
        found: int = database.execute("SELECT count(*) FROM conversations").fetchone()[0]
    database.close()
    return found


def forgotten(page: Page, program: Program, before: int) -> None:
    """
    Wait until the server has as few conversations as before.
    """
    for _ in range(50):
        if conversations(program) == before:
            return
        page.wait_for_timeout(50)
    assert before == conversations(program)


def by_button(page: Page) -> None:
    """
    The button at the top.
    """
    page.locator("#exit").click(no_wait_after=True)


def by_keys(page: Page) -> None:
    """
    Shift three times.
    """
    for _ in range(3):
        page.keyboard.press("Shift")


def by_second_link(page: Page) -> None:
    """
    The link after the place where one writes, which is seen only when it is reached by keyboard.
    """
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".exit-again")).to_be_in_viewport()
    page.keyboard.press("Enter")


def talking(page: Page) -> None:
    """
    Begin a talk.
    """
    press(page, "Start")
    expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()


@pytest.mark.parametrize(
    ("way", "scripts"),
    [
        (by_button, True),
        (by_keys, True),
        (by_second_link, True),
        (by_button, False),
        (by_second_link, False),
    ],
)
def test_leaving_leaves_nothing(
    browser: Browser, site: Program, neutral: Host, way: Callable[[Page], None], scripts: bool
) -> None:
    """
    The neutral page is there, Back doesn't show the chat, storage and cookies are empty, the server has forgotten.
    """
    before = conversations(site)
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site.address}/health")
    page.goto(f"{site.address}/chat")
    talking(page)
    assert before + 1 == conversations(site)
    way(page)
    page.wait_for_url(neutral.address + "/")
    assert "Weather" == page.title()
    forgotten(page, site, before)
    page.go_back()

    assert "safe right now" not in page.content()
    if scripts:
        assert f"{site.address}/health" == page.url
        storage = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
        assert [[], []] == storage
    assert [] == context.cookies()
    context.close()


def test_back_after_leaving_without_scripts_begins_anew(
    browser: Browser, site: Program, neutral: Host
) -> None:
    """
    The address of the talk shows nothing of it.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/chat")
    talking(page)
    address = page.url
    page.locator("#exit").click()
    page.wait_for_url(neutral.address + "/")
    page.goto(address)

    assert 0 == page.locator(".log .bubble").count()
    context.close()


def test_leaving_in_the_middle_of_a_message(
    browser: Browser, site: Program, neutral: Host
) -> None:
    """
    The answer that is on its way is given up, and what it would have begun is forgotten.
    """
    before = conversations(site)
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site.address}/chat")
    talking(page)
    page.get_by_label("Your message").fill(TEXT)
    page.evaluate("document.querySelector('.write button').click(); document.querySelector('#exit').click()")  # fmt: skip
    page.wait_for_url(neutral.address + "/")
    forgotten(page, site, before)
    page.wait_for_timeout(500)

    assert before == conversations(site)
    context.close()


def test_a_talk_that_was_left_is_over_for_every_process(tmp_path: Path) -> None:
    """
    What comes late to another process on the same database is refused, and begins nothing.
    """
    shared = {
        "FIRSTHOURS_NLU": "light",
        "FIRSTHOURS_DATABASE_URL": f"sqlite:///{tmp_path}/kept.db",
    }
    (tmp_path / "other").mkdir()
    with serving(tmp_path, **shared) as one, serving(tmp_path / "other", **shared) as other:
        sender = post(one, "/session", {})[1]["sender"]
        said = {"sender": sender, "message": "/greet"}
        assert [200, 200] == [post(each, "/webhook", said)[0] for each in (one, other)]
        assert 1 == conversations(one)
        post(one, "/leave", {"sender": sender})

        assert [403, 403] == [post(each, "/webhook", said)[0] for each in (one, other)]
        assert 0 == conversations(one)


def post(program: Program, path: str, body: dict[str, str]) -> tuple[int, Any]:
    """
    What our own page sends; status and content of the reply.
    """
    address = f"{program.address}/webhooks/web{path}"
    request = urllib.request.Request(address, json.dumps(body).encode(), JSON)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as reply:  # noqa: S310
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code, None


def test_leaving_without_a_connection(browser: Browser, site: Program) -> None:
    """
    The page is blank at once, even where the neutral page can't be reached.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site.address}/chat")
    talking(page)
    context.set_offline(offline=True)
    seen = page.evaluate(BLANKED)

    assert ["", ""] == seen
    expect(page.get_by_text("safe right now")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("offline", [False, True])
def test_leaving_the_widget_in_the_middle_of_a_message_or_without_a_connection(
    browser: Browser, site: Program, host: Host, neutral: Host, offline: bool
) -> None:
    """
    Frame and site around it are blank at once; with a connection, the server forgets what was on its way, too.
    """
    before = conversations(site)
    context = browser.new_context(viewport=PHONE)
    page, frame = framed(context, host)
    frame.locator("#text").fill(TEXT)
    context.set_offline(offline=offline)
    seen = frame.evaluate(f"() => {{ document.querySelector('.write button').click(); return ({BLANKED})(); }}")  # fmt: skip
    assert ["", ""] == seen
    if offline:
        page.wait_for_timeout(500)  # there is no page to wait for
    else:
        page.wait_for_url(neutral.address + "/")
        forgotten(page, site, before)
        page.wait_for_timeout(500)
        assert before == conversations(site)
    expect(page.get_by_role("heading", name="Organisation")).to_have_count(0)
    context.close()


def test_it_is_blank_before_anything_else(browser: Browser, site: Program, neutral: Host) -> None:
    """
    However slow the neutral page is, the chat is gone in the very moment.
    """
    with visit(browser, site.address, also=neutral.address) as page:
        talking(page)
        seen = page.evaluate(
            """() => {
              document.querySelector("#exit").click();
              return [document.title.trim(), document.body.textContent, location.pathname];
            }"""
        )
        page.wait_for_url(neutral.address + "/")

        assert ["", "", "/chat"] == seen


def test_the_way_out_comes_first_and_is_always_in_sight(browser: Browser, site: Program) -> None:
    """
    One press of Tab reaches it; however long the talk, it is at the top, large enough, covered by nothing.
    """
    with visit(browser, site.address) as page:
        page.keyboard.press("Tab")
        expect(page.locator("#exit")).to_be_focused()
        talking(page)
        press(page, "Yes, I'm safe")
        expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = page.locator("#exit").bounding_box()
        on_top = page.evaluate(
            "(() => { const b = document.querySelector('#exit').getBoundingClientRect();"
            " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2).id; })()"
        )

        assert box is not None
        assert (True, True, "exit") == (box["y"] >= 0, box["height"] >= 44, on_top)


def test_it_says_once_what_remains(browser: Browser, site: Program) -> None:
    """
    Plainly, for those who want to know.
    """
    with visit(browser, site.address) as page:
        page.get_by_text("What leaving does not hide").click()
        expect(page.get_by_text("history may still show")).to_be_visible()
        assert 1 == page.get_by_text("history may still show").count()


def test_typing_capitals_does_not_leave(browser: Browser, site: Program) -> None:
    """
    Shift held for a letter isn't Shift pressed three times; the second press says what the third does.
    """
    with visit(browser, site.address) as page:
        page.get_by_label("Your message").focus()
        for letter in "HELP":
            page.keyboard.press(f"Shift+{letter}")
        expect(page.get_by_label("Your message")).to_have_value("HELP")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        expect(page.locator("#exit-status")).to_have_text("Press Shift once more to leave.")
        expect(page.locator("#exit")).to_be_visible()


def framed(context: BrowserContext, host: Host) -> tuple[Page, Frame]:
    """
    The organisation's site with the chat open.
    """
    page = context.new_page()
    page.goto(f"{host.address}/")
    page.get_by_role("button", name="Open the chat").click()
    frame = page.locator("first-hours-chat iframe").element_handle().content_frame()
    assert frame is not None
    frame.locator("#options button").click()
    expect(frame.locator("#options button").filter(has_text="Yes, I'm safe")).to_be_visible()
    return page, frame


@pytest.mark.parametrize("way", ["button", "keys inside", "keys outside"])
def test_leaving_from_the_widget(
    browser: Browser, site: Program, host: Host, neutral: Host, way: str
) -> None:
    """
    The site around it goes, too, and Back doesn't show the chat; also where frames may keep nothing.
    """
    before = conversations(site)
    context = browser.new_context(viewport=PHONE)
    page, frame = framed(context, host)
    assert before + 1 == conversations(site)
    if way == "button":
        frame.locator("#exit").click(no_wait_after=True)
    else:
        (frame.locator("#text") if way == "keys inside" else page.get_by_role("button", name="Close")).focus()  # fmt: skip
        by_keys(page)
    page.wait_for_url(neutral.address + "/")
    forgotten(page, site, before)
    page.wait_for_timeout(300)  # page and frame both lead away; let both arrive
    page.go_back()

    assert "about:blank" == page.url
    context.close()
