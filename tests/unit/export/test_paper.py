"""
A log on paper.
"""

from __future__ import annotations

import io
from dataclasses import replace

from pypdf import PdfReader

from bot.export.document import as_json
from bot.export.paper import ATTACHED, as_pdf
from tests.exports import FOUND, document

LONG = "https://example.com/" + "a" * 2_000


def text_of(pdf: bytes) -> str:
    """
    What stands on the pages, without breaks.
    """
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join("".join(pages).split())


def test_everything_in_the_log_is_on_paper() -> None:
    """
    Each field with its name, times in the zone that is named and in UTC, and the hash of each entry.
    """
    made = document()

    text = text_of(as_pdf(made))

    wanted = [
        "<title>",
        "<zone>:Europe/London",
        "<entries>:3",
        "1.<added>(1)",
        "2.<corrected>(1)",
        "3.<added>(2)",
        "<recorded>:2026-11-2014:00:00GMT(2026-11-20T14:00:00Z)",
        "<address>:hxxps://example[.]com/a?utm_source=b",
        "<normalized>:https://example.com/a",
        "<platform>:Example",
        "<account>:@someone",
        "<found>:lastnight(America/New_York)",
        "<status>:<status_notice_sent>",
        "<reference>:R-1",
        "<deadline>:2026-11-2309:30:00GMT(2026-11-23T09:30:00Z)",
        "<note>:whathewrote",
        "<file_name>:talk.png",
        "<file_size>:1234",
        f"<file_hash>:SHA-256{'ab' * 32}",
        *(f"<hash>:SHA-256{line.hash}" for line in made.lines),
    ]
    assert [] == [each for each in wanted if each not in text]


def test_a_long_link_is_whole() -> None:
    """
    However long it is.
    """
    assert LONG in text_of(as_pdf(document([replace(FOUND, address=LONG)])))


def test_signs_that_trick_the_eye_are_written_out() -> None:
    """
    What turns the order of others, or can't be printed, stands as its number; other alphabets stand as they are.
    """
    told = replace(FOUND, account="привет\u202egpj\x00日")

    assert "<account>:привет\\u{202e}gpj\\u{0}\\u{65e5}" in text_of(as_pdf(document([told])))


def test_the_data_are_attached() -> None:
    """
    Any program that reads PDF can take them out.
    """
    made = document()

    attached = PdfReader(io.BytesIO(as_pdf(made))).attachments

    assert {ATTACHED: [as_json(made)]} == dict(attached)
