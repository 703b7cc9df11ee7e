"""
The text for search engines.
"""

from __future__ import annotations

from actions.log_draft_search import LogDraftSearch
from actions.notices import MAX_LINKS
from tests.unit.actions.perform import entry, perform


def test_it_holds_every_exact_link_whatever_the_site() -> None:
    """
    Also of pages that are gone, since results may stay; not what has no address.
    """
    log = [
        entry(1, address="https://www.a.example/x?b=1&c=2", status="removed"),
        entry(2, address="hxxps://b[.]example/2", normalized="https://b.example/2"),
        entry(3, account="somebody"),
    ]
    (said,) = perform(LogDraftSearch(), {}, entries=log).said

    lines = [each["line"] for each in said["links"]]
    assert ("utter_search_text", "2026-06-01") == (said["response"], said["date"])
    assert ["https://www.a.example/x?b=1&c=2", "https://b.example/2"] == lines


def test_it_says_of_whom_they_are() -> None:
    """
    Whoever was under 18 in it is told so.
    """
    log = [entry(1, address="https://a.example/x")]
    (said,) = perform(LogDraftSearch(), {"age_in_image": "minor"}, entries=log).said

    words = ["utter_word_notice_shows", "utter_word_notice_minor"]
    assert words == [each["line"]["response"] for each in said["shows"]]


def test_without_a_link_there_is_nothing_to_ask_for() -> None:
    """
    It says what is missing.
    """
    assert [{"response": "utter_notice_needs_link"}] == perform(LogDraftSearch(), {}).said


def test_it_has_a_limit() -> None:
    """
    The newest are named.
    """
    log = [entry(n, address=f"https://a.example/{n}") for n in range(1, MAX_LINKS + 3)]
    (said,) = perform(LogDraftSearch(), {}, entries=log).said

    assert f"https://a.example/{MAX_LINKS + 2}" == said["links"][-1]["line"]
    assert MAX_LINKS == len(said["links"])
