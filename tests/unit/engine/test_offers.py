"""
What a person may start or set by themselves.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.slot import Slot
from bot.domain.tracker import Tracker
from bot.engine.offers import flow_names, may_start, offered, startable
from bot.engine.payload import parse_payload
from tests.build import PATTERNS, ask, assistant, do, flow, say

SMALL = assistant(
    flow("meant", ask("number"), on="hello"),
    flow("tapped", do("utter_tapped")),
    flow("said", do("utter_said")),
    flow("inner", do("utter_inner")),
    flow("guarded", do("utter_guarded"), guard="slots.number is not null"),
    slots=[Slot(name="number", type="text"), Slot(name="secret", type="text")],
    responses=[
        say("utter_ask_number", ("One", "/SetSlots(number=1)"), ("More", "/StartFlow(tapped)")),
        replace(say("utter_name_said", text="Said"), said_as=("Say it!",)),
    ],
)


def may_press(payload: str) -> bool:
    """
    Whether this button's payload is one that a person can send.
    """
    read = parse_payload(payload)
    assert read is not None
    return offered(SMALL, read)


def test_flows_that_a_person_can_start() -> None:
    """
    Those with a name, an intent, a button or words of their own; not those that only other flows call.
    """
    ours = {each.id for each in PATTERNS}

    assert {"meant", "tapped", "said"} == startable(SMALL) - ours - {"guarded"}


def test_words_that_start_a_flow_are_compared_as_people_write_them() -> None:
    """
    Without case and signs.
    """
    assert {"say it": "said"} == dict(flow_names(SMALL))


def test_only_what_a_button_offers_can_be_pressed() -> None:
    """
    What the flows keep for themselves can't be set from outside.
    """
    assert may_press("/SetSlots(number=1)")
    assert not may_press("/SetSlots(number=2)")
    assert not may_press("/SetSlots(secret=1)")
    assert may_press("/StartFlow(said)")
    assert not may_press("/StartFlow(inner)")


def test_a_guard_keeps_a_flow_from_starting() -> None:
    """
    Until what it asks for is known.
    """
    guarded = SMALL.flows["guarded"]

    assert not may_start(guarded, Tracker())
    assert may_start(guarded, Tracker(slots={"number": "1"}))
