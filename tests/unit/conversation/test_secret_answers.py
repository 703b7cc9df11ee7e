"""
Questions for a PIN or a code: what opens, what is only words, and that nothing of it is kept or logged.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import cycle

import pytest

from bot.conversation.handle import Answer, Conversation
from bot.conversation.ports import ActionCall, ActionOutcome
from bot.domain.evidence import Change
from bot.domain.message import UserMessage
from bot.domain.request import JoinCase, KeepCode, LockLog, Request, ShutLog
from bot.domain.serial import tracker_to_json
from bot.domain.slot import Slot, SlotMapping
from bot.engine.turn import ActionResult
from tests.build import DANGER, ask, assistant, do, flow, meant, say
from tests.contract.turns import turn
from tests.fakes import MemoryStore, ScriptedUnderstanding

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
CODE = "2GGKKE0Y22H1"
PIN, PHRASE = "530912", "canary river stone"
LINK = "https://site.example/a"
SECRETS = ("new_pin", "pin_again", "log_pin", "case_code", "case_pin")
PARSES = {
    "help he is at the door": meant("immediate_danger", alarm=DANGER),
    "please show me the menu": meant("menu"),
    "perhaps the menu then": meant("menu", 0.4),
    PHRASE: meant("menu"),
    "2GGK KE0Y 22H1 4711": meant("immediate_danger", alarm=DANGER),
    "2GGK KE0Y 22H1 help he is at the door": meant("immediate_danger", alarm=DANGER),
    "no thanks not today": meant("deny"),
}
ASSISTANT = assistant(
    flow(
        "lock",
        ask("new_pin", [('slots.pin_again = "same"', "action_log_lock"), (None, "pin_again")]),
        ask("pin_again", "action_log_lock"),
        do("action_log_lock"),
    ),
    flow("open", ask("log_pin", "action_show_log", again=True), do("action_show_log")),
    flow("continue_case", ask("case_code", "case_pin"), ask("case_pin", "action_log_join"), do("action_log_join")),
    flow("report", ask("reference")),
    slots=[
        *(Slot(name=name, type="text", mappings=(SlotMapping(type="controlled"),)) for name in SECRETS),
        Slot(name="reference", type="text"),
    ],
    responses=[
        say("utter_ask_log_pin", ("I forgot my PIN", "/SetSlots(log_pin=forgotten)")),
        say("utter_ask_reference"),
        say("utter_ways", *((each, f"/StartFlow({each})") for each in ("lock", "open", "continue_case", "report"))),
    ],
    actions=("action_log_lock", "action_show_log", "action_log_join"),
)  # fmt: skip
REQUESTS: dict[str, tuple[Request, ...]] = {
    "action_log_lock": (LockLog(), KeepCode(code=CODE)),
    "action_log_join": (JoinCase(),),
}


@dataclass(kw_only=True)
class Doing:
    """
    Actions that ask the store for what is theirs, and keep what they were given.
    """

    calls: list[ActionCall] = field(default_factory=list)

    def run(self, call: ActionCall) -> ActionOutcome:
        self.calls.append(call)
        return ActionOutcome(result=ActionResult(), requests=REQUESTS.get(call.action, ()))


@dataclass(kw_only=True)
class Person:
    """
    Somebody who has told that they are safe, and talks on.
    """

    store: MemoryStore = field(default_factory=MemoryStore)
    sender: str = "someone"
    now: datetime = NOW
    doing: Doing = field(default_factory=Doing)

    def __post_init__(self) -> None:
        self.conversation = Conversation(
            assistant=ASSISTANT,
            store=self.store,
            understanding=ScriptedUnderstanding(parses=PARSES),
            actions=self.doing,
        )
        self.say("hello")
        self.say("/SetSlots(safe_now=yes)")

    def say(self, text: str, **more: object) -> Answer:
        given = UserMessage(text=text, sender=self.sender, channel="rest", now=self.now)
        return self.conversation.handle(replace(given, **more))  # type: ignore[arg-type]

    def slot(self, text: str, name: str) -> object:
        return self.say(text).tracker.slots.get(name)

    @property
    def states(self) -> list[str]:
        """
        How each action found the log.
        """
        return [call.log.state for call in self.doing.calls if call.log]


def locked(**more: object) -> Person:
    """
    Somebody with a locked log, in which a link was noted.
    """
    person = Person(**more)  # type: ignore[arg-type]
    note(person)
    person.say("/StartFlow(lock)")
    person.say(PIN)
    person.say(PIN)
    return person


def note(person: Person) -> None:
    """
    Put a link into the log.
    """
    turn(person.store, "rest:someone", changes=[Change(address=LINK, normalized=LINK)], now=NOW)


def test_a_log_is_locked_when_the_pin_came_twice() -> None:
    """
    In two messages, or two times in one.
    """
    for texts in ([PIN, PIN], [f"{PIN} {PIN}"]):
        person = Person()
        person.say("/StartFlow(lock)")
        for text in texts:
            person.say(text)

        assert "locked" == person.store.open_log("rest:someone", pin=None, now=NOW).state
        assert "open" == person.store.open_log("rest:someone", pin=PIN, now=NOW).state


def test_whoever_shows_messages_is_told_which_are_secret() -> None:
    """
    Where one was asked for, and where one was typed; also a code that comes unasked. A tap beside them isn't one.
    """
    person = locked()
    texts = ["/StartFlow(open)", PIN, "hello", f"{CODE} {PIN}", "/StartFlow(open)", "I forgot my PIN"]  # fmt: skip
    answers = [person.say(text) for text in texts]

    told = [(each.asks_secret, each.secret) for each in answers]
    expected = [(True, False), (False, True), (False, False), (False, True), (True, False), (False, False)]  # fmt: skip
    assert expected == told


def test_a_pin_that_was_typed_too_long_ago_is_not_known_any_more() -> None:
    """
    Nor is one that another process heard: that is told, and nothing is locked with half of it.
    """
    person = Person()
    person.say("/StartFlow(lock)")
    person.say(PIN)
    person.now += timedelta(minutes=20)

    assert "lost" == person.slot(PIN, "pin_again")
    assert "open" == person.store.open_log("rest:someone", pin=None, now=NOW).state


def test_the_right_pin_opens_for_the_actions_of_this_turn_and_the_next() -> None:
    """
    They see the entries, and how the log stands.
    """
    person = locked()
    person.say("/StartFlow(open)")

    assert "open" == person.slot(PIN, "log_pin")
    call = person.doing.calls[-1]
    assert call.log is not None
    assert ([LINK], "open", True) == (
        [each.address for each in call.entries],
        call.log.state,
        call.log.locked,
    )


def test_a_wrong_pin_is_told_as_wrong_and_then_as_a_wait() -> None:
    """
    The actions see no entry; however the turn is made anew, a guess counts once.
    """
    person = locked()
    told = []
    for _ in range(4):
        person.say("/StartFlow(open)")
        told.append(person.slot("000999", "log_pin"))

    assert ["wrong", "wrong", "wrong", "wait"] == told
    call = person.doing.calls[-1]
    assert call.log is not None
    assert ((), "wait", 30) == (call.entries, call.log.state, call.log.wait)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("i forgot my pin", "forgotten"),
        ("1", "forgotten"),
        ("help he is at the door", None),
        ("please show me the menu", None),
        ("is this safe?", None),
        ("no thanks not today", None),
        ("perhaps the menu then", "wrong"),
        ("no", "unusable"),
    ],
)
def test_words_are_heard_where_a_pin_is_asked_for(text: str, slot: str | None) -> None:
    """
    An option, help, a clear wish, a question; what is none of these is tried.
    """
    person = locked()
    person.say("/StartFlow(open)")

    assert slot == person.slot(text, "log_pin")


def test_danger_is_answered_where_a_pin_is_asked_for() -> None:
    """
    Before everything else.
    """
    person = locked()
    person.say("/StartFlow(open)")
    answer = person.say("help he is at the door")

    assert "utter_call" == answer.messages[0].response


def test_a_phrase_that_opens_the_log_is_its_pin_whatever_else_it_means() -> None:
    """
    What counts as words may change with the understanding; nobody is locked out by that.
    """
    person = Person()
    note(person)
    turn(person.store, "rest:someone", requests=[LockLog()], pin=PHRASE, now=NOW)
    person.say("/StartFlow(open)")

    assert "open" == person.slot("Canary river, stone", "log_pin")


def test_a_case_is_found_on_another_device() -> None:
    """
    Code and PIN in two messages; what is noted there is in the one log.
    """
    first = locked()
    other = Person(store=first.store, sender="other")
    other.say("/StartFlow(continue_case)")
    other.say("2ggk keoy 22h1")

    assert "open" == other.slot(PIN, "case_pin")
    assert first.store.log_of["rest:someone"] == first.store.log_of["rest:other"]


def test_a_code_that_comes_by_itself_starts_what_it_is_for() -> None:
    """
    In the middle of something else, too; not where a report's number is asked for.
    """
    first = locked()
    other = Person(store=first.store, sender="other")

    assert "utter_ask_case_pin" == other.say("2GGK KE0Y 22H1").messages[-1].response
    assert "open" == other.slot(PIN, "case_pin")
    other.say("/StartFlow(report)")
    assert "utter_ask_case_pin" != other.say("2GGK KE0Y 22H1").messages[-1].response


def test_code_and_pin_may_come_together() -> None:
    """
    Whatever process hears them.
    """
    first = locked()
    other = Person(store=first.store, sender="other")
    other.say("/StartFlow(continue_case)")

    assert "open" == other.slot(f"2GGK KE0Y 22H1 {PIN}", "case_pin")


@pytest.mark.parametrize(("pin", "slot"), [("4711", "wrong"), ("help he is at the door", None)])
def test_what_a_code_spells_is_no_cry_for_help(pin: str, slot: str | None) -> None:
    """
    Letters and digits drawn by chance mean nothing; words after them do.
    """
    other = Person(store=locked().store, sender="other")
    other.say("/StartFlow(continue_case)")

    assert slot == other.slot(f"2GGK KE0Y 22H1 {pin}", "case_pin")


def test_a_wrong_code_and_a_wrong_pin_are_told_alike() -> None:
    """
    Nobody learns which it was.
    """
    first = locked()
    told = []
    for number, text in enumerate((f"2GGKKE0Y22H1 {PIN}0", f"00000000000 0 {PIN}")):
        other = Person(store=first.store, sender=f"other {number}")
        other.say("/StartFlow(continue_case)")
        told.append(other.slot(text, "case_pin"))

    assert ["wrong", "wrong"] == told


def test_a_log_that_is_shut_is_told_so_in_the_same_way() -> None:
    """
    What actions ask of the store is done when the turn is kept.
    """
    person = locked()
    person.say("/StartFlow(open)")
    person.say(PIN)
    REQUESTS["action_show_log"] = (ShutLog(),)
    person.say("/StartFlow(open)")
    person.say(PIN)
    del REQUESTS["action_show_log"]

    assert "locked" == person.store.open_log("rest:someone", pin=None, now=NOW).state


@pytest.mark.parametrize("secret", [PIN, PHRASE])
def test_no_pin_and_no_code_is_kept_or_logged(
    secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Not in a tracker, not in its history, not in a reply, not in what actions are given, not in a log, not in a parse.
    """
    caplog.set_level(logging.DEBUG)
    person = Person()
    answers = [
        person.say(text)
        for text in ("/StartFlow(lock)", f"{secret} {secret}", "/StartFlow(open)", secret)
    ]
    other = Person(store=person.store, sender="other", doing=person.doing)
    answers += [
        other.say(text) for text in ("/StartFlow(continue_case)", "2GGK KE0Y 22H1", secret)
    ]

    everything = "".join(
        f"{tracker_to_json(answer.tracker)!r} {answer}" for answer in answers
    ) + "".join(f"{call.tracker} {call.parse} {call}" for call in person.doing.calls)

    assert "open" in everything
    assert [] == [each for each in (secret, CODE) if each in everything + caplog.text]
    assert [None] * len(answers) == [answer.parse for answer in answers]


def test_a_case_code_is_never_one_that_looks_like_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Or it would not be known again when it comes by itself.
    """
    drawn = cycle(["ABCDEFGHJKMN", "A1CDEFGHJKMN", CODE])
    monkeypatch.setattr("bot.conversation.acting.make_code", lambda _: next(drawn))

    assert {CODE} == {call.code for call in locked().doing.calls}
