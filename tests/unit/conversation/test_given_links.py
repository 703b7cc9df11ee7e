"""
Answers to the question for links: accounts are answers, too, and what can't be noted is told.
"""

from __future__ import annotations

import pytest

from bot.conversation.given_links import put_right, refusal
from bot.domain.command import Acknowledge, CannotHandle, Clarify, Command, SetSlot, StartFlow

LONG = "https://site.example/" + "x" * 3000
NOTHING = SetSlot(slot="links", value=[])
ACCOUNT = SetSlot(slot="accounts", value=["@x"])
LINK = SetSlot(slot="links", value=["https://site.example/a"])
FACT = SetSlot(slot="posted", value=True)
HEARD, UNCLEAR = Acknowledge(), CannotHandle()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("javascript:alert(1)", "not_a_page"),
        ("look: data:text/html,x", "not_a_page"),
        ("file:///home/me/a", "not_a_page"),
        ("http://localhost:8000/x", "private"),
        ("http://192.168.0.7/x", "private"),
        (LONG, "too_long"),
        ("https://site..example/x", "not_an_address"),
        ("www.site..example", "not_an_address"),
        ("site..example", None),
        ("a" * 3000, None),
        ("https://site.example/a", None),
        ("it is in a group chat", None),
        ("555 0100", None),
        ("", None),
    ],
)
def test_what_is_wrong_with_something_like_a_link(text: str, reason: str | None) -> None:
    """
    What looks like none is left to be understood as words.
    """
    assert reason == refusal(text)


@pytest.mark.parametrize(
    ("commands", "text", "asked", "expected"),
    [
        ((LINK,), "https://site.example/a", True, (LINK,)),
        ((UNCLEAR,), "javascript:alert(1)", True, (NOTHING, "not_a_page")),
        ((FACT, UNCLEAR), "http://localhost/x", True, (FACT, NOTHING, "private")),
        ((UNCLEAR,), "javascript:alert(1)", False, (UNCLEAR,)),
        ((LINK,), f"{LONG} https://site.example/a", True, (NOTHING, "too_long")),
        ((LINK, FACT), LONG, False, (FACT, "too_long", HEARD)),
        ((LINK,), "https://site.example/a https://site..example/b", True, (LINK, "one")),
        ((LINK,), "https://site.example/a https://site..example/b", False, (LINK, "one")),
        ((LINK,), "https://site.example/a http://localhost/b", True, (LINK,)),
        ((UNCLEAR,), "https://site..example/b", True, (NOTHING, "not_an_address")),
        ((ACCOUNT, Clarify(flows=("a", "b"))), "@x", True, (ACCOUNT, NOTHING)),
        ((ACCOUNT, HEARD), "@x", True, (ACCOUNT, NOTHING)),
        ((ACCOUNT, StartFlow(flow="threatened")), "@x", True, (ACCOUNT, StartFlow(flow="threatened"), NOTHING)),
        ((ACCOUNT, HEARD), "@x", False, (ACCOUNT, HEARD)),
        ((FACT, HEARD), "he posted it", True, (FACT, HEARD)),
    ],
)  # fmt: skip
def test_the_question_is_answered_by_what_was_given(
    commands: tuple[Command, ...], text: str, asked: bool, expected: tuple[Command | str, ...]
) -> None:
    """
    By an account, or with why nothing was noted; a link that is too long is never noted in part.
    """
    told = tuple(
        SetSlot(slot="link_refused", value=each) if isinstance(each, str) else each
        for each in expected
    )

    assert told == put_right(commands, text, asked=asked)
