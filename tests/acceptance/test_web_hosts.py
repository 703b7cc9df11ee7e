"""
Websites around the chat: what a hostile one can't do, and what a friendly one gets.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.browsing import PHONE, chromium, needs_chromium
from tests.acceptance.hosts import Host, hosting
from tests.acceptance.program import Program, serving

pytestmark = needs_chromium

HOSTILE = """<!doctype html><html lang="en"><title>Host</title><h1>Host</h1>
<script>
  window.heard = [];
  addEventListener("message", (event) => heard.push(JSON.stringify(event.data)));
  addEventListener("keydown", (event) => heard.push(event.key), true);
</script>
<script src="{site}/widget.js"></script></html>"""
TRIES = """async (site) => {
  const frame = document.querySelector("first-hours-chat").shadowRoot.querySelector("iframe");
  const tries = {
    document: () => frame.contentDocument.body.textContent,
    window: () => frame.contentWindow.document.title,
    location: () => frame.contentWindow.location.href,
    storage: () => frame.contentWindow.sessionStorage.length,
    page: async () => (await fetch(site + "/chat")).text(),
    session: async () => (await fetch(site + "/webhooks/web/session", {method: "POST"})).json(),
    form: async () => {
      const reply = await fetch(site + "/chat", {method: "POST", mode: "no-cors", credentials: "include",
        body: new URLSearchParams({text: "in their name"})});
      return reply.type === "opaque" ? Promise.reject("opaque") : reply.text();
    },
  };
  const found = {};
  for (const [name, way] of Object.entries(tries)) {
    try { found[name] = (await way()) === null ? "refused" : "READ"; } catch { found[name] = "refused"; }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium.
    """
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """
    A website on another address.
    """
    with hosting({}) as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[Program]:
    """
    The chat, which that website may frame.
    """
    folder = tmp_path_factory.mktemp("hosts")
    with serving(folder, FIRSTHOURS_NLU="light", FIRSTHOURS_FRAME_ANCESTORS=host.address) as made:
        host.pages["/"] = HOSTILE.replace("{site}", made.address)
        yield made


@pytest.fixture
def page(browser: Browser, host: Host, site: Program) -> Iterator[Page]:
    """
    That website, with a talk in its frame.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(host.address + "/")
    page.get_by_role("button", name="Open the chat").click()
    frame = page.frame_locator("first-hours-chat iframe")
    frame.locator("#options button").click()
    expect(frame.locator("#options button").first).to_contain_text("Yes, I'm safe")
    yield page
    context.close()


def test_a_hostile_site_reads_nothing(page: Page, site: Program) -> None:
    """
    Neither the talk, nor a session, nor the keys that are pressed in it.
    """
    page.frame_locator("first-hours-chat iframe").locator("#text").fill("canary")
    page.frame_locator("first-hours-chat iframe").locator("#text").press("x")
    found = page.evaluate(TRIES, site.address)

    names = ("document", "window", "location", "storage", "page", "session", "form")
    assert dict.fromkeys(names, "refused") == found
    assert [] == page.evaluate("heard")


def test_a_hostile_site_can_not_write_in_their_name(page: Page) -> None:
    """
    No message to the frame says anything; all that it does is to end the talk, as the way out does.
    """
    for message in (
        '{"firstHours": "say", "text": "hi"}',
        '"hi"',
        "null",
        '{"firstHours": "open"}',
    ):
        page.evaluate(
            f"document.querySelector('first-hours-chat').shadowRoot.querySelector('iframe').contentWindow.postMessage({message}, '*')"
        )
    page.wait_for_timeout(300)
    frame = page.frame_locator("first-hours-chat iframe")

    assert 1 == frame.locator(".bubble.you").count()


def test_a_form_of_another_site_changes_no_talk(
    browser: Browser, host: Host, site: Program
) -> None:
    """
    A form that sends itself from there is refused.
    """
    host.pages["/form"] = (
        f'<form method="post" action="{site.address}/chat"><input name="text" value="in their name">'
        "</form><script>document.forms[0].submit()</script>"
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(host.address + "/form")
    page.wait_for_url(f"{site.address}/**")

    assert "NotAuthorized" in page.content()
    assert [] == context.cookies()
    context.close()


def test_a_site_that_is_not_named_gets_no_frame(browser: Browser, site: Program) -> None:
    """
    The browser refuses to show the chat there; the link to the full page is what remains.
    """
    with hosting({"/": HOSTILE.replace("{site}", site.address)}) as stranger:
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        page.goto(stranger.address + "/")
        page.get_by_role("button", name="Open the chat").click()
        link = page.get_by_role("link", name="On a page of its own")
        expect(link).to_have_attribute("href", f"{site.address}/chat?lang=en")
        page.wait_for_timeout(500)

        assert 0 == page.frame_locator("first-hours-chat iframe").locator("#exit").count()
        context.close()
