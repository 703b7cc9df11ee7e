"""
Messages that a provider took and could not deliver, in any database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.conversation.delivery import Handled, Lost, Shown, Urgency
from bot.storage import SqlStore, open_store
from tests.contract.conftest import QUICK, SECRET
from tests.contract.post import NUMBER, SECOND, answers, claim, delivery, post, send, sent
from tests.contract.turns import NOW, RECORDED

LATER = NOW + 60 * SECOND


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def lost(number: int = 1, urgency: Urgency = "ordinary", name: str = "SM9") -> Lost:
    """
    The message of this number didn't arrive.
    """
    (again,) = answers("Again", urgency=urgency)
    return Lost(channel="sms", recipient=NUMBER, name=name, number=number, again=again)


def test_it_is_sent_again_once(store: SqlStore) -> None:
    """
    However often it is reported.
    """
    post(store, "Once")
    sent(store)

    assert [True, False, False] == [store.deliveries.lose(lost(), NOW) for _ in range(3)]
    assert ["Again"] == sent(store)


@pytest.mark.parametrize(("urgency", "again"), [("ordinary", []), ("crisis", ["Again"])])
def test_where_the_talk_went_on_only_what_is_urgent_is(
    store: SqlStore, urgency: Urgency, again: list[str]
) -> None:
    """
    An old question would lead astray.
    """
    post(store, "One", "Two")
    sent(store)

    assert bool(again) == store.deliveries.lose(lost(1, urgency), NOW)
    assert again == sent(store)


def test_whoever_writes_meanwhile_gets_an_answer_instead(store: SqlStore) -> None:
    """
    Their message waits already.
    """
    post(store, "Once")
    sent(store)
    store.deliveries.receive(delivery("and then"))

    assert not store.deliveries.lose(lost(), NOW)


def test_whoever_opted_out_gets_nothing(store: SqlStore) -> None:
    """
    Whether they told us or Twilio.
    """
    post(store, "Once")
    sent(store)

    store.deliveries.lose(Lost(channel="sms", recipient=NUMBER, name="SM8", number=1, stopped=True), NOW)  # fmt: skip

    assert not store.deliveries.lose(lost(urgency="crisis"), NOW)
    store.deliveries.receive(delivery("hello"))
    assert (None, []) == (store.deliveries.claim(NOW), sent(store))


def test_nobody_saw_its_options_until_it_came_again(store: SqlStore) -> None:
    """
    A number that comes in between isn't about them; after it, it is.
    """
    store.deliveries.receive(delivery("hi"))
    (question,) = answers("Which?")
    said = (replace(question, presses=("/a", "/b")),)
    assert store.deliveries.finish(Handled(lease=claim(store).lease, outgoing=said, now=NOW))
    sent(store)

    assert store.deliveries.lose(lost(), LATER)
    sent(store, LATER)
    store.deliveries.receive(delivery("2"))

    again = RECORDED + 60 * SECOND
    assert (
        Shown(handed=None, presses=("/a", "/b")),
        Shown(handed=again, presses=("/a", "/b")),
    ) == claim(store, LATER).shown


def test_danger_is_answered_before_what_waits(store: SqlStore) -> None:
    """
    Somebody's number to call doesn't stand behind other people's questions.
    """
    post(store, "Which?", sender="+15550101")
    post(store, "Call this number.", urgency="crisis")

    assert "Call this number." == send(store).outgoing.message.text
