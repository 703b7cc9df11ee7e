"""
The same delivery is answered once, however often and however it comes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.acceptance.conftest import WEBHOOK, Person, meet

DELIVERY = {"metadata": {"message_id": "delivery 1"}}


def test_a_repeated_delivery_gets_the_stored_answer_and_changes_nothing(person: Person) -> None:
    """
    Also after the talk has gone on, and after a restart.
    """
    first = person.say("someone shared my pictures", **DELIVERY)
    after = person.tracker
    again = person.say("someone shared my pictures", **DELIVERY)
    same = person.tracker
    person.say("1")
    late = meet(person.parts, person.name).say("other words", **DELIVERY)

    assert [first, first, first] == [first, again, late]
    assert after == same


def test_five_at_once_are_one(person: Person) -> None:
    """
    A provider that repeats itself in parallel starts one turn.
    """
    body = {"sender": person.name, "message": "/greet", **DELIVERY}
    with person.client as client, ThreadPoolExecutor(5) as pool:  # all in one event loop
        replies = list(pool.map(lambda _: client.post(WEBHOOK, json=body), range(5)))

    store = person.parts.store
    assert [200] * 5 == [reply.status_code for reply in replies]
    assert 1 == len({reply.text for reply in replies})
    assert 1 == store.load(store.key("rest", person.name)).revision


def test_deliveries_of_two_people_do_not_mix(person: Person) -> None:
    """
    The same id from somebody else is another delivery.
    """
    person.say("/greet", **DELIVERY)
    person.say("1", metadata={"message_id": "2"})
    other = meet(person.parts, f"{person.name} other")

    assert other.say("/greet", **DELIVERY)[0]["recipient_id"] == other.name


def test_a_stream_of_a_repeated_delivery_is_the_same(person: Person) -> None:
    """
    How the answer is asked for doesn't matter.
    """
    first = person.say("/greet", **DELIVERY)
    body = {"sender": person.name, "message": "/greet", **DELIVERY}
    streamed = person.client.post(f"{WEBHOOK}?stream=true", json=body)

    assert len(first) == len(streamed.text.splitlines())
