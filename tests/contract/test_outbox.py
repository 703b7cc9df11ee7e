"""
The outbox, in any database: what was answered is sent in order, and again only where that does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.conversation.delivery import Refused, Retry, Sent, Unknown, Urgency
from bot.domain.chain import iso
from bot.domain.request import Remind
from bot.storage import SqlStore, open_store
from bot.storage.outbox import SENDING
from tests.contract.conftest import QUICK, SECRET
from tests.contract.post import NUMBER, SECOND, answers, delivery, post, send, sent
from tests.contract.turns import NOW, turn

OTHER = "+15550101"
MINUTE = 60 * SECOND


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def test_a_message_waits_for_the_one_before(store: SqlStore) -> None:
    """
    To the same person; nobody else waits for it.
    """
    post(store, "one", "two")
    post(store, "other", sender=OTHER)

    first, other = send(store), send(store)

    assert ["one", "other"] == [each.outgoing.message.text for each in (first, other)]
    assert store.deliveries.claim_outgoing(NOW) is None
    store.deliveries.settle(first, Sent(), NOW)
    assert ["two"] == sent(store)


def test_many_senders_send_each_message_once(store: SqlStore) -> None:
    """
    However many look at the same time.
    """
    for number in range(12):
        post(store, f"{number}a", f"{number}b", sender=f"+155501{number:02}")

    with ThreadPoolExecutor(6) as pool:
        said = [text for texts in pool.map(lambda _: sent(store), range(6)) for text in texts]

    assert sorted(f"{number}{part}" for number in range(12) for part in "ab") == sorted(said)


def test_what_the_provider_did_not_take_is_tried_again(store: SqlStore) -> None:
    """
    After the time that it asks for, and what follows waits so long.
    """
    post(store, "one", "two")

    store.deliveries.settle(send(store), Retry(after=30), NOW)

    assert [] == sent(store, NOW + 30 * SECOND)
    assert ["one", "two"] == sent(store, NOW + 31 * SECOND)


def test_it_is_tried_ever_more_slowly_and_not_for_ever(store: SqlStore) -> None:
    """
    An answer of a quarter of an hour ago helps nobody, and somebody else may hold the phone.
    """
    post(store, "one")
    tries, now = [], NOW
    while now < NOW + timedelta(hours=2):
        posted = store.deliveries.claim_outgoing(now)
        if posted:
            tries.append((now - NOW) // SECOND)
            store.deliveries.settle(posted, Retry(), now)
        now += SECOND

    assert [0, 2, 7, 22, 82, 202, 442, 682] == tries


@pytest.mark.parametrize(("urgency", "said"), [("crisis", 2), ("ordinary", 1), ("reminder", 1)])
def test_only_what_is_urgent_is_said_twice_where_nobody_knows(
    store: SqlStore, urgency: Urgency, said: int
) -> None:
    """
    Once more and never again.
    """
    post(store, "Call this number.", "then this", urgency=urgency)
    tries, now = 0, NOW
    while (posted := store.deliveries.claim_outgoing(now)) and posted.number == 1:
        tries += 1
        store.deliveries.settle(posted, Unknown(), now)
        now += 3 * SECOND

    assert said == tries
    assert posted is not None
    assert "then this" == posted.outgoing.message.text


@pytest.mark.parametrize(("urgency", "said"), [("crisis", 2), ("ordinary", 1)])
def test_what_a_dead_process_was_sending_may_have_arrived(
    store: SqlStore, urgency: Urgency, said: int
) -> None:
    """
    So it is held like any other that nobody knows about.
    """
    post(store, "Call this number.", urgency=urgency)
    tries, now = 0, NOW
    while store.deliveries.claim_outgoing(now):
        tries += 1
        now += SENDING * SECOND

    assert said == tries


def test_a_sender_who_is_too_late_settles_nothing(store: SqlStore) -> None:
    """
    Somebody else sends it by then.
    """
    post(store, "Call this number.", urgency="crisis")
    late = send(store)
    now = NOW + SENDING * SECOND
    again = send(store, now)

    store.deliveries.settle(late, Retry(), now)

    assert store.deliveries.claim_outgoing(now + MINUTE / 2) is None
    store.deliveries.settle(again, Sent(), now)
    assert [] == sent(store, now + MINUTE)


def test_what_is_refused_does_not_hold_up_the_rest(store: SqlStore) -> None:
    """
    A message that the provider will never take is dropped.
    """
    post(store, "one", "two")

    store.deliveries.settle(send(store), Refused(), NOW)

    assert ["two"] == sent(store)


def test_who_opted_out_is_never_tried_again(store: SqlStore) -> None:
    """
    Nothing that waits, nothing new, no reminder; until they come back.
    """
    who = store.key("sms", NUMBER)
    at = iso(NOW + MINUTE)
    turn(store, who, requests=[Remind(at=at, response="utter_x")], channel="sms", sender=NUMBER)
    post(store, "one", "two")

    store.deliveries.settle(send(store), Refused(stopped=True), NOW)

    assert () == store.due_reminders(NOW + MINUTE)
    assert [] == sent(store, NOW + MINUTE)
    store.deliveries.receive(delivery("hello"))
    assert store.deliveries.claim(NOW) is None
    store.deliveries.receive(delivery("START", wish="start"))
    assert store.deliveries.claim(NOW) is not None


def test_a_reminder_is_sent_once(store: SqlStore) -> None:
    """
    It is forgotten in the same step; one that was dropped meanwhile isn't sent.
    """
    for sender in (NUMBER, OTHER):
        turn(
            store,
            store.key("sms", sender),
            requests=[Remind(at=iso(NOW), response="utter_x")],
            channel="sms",
            sender=sender,
        )
    mine, dropped = store.due_reminders(NOW)
    store.reminder_sent(dropped.id)

    for due in (mine, mine, dropped):
        said = answers("Hello", urgency="reminder", to=due.sender)
        store.deliveries.reminded(due, said, NOW)

    assert () == store.due_reminders(NOW + timedelta(days=1))
    assert ["Hello"] == sent(store)
