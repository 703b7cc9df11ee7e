"""
Addresses in forty and more forms, and what only looks like one.
"""

from __future__ import annotations

import idna
import pytest
from linkify_it import LinkifyIt
from tldextract import TLDExtract

from bot.nlu.entities import Gazetteer
from bot.nlu.entities.tlds import GENERIC, STRONG, WEAK
from bot.nlu.entities.urls import host_of, normalise
from tests.unit.nlu.entities.reading import found, pieces, values

FORMS: list[tuple[str, list[str]]] = [
    ("https://a.example/x/aa11", ["https://a.example/x/aa11"]),
    ("its here https://a.example/x/aa11. please", ["https://a.example/x/aa11"]),
    ("(see https://a.example/x/aa11)", ["https://a.example/x/aa11"]),
    ("<https://a.example/x/aa11>", ["https://a.example/x/aa11"]),
    ('"https://a.example/x/aa11"', ["https://a.example/x/aa11"]),
    ("“https://a.example/x/aa11”", ["https://a.example/x/aa11"]),
    ("*https://a.example/x/aa11*", ["https://a.example/x/aa11"]),
    ("_https://a.example/x/aa11_", ["https://a.example/x/aa11"]),
    ("[link](https://a.example/x/aa11)", ["https://a.example/x/aa11"]),
    ("https://a.example/x/aa11!", ["https://a.example/x/aa11"]),
    ("https://a.example/x/aa11??", ["https://a.example/x/aa11"]),
    ("https://a.example/x/aa11😭", ["https://a.example/x/aa11"]),
    ("https://en.example/wiki/A_(b)", ["https://en.example/wiki/A_(b)"]),
    ("(https://en.example/wiki/A_(b))", ["https://en.example/wiki/A_(b)"]),
    (
        "https://a.example/x/aa11,www.clipz.example/bb22",
        ["https://a.example/x/aa11", "https://www.clipz.example/bb22"],
    ),
    (
        "https://a.example/x/aa11;https://b.example/y",
        ["https://a.example/x/aa11", "https://b.example/y"],
    ),
    ("https://a.example/xhttps://b.example/y", ["https://a.example/x", "https://b.example/y"]),
    (
        "a.example/x, b.example/y and c.example/z",
        ["https://a.example/x", "https://b.example/y", "https://c.example/z"],
    ),
    ("HTTPS://GAL.EXAMPLE/x/dd44;", ["https://gal.example/x/dd44"]),
    ("Http://Boardy.Example/CC33", ["http://boardy.example/CC33"]),
    ("http://boardy.example/cc33?ref=1&p=2.", ["http://boardy.example/cc33?ref=1&p=2"]),
    ("https://a.example/p?utm_source=x&id=9#frag", ["https://a.example/p?utm_source=x&id=9#frag"]),
    ("www.clipz.example", ["https://www.clipz.example"]),
    ("clipz.example/bb22", ["https://clipz.example/bb22"]),
    ("badsite.com", ["https://badsite.com"]),
    ("its on badsite.com, help", ["https://badsite.com"]),
    ("on Badsite.Com", ["https://badsite.com"]),
    ("instagram.com/p/AAb12x/", ["https://instagram.com/p/AAb12x/"]),
    ("hxxps://badhost[.]example/v/ee55", ["https://badhost.example/v/ee55"]),
    ("hxxp://badhost.example/v", ["http://badhost.example/v"]),
    ("hXXps://badhost(.)example/v", ["https://badhost.example/v"]),
    ("hxxps[:]//badhost[.]example/v", ["https://badhost.example/v"]),
    ("hxxps[://]badhost{.}example/v", ["https://badhost.example/v"]),
    ("h**p://badhost.example/v", ["http://badhost.example/v"]),
    ("imgpit(dot)example/ff66", ["https://imgpit.example/ff66"]),
    ("imgpit[dot]example/ff66", ["https://imgpit.example/ff66"]),
    ("imgpit [.] example/ff66", ["https://imgpit.example/ff66"]),
    ("imgpit dot example slash ff66", ["https://imgpit.example/ff66"]),
    ("imgpit dot com", ["https://imgpit.com"]),
    ("imgpit dotcom", ["https://imgpit.com"]),
    ("www dot imgpit dot com slash ff66", ["https://www.imgpit.com/ff66"]),
    ("imgpit .com/ff66", ["https://imgpit.com/ff66"]),
    ("imgpit . example / ff66", ["https://imgpit.example/ff66"]),
    ("www. imgpit .com", ["https://www.imgpit.com"]),
    ("https: //imgpit.example/ff66", ["https://imgpit.example/ff66"]),
    ("https:\\\\imgpit.example/ff66", ["https://imgpit.example/ff66"]),
    ("h t t p s colon slash slash imgpit dot example slash ff66", ["https://imgpit.example/ff66"]),
    ("https://user:secret@a.example/x", ["https://a.example/x"]),
    ("http://a.example:8080/x", ["http://a.example:8080/x"]),
    ("https://a.example:443/x", ["https://a.example/x"]),
    ("http://203.0.113.9/gallery/2", ["http://203.0.113.9/gallery/2"]),
    ("https://münchen.example/bild", ["https://xn--mnchen-3ya.example/bild"]),
    ("bücher.example/x", ["https://xn--bcher-kva.example/x"]),
    ("https://xn--bcher-kva.example/x", ["https://xn--bcher-kva.example/x"]),
    ("https://пример.испытание/7", ["https://xn--e1afmkfd.xn--80akhbyknj4f/7"]),
    ("https://a.example./x", ["https://a.example/x"]),
    (
        "- https://a.example/1\n- https://a.example/2",
        ["https://a.example/1", "https://a.example/2"],
    ),
    ("link:https://a.example/x", ["https://a.example/x"]),
    ("the site is bunkr.is please", ["https://bunkr.is"]),
    ("bunkr.is/a/xx", ["https://bunkr.is/a/xx"]),
    (
        "https://web.archive.example/web/2020/https://b.example/y",
        ["https://web.archive.example/web/2020/https://b.example/y"],
    ),
    ("https://a.example/x\u200b", ["https://a.example/x"]),
    ("\uff48\uff54\uff54\uff50\uff53://a.example/x", ["https://a.example/x"]),
    ("https://a.example/a,b", ["https://a.example/a,b"]),
    ("https://a.test/1 | https://b.invalid/2", ["https://a.test/1", "https://b.invalid/2"]),
    ("forum-back.example", ["https://forum-back.example"]),
]

