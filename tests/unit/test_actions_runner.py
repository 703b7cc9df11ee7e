"""
What the runner sends to an action and takes back from it, whole; the protocol itself is tried by the contract tests.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from bot.actions_runner import as_outcome, as_request
from bot.conversation.ports import ActionCall, ActionOutcome
from bot.domain.evidence import Change, Entry
from bot.domain.parse import Entity, Intent, Parse
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult, Said
from bot.errors import ActionFailed

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
NOTHING_SAID = {"text": "", "intent": {"name": None, "confidence": 0.0}, "entities": []}


def request(**more: Any) -> dict[str, Any]:
    """
    The request of a call with the tracker and parse given.
    """
    given = {"tracker": Tracker(), "parse": None, "entries": (), "now": NOW, **more}
    return as_request(ActionCall(action="action_a", **given))


def test_a_tap_gives_an_action_the_slots_and_the_time() -> None:
    """
    In the action server's protocol, without anybody's name.
    """
    assert {
        "next_action": "action_a",
        "sender_id": "",
        "tracker": {
            "sender_id": "",
            "slots": {"paid": True, "evidence_log": []},
            "latest_message": {**NOTHING_SAID, "metadata": {"now": "2026-06-01T12:00:00+00:00"}},
            "latest_event_time": NOW.timestamp(),
            "latest_action_name": None,
            "latest_input_channel": None,
            "followup_action": None,
            "paused": False,
            "events": [],
            "active_loop": {},
            "stack": [],
        },
        "domain": {},
        "version": "3.6.21",
    } == request(tracker=Tracker(slots={"paid": True}))


def test_a_message_goes_without_its_text() -> None:
    """
    Only an address is given in the words in which it came.
    """
    text = "he is on site[.]example since friday"
    parse = Parse(
        text=text,
        intent=Intent(name="log_link", confidence=0.5),
        ranking=(Intent(name="log_link", confidence=0.5),),
        entities=(
            Entity(entity="url", value="https://site.example/", start=9, end=23),
            Entity(entity="date", value="2026-05-29", start=30, end=36),
        ),
    )
    told = request(parse=parse)["tracker"]["latest_message"]

    assert ("", [("url", "site[.]example"), ("date", None)]) == (
        told["text"],
        [(each["entity"], each.get("given")) for each in told["entities"]],
    )
    assert text not in str(request(parse=parse))


def test_the_log_goes_as_plain_data() -> None:
    """
    Its times as text.
    """
    entry = Entry(item=1, kind="added", recorded=NOW, address="a")
    told = request(entries=(entry,))["tracker"]["slots"]["evidence_log"]

    assert ["2026-06-01T12:00:00+00:00"] == [each["recorded"] for each in told]
    assert ["a"] == [each["address"] for each in told]


def slot(name: str, value: Any) -> dict[str, Any]:
    """
    A slot event.
    """
    return {"event": "slot", "name": name, "value": value, "timestamp": None}


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ({}, ActionOutcome(result=ActionResult())),
        (
            {"events": [slot("a", 1), {"event": "reset_slots"}, slot("b", None)], "responses": []},
            ActionOutcome(result=ActionResult(slots=(("a", 1), ("b", None)))),
        ),
        (
            {"events": [slot("evidence_changes", [{"account": "@x"}]), slot("erase_everything", True)]},
            ActionOutcome(result=ActionResult(), changes=(Change(account="@x"),), erase=True),
        ),
        (
            {"events": [slot("evidence_changes", None), slot("erase_everything", False)]},
            ActionOutcome(result=ActionResult()),
        ),
        (
            {"responses": [{"text": None, "buttons": [], "response": "utter_a", "template": "utter_a", "lines": ["b"]}]},
            ActionOutcome(result=ActionResult(said=(Said(response="utter_a", arguments={"lines": ["b"]}),))),
        ),
    ],
)  # fmt: skip
def test_what_an_action_did_in_our_own_words(
    result: dict[str, Any], outcome: ActionOutcome
) -> None:
    """
    Changes of the log and erasing are no slots of the conversation.
    """
    assert outcome == as_outcome(result)


@pytest.mark.parametrize(
    "result",
    [
        None,
        [],
        {"events": [{"event": "slot"}]},
        {"events": ["slot"]},
        {"events": [slot("evidence_changes", [{"colour": "red"}])]},
        {"events": [slot("evidence_changes", [1])]},
        {"responses": [{"text": "Trust me."}]},
        {"responses": [{"text": "Trust me.", "response": ""}]},
        {"responses": ["utter_a"]},
        {"responses": 1},
    ],
)
def test_what_is_not_in_the_protocol_is_refused(result: Any) -> None:
    """
    Words of an action's own among it.
    """
    with pytest.raises(ActionFailed):
        as_outcome(result)
