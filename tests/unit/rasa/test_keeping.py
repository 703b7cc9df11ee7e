"""
Our own store behind Rasa's actions: PINs, codes and logs as in our own host, and none of them in Rasa.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.conversation.acting import Acting
from bot.conversation.ports import ActionCall, ActionOutcome, Actions
from bot.domain.evidence import Change
from bot.domain.request import KeepLonger
from bot.domain.retention import Retention, kept_until
from bot.engine.turn import ActionResult, Said
from bot.errors import ActionFailed
from bot.rasa.keeping import CHANNEL, Keeping
from bot.rasa.slots import ERASE, KEEP, LONGER, READ, STATE
from tests.fakes import MemoryStore, ScriptedActions
from tests.rasa_loop import BEGIN, Rasa
from tests.unit.conversation.test_secret_answers import (
    ASSISTANT,
    CODE,
    LINK,
    PARSES,
    PHRASE,
    PIN,
    Doing,
    Person,
)

SENDER = "555-0100"
WHO = f"{CHANNEL}:{SENDER}"
TALKS = (
    ["/StartFlow(lock)", PIN, PIN, "/StartFlow(open)", "111111", "1", PIN],
    ["/StartFlow(lock)", f"{PIN} {PIN}", "/StartFlow(open)", "please show me the menu"],
    ["/StartFlow(lock)", "12", PIN, "999999", PIN, PIN],
    ["/StartFlow(lock)", PHRASE, PHRASE, "/StartFlow(open)", PHRASE],
    ["/StartFlow(lock)", PIN, "help he is at the door", PIN],
    ["/StartFlow(continue_case)", "2GGK", CODE, "111111"],
    ["/StartFlow(lock)", PIN, PIN, CODE, PIN],
    ["/StartFlow(lock)", PIN, PIN, f"{CODE} {PIN}"],
    ["/StartFlow(report)", CODE],
)


def keeping(actions: Actions | None = None, store: MemoryStore | None = None) -> Keeping:
    """
    Keeps in memory what actions leave behind.
    """
    acting = Acting(actions=actions or Doing(), retention=Retention())
    return Keeping(assistant=ASSISTANT, store=store or MemoryStore(), acting=acting)


def begun(**more: Any) -> Rasa:
    """
    Somebody in Rasa whose greeting is over.
    """
    rasa = Rasa(assistant=ASSISTANT, **more)
    say(rasa, "hello")
    say(rasa, "/SetSlots(safe_now=yes)")
    return rasa


def say(rasa: Rasa, text: str) -> list[str]:
    """
    What answers, when the message is understood as our own host understands it.
    """
    known = PARSES.get(text)
    alarm = known.alarm if known else None
    parse: dict[str, Any] = {"intent": {"name": "out_of_scope", "confidence": 0.1}}
    if known is not None:
        parse["intent"] = {"name": known.intent.name, "confidence": known.intent.confidence}
    if alarm is not None:
        parse["alarm"] = {name: getattr(alarm, name) for name in alarm.__slots__}
    return rasa.say(text, parse=parse)


@dataclass(kw_only=True)
class Breaking:
    """
    Breaks with the person's words in its error.
    """

    calls: list[ActionCall] = field(default_factory=list)

    def run(self, call: ActionCall) -> ActionOutcome:
        raise LookupError(LINK)


@pytest.mark.parametrize("texts", TALKS, ids=", ".join)
def test_pins_and_codes_are_taken_as_in_our_own_host(texts: list[str]) -> None:
    """
    The same answers, and the log found in the same state by each action.
    """
    ours, doing = Person(), Doing()
    rasa = begun(hosted=keeping(doing))
    for text in texts:
        own = [each.text for each in ours.say(text).messages]

        assert own == say(rasa, text)
    assert ours.states == [call.log.state for call in doing.calls if call.log]


def test_rasa_never_sees_a_pin_or_a_code() -> None:
    """
    Only in the message itself, which its tracker store drops; actions aren't given that either.
    """
    doing = Doing()
    rasa = begun(hosted=keeping(doing))
    for text in ("/StartFlow(lock)", PIN, PIN, "/StartFlow(open)", PIN):
        say(rasa, text)
    kept = [each for each in rasa.events if each["event"] != "user"]

    assert PIN not in json.dumps([kept, rasa.slots])
    assert PIN not in repr(doing.calls)


def test_what_goes_into_the_log_is_kept_at_once_and_not_in_rasa() -> None:
    """
    Numbered and dated as in our own host.
    """
    store = MemoryStore()
    noted = ActionOutcome(result=ActionResult(), changes=(Change(address=LINK, normalized=LINK),))
    keeper = keeping(ScriptedActions(outcomes={"action_log_lock": noted}), store)
    answer = keeper.run(request("action_log_lock"))

    assert [(1, LINK, BEGIN)] == [(e.item, e.address, e.recorded) for e in store.entries(WHO)]
    assert LINK not in json.dumps(answer)
    assert answer["events"]


def test_what_an_action_sets_and_says_goes_to_rasa() -> None:
    """
    In the action server's protocol.
    """
    result = ActionResult(
        slots=(("reference", "A-1"),), said=(Said(response="utter_x", arguments={"n": 2}),)
    )
    keeper = keeping(ScriptedActions(outcomes={"action_x": ActionOutcome(result=result)}))
    answer = keeper.run(request("action_x"))

    assert [{"response": "utter_x", "n": 2}] == answer["responses"]
    assert ("slot", "reference", "A-1") == tuple(
        answer["events"][0][key] for key in ("event", "name", "value")
    )


def test_everything_is_erased_in_both() -> None:
    """
    Here at once, in Rasa's store when it keeps the turn.
    """
    store = MemoryStore()
    keeping(store=store).run(request(KEEP))
    gone = ActionOutcome(result=ActionResult(), erase=True)
    answer = keeping(ScriptedActions(outcomes={"action_x": gone}), store).run(request("action_x"))

    assert (ERASE, True) in [(each["name"], each["value"]) for each in answer["events"]]
    assert 0 == store.load(WHO).revision


def test_whoever_writes_moves_the_time_along() -> None:
    """
    And who wishes for longer is kept longer in Rasa, too.
    """
    store, days = MemoryStore(), Retention().days
    keeping(store=store).run(request(KEEP))
    until = store.open_log(WHO, pin=None, now=BEGIN).kept_until
    longer = ActionOutcome(result=ActionResult(), requests=(KeepLonger(days=90),))
    wishes = keeping(ScriptedActions(outcomes={"action_log_lock": longer}), store)
    answer = wishes.run(request("action_log_lock"))

    assert datetime.fromtimestamp(kept_until(BEGIN, days), timezone.utc) == until
    assert (LONGER, kept_until(BEGIN, 90)) in [(e["name"], e["value"]) for e in answer["events"]]


@pytest.mark.parametrize("broken", [Breaking(), None])
def test_what_breaks_leaves_nothing_and_tells_no_words(
    broken: Breaking | None, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Rasa's side takes nothing for a failure, and tells the person.
    """
    asked = request("action_log_lock", **({} if broken else {STATE: "no state"}))
    with caplog.at_level(logging.DEBUG):
        found = keeping(broken).run(asked if broken else {**asked, "next_action": READ})

    assert {"events": [], "responses": []} == found
    assert "action_failed kind=" in caplog.text
    assert LINK not in caplog.text


def test_only_conversations_in_rasa_are_kept_here() -> None:
    """
    Our own host asks the same server, and keeps everything itself.
    """
    assert Keeping.takes(request(KEEP))
    assert not Keeping.takes({"tracker": {"slots": {"reference": None}}})
    assert not Keeping.takes({})


def request(action: str, **slots: Any) -> dict[str, Any]:
    """
    What Rasa asks of the action server.
    """
    rasa = Rasa(assistant=ASSISTANT, slots={"turn_time": BEGIN.isoformat(), **slots})
    rasa.events = [{"event": "user", "text": "", "parse_data": {}}]
    return rasa.request(action)


def test_an_action_that_fails_is_one_that_breaks() -> None:
    """
    Whatever its error.
    """

    class Failing:
        def run(self, call: ActionCall) -> ActionOutcome:
            raise ActionFailed

    assert {"events": [], "responses": []} == keeping(Failing()).run(request("action_x"))