TRAPS = [
    "help.me",
    "ok.so what now",
    "e.g. this",
    "i.e. that",
    "v2.0",
    "file.txt",
    "the file is photo.png",
    "IMG_2231.HEIC",
    "clip.mov",
    "archive.zip",
    "script.py",
    "readme.md",
    "sentence.Next one",
    "i went home.In the morning",
    "he left.so i cried",
    "3.5",
    "10.30pm",
    "$3.50",
    "$1,500.00",
    "mike.jones@example.com",
    "write to a.b@mail.example please",
    "@mike.jones",
    "@name.com",
    "wait...what",
    "lol.no",
    "this.is.so.bad",
    "yes.no.maybe",
    "p.s. i love you",
    "U.S.A.",
    "Ph.D",
    "a.m.",
    "Mr.Smith",
    "node.js",
    "dot dot dot",
    "polka dot dress",
    "the dot com thing",
    ".com",
    "and/or",
    "24/7",
    "he/she",
    "javascript:alert(1)//evil.com",
    "data:text/html,evil.com/x",
    "mailto:mike@example.com",
    "tel:+15550100",
    "192.168.1.1",
    "no.1",
    "im done.bye",
    "stop it.now",
    "help me.please",
    "me.too",
    "is it over.i hope",
    "12.05.2026",
    "https://",
    "http://localhost",
    "www.",
    "i cant.it hurts",
    "C:\\temp\\file.com.txt",
    "etc.etc",
    "ok . so",
    "end . the",
    "in.my.opinion",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_finds_each_address(text: str, expected: list[str]) -> None:
    """
    Each address is found exactly: nothing missing, nothing more.
    """
    assert expected == values(text, "url")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_alone_what_only_looks_like_an_address(text: str) -> None:
    """
    Sentences without a space, files, numbers, mailboxes and scripts are no addresses.
    """
    assert [] == values(text, "url")


def test_spans_the_address_as_it_was_typed() -> None:
    """
    The span covers the defanged form, without the full stop after it.
    """
    text = "see imgpit(dot)example/ff66. and hxxps://badhost[.]example/v/ee55!"

    assert ["imgpit(dot)example/ff66", "hxxps://badhost[.]example/v/ee55"] == pieces(text, "url")


def test_spans_count_in_the_raw_text_behind_wide_and_invisible_characters() -> None:
    """
    Characters that folding drops or changes don't shift the span.
    """
    text = "😭\u200b\u200b é \uff48\uff54\uff54\uff50\uff53://a.example/x ok"

    assert ["\uff48\uff54\uff54\uff50\uff53://a.example/x"] == pieces(text, "url")


def test_a_known_site_is_an_address_without_a_path(gazetteer: Gazetteer) -> None:
    """
    "t.me" is Telegram's, while "help.me" is a cry.
    """
    assert ["https://t.me"] == values("its on t.me and help.me", "url", gazetteer)


def test_keeps_a_message_that_is_all_addresses_bounded() -> None:
    """
    No more than a hundred addresses are taken from one message.
    """
    assert 100 == len(found("https://a.example/x " * 190, "url"))


def test_cuts_an_address_that_has_no_end() -> None:
    """
    An address is at most 2,048 characters long.
    """
    assert [2048] == [
        len(str(value)) for value in values("https://a.example/" + "x" * 3000, "url")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://",
        "https://a",
        "https://a..b/x",
        "https://" + "a." * 130 + "com",
        "https://a.b1/x",
        "https://-.x",
    ],
)
def test_refuses_to_normalise_what_has_no_host(address: str) -> None:
    """
    An address without a possible host has no normal form.
    """
    assert normalise(address) is None


