"""
Addresses as people give them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.address import MAX_ADDRESS, Address, Refused, normalize_address


def normalized(text: str) -> str:
    """
    What the text is compared as; fails if it is refused.
    """
    address = normalize_address(text)
    assert isinstance(address, Address), text
    return address.normalized


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/p/1", "https://a.example/p/1"),
        ("http://a.example/p/1", "https://a.example/p/1"),
        ("HTTPS://WWW.A.Example:443/P/1/", "https://a.example/P/1"),
        ("a.example", "https://a.example"),
        ("www.a.example/", "https://a.example"),
        ("//a.example/x", "https://a.example/x"),
        ("a.example:8080/x", "https://a.example:8080/x"),
        ("<https://a.example/x>,", "https://a.example/x"),
        ("hxxps://a[.]example/x", "https://a.example/x"),
        ("hxxp[:]//a(dot)example[/]x", "https://a.example/x"),
        ("h**p://a[dot]example", "https://a.example"),
        ("instagram dot com slash somebody", "https://instagram.com/somebody"),
        ("ttps://a.example", "https://a.example"),
        ("http:/a.example", "https://a.example"),
        ("https;//a.example", "https://a.example"),
        ("https://a.example\\x", "https://a.example/x"),
        ("https://a.example/x?utm_source=b&id=2&fbclid=3", "https://a.example/x?id=2"),
        ("https://a.example/x?igsh=1", "https://a.example/x"),
        ("https://a.example/x#top", "https://a.example/x"),
        ("https://a.example/#/x", "https://a.example#/x"),
        ("https://a.example/#!x", "https://a.example#!x"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/ä"),
        ("https://a\uff0eexample/x", "https://a.example/x"),
        ("8.8.8.8/x", "https://8.8.8.8/x"),
        ("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"),
    ],
)
def test_one_page_has_one_spelling(text: str, expected: str) -> None:
    """
    However an address is written, defanged or spoken, it is compared in one way.
    """
    assert expected == normalized(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t\u200b", "empty"),
        ("hello there", "not_an_address"),
        ("hello", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://a..example/", "not_an_address"),
        ("https://-a.example/", "not_an_address"),
        ("https://a.example/x and more", "not_an_address"),
        ("http://2130706433/", "not_an_address"),
        ("https://" + "ä" * 80 + ".example", "not_an_address"),
        ("https://" + "a." * 140 + "example", "not_an_address"),
        ("\u2488\u2488", "not_an_address"),
        ("https://a.example/" + "x" * 5000, "too_long"),
        ("javascript:alert(1)", "not_a_page"),
        ("JavaScript:alert(1)", "not_a_page"),
        ("java\u200bscript:alert(1)", "not_a_page"),
        ("data:text/html;base64,PGI+", "not_a_page"),
        ("vbscript:x", "not_a_page"),
        ("file:///etc/passwd", "not_a_page"),
        ("blob:https://a.example/1", "not_a_page"),
        ("ftp://a.example/x", "not_a_page"),
        ("http://localhost:8000/x", "private"),
        ("http://intranet/x", "private"),
        ("http://10.0.0.1/", "private"),
        ("192.168.1.1:80", "private"),
        ("127.0.0.1", "private"),
        ("http://[::1]/", "private"),
        ("printer.local", "private"),
        ("+1 (202) 555-0100", "phone"),
        ("tel:+12025550100", "phone"),
        ("somebody@mail.example", "email"),
        ("mailto:somebody@mail.example", "email"),
    ],
)
def test_what_is_no_page_for_everybody_is_refused_with_its_reason(text: str, reason: str) -> None:
    """
    Each kind of bad input has a reason of its own, so that it can be answered kindly.
    """
    refused = normalize_address(text)

    assert reason == (refused.reason if isinstance(refused, Refused) else refused.normalized)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://somebody:secret@a.example/x", "https://a.example/x"),
        ("somebody:secret@a.example/x", "a.example/x"),
        ("hxxps://somebody:secret@a[.]example", "hxxps://a[.]example"),
        ("https://somebody@a.example/@x", "https://a.example/@x"),
    ],
)
def test_a_password_is_kept_out(text: str, kept: str) -> None:
    """
    What stands before the site's name never reaches the log, and the person can be told so.
    """
    address = normalize_address(text)

    assert isinstance(address, Address)
    assert (kept, frozenset({"credentials_removed"})) == (address.given, address.flags)
    assert "secret" not in address.normalized


def test_the_original_keeps_what_comparing_leaves_out() -> None:
    """
    Tracking parameters stay in the address as given: they may tell where a link came from.
    """
    address = normalize_address("hxxps://a[.]example/x?utm_source=b&igsh=1#y")

    assert isinstance(address, Address)
    assert "hxxps://a[.]example/x?utm_source=b&igsh=1#y" == address.given


@pytest.mark.parametrize(
    ("text", "deceives"),
    [
        ("https://\u0456nstagram.com/x", True),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com", True),
        ("https://xn--80ak6aa92e.com", True),
        ("https://\u043f\u0440\u0438\u0432\u0435\u0442.example", False),
        ("https://münchen.example", False),
        ("https://日本ひらかな.example", False),
        ("https://xn--a\u00e4.example", False),
        ("https://instagram.com", False),
    ],
)
def test_names_that_look_like_another_are_flagged(text: str, deceives: bool) -> None:
    """
    A letter borrowed from another alphabet is told; honest names in any script are not.
    """
    address = normalize_address(text)

    assert deceives == (isinstance(address, Address) and "look_alike" in address.flags)


def test_hidden_characters_are_taken_out_and_told() -> None:
    """
    Marks that turn the direction of writing can't hide where a link leads.
    """
    address = normalize_address("a.example/\u202egpj.exe")

    assert isinstance(address, Address)
    assert ("a.example/gpj.exe", frozenset({"hidden_characters"})) == (
        address.given,
        address.flags,
    )


def test_an_address_does_not_print() -> None:
    """
    The parts of an address stay out of traces and logs.
    """
    assert "example" not in repr(normalize_address("https://a.example/x"))


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused(text: str) -> None:
    """
    Whatever is typed gives an answer; what is taken has a site and fits.
    """
    answer = normalize_address(text)

    assert isinstance(answer, Refused) or (answer.host and len(answer.given) <= MAX_ADDRESS)


@given(st.from_regex(r"https?://[a-z]{2,9}\.(?:com|example)(?:/[a-z0-9]{1,5}){0,3}(?:\?[a-z]=[0-9])?", fullmatch=True))  # fmt: skip
def test_normalizing_twice_changes_nothing(text: str) -> None:
    """
    The spelling for comparing is its own.
    """
    assert normalized(text) == normalized(normalized(text))
