"""
The engine played over Rasa's events: the same words as in our own host, whatever happens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.handle import Conversation
from bot.conversation.ports import ActionOutcome
from bot.domain.assistant import Assistant, Policy
from bot.domain.evidence import Change
from bot.domain.message import UserMessage
from bot.domain.slot import Slot
from bot.engine.render import Voice, render
from bot.engine.turn import ActionResult, Said
from bot.rasa.slots import CHANGES, ERASE, LOG, NOW, OWN, STATE
from bot.rasa.turn import LISTEN, Past, Point, failed, play
from tests.build import ask, assistant, do, flow, put, say
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

BEGIN = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
LINK = "https://site.example/a"
ACTIONS = ("action_note", "action_log_links", "action_erase_everything")
SLOTS = (
    Slot(name="paid", type="bool"),
    Slot(name="noted", type="text"),
    Slot(name="erase_result", type="text"),
    Slot(name="country_guess", type="text"),
)


def small() -> Assistant:
    """
    Questions, a custom action between sentences, one that writes to the log, one that erases.
    """
    return assistant(
        flow("threatened", do("utter_dont_pay", "paid"), ask("paid", "action_note"), do("action_note", "utter_after"), do("utter_after"), on="threatened"),
        flow("log_link", do("action_log_links", "mark"), put("mark", noted="yes"), on="log_link"),
        flow("forget", do("action_erase_everything", "utter_gone"), do("utter_gone"), on="delete_my_data"),
        flow("circle", call_itself(), on="circle"),
        slots=SLOTS,
        actions=ACTIONS,
        responses=(
            say("utter_internal_error", text="Something broke."),
            say("utter_noted", *(("More", "/threatened"), ("Less", "/menu"))),
            say("utter_ask_paid", *((title, f"/SetSlots(paid={value})") for title, value in (("Yes", "true"), ("No", "false")))),
        ),
        policy=Policy(interrupts=("immediate_danger",), max_steps=20),
    )  # fmt: skip


def call_itself() -> Any:
    """
    A step without end.
    """
    return put("again", "again", noted="x")


@dataclass(kw_only=True)
class Rasa:
    """
    Rasa's loop over plain events: predicts, runs, and keeps what happened.
    """

    assistant: Assistant = field(default_factory=small)
    acts: Mapping[str, Callable[[dict[str, Any]], list[dict[str, Any]]]] = field(
        default_factory=dict
    )
    events: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    can_erase: bool = False
    pretends: bool = True
    now: datetime = BEGIN

    def say(self, text: str, **metadata: Any) -> list[str]:
        """
        The texts that answer a message.
        """
        self.now += timedelta(seconds=20)
        self.events.append(
            {
                "event": "user",
                "text": text,
                "timestamp": self.now.timestamp(),
                "input_channel": metadata.pop("channel", "rest"),
                "metadata": metadata,
                "parse_data": metadata.pop("parse", {}),
            }
        )
        begin = len(self.events)
        while (point := self.next()).action != LISTEN:
            self._run(point)
        self._set(point)
        self.events.append({"event": "action", "name": LISTEN})
        return [each["text"] for each in self.events[begin:] if each["event"] == "bot"]

    def next(self) -> Point:
        states = [index for index, each in enumerate(self.events) if each.get("name") == STATE]
        begin = states[-1] if states else 0
        logs = [each["value"] for each in self.events[:begin] if each.get("name") == LOG]
        past = Past(
            events=self.events[begin:],
            log=(logs[-1] if logs else None) or (),
            can_erase=self.can_erase,
        )
        return play(self.assistant, past, pretends=self.pretends)

    def _run(self, point: Point) -> None:
        self._set(point)
        if point.says is None:
            left = self.acts[point.action](self.slots) if point.action in self.acts else []
            self.events += [{"event": "action", "name": point.action}, *left]
            self.slots |= {each["name"]: each["value"] for each in left if each["event"] == "slot"}
            return
        self.events.append({"event": "action", "name": point.action})
        self.events.append(self.uttered(point.says.text, point.action))

    def _set(self, point: Point) -> None:
        json.dumps(dict(point.slots))
        self.slots |= point.slots
        self.events += [
            {"event": "slot", "name": name, "value": value, "metadata": {OWN: True}}
            for name, value in point.slots.items()
        ]

    def uttered(self, text: str, name: str, **arguments: Any) -> dict[str, Any]:
        metadata = {"utter_action": name, **arguments}
        return {"event": "bot", "text": text, "metadata": metadata}


def begun(**given: Any) -> Rasa:
    """
    A talk whose greeting is over.
    """
    rasa = Rasa(**given)
    rasa.say("/thanks")
    rasa.say("/SetSlots(safe_now=yes)")
    return rasa


def slot(name: str, value: Any) -> dict[str, Any]:
    """
    A slot that a custom action sets.
    """
    return {"event": "slot", "name": name, "value": value}


def note(slots: dict[str, Any]) -> list[dict[str, Any]]:
    """
    Says something with a button, and sets a slot.
    """
    del slots
    said = {"utter_action": "utter_noted", "count": 2}
    return [{"event": "bot", "text": "utter_noted", "metadata": said}, slot("noted", "two")]


def log_link(slots: dict[str, Any]) -> list[dict[str, Any]]:
    """
    Adds a line to the log.
    """
    del slots
    return [slot(CHANGES, [{"normalized": LINK}])]


def erase(slots: dict[str, Any]) -> list[dict[str, Any]]:
    """
    Asks for everything to be erased.
    """
    del slots
    return [slot(ERASE, value=True), slot("erase_result", "erased")]


ALL = {"action_note": note, "action_log_links": log_link, "action_erase_everything": erase}
OUTCOMES = {
    "action_note": ActionOutcome(
        result=ActionResult(
            slots=(("noted", "two"),),
            said=(Said(response="utter_noted", arguments={"count": 2}),),
        )
    ),
    "action_log_links": ActionOutcome(result=ActionResult(), changes=(Change(normalized=LINK),)),
}
TAPS = (
    "/threatened", "/log_link", "/menu", "/SetSlots(paid=true)", "/SetSlots(paid=false)", "/back", "/repeat",
    "/SetSlots(safe_now=yes)", "/SetSlots(safe_now=no)", "/immediate_danger", "/thanks", "1", "2", "More", " ", "/pause",
)  # fmt: skip


@given(st.lists(st.sampled_from(TAPS), min_size=1, max_size=8))
def test_both_hosts_say_the_same(taps: list[str]) -> None:
    """
    Whatever is tapped, in whatever order.
    """
    known = small()
    rasa = Rasa(assistant=known, acts=ALL)
    ours = Conversation(
        assistant=known,
        store=MemoryStore(),
        understanding=ScriptedUnderstanding(),
        actions=ScriptedActions(outcomes=OUTCOMES),
    )
    now = BEGIN
    for tap in taps:
        now += timedelta(seconds=20)
        message = UserMessage(sender="555-0100", text=tap, channel="rest", now=now)
        answer = ours.handle(message)

        assert [each.text for each in answer.messages] == rasa.say(tap)
        assert dict(answer.tracker.slots) == {
            name: rasa.slots[name] for name in known.slots if rasa.slots[name] is not None
        }


def test_one_action_at_a_time_with_the_slots_that_it_needs() -> None:
    """
    The state is left behind only when Rasa listens again.
    """
    rasa = begun()
    rasa.say("/threatened")
    done = [each for each in rasa.events if each["event"] in ("action", "slot")]
    names = [each["name"] for each in done if each["event"] == "action"]
    states = [index for index, each in enumerate(done) if each["name"] == STATE]

    assert ["utter_dont_pay", "utter_ask_paid", LISTEN] == names[-3:]
    assert len(done) - 2 == states[-1]
    assert 3 == len(states)


def test_what_a_custom_action_said_is_not_said_again_and_its_buttons_can_be_named() -> None:
    """
    Rasa has said it already; the engine knows of it.
    """
    rasa = begun(acts=ALL)
    rasa.say("/threatened")

    assert ["utter_noted", "utter_after"] == rasa.say("No")[:2]
    assert "two" == rasa.slots["noted"]


def test_a_custom_action_knows_when_the_message_came() -> None:
    """
    And only while it runs.
    """
    seen: list[Any] = []

    def notes(slots: dict[str, Any]) -> list[dict[str, Any]]:
        seen.append(slots[NOW])
        return note(slots)

    rasa = begun(acts={"action_note": notes})
    rasa.say("/threatened")
    rasa.say("Yes")

    assert [rasa.now.isoformat()] == seen
    assert rasa.slots[NOW] is None


def test_an_action_that_leaves_nothing_behind_has_failed() -> None:
    """
    The person hears so, and the next message finds everything as it was.
    """
    rasa = begun(acts={**ALL, "action_note": lambda _slots: []})
    rasa.say("/log_link")
    rasa.say("/threatened")

    assert ["Something broke."] == rasa.say("Yes")
    assert rasa.slots["paid"] is None
    rasa.acts = ALL
    assert ["utter_noted", "utter_after"] == rasa.say("Yes")[:2]


def test_the_log_grows_line_by_line() -> None:
    """
    Its lines are numbered and dated as in our own store.
    """
    rasa = begun(acts=ALL)
    rasa.say("/log_link")
    rasa.say("/log_link")

    assert [(1, LINK), (2, LINK)] == [
        (each["item"], each["normalized"]) for each in rasa.slots[LOG]
    ]
    assert rasa.now.isoformat() == rasa.slots[LOG][1]["recorded"]


def test_a_turn_that_fails_leaves_no_line_in_the_log() -> None:
    """
    All of a turn or nothing.
    """
    rasa = begun(acts={"action_log_links": log_link})
    rasa.assistant = assistant(
        flow("both", do("action_log_links", "action_note"), do("action_note"), on="log_link"),
        actions=ACTIONS,
        responses=(say("utter_internal_error", text="Something broke."),),
    )

    assert ["Something broke."] == rasa.say("/log_link")
    assert rasa.slots[LOG] is None


def test_erasing_is_promised_only_where_the_store_can() -> None:
    """
    Rasa's own stores can't.
    """
    keeps, forgets = begun(acts=ALL), begun(acts=ALL, can_erase=True)
    for each in (keeps, forgets):
        each.say("/log_link")
        each.say("/delete_my_data")

    assert ("failed", None) == (keeps.slots["erase_result"], keeps.slots.get(ERASE))
    assert {ERASE: True} == {name: value for name, value in forgets.slots.items() if value}


def test_no_pin_is_asked_for_where_it_could_lock_nothing() -> None:
    """
    Nor is anything promised that only our own store does.
    """
    rasa = begun(
        acts={"action_note": lambda _slots: [slot("store_requests", [{"request": "lock_log"}])]}
    )
    rasa.assistant = assistant(
        flow("lock", ask("new_pin"), on="save_evidence"),
        flow("kept", do("action_log_kept", "utter_promise"), on="show_log"),
        flow("remind", do("action_note", "utter_promise"), do("utter_promise"), on="log_link"),
        slots=(Slot(name="new_pin", type="text"),),
        actions=(*ACTIONS, "action_log_kept"),
        responses=(say("utter_internal_error", text="Something broke."),),
    )

    assert ["Something broke."] == rasa.say("/save_evidence")
    assert ["Something broke."] == rasa.say("/log_link")
    assert ["Something broke."] == rasa.say("/show_log")
    assert rasa.slots["store_requests"] is None


def test_a_slot_that_somebody_else_sets_counts() -> None:
    """
    A Rasa project may set slots in its own ways; Rasa's session start sets all of them again.
    """
    rasa = begun(acts=ALL)
    rasa.say("/threatened")
    rasa.events += [slot("noted", "by hand"), slot("paid", None), slot("nobody_knows", 1)]
    rasa.say("/menu")

    assert "by hand" == rasa.slots["noted"]


def test_a_channel_tells_what_it_knows() -> None:
    """
    What isn't as it should be tells nothing, and what only pretends counts in development alone.
    """
    told, wrong = begun(acts=ALL), begun(acts=ALL, pretends=False)
    told.say("/log_link", country="UK", now="2026-01-02T03:04:05+00:00")
    wrong.say("/log_link", country="nowhere", now="2026-01-02T03:04:05+00:00")

    assert ("GB", None) == (told.slots["country_guess"], wrong.slots["country_guess"])
    assert "2026-01-02T03:04:05+00:00" == told.slots[LOG][0]["recorded"]
    assert wrong.now.isoformat() == wrong.slots[LOG][0]["recorded"]


def test_options_are_numbered_where_there_are_no_buttons() -> None:
    """
    Rasa's channel for text messages is called twilio.
    """
    assert "utter_ask_paid\n1. Yes\n2. No" == begun().say("/threatened", channel="twilio")[-1]


def test_when_playing_breaks_the_person_is_told_once_and_it_goes_on() -> None:
    """
    The message that broke it is left behind.
    """
    rasa = begun(acts=ALL)
    rasa.say("/threatened")
    state = rasa.slots[STATE]
    rasa.events.append({"event": "user", "text": "/circle", "timestamp": 0.0})
    first = failed(rasa.assistant, rasa.events)
    rasa.events.append({"event": "action", "name": first.action})
    then = failed(rasa.assistant, rasa.events)

    assert ("utter_internal_error", "Something broke.") == (first.action, said(first))
    assert (LISTEN, {STATE: state}) == (then.action, dict(then.slots))
    rasa._set(then)
    assert ["utter_noted", "utter_after"] == rasa.say("Yes")[:2]


def said(point: Point) -> str:
    """
    The text that comes next.
    """
    return point.says.text if point.says else ""


def test_the_fallback_is_in_the_persons_language() -> None:
    """
    As far as it is known.
    """
    known = small()
    voice = Voice(language="es", channel="rest", slots={})

    assert "Something broke." == render(known, "utter_internal_error", voice).text