def test_keeps_a_host_that_cannot_be_written_in_ascii() -> None:
    """
    A host that breaks the rules for international names stays as it was typed.
    """
    assert "https://a\u2024b-.example/x" == normalise("https://a\u2024b-.example/x")


def test_says_the_host_of_an_address() -> None:
    """
    Port, path, query and fragment are no part of the host.
    """
    addresses = [
        "https://a.example/x",
        "https://a.example:8080",
        "https://a.example?q",
        "https://a.example#f",
    ]

    assert ["a.example"] * 4 == [host_of(address) for address in addresses]


def test_every_ending_exists() -> None:
    """
    All endings are in the public list, apart from those kept for examples and tests.
    """
    real = set(TLDExtract(suffix_list_urls=(), cache_dir=None).tlds)
    # The list has these only with a second level before them, as in "com.bd".
    second_level_only = set("bd ck er fk kh mm np pg za".split())
    ascii_form = {
        ending if ending.isascii() else idna.encode(ending).decode() for ending in STRONG | WEAK
    }
    known = real | {idna.encode(ending).decode() for ending in real if not ending.isascii()}

    assert {"example", "test", "invalid"} == ascii_form - known - second_level_only
    assert GENERIC <= STRONG
    assert not STRONG & WEAK


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/x/aa11",
        "see http://boards.example/b?p=2 please",
        "(https://en.example/wiki/A_(b))",
        "www.clipz.com/bb22",
    ],
)
def test_agrees_with_another_reader_on_plain_addresses(text: str) -> None:
    """
    On addresses that nobody hid, the piece found is the one that linkify-it finds.
    """
    matches = LinkifyIt().match(text) or []

    assert [match.raw for match in matches] == pieces(text, "url")
