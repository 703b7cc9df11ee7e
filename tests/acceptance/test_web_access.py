"""
Whether everybody can use the chat: axe-core's rules in each state and look, and what no program can judge by itself.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.browsing import (
    LINKS,
    PHONE,
    answered,
    chromium,
    needs_chromium,
    note_links,
    options,
    press,
    say,
    start,
    visit,
)
from tests.acceptance.npm import from_npm
from tests.acceptance.program import Program

pytestmark = needs_chromium

AXE = "axe-core"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
CALM: dict[str, Any] = {"reduced_motion": "reduce"}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "right to left": {},
}


def look_of(name: str) -> dict[str, Any]:
    """
    The context of a look; a small phone where it says nothing else.
    """
    return {"viewport": PHONE, **CALM, **LOOKS[name]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def axe() -> str:
    """
    The newest axe-core from npm; where it can't be had, the one that comes with its Python package.
    """
    newest = from_npm(AXE, "axe.min.js")
    if newest is None:
        warnings.warn("NO NEW axe-core: npm can't bring it; an older one judges", stacklevel=1)
        newest = next(Path(axe_playwright_python.__file__).parent.glob("*.js"))
    return newest.read_text(encoding="utf-8")


def welcome(page: Page) -> None:
    """
    The page before anything was said.
    """


def asked(page: Page) -> None:
    """
    The first question with its options.
    """
    press(page, "Start")
    expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()


def many_options(page: Page) -> None:
    """
    A long list.
    """
    asked(page)
    press(page, "Yes, I'm safe")
    expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()


def with_links(page: Page) -> None:
    """
    Numbers and addresses to follow.
    """
    say(page, "i live in the uk and i want to kill myself")
    expect(page.locator(".bubble a").first).to_be_visible()
    expect(page.locator("main")).to_have_attribute("data-busy", "false")


def failed(page: Page) -> None:
    """
    A message that didn't arrive.
    """
    page.route("**/webhooks/**", lambda route: route.fulfill(status=429, body="{}"))
    say(page, "someone shared my pictures")
    expect(page.get_by_role("alert")).to_be_visible()


def told_what_remains(page: Page) -> None:
    """
    With what leaving doesn't hide unfolded.
    """
    page.get_by_text("What leaving does not hide").click()


def log_table(page: Page) -> None:
    """
    The log, with something in it.
    """
    note_links(page)
    say(page, "show my log")
    expect(page.get_by_role("table")).to_be_visible()
    answered(page)


def pin_entry(page: Page) -> None:
    """
    A PIN that was typed, and one that is being typed.
    """
    note_links(page)
    say(page, "lock my log")
    answered(page)
    press(page, "Set a PIN")
    expect(page.locator("#text.secret")).to_be_visible()
    say(page, "530912")
    expect(page.get_by_text("Please type it once more")).to_be_visible()
    answered(page)
    page.locator("#text").fill("5309")


def files_offered(page: Page) -> None:
    """
    Where an adult may note files.
    """
    for title in ("Start", "Yes, I'm safe", "It was already shared", "Done, it's saved", "No link", "No, I was 18 or over"):  # fmt: skip
        press(page, title)
        answered(page)
    say(page, "how do i keep proof")
    expect(page.locator("input[type=file]")).to_be_visible()


STATES = [
    welcome,
    asked,
    many_options,
    with_links,
    failed,
    told_what_remains,
    log_table,
    pin_entry,
    files_offered,
]


@contextmanager
def looked_at(browser: Browser, address: str, look: str) -> Iterator[Page]:
    """
    A page in one of the looks.
    """
    made = browser.new_context(**look_of(look))
    page = made.new_page()
    page.goto(address)
    turned(page, look)
    yield page
    made.close()


def turned(page: Page, look: str) -> None:
    """
    The page as in a language that is written from right to left, if that is the look.
    """
    if look == "right to left":
        page.evaluate("document.documentElement.dir = 'rtl'")


def faults(page: Page, axe: str) -> list[Any]:
    """
    What axe finds on a page; nothing on it may have to be scrolled sideways.
    """
    page.evaluate(axe)
    violations = page.evaluate(RUN, TAGS)["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations]
    return [*found, *([("too wide", wider)] if wider > 0 else [])]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    browser: Browser, web: Program, axe: str, state: Callable[[Page], None], look: str
) -> None:
    """
    In no state, in light and dark, with forced colours, on a small phone and on a desk, right to left.
    """
    with looked_at(browser, f"{web.address}/chat", look) as page:
        state(page)

        assert [] == faults(page, axe)


def gone(page: Page) -> None:
    """
    A download that was used already.
    """
    page.get_by_role("button", name="Download the file").click()
    expect(page.get_by_text("This link has been used")).to_be_visible()


def look_inside(page: Page) -> None:
    """
    What staff see beside a talk: the flow's picture, and tables.
    """
    with page.context.new_page() as talk:
        talk.goto(f"{page.url}chat")
        start(talk)
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator("[data-part=slots] tr").first).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/", welcome),
        ("/", look_inside),
        ("/download/nothing", welcome),
        ("/download/nothing", gone),
    ],
)
def test_axe_finds_nothing_on_the_other_pages(  # noqa: PLR0913, PLR0917 - what differs between two looks
    browser: Browser,
    web: Program,
    axe: str,
    path: str,
    state: Callable[[Page], None],
    look: str,
) -> None:
    """
    The front page with a look inside for staff, and where the log is downloaded.
    """
    with looked_at(browser, web.address + path, look) as page:
        state(page)
        turned(page, look)

        assert [] == faults(page, axe)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_a_talk_without_scripts(
    browser: Browser, web: Program, axe: str, look: str
) -> None:
    """
    The page as the server makes it, the talk carried by the form: a question, and the log as a table.
    """
    made = browser.new_context(**look_of(look))
    page = made.new_page()
    page.route("**/*.js", lambda route: route.abort())  # axe itself needs scripts
    page.goto(f"{web.address}/chat")
    for state in (asked, log_table_after_asked):
        state(page)
        turned(page, look)
        assert [] == faults(page, axe)
    made.close()


def log_table_after_asked(page: Page) -> None:
    """
    The log, where the first question was asked.
    """
    for title in ("Yes, I'm safe", "It was already shared"):
        press(page, title)
    for text in (LINKS, "no more", "skip", "show my log"):
        say(page, text)
    expect(page.get_by_role("table")).to_be_visible()


def test_the_widget_has_no_faults_either(browser: Browser, web: Program, axe: str) -> None:
    """
    Closed and open; opening moves the focus into it, closing gives it back to the button.
    """
    with visit(browser, web.address, "/", **CALM) as page:
        opens = page.get_by_role("button", name="Open the chat")
        page.evaluate(axe)
        before = page.evaluate(RUN, TAGS)["violations"]
        opens.focus()
        page.keyboard.press("Enter")
        frame = page.frame_locator("first-hours-chat iframe")
        expect(frame.locator("#exit")).to_be_visible()
        after = page.evaluate(RUN, TAGS)["violations"]
        page.keyboard.press("Tab")
        expect(frame.locator("#exit")).to_be_focused()
        page.keyboard.press("Escape")
        expect(opens).to_be_focused()

        assert [[], []] == [[(v["id"], [n["html"] for n in v["nodes"]]) for v in each] for each in (before, after)]  # fmt: skip


def test_answers_are_read_aloud_once_and_in_order(browser: Browser, web: Program) -> None:
    """
    The log is there and empty before the first bubble; what waits is said apart; options stand in the last bubble's words.
    """
    with visit(browser, web.address) as page:
        log = page.get_by_role("log")
        assert ("", 0) == (log.inner_text().strip(), log.locator("*").count())
        asked(page)
        last = log.locator("article").last

        expect(last).to_contain_text("Answer:")
        expect(last).to_contain_text("1. Yes, I'm safe")
        expect(log.locator("article").first).to_contain_text("You wrote:")
        expect(page.locator("#status")).to_have_attribute("role", "status")
        assert page.locator("[aria-live=assertive]").count() == 0


def test_the_focus_stays_where_one_writes(browser: Browser, web: Program) -> None:
    """
    A button that was pressed by key gives it to the field; by touch it doesn't, because a keyboard would cover the answer.
    """
    with visit(browser, web.address) as page:
        options(page).first.focus()
        page.keyboard.press("Enter")
        expect(options(page).filter(has_text="Yes, I'm safe")).to_be_visible()
        expect(page.get_by_label("Your message")).to_be_focused()
        press(page, "Yes, I'm safe")
        expect(options(page).filter(has_text="Someone threatens me")).to_be_visible()
        expect(page.get_by_role("log")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#log, #options') !== null")


def test_the_focus_goes_through_the_page_from_top_to_bottom(
    browser: Browser, web: Program
) -> None:
    """
    The way out, the number for emergencies, what leaving doesn't hide; the answer; the options; where one writes; the way out.
    """
    with visit(browser, web.address) as page:
        asked(page)
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.locator("#exit").focus()
        reached = []
        for _ in range(12):
            reached.append(page.evaluate("document.activeElement.textContent.trim()"))
            page.keyboard.press("Tab")
        titles = options(page).all_inner_texts()
        ways = ["Leave this page", "911", "What leaving does not hide", "911"]

        assert [*ways, *titles, "", "Send", "Leave this page"] == reached[
            : len(ways) + len(titles) + 3
        ]


def test_whoever_wants_less_motion_gets_none(browser: Browser, web: Program) -> None:
    """
    Bubbles appear at once, where they otherwise fade in.
    """
    for wish, animation in (("reduce", "none"), ("no-preference", "appear")):
        with visit(browser, web.address, reduced_motion=wish) as page:
            asked(page)
            bubble = page.locator(".log .bubble").first
            assert animation == bubble.evaluate("(b) => getComputedStyle(b).animationName")


def test_at_four_times_the_text_size_everything_can_be_reached(
    browser: Browser, web: Program
) -> None:
    """
    1280 pixels at 400 % are 320 by 200; nothing is scrolled sideways, and the bar leaves room to read.
    """
    small = {"width": 320, "height": 256}
    with visit(browser, web.address, viewport=small) as page:
        asked(page)
        bar = page.locator(".exit").bounding_box()

        assert bar is not None
        assert bar["height"] < small["height"] / 2
        assert page.evaluate("document.documentElement.scrollWidth") <= small["width"]


def test_targets_are_large_enough(browser: Browser, web: Program) -> None:
    """
    Everything that is pressed is at least 44 pixels high, links in sentences aside.
    """
    with visit(browser, web.address) as page:
        many_options(page)
        heights = page.locator("button:visible, #exit").evaluate_all(
            "(all) => all.map((each) => each.getBoundingClientRect().height)"
        )

        assert len(heights) > 5
        assert min(heights) >= 44


def looks_right(page: Page, check: Callable[[Page], Any]) -> Any:
    """
    What a check says of the page as it is printed.
    """
    page.emulate_media(media="print")
    return check(page)


def test_paper_shows_the_talk_only(browser: Browser, web: Program) -> None:
    """
    Printed, there is no button, and no way out that can't be pressed.
    """
    with visit(browser, web.address) as page:
        asked(page)
        seen = looks_right(
            page,
            lambda page: [page.locator(one).is_visible() for one in (".exit", "#form", ".log")],
        )

        assert [False, False, True] == seen
