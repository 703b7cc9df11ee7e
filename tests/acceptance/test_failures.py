"""
When a part breaks in mid-turn, the person is answered with words that help, and nothing is half-done.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.app import Parts
from bot.conversation.ports import ActionCall, ActionOutcome, Store
from bot.domain.parse import Parse
from bot.errors import ActionFailed
from tests.acceptance.conftest import Person, meet

CANARY = "canaryword"
LINK = f"its here https://videos.example/{CANARY}"
HELP = ("emergency number", "findahelpline.com")


class BrokenActions:
    """
    Actions that can't be run.
    """

    def run(self, call: ActionCall) -> ActionOutcome:
        raise ActionFailed from ValueError(CANARY)


class BrokenModel:
    """
    An understanding that fails.
    """

    def parse(self, text: str) -> Parse:
        raise RuntimeError(text)


class Failing:
    """
    A store whose method of this name fails; the rest is the real one's.
    """

    def __init__(self, store: Store, method: str) -> None:
        self._store = store
        self._method = method

    def __getattr__(self, name: str) -> Any:
        if name == self._method:
            return self._fail
        return getattr(self._store, name)

    def _fail(self, *_: object) -> Any:
        raise OperationalError(CANARY, {}, OSError(CANARY))


def broken(parts: Parts, name: str, part: str) -> Person:
    """
    The same person, with one part broken.
    """
    changes: dict[str, dict[str, Any]] = {
        "action": {"actions": BrokenActions()},
        "model": {"understanding": BrokenModel()},
        "database at reading": {"store": Failing(parts.store, "load")},
        "database at writing": {"store": Failing(parts.store, "commit")},
    }
    return meet(parts, name, **changes[part])


@pytest.mark.parametrize("part", ["action", "model", "database at reading", "database at writing"])
def test_a_broken_part_costs_one_answer_and_nothing_else(
    person: Person, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The reviewed fallback names the emergency number and a helpline; state and log are as before; the next try works.
    """
    caplog.set_level(logging.DEBUG)
    person.say("someone shared my pictures", metadata={"country": "GB"})
    person.say("1")
    store = person.parts.store
    key = store.key("rest", person.name)
    before = store.load(key)
    caplog.clear()

    bubbles = broken(person.parts, person.name, part).say(LINK, metadata={"message_id": "m"})

    assert 1 == len(bubbles)
    assert [] == [word for word in HELP if word not in bubbles[0]["text"]]
    assert before == store.load(key)
    assert 1 == sum(message.startswith("turn_failed kind=") for message in caplog.messages)
    assert CANARY not in caplog.text

    again = person.say(LINK, metadata={"message_id": "m"})
    assert bubbles != again
    assert before != store.load(key)


def test_the_fallback_knows_the_country_that_the_channel_told(person: Person) -> None:
    """
    In Britain it is Britain's number.
    """
    failing = broken(person.parts, person.name, "model")
    texts = failing.texts("hello there", metadata={"country": "GB"})

    assert "999" in texts[0]


def test_taps_go_on_without_the_model(person: Person) -> None:
    """
    A button never needs to be understood.
    """
    person.say("/greet")
    without = broken(person.parts, person.name, "model")

    assert person.tracker.options
    assert without.texts("1") != without.texts("hello there")


def test_a_failure_is_counted(person: Person) -> None:
    """
    Whoever runs it sees that people get the fallback.
    """
    failing = broken(person.parts, person.name, "model")
    failing.say("hello there")

    shown = failing.client.get("/metrics").text
    assert 'firsthours_turns_failed_total{channel="rest"} 1.0' in shown


def test_a_commit_is_all_or_nothing(person: Person) -> None:
    """
    A turn that can't be kept is as if it had never been, also for its delivery.
    """
    store = person.parts.store
    key = store.key("rest", person.name)
    failing = broken(person.parts, person.name, "database at writing")
    failing.say("/greet", metadata={"message_id": "m"})

    assert (None, 0) == (store.replies(key, "m"), store.load(key).revision)
