"""
One message in, its answers out: taps and words, deliveries, failures, and what must never be kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.conversation.handle import MAX_TRIES, Answer, Conversation
from bot.conversation.ports import ActionCall, ActionOutcome, Commit, Held
from bot.domain.assistant import Assistant, Policy
from bot.domain.event import FlowStarted
from bot.domain.evidence import Change
from bot.domain.message import BotMessage, UserMessage
from bot.domain.parse import Parse
from bot.domain.slot import Slot, SlotMapping
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult, Said
from tests.build import DANGER, ask, assistant, do, entity, flow, fork, meant, say
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
CANARY = "canary words that nobody may keep"
LINK = "https://site.example/a"
REASONS = ("empty", "too_long", "attachment", "not_understood")
LONG = "long " * 2000
SLOTS = (
    Slot(
        name="paid",
        type="bool",
        mappings=(SlotMapping(type="from_entity", entity="facet", role="paid"),),
    ),
    Slot(name="noted", type="text"),
    Slot(name="country_guess", type="text"),
    Slot(name="language", type="text"),
)


def small(**more: object) -> Assistant:
    """
    An assistant with a question, two actions, and words for when something breaks.
    """
    given: Mapping[str, object] = {"actions": ("action_note", "action_log_links"), **more}
    return assistant(
        flow("threatened", do("utter_dont_pay", "paid"), ask("paid", "action_note"), do("action_note"), on="threatened"),
        flow("log_link", do("action_log_links"), on="log_link"),
        flow(
            "pattern_cannot_handle",
            fork("why", [(f'context.reason = "{each}"', f"utter_{each}") for each in REASONS]),
            *(do(f"utter_{each}") for each in REASONS),
        ),
        flow("circle", fork("a", [(None, "b")]), fork("b", [(None, "a")]), on="circle"),
        slots=SLOTS,
        responses=(say("utter_internal_error", text="Something broke."),),
        **given,  # type: ignore[arg-type]  # the tests give what the function takes
    )  # fmt: skip


@dataclass(kw_only=True)
class Counting:
    """
    An understanding that knows what it is told, and counts how often it is asked.
    """

    parses: Mapping[str, Parse] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def parse(self, text: str) -> Parse:
        self.asked.append(text)
        return ScriptedUnderstanding(parses=self.parses).parse(text)


@dataclass(kw_only=True)
class Recording:
    """
    Actions that do as they are told, and keep the calls.
    """

    outcomes: Mapping[str, ActionOutcome] = field(default_factory=dict)
    calls: list[ActionCall] = field(default_factory=list)

    def run(self, call: ActionCall) -> ActionOutcome:
        self.calls.append(call)
        return ScriptedActions(outcomes=self.outcomes).run(call)


PARSES = {
    "he wants money": meant("threatened"),
    "i paid": meant("threatened", entities=[entity("facet", True, "paid")]),
    LINK: meant("log_link"),
    "round and round": meant("circle"),
    CANARY: meant("threatened", text=CANARY),
}


def talk(store: MemoryStore | None = None, **more: object) -> Conversation:
    """
    A conversation with all parts in memory; each may be another.
    """
    parts: dict[str, object] = {
        "assistant": small(),
        "store": store or MemoryStore(),
        "understanding": Counting(parses=PARSES),
        "actions": Recording(),
        **more,
    }
    return Conversation(**parts)  # type: ignore[arg-type]  # the tests give what it takes


def message(text: str, **more: object) -> UserMessage:
    """
    A message of one person over REST.
    """
    given: dict[str, object] = {"sender": "someone", "channel": "rest", "now": NOW, **more}
    return UserMessage(text=text, **given)  # type: ignore[arg-type]  # the tests give what it takes


def names(answer: Answer) -> list[str]:
    """
    The responses of an answer.
    """
    return [each.response for each in answer.messages]


def test_words_are_understood_and_the_turn_is_kept() -> None:
    """
    The answer tells what was said, what happened, and what the message meant.
    """
    store = MemoryStore()
    answer = talk(store).handle(message("he wants money"))

    assert ["utter_intro", "utter_ask_safe_now"] == names(answer)
    assert FlowStarted(flow="threatened") in answer.events
    assert PARSES["he wants money"] == answer.parse
    assert Held(tracker=answer.tracker, revision=1) == store.load("rest:someone")


@pytest.mark.parametrize("tap", ["1", "Yes", "yes!", "/SetSlots(safe_now=yes)"])
def test_a_tap_is_not_read_by_the_understanding(tap: str) -> None:
    """
    A number, a title or a payload is known without it.
    """
    understanding = Counting(parses=PARSES)
    conversation = talk(understanding=understanding)
    conversation.handle(message("he wants money"))
    answer = conversation.handle(message(tap))

    assert (["he wants money"], None) == (understanding.asked, answer.parse)
    assert ["utter_dont_pay", "utter_ask_paid"] == names(answer)


def test_people_are_told_apart_by_channel_and_sender() -> None:
    """
    The same name elsewhere is somebody else.
    """
    conversation = talk()
    conversation.handle(message("he wants money"))

    for other in (message("1", sender="another"), message("1", channel="sms")):
        assert ["utter_intro", "utter_ask_safe_now"] == names(conversation.handle(other))


def test_the_same_delivery_gets_the_same_answer() -> None:
    """
    However often it comes; nothing happens a second time.
    """
    store = MemoryStore()
    conversation = talk(store)
    conversation.handle(message("he wants money", message_id="m1"))
    first = conversation.handle(message("1", message_id="m2"))
    again = conversation.handle(message("1", message_id="m2"))

    assert (first.messages, ()) == (again.messages, again.events)
    assert first.tracker == again.tracker
    assert 2 == store.load("rest:someone").revision


@dataclass(kw_only=True)
class Overtaken(MemoryStore):
    """
    A store where somebody else is faster as often as `times` says; `faster` is what they do then.
    """

    times: int = 1
    faster: Callable[[], object] = lambda: None

    def commit(self, commit: Commit) -> bool:
        if self.times:
            self.times -= 1
            self.faster()
            return False
        return super().commit(commit)


def test_whoever_was_overtaken_begins_again_with_what_is_true_now() -> None:
    """
    The message is understood once; the turn is made anew on the new state.
    """
    store = Overtaken(times=0)
    understanding = Counting(parses=PARSES)
    conversation = talk(store, understanding=understanding)
    conversation.handle(message("he wants money"))

    store.times = 1
    store.faster = lambda: conversation.handle(message("1"))
    answer = conversation.handle(message("i paid"))

    assert ["he wants money", "i paid"] == understanding.asked
    assert (True, "yes") == (answer.tracker.slots["paid"], answer.tracker.slots["safe_now"])
    assert 3 == store.load("rest:someone").revision


def test_the_other_delivery_of_the_same_message_may_have_been_faster() -> None:
    """
    Then its answer is given.
    """
    store = Overtaken(times=0)
    conversation = talk(store)
    first = message("he wants money", message_id="m1")
    store.times = 1
    store.faster = lambda: conversation.handle(first)

    assert ["utter_intro", "utter_ask_safe_now"] == names(conversation.handle(first))
    assert 1 == store.load("rest:someone").revision


def test_whoever_is_overtaken_for_ever_gets_the_reviewed_fallback() -> None:
    """
    After a few tries; nothing was changed.
    """
    store = Overtaken(times=MAX_TRIES + 1)
    answer = talk(store).handle(message("he wants money"))

    assert (["utter_internal_error"], 1) == (names(answer), store.times)
    assert {} == store.held


class Unlucky(RuntimeError):
    """
    An error that has the person's words in its own.
    """

    def __init__(self) -> None:
        super().__init__(CANARY)


def broken(*_given: object, **_named: object) -> object:
    """
    Whatever is asked of it breaks.
    """
    raise Unlucky


@dataclass(kw_only=True)
class BreaksAt(MemoryStore):
    """
    A store of which one function breaks.
    """

    name: str = ""

    def __getattribute__(self, name: str) -> object:
        if name == object.__getattribute__(self, "name"):
            return broken
        return object.__getattribute__(self, name)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """
    An understanding, or actions, that break.
    """

    parse = staticmethod(broken)
    run = staticmethod(broken)


@pytest.mark.parametrize(
    "parts",
    [
        {"store": BreaksAt(name="key")},
        {"store": BreaksAt(name="replies")},
        {"store": BreaksAt(name="load")},
        {"store": BreaksAt(name="commit")},
        {"understanding": Broken()},
    ],
    ids=["key", "replies", "load", "commit", "understanding"],
)
def test_whatever_breaks_the_person_is_answered_and_no_word_is_logged(
    parts: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    """
    At every level there are only kinds and ids; the error's own words may hold the message's.
    """
    caplog.set_level(logging.DEBUG)
    answer = talk(**parts).handle(message(CANARY, sender="+15550100", message_id="m1"))  # type: ignore[arg-type]  # parts by name

    assert ["Something broke."] == [each.text for each in answer.messages]
    assert (Tracker(), ()) == (answer.tracker, answer.events)
    assert ["turn_failed kind=Unlucky channel=rest"] == caplog.messages
    assert not any(word in caplog.text for word in (CANARY, "+15550100"))
    assert all(record.exc_info is None for record in caplog.records)


@pytest.mark.parametrize(
    ("parts", "text", "kind"),
    [
        ({"actions": Broken()}, "/SetSlots(paid=true)", "Unlucky"),
        ({}, "round and round", "TooManySteps"),
    ],
)
def test_a_turn_that_fails_in_its_middle_changes_nothing(
    parts: dict[str, object], text: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The state is what it was before; the next message goes on from there.
    """
    store = MemoryStore()
    conversation = talk(store, **parts)
    conversation.handle(message("he wants money"))
    before = conversation.handle(message("1")).tracker
    caplog.clear()

    assert ["utter_internal_error"] == names(conversation.handle(message(text)))
    assert before == store.load("rest:someone").tracker
    assert [f"turn_failed kind={kind} channel=rest"] == caplog.messages
    assert ["utter_not_understood", "utter_ask_paid"] == names(
        conversation.handle(message("what"))
    )


