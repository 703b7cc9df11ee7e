"""
What was asked, in any database: which options stood where, and when a provider had them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.delivery import Handled, Refused, Sent, Shown, Unknown
from bot.storage import SqlStore, open_store
from bot.storage.lanes import KEPT_DAYS
from bot.storage.outbox import SENDING
from bot.storage.questions import MOST
from tests.contract.conftest import QUICK, SECRET
from tests.contract.post import SECOND, answers, claim, delivery, send, sent
from tests.contract.turns import NOW, RECORDED

LATER = NOW + SENDING * SECOND


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def ask(store: SqlStore, *presses: str) -> None:
    """
    Answer a delivery with two messages, the second of which has options.
    """
    store.deliveries.receive(delivery(str(presses)))
    before, question = answers("Listen", "Which?")
    said = (before, replace(question, presses=presses))
    assert store.deliveries.finish(Handled(lease=claim(store).lease, outgoing=said, now=NOW))


def shown(store: SqlStore) -> tuple[Shown, ...]:
    """
    What is known of the questions when the next delivery is answered.
    """
    store.deliveries.receive(delivery("next"))
    return claim(store, LATER).shown


def test_a_question_is_shown_when_its_own_message_was_taken(store: SqlStore) -> None:
    """
    Not when the one before it was.
    """
    ask(store, "/a", "/b")
    store.deliveries.settle(send(store), Sent(), NOW)
    ask(store, "/c")

    asked = (Shown(handed=None, presses=("/a", "/b")), Shown(handed=None, presses=("/c",)))
    assert asked == shown(store)

    sent(store)
    assert [RECORDED, RECORDED] == [
        each.handed for each in claim(store, LATER + 2 * SENDING * SECOND).shown
    ]


@pytest.mark.parametrize(
    ("result", "handed"), [(Sent(), RECORDED), (Unknown(), RECORDED), (Refused(), None)]
)
def test_what_may_have_arrived_may_have_been_seen(
    store: SqlStore, result: Sent | Unknown | Refused, handed: object
) -> None:
    """
    What was refused wasn't.
    """
    ask(store, "/a")
    store.deliveries.settle(send(store), Sent(), NOW)
    store.deliveries.settle(send(store), result, NOW)

    assert (Shown(handed=handed, presses=("/a",)),) == shown(store)  # type: ignore[arg-type] # a time or none


def test_what_a_dead_process_was_sending_may_have_been_seen(store: SqlStore) -> None:
    """
    From when on it was sent.
    """
    ask(store, "/a")
    store.deliveries.settle(send(store), Sent(), NOW)
    send(store)
    assert store.deliveries.claim_outgoing(LATER) is None

    assert (Shown(handed=RECORDED, presses=("/a",)),) == shown(store)


def test_only_the_last_few_are_kept_and_none_for_long(store: SqlStore) -> None:
    """
    They go with the person's place in the queue.
    """
    for number in range(MOST + 2):
        ask(store, f"/{number}")
        sent(store)

    assert [f"/{number}" for number in range(2, MOST + 2)] == [
        each.presses[0] for each in shown(store)
    ]
    claimed = claim(store, LATER + 2 * SENDING * SECOND)
    store.deliveries.finish(Handled(lease=claimed.lease, outgoing=(), now=LATER))
    store.purge(NOW + timedelta(days=KEPT_DAYS + 2))
    store.deliveries.receive(delivery("much later"))
    assert () == claim(store, NOW + timedelta(days=KEPT_DAYS + 2)).shown
