"""
The engine played over Rasa's events: the same words as in our own host, whatever happens.
"""

from __future__ import annotations

from datetime import timedelta
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
from bot.rasa.slots import CHANGES, ERASE, KEEP, NOW, REQUESTS, SECRET, STATE
from bot.rasa.turn import LISTEN, Point, failed
from tests.build import ask, assistant, do, flow, put, say
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding
from tests.rasa_loop import BEGIN, Rasa

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


def begun(**given: Any) -> Rasa:
    """
    A talk whose greeting is over.
    """
    rasa = Rasa(**{"assistant": small(), **given})
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
    Adds a line to the log, which our store keeps.
    """
    del slots
    return [slot(SECRET, None)]


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


def test_what_no_store_heard_of_is_not_promised() -> None:
    """
    An action server without our store behind it gives back what was to be kept.
    """
    wishes = {CHANGES: [{"normalized": LINK}], REQUESTS: [{"request": "lock_log"}]}
    for name, wish in wishes.items():
        rasa = begun(acts={"action_log_links": lambda _slots, left=(name, wish): [slot(*left)]})

        assert ["Something broke."] == rasa.say("/log_link")
        assert rasa.slots[name] is None


def test_our_store_hears_once_a_day_that_somebody_writes() -> None:
    """
    Whether it answers or not; but in danger nothing is waited for.
    """
    rasa = begun()
    rasa.say("/menu")
    rasa.now += timedelta(days=1)
    alarm = {"level": "certain", "intent": "immediate_danger", "confidence": 1.0}
    rasa.say("he is at the door", parse={"alarm": alarm})
    rasa.say("/immediate_danger")
    rasa.say("/menu", channel=None)
    rasa.say("/menu")
    rasa.say("/menu")
    done = [
        each["name"]
        for each in rasa.events
        if each["event"] in ("user", "action")
        if "name" in each
    ]

    assert 2 == done.count(KEEP)


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
    times: list[Any] = []

    def links(slots: dict[str, Any]) -> list[dict[str, Any]]:
        times.append(slots[NOW])
        return log_link(slots)

    acts = {"action_log_links": links}
    told, wrong = begun(acts=acts), begun(acts=acts, pretends=False)
    told.say("/log_link", country="UK", now="2026-01-02T03:04:05+00:00")
    wrong.say("/log_link", country="nowhere", now="2026-01-02T03:04:05+00:00")

    assert ("GB", None) == (told.slots["country_guess"], wrong.slots["country_guess"])
    assert ["2026-01-02T03:04:05+00:00", wrong.now.isoformat()] == times


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
