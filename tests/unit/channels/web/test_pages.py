"""
The web page.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.web.pages import HERE, STYLE, shortened
from bot.engine.render import FALLBACK_LANGUAGE
from tests.build import say
from tests.doors import DEVELOPMENT, doors, page_words, small_assistant

PAGES = sorted(HERE.glob("*.html"))
FILES = sorted(path.name for path in (HERE / "static").iterdir())
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+")
# Names of XML's own dialects look like addresses and lead nowhere.
NAMES = {"http://www.w3.org"}


def test_every_word_of_the_page_is_a_reviewed_response() -> None:
    """
    The template holds no sentence: between its tags stand only places for responses.
    """
    for path in PAGES:
        template = path.read_text(encoding="utf-8")
        between = re.sub(r"<!--.*?-->|<[^>]*>|\{\{!?\w+\}\}", "", template, flags=re.DOTALL)
        assert "" == between.strip()
    assert len(page_words()) > 10


def test_scripts_hold_no_sentence() -> None:
    """
    What the scripts show comes from the page.
    """
    scripts = [HERE / "widget.js", *sorted((HERE / "static").glob("*.js"))]
    assert len(scripts) > 2
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"^\s*//.*$|\s//\s.*$", "", text, flags=re.MULTILINE)
        sentences = [each for each in re.findall(r'"([^"\n]*)"', code) if each.count(" ") > 1]
        assert [] == sentences


def test_words_are_safe_inside_html() -> None:
    """
    A response with signs of HTML in it shows as text.
    """
    content = small_assistant()
    sharp = say("utter_web_send", text='<b>"Send"</b>')
    responses = {"en": {**content.responses["en"], "utter_web_send": sharp}}
    settings = replace(DEVELOPMENT, neutral_page="https://neutral.example/?a&b")

    shown = doors(settings, content=replace(content, responses=responses)).client.get("/chat").text

    assert "&lt;b&gt;&quot;Send&quot;&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert 'data-page="https://neutral.example/?a&amp;b"' in shown
    assert "{{" not in shown


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_the_page_is_served(path: str) -> None:
    """
    At the front door and at the chat's own address.
    """
    reply = doors().client.get(path)

    assert (200, "text/html; charset=utf-8") == (reply.status_code, reply.headers["content-type"])


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "en"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "fr, es;q=0.5", "es"),
        ("", "fr", "en"),
        ("?lang=es", "en", "es"),
        ("?lang=<script>", "en", "en"),
    ],
)
def test_the_page_speaks_the_readers_language(query: str, header: str, language: str) -> None:
    """
    The one asked for, else the browser's first that we have, else English.
    """
    content = small_assistant()
    both = {"en": content.responses["en"], "es": {}}
    client = doors(content=replace(content, responses=both)).client

    shown = client.get(f"/{query}", headers={"Accept-Language": header}).text

    assert f'<html lang="{language}"' in shown
    assert FALLBACK_LANGUAGE == "en"


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served_as_what_it_is(name: str) -> None:
    """
    Browsers run only what is said to be a script.
    """
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    reply = doors().client.get(f"/static/{name}")

    assert (200, kinds[Path(name).suffix]) == (
        reply.status_code,
        reply.headers["content-type"].split(";")[0],
    )
    assert (HERE / "static" / name).read_bytes() == reply.content


@pytest.mark.parametrize("path", ["/static/", "/static/../pages.py", "/static/%2e%2e/pages.py", "/static/page.html"])  # fmt: skip
def test_nothing_else_is_served(path: str) -> None:
    """
    Only the files of the folder, by name.
    """
    assert 404 == doors().client.get(path).status_code


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    """
    No address of another host stands in the page or its files, but for the neutral page.
    """
    settings = replace(DEVELOPMENT, neutral_page="https://neutral.example/")
    client = doors(settings).client
    texts = [client.get(path).text for path in ("/", "/chat", "/widget.js")] + [
        client.get(f"/static/{name}").text for name in FILES
    ]
    found = {hit for text in texts for hit in ADDRESS.findall(text)} - NAMES

    assert {"https://neutral.example"} == found


def test_every_reply_is_kept_nowhere_and_runs_nothing_from_elsewhere() -> None:
    """
    The strictest headers stand on every reply, also on refusals.
    """
    client = doors().client
    expected = {
        "cache-control": "no-store",
        "content-security-policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }

    for path in ("/widget.js", "/static/chat.js", "/nothing", "/health"):
        headers = client.get(path).headers
        assert expected == {name: headers[name] for name in expected}


def test_the_style_inside_the_page_is_that_of_the_file() -> None:
    """
    But for what is for its readers alone.
    """
    assert "a { b: c; } @media (d) { e { f: g } }" == shortened(
        "/* no\n * more */\na { b: c; }\n\n@media (d) {\n  e { f: g }\n}\n"
    )
    assert len(STYLE) < len((HERE / "static" / "chat.css").read_text(encoding="utf-8"))


def test_pages_have_nothing_inline() -> None:
    """
    The policy forbids scripts and styles inside a page, so there must be none to forbid; but for the one stylesheet that
    it names.
    """
    for path in PAGES:
        template = path.read_text(encoding="utf-8").replace("<style>{{!style}}</style>", "")
        assert [] == re.findall(r"<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", template)


def test_everything_together_is_small() -> None:
    """
    Page, styles and scripts are under 30 KB on their way to a phone.
    """
    files = [*PAGES, HERE / "widget.js", *(HERE / "static").iterdir()]

    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 30_000
