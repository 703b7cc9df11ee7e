"""
The web page in a real Chromium.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.acceptance.program import Program, serving

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PHONE = {"width": 320, "height": 640}

# What the browser itself notes when a test takes the connection away.
EXPECTED = ("net::ERR_INTERNET_DISCONNECTED", "status of 429")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: apt install chromium")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """
    A server whose neutral page is a page of its own, so that leaving can be seen.
    """
    folder = tmp_path_factory.mktemp("web")
    with serving(folder, FIRSTHOURS_NLU="light") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, program: Program) -> Iterator[Page]:
    """
    The page on a small phone; nothing may be wrong in its console, and nothing asked for from elsewhere.
    """
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(program.address)
    yield page
    context.close()
    assert [] == [text for text in wrong if not any(each in text for each in EXPECTED)]
    assert asked
    assert [] == [url for url in asked if not url.startswith(program.address)]


def test_a_talk_by_mouse(page: Page) -> None:
    """
    Start, press a button, write; each answer comes with its options, and older options can't be pressed any more.
    """
    page.get_by_role("button", name="Start").click()
    safe = page.get_by_role("button", name="1. Yes, I'm safe")
    safe.click()
    expect(safe).to_be_disabled()
    expect(page.locator(".bubble.you").last).to_contain_text("Yes, I'm safe")
    bubbles = page.locator(".bubble.bot")
    before = bubbles.count()
    page.get_by_label("Your message").fill("someone shared my pictures")
    page.get_by_role("button", name="Send").click()

    expect(bubbles.nth(before)).to_be_visible()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()


def test_a_talk_by_keyboard_only(page: Page) -> None:
    """
    The way out is reached first, then the talk; Enter sends, and the focus stays where one writes.
    """
    page.keyboard.press("Tab")
    expect(page.locator("#exit")).to_be_focused()
    page.get_by_label("Your message").focus()
    page.keyboard.type("someone shared my pictures")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("help")
    page.keyboard.press("Enter")

    expect(page.locator(".bubble.you")).to_contain_text("someone shared my pictures\nhelp")
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    expect(page.get_by_label("Your message")).to_be_focused()
    expect(page.get_by_label("Your message")).to_have_value("")


def test_what_was_typed_shows_as_text(page: Page) -> None:
    """
    HTML, scripts and addresses in a message never become part of the page.
    """
    typed = '<img src=x onerror="alert(1)"><script>alert(2)</script> https://evil.example/'
    page.get_by_label("Your message").fill(typed)
    page.keyboard.press("Enter")

    expect(page.locator(".bubble.you")).to_contain_text(typed)
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    assert 0 == page.locator(".log img, .log script, .bubble.you a").count()


def test_a_refused_message_can_be_sent_again(page: Page) -> None:
    """
    The server couldn't take it: the button tries again, and says so when it was too much at once.
    """
    page.route("**/webhooks/**", lambda route: route.fulfill(status=429, body="{}"))
    page.get_by_label("Your message").fill("someone shared my pictures")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("wait a minute")
    expect(page.locator("#failed-help")).to_be_hidden()
    page.unroute("**/webhooks/**")
    page.get_by_role("button", name="Try again").click()

    expect(alert).to_be_hidden()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    expect(page.locator(".bubble.you")).to_have_count(1)


def test_a_message_that_fails_is_kept_and_sent_when_the_connection_is_back(page: Page) -> None:
    """
    Without a connection the words stay, with where help is; when it is back they are sent, once.
    """
    page.context.set_offline(offline=True)
    page.get_by_label("Your message").fill("someone shared my pictures")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Your words are still here")
    expect(alert).to_contain_text("emergency number")
    page.context.set_offline(offline=False)

    expect(alert).to_be_hidden()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    expect(page.locator(".bubble.you")).to_have_count(1)


def test_the_way_out_is_always_in_sight(page: Page) -> None:
    """
    However long the talk, the button is at the top, large enough, and covered by nothing.
    """
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="1. Yes, I'm safe").click()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = page.locator("#exit").bounding_box()
    on_top = page.evaluate(
        "(() => { const b = document.querySelector('#exit').getBoundingClientRect();"
        " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2).id; })()"
    )

    assert box is not None
    assert (True, True, "exit") == (box["y"] >= 0, box["height"] >= 44, on_top)


def test_nothing_is_cut_off_on_a_small_phone(page: Page) -> None:
    """
    At 320 pixels nothing has to be scrolled sideways.
    """
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_hides_it_and_back_does_not_show_it(
    browser: Browser, program: Program, way: str
) -> None:
    """
    By the button, or by Shift three times: the neutral page takes the chat's place in the history.
    """
    neutral = f"{program.address}/static/icon.svg"
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{program.address}/health")
    page.goto(program.address)
    page.locator("#exit").evaluate(f"(exit) => {{ exit.href = '{neutral}'; }}")
    if way == "button":
        page.locator("#exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(neutral)
    page.go_back()

    assert f"{program.address}/health" == page.url
    context.close()


def test_typing_capitals_does_not_leave(page: Page) -> None:
    """
    Shift held for a letter isn't Shift pressed three times.
    """
    page.get_by_label("Your message").focus()
    for letter in "HELP":
        page.keyboard.press(f"Shift+{letter}")

    expect(page.get_by_label("Your message")).to_have_value("HELP")
    expect(page.locator("#exit")).to_be_visible()


def test_leaving_works_without_a_connection(browser: Browser, program: Program) -> None:
    """
    The page is blank at once, even where the neutral page can't be reached.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(program.address)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".option:not(:disabled)").first).to_be_visible()
    context.set_offline(offline=True)
    page.locator("#exit").click()
    page.wait_for_url("chrome-error://**")

    assert "Yes, I'm safe" not in page.content()
    context.close()


def test_without_scripts_it_says_where_help_is(browser: Browser, program: Program) -> None:
    """
    The chat needs scripts; help doesn't.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(program.address)
    expect(page.get_by_text("The chat on this page needs JavaScript")).to_be_visible()
    context.close()
