"""
The inbox, in any database: nothing is lost, nothing is answered twice, and each person is answered in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.tracker import Tracker
from bot.storage import SqlStore, open_store
from bot.storage.database import Database
from bot.storage.lanes import LEASE
from bot.storage.tables import data_keys, deliveries, lanes, outbox
from tests.contract.conftest import QUICK, SECRET
from tests.contract.post import NUMBER, SECOND, claim, delivery, finish, sent, turn_of
from tests.contract.turns import NOW, turn

LATER = NOW + LEASE * SECOND


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


@pytest.fixture
def other(store: SqlStore, url: str) -> Iterator[SqlStore]:
    """
    Another process with the same database.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def test_a_delivery_comes_back_as_it_was_given(store: SqlStore) -> None:
    """
    With everything that the channel knew, half a character included.
    """
    given = delivery(
        1,
        text="I'm \ud83d scared",
        attachments=("image",),
        language="en",
        country="GB",
        time_zone="Europe/London",
        notes={"to": "+15550199"},
    )

    assert store.deliveries.receive(given)

    assert given == claim(store).delivery


def test_the_same_delivery_five_times_at_once_is_one(store: SqlStore, other: SqlStore) -> None:
    """
    Whoever comes second is told so; so is whoever comes after the answer.
    """
    with ThreadPoolExecutor(5) as pool:
        stores = [store, other, store, other, store]
        new = list(pool.map(lambda each: each.deliveries.receive(delivery(1)), stores))

    assert [False] * 4 + [True] == sorted(new)
    assert turn_of(store, claim(store), "Hello")
    assert not other.deliveries.receive(delivery(1))
    assert store.deliveries.claim(LATER) is None
    assert ["Hello"] == sent(store)


def test_what_many_send_at_once_is_answered_in_order(store: SqlStore, other: SqlStore) -> None:
    """
    Forty deliveries of one person and of others, while two processes answer: what came first is answered first.
    """
    heard: dict[str, list[int]] = defaultdict(list)
    people = [f"+1555010{number}" for number in range(4)]

    def write(thread: int) -> None:
        # Each number is sent when the one before was taken.
        for number in range(10):
            process = (store, other)[number % 2]
            process.deliveries.receive(delivery(f"{thread}{number}", people[0]))
            process.deliveries.receive(delivery(number, people[thread]))

    def answer(process: SqlStore) -> None:
        quiet = 0
        while quiet < 200:
            claimed = process.deliveries.claim(NOW)
            quiet = 0 if claimed else quiet + 1
            if claimed:
                # Nobody else answers this person now, so this list is this thread's.
                heard[claimed.delivery.sender].append(int(claimed.delivery.text))
                assert finish(process, claimed)

    with ThreadPoolExecutor(8) as pool:
        tasks = [pool.submit(answer, each) for each in (store, other, store, other)]
        tasks += [pool.submit(write, each) for each in (1, 2, 3)]
        for each in tasks:
            each.result(timeout=120)

    assert [list(range(10))] * 3 == [heard[each] for each in people[1:]]
    first = heard[people[0]]
    assert sorted(range(10, 40)) == sorted(first)
    for thread in (1, 2, 3):
        assert sorted(each for each in first if each // 10 == thread) == [
            each for each in first if each // 10 == thread
        ]


def test_nobody_else_answers_the_same_person_meanwhile(store: SqlStore, other: SqlStore) -> None:
    """
    Not even their next message; other people are answered.
    """
    for number in (1, 2):
        store.deliveries.receive(delivery(number))
    store.deliveries.receive(delivery(3, "+15550101"))

    first = claim(store)

    assert "3" == claim(other).delivery.text
    assert other.deliveries.claim(NOW) is None
    assert finish(store, first)
    assert "2" == claim(other).delivery.text


def test_what_a_dead_process_leaves_is_answered_by_another(
    store: SqlStore, other: SqlStore
) -> None:
    """
    After the lease, and once: whoever was only slow can't answer any more, nor change anything.
    """
    store.deliveries.receive(delivery(1))
    slow = claim(store)
    assert other.deliveries.claim(LATER - 2 * SECOND) is None
    taken = claim(other, LATER)
    assert 2 == taken.tries

    lost = turn_of(store, slow, "late", tracker=Tracker(language="es"))
    assert (False, False) == (lost, finish(store, slow, "late"))
    assert turn_of(other, taken, "in time")

    assert not turn_of(store, slow, "later still", tracker=Tracker(language="es"))
    assert not finish(other, taken, "twice")
    assert "en" == store.load(store.key("sms", NUMBER)).tracker.language
    assert ["in time"] == sent(store)


def test_a_turn_that_somebody_else_was_faster_with_changes_nothing(store: SqlStore) -> None:
    """
    The delivery still waits, and the turn is taken again.
    """
    store.deliveries.receive(delivery(1))
    claimed = claim(store)
    who = store.key("sms", NUMBER)
    turn(store, who)

    assert not turn_of(store, claimed, "too early", revision=0)
    assert store.replies(who, "SM1") is None
    assert turn_of(store, claimed, "now")

    assert () == store.replies(who, "SM1")
    assert ["now"] == sent(store)