def test_nothing_of_the_text_is_kept_or_logged_when_all_goes_well(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    Not in the tracker, not in the replies, not in a log at any level.
    """
    caplog.set_level(logging.DEBUG)
    store = MemoryStore()
    sent = message(CANARY, message_id="m1")
    answer = talk(store).handle(sent)

    assert ["utter_intro", "utter_ask_safe_now"] == names(answer)
    assert CANARY not in f"{store} {sent} {caplog.text}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\x00\x1b\x7f", "empty"),
        ("\ud800", "empty"),
        ("😭😭😭", "not_understood"),
        ("ساعدني", "not_understood"),
        ("\u202eereht", "not_understood"),
        ("<script>alert(1)</script>", "not_understood"),
        ('{"safe_now": ', "not_understood"),
        ("/SetSlots(stack=1)", "not_understood"),
        ("/SetSlots(noted=x)", "not_understood"),
        ("/StartFlow(nowhere)", "not_understood"),
        ("99", "not_understood"),
        (LONG, "too_long"),
    ],
)
def test_strange_input_is_answered_kindly_and_asked_again(text: str, reason: str) -> None:
    """
    It opens nothing and sets nothing; the words fit what was strange about it.
    """
    conversation = talk()
    before = conversation.handle(message("he wants money")).tracker
    answer = conversation.handle(message(text))

    assert [f"utter_{reason}", "utter_ask_safe_now"] == names(answer)
    assert (before.slots, before.stack) == (answer.tracker.slots, answer.tracker.stack)


def test_of_a_long_message_only_what_it_tells_is_taken() -> None:
    """
    The understanding reads all of it; what it wants is asked for in few words.
    """
    understanding = Counting()
    conversation = talk(understanding=understanding, assistant=small(policy=Policy(max_text=20)))
    conversation.handle(message("hello"))
    text = "0123456789 and more and more 9876543210"
    understanding.parses = {
        text: meant("threatened", entities=[entity("facet", True, "paid")]),
    }
    answer = conversation.handle(message(text))

    assert ["hello", text] == understanding.asked
    assert ["utter_too_long", "utter_ask_safe_now"] == names(answer)
    assert True is answer.tracker.slots["paid"]


def test_danger_is_heard_in_a_long_message() -> None:
    """
    It comes before everything else.
    """
    policy = Policy(max_text=4, interrupts=("immediate_danger",))
    text = "he is here and he will kill m e!"
    understanding = Counting(parses={text: meant("immediate_danger", alarm=DANGER)})
    conversation = talk(understanding=understanding, assistant=small(policy=policy))

    assert ["utter_call", "utter_ask_danger_over"] == names(conversation.handle(message(text)))


def test_control_characters_are_taken_out_before_reading() -> None:
    """
    Line ends stay: they part sentences.
    """
    understanding = Counting()
    talk(understanding=understanding).handle(message("he\x00 wants\x1b\nmoney\ud800"))

    assert ["he wants\nmoney"] == understanding.asked


def test_a_picture_is_refused_unseen() -> None:
    """
    By the flow for it, if there is one; whatever words come with it.
    """
    plain = talk().handle(message("he wants money", attachments=("image",)))
    refusing = flow("sends_image", do("utter_no_images"), on="sends_image")
    own = talk(assistant=assistant(refusing))
    own.handle(message("1"))

    assert ["utter_intro", "utter_ask_safe_now"] == names(plain)
    assert ["utter_no_images", "utter_ask_safe_now"] == names(
        own.handle(message("this is it", attachments=("image",)))
    )
    assert ["utter_attachment", "utter_ask_safe_now"] == names(
        _begun().handle(message("", attachments=("image", "image")))
    )


def _begun() -> Conversation:
    conversation = talk()
    conversation.handle(message("he wants money"))
    return conversation


def test_what_the_channel_knows_is_a_guess_until_the_person_says_more() -> None:
    """
    It never overwrites.
    """
    conversation = talk()
    first = conversation.handle(message("1", country="GB", language="es", time_zone="Europe/X"))
    later = conversation.handle(message("1", country="US", language="en"))

    assert {"country_guess": "GB", "language": "es"} == dict(first.tracker.slots)
    assert ("GB", "es") == (later.tracker.slots["country_guess"], later.tracker.slots["language"])


def test_actions_run_where_the_flow_needs_them_and_what_they_do_counts() -> None:
    """
    Their slots, their words, and what they add to the log are part of the turn.
    """
    store = MemoryStore()
    note = ActionOutcome(
        result=ActionResult(
            slots=(("noted", "yes"),), said=(Said(response="utter_dont_pay", arguments={}),)
        ),
        changes=(Change(address=LINK),),
    )
    actions = Recording(outcomes={"action_note": note})
    conversation = talk(store, actions=actions)
    conversation.handle(message("he wants money"))
    conversation.handle(message("1"))
    answer = conversation.handle(message("i paid"))

    assert ["utter_dont_pay", "utter_ask_choice"] == names(answer)
    assert "yes" == answer.tracker.slots["noted"]
    assert [LINK] == [each.address for each in store.entries("rest:someone")]
    assert [("action_note", PARSES["i paid"], NOW)] == [
        (call.action, call.parse, call.now) for call in actions.calls
    ]


def test_only_actions_for_the_log_are_given_the_log() -> None:
    """
    Least data for the others.
    """
    noted = ActionOutcome(result=ActionResult(), changes=(Change(address=LINK),))
    actions = Recording(outcomes={"action_log_links": noted})
    conversation = talk(actions=actions)
    for text in ("he wants money", "1", LINK, LINK, "i paid"):
        conversation.handle(message(text))

    assert [("action_log_links", []), ("action_log_links", [LINK]), ("action_note", [])] == [
        (call.action, [entry.address for entry in call.entries]) for call in actions.calls
    ]


def test_erasing_leaves_nothing_of_the_conversation() -> None:
    """
    The next message is a first one.
    """
    store = MemoryStore()
    erased = ActionOutcome(result=ActionResult(), erase=True)
    conversation = talk(store, actions=Recording(outcomes={"action_note": erased}))
    for text in ("he wants money", "1", "i paid"):
        conversation.handle(message(text))

    assert {} == store.held
    assert ["utter_intro", "utter_ask_safe_now"] == names(conversation.handle(message("1")))


def test_the_fallback_speaks_the_persons_language_and_knows_their_country() -> None:
    """
    As far as the channel knows.
    """
    words = {
        "en": {"utter_internal_error": say("utter_internal_error", text="Broken.")},
        "es": {"utter_internal_error": say("utter_internal_error", text="Roto.")},
    }
    broken_one = talk(assistant=replace(small(), responses=words), understanding=Broken())

    assert [[BotMessage(text=text, response="utter_internal_error")] for text in ("Roto.", "Broken.")] == [
        list(broken_one.handle(message("hola", language=language, country="US")).messages)
        for language in ("es", None)
    ]  # fmt: skip


def test_a_silence_begins_a_new_session() -> None:
    """
    Time comes with the message, from the channel's clock.
    """
    conversation = talk()
    conversation.handle(message("he wants money"))
    conversation.handle(message("1"))

    assert ["utter_intro", "utter_ask_safe_now"] == names(
        conversation.handle(message("he wants money", now=NOW + timedelta(hours=2)))
    )
