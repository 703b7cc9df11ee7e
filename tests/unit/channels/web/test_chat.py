"""
The chat without scripts: forms and the pages that answer them.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from bot.settings import Settings
from tests.doors import DEVELOPMENT, PRODUCTION, Doors, doors


def write(client: TestClient, path: str = "/chat", **fields: str) -> tuple[int, str]:
    """
    Send the form without following; status and where it leads.
    """
    reply = client.post(path, data=fields, follow_redirects=False)
    return reply.status_code, reply.headers.get("location", "")


def test_a_form_leads_to_a_page_that_shows_the_talk() -> None:
    """
    What was written and what was answered, in an address that stays the same from then on.
    """
    client = doors().client
    code, where = write(client, text="canary <b>", form="1")
    page = client.get(where).text

    assert 303 == code
    assert re.fullmatch(r"/chat\?tab=[\w-]{8}#latest", where)
    assert "canary &lt;b&gt;" in page
    assert f'action="{where}"' in page
    assert (303, where) == write(client, where, text="more", form="2")


def test_an_empty_form_says_nothing() -> None:
    """
    It isn't a message.
    """
    client = doors().client
    _, where = write(client, text=" \r\n ")

    assert 'class="bubble you"' not in client.get(where).text


def test_who_has_another_cookie_sees_nothing() -> None:
    """
    The address alone opens no talk, and a cookie that we didn't make is none.
    """
    made = doors()
    _, where = write(made.client, text="canary", form="1")

    for cookies in ({}, {"chat": "A" * 48}):
        stranger = TestClient(made.app, base_url="http://testserver", cookies=cookies)
        assert "canary" not in stranger.get(where).text


@pytest.mark.parametrize(
    ("settings", "site", "expected"),
    [
        (DEVELOPMENT, "http://testserver", r"chat=[\w-]{48}; HttpOnly; Path=/; SameSite=strict"),
        (
            replace(PRODUCTION, public_url="https://chat.example"),
            "http://testserver",
            r"__Host-chat=[\w-]{48}; HttpOnly; Path=/; SameSite=strict; Secure",
        ),
        (
            DEVELOPMENT,
            "https://testserver",
            r"__Host-chat=[\w-]{48}; HttpOnly; Path=/; SameSite=strict; Secure",
        ),
    ],
)
def test_the_cookie_is_as_strict_as_it_can_be(
    settings: Settings, site: str, expected: str
) -> None:
    """
    Over HTTPS its name binds it to this host.
    """
    client = TestClient(doors(settings).app, base_url=site)
    reply = client.post("/chat", data={"text": "hello"}, follow_redirects=False)

    assert re.fullmatch(expected, reply.headers["set-cookie"])


def test_a_refusal_keeps_the_words() -> None:
    """
    Too many at once: what was written is still in its field, with the reason above it.
    """
    client = doors(replace(DEVELOPMENT, messages_a_minute=1)).client
    _, where = write(client, text="first", form="1")
    reply = client.post(where, data={"text": "canary </textarea>", "form": "2"})

    assert 429 == reply.status_code
    assert "canary &lt;/textarea&gt;</textarea>" in reply.text
    assert "utter_web_too_many" in reply.text


@pytest.mark.parametrize(
    ("headers", "content", "code"),
    [
        ({"Content-Type": "application/json"}, b"{}", 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"&".join([b"a=b"] * 30), 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"text=" + b"a" * 70_000, 413),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"text=%ff%00", 303),
    ],
)
def test_what_is_no_form_is_refused(headers: dict[str, str], content: bytes, code: int) -> None:
    """
    In Rasa's shape; odd bytes in a form are read as well as can be.
    """
    reply = doors().client.post("/chat", headers=headers, content=content, follow_redirects=False)

    assert code == reply.status_code


def leave(made: Doors, where: str, method: str) -> tuple[int, str]:
    """
    Leave the talk of this address; status and where it leads.
    """
    path = where.replace("/chat", "/leave").replace("#latest", "")
    reply = made.client.request(method, path, follow_redirects=False)
    return reply.status_code, reply.headers.get("location", "")


@pytest.mark.parametrize(
    ("method", "expected"), [("GET", (303, "https://neutral.example/")), ("POST", (204, ""))]
)
def test_who_leaves_is_forgotten(method: str, expected: tuple[int, str]) -> None:
    """
    The page shows nothing any more, and the store has nothing.
    """
    made = doors(replace(DEVELOPMENT, neutral_page="https://neutral.example/"))
    _, where = write(made.client, text="canary", form="1")
    tab = where.removeprefix("/chat?tab=").removesuffix("#latest")
    key = made.store.key("web", f"{made.client.cookies['chat']}.{tab}")
    assert made.store.load(key).revision > 0

    assert expected == leave(made, where, method)
    assert 0 == made.store.load(key).revision
    assert "canary" not in made.client.get(where).text


def test_who_has_no_talk_can_leave_too() -> None:
    """
    The way out never asks who one is.
    """
    assert 303 == leave(doors(), "/chat", "GET")[0]