def test_workers_that_die_lose_nothing_and_double_nothing(
    store: SqlStore, other: SqlStore
) -> None:
    """
    One in five dies before its commit, one after it: every message is answered once, in order.
    """
    processes = [store, other]
    people = [f"+1555010{number}" for number in range(5)]
    for number in range(60):
        for copy in range(1 + number % 3):
            processes[copy % 2].deliveries.receive(delivery(number, people[number % 5]))
    now, said, step = NOW, list[str](), 0
    while len(said) < 60 and step < 1000:
        now, step = now + (step * 11 % 40) * SECOND, step + 1
        process = processes[step * 7 % 3 % 2]
        claimed = process.deliveries.claim(now)
        if claimed and step % 5:
            assert turn_of(process, claimed, claimed.delivery.text, now=now)
        if step % 5 != 1:
            said += sent(process, now)

    assert sorted(said, key=int) == [str(number) for number in range(60)]
    for person in range(5):
        assert [each for each in said if int(each) % 5 == person] == [
            str(number) for number in range(person, 60, 5)
        ]


def test_who_wants_nothing_is_sent_nothing(store: SqlStore) -> None:
    """
    What waits is dropped, what is being answered comes to nothing, what they write later isn't answered.
    """
    store.deliveries.receive(delivery(0))
    finish(store, claim(store), "waits to be sent")
    store.deliveries.receive(delivery(1))
    store.deliveries.receive(delivery(2))
    answered = claim(store)

    assert store.deliveries.receive(delivery("STOP", wish="stop"))

    assert not turn_of(store, answered, "against it")
    assert store.deliveries.receive(delivery(3))
    assert store.deliveries.claim(LATER) is None
    assert [] == sent(store, LATER)


def test_who_comes_back_is_answered_again(store: SqlStore) -> None:
    """
    From the delivery on that says so; a repeated "stop" of before changes nothing.
    """
    store.deliveries.receive(delivery("STOP", wish="stop"))
    store.deliveries.receive(delivery(1))
    store.deliveries.receive(delivery("START", wish="start"))
    assert not store.deliveries.receive(delivery("STOP", wish="stop"))
    store.deliveries.receive(delivery(2))

    heard = []
    while (claimed := store.deliveries.claim(NOW)) is not None:
        heard.append(claimed.delivery.text)
        finish(store, claimed, "Hello")

    assert ["START", "2"] == heard
    assert ["Hello", "Hello"] == sent(store)


def test_erasing_leaves_only_what_comes_after_it(store: SqlStore) -> None:
    """
    What was to be sent before is gone; the answer to it is sent, and what was written after it is answered.
    """
    store.deliveries.receive(delivery(0))
    turn_of(store, claim(store), "of before")
    store.deliveries.receive(delivery(1))
    store.deliveries.receive(delivery(2))

    assert turn_of(store, claim(store), "Erased.", erase=True)

    assert "2" == claim(store).delivery.text
    assert ["Erased."] == sent(store)
    assert 0 == store.load(store.key("sms", NUMBER)).revision


def test_nothing_is_left_of_what_was_handled(store: SqlStore, url: str) -> None:
    """
    No words, no number: not even sealed. After a month not even that there was a message.
    """
    store.deliveries.receive(delivery(1))
    turn_of(store, claim(store), "Hello")
    sent(store)
    database = Database(url)

    def rows() -> tuple[list[object], list[object]]:
        with database.read() as connection:
            bodies = connection.execute(select(deliveries.c.body, deliveries.c.replies)).all()
            return [tuple(each) for each in bodies], list(connection.execute(select(outbox)))

    assert ([(None, None)], []) == rows()
    store.purge(NOW + timedelta(days=40))
    assert ([], []) == rows()
    with database.read() as connection:
        assert [] == list(connection.execute(select(lanes)))
        assert [] == list(connection.execute(select(data_keys)))
    database.close()


def test_purging_keeps_what_waits_and_who_wants_nothing(store: SqlStore) -> None:
    """
    A message that waits for its answer is given up after a day; that somebody said stop is kept.
    """
    store.deliveries.receive(delivery("STOP", "+15550101", wish="stop"))
    store.deliveries.receive(delivery(1))
    store.purge(NOW + timedelta(hours=3))
    assert "1" == claim(store).delivery.text

    store.purge(NOW + timedelta(days=40))

    assert store.deliveries.claim(NOW + timedelta(days=40)) is None
    assert store.deliveries.receive(delivery(2, "+15550101"))
    assert store.deliveries.claim(NOW + timedelta(days=40)) is None
    store.deliveries.receive(delivery(3))
    assert "3" == claim(store, NOW + timedelta(days=40)).delivery.text


def test_what_cannot_be_read_holds_nobody_up(store: SqlStore, url: str) -> None:
    """
    A damaged delivery is passed over, and the next one answered.
    """
    for number in (1, 2):
        store.deliveries.receive(delivery(number))
    database = Database(url)
    with database.write() as connection:
        first = connection.execute(
            select(deliveries.c.id).where(deliveries.c.number == 1)
        ).scalar()
        damaged = deliveries.update().where(deliveries.c.id == first).values(body=b"\x01damaged")
        connection.execute(damaged)
    database.close()

    assert "2" == claim(store).delivery.text
