"""
From what a message means to what is done: taps, answers, alarms, guesses, sessions.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.assistant import Policy
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Clarify,
    Command,
    GoBack,
    Interrupt,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.flow import Trigger
from bot.domain.message import Button
from bot.domain.parse import Alarm, Entity, Intent, Parse
from bot.domain.slot import Slot, SlotMapping
from bot.domain.tracker import Frame, Tracker
from bot.engine.decide import decide, decide_tap
from tests.build import (
    DANGER,
    NOW,
    PERHAPS,
    Talk,
    ask,
    assistant,
    do,
    entity,
    flow,
    meant,
    say,
)

POLICY = Policy(
    interrupts=("immediate_danger", "self_harm_risk"), openings=("threatened", "shared", "fake")
)


def fact(name: str, intent: str) -> Slot:
    """
    A yes or no that a message names, or tells by what it is meant for.
    """
    return Slot(
        name=name,
        type="bool",
        mappings=(
            SlotMapping(type="from_entity", entity="facet", role=name),
            SlotMapping(type="from_intent", intents=(intent,), value=True),
        ),
    )


ASSISTANT = assistant(
    flow("threatened", ask("paid"), on="threatened"),
    flow("shared", ask("platform"), on="shared"),
    flow("fake", do("utter_fake"), on="fake"),
    flow("hash", do("utter_hash"), on="faq_hash"),
    flow("crisis", do("utter_line", "out"), ask("out"), on="self_harm_risk"),
    flow("people", do("utter_people"), on="people", guard="slots.posted is true"),
    flow("young", do("utter_young"), on="young"),
    slots=(
        Slot(name="paid", type="categorical", values=("yes", "no", "unsure")),
        Slot(
            name="platform",
            type="text",
            mappings=(SlotMapping(type="from_entity", entity="platform"),),
        ),
        Slot(name="out", type="bool"),
        Slot(
            name="age",
            type="categorical",
            values=("adult", "minor"),
            mappings=(
                SlotMapping(type="from_entity", entity="age_group"),
                SlotMapping(type="from_intent", intents=("young",), value="minor"),
            ),
        ),
        fact("threat", "threatened"),
        fact("posted", "shared"),
        fact("made_up", "fake"),
    ),
    responses=(
        say(
            "utter_ask_platform",
            ("Instagram", "/SetSlots(platform=instagram)"),
            ("Skip it", "/SetSlots(platform=null)"),
        ),
    ),
    policy=POLICY,
)
SELF_HARM = Alarm(intent="self_harm_risk", level="possible", confidence=0.3)
NEW = Tracker()


def at(flow_id: str, step: str, *options: Button, **more: object) -> Tracker:
    """
    A conversation that waits at this question.
    """
    given: dict[str, object] = {
        "stack": (Frame(flow=flow_id, step=step),),
        "options": options,
        "last_seen": NOW,
        **more,
    }
    return Tracker(**given)  # type: ignore[arg-type]  # the tests give what it takes


def at_end(kind: str, value: str | int, text: str, start: int = 0) -> Entity:
    """
    An entity that the text ends with.
    """
    return Entity(entity=kind, value=value, start=start, end=len(text))


ASKED_PAID = at(
    "threatened",
    "paid",
    Button(title="Yes", payload="/SetSlots(paid=yes)"),
    Button(title="No", payload="/SetSlots(paid=no)"),
)
ASKED_SITE = at(
    "shared",
    "platform",
    Button(title="Instagram", payload="/SetSlots(platform=instagram)"),
    Button(title="How it works", payload="/faq_hash"),
    Button(title="Help now", payload="/immediate_danger"),
    Button(title="Stop copies", payload="/StartFlow(hash)"),
    Button(title="Skip it", payload="/SetSlots(platform=null)"),
)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("1", (SetSlot(slot="platform", value="instagram"),)),
        ("(1)", (SetSlot(slot="platform", value="instagram"),)),
        ("option 2.", (StartFlow(flow="hash"),)),
        ("instagram!", (SetSlot(slot="platform", value="instagram"),)),
        ("  STOP copies ", (StartFlow(flow="hash"),)),
        ("3", (Interrupt(flow="danger"),)),
        ("5", (SetSlot(slot="platform", value=None),)),
        ("/SetSlots(platform=instagram)", (SetSlot(slot="platform", value="instagram"),)),
        ("/StartFlow(fake)", (StartFlow(flow="fake"),)),
        ("/threatened", (SetSlot(slot="threat", value=True), StartFlow(flow="threatened"))),
        ('/shared{"platform": "tiktok"}', (SetSlot(slot="platform", value="tiktok"), SetSlot(slot="posted", value=True))),
        ("/immediate_danger", (Interrupt(flow="danger"),)),
        ("6", None),
        ("0", None),
        ("instagra", None),
        ("/SetSlots(platform=tiktok)", None),
        ("/SetSlots(threat=perhaps)", None),
        ("/StartFlow(nowhere)", None),
        ("/no_such_intent", None),
        ("/", None),
        ("", None),
    ],
)  # fmt: skip
def test_taps(text: str, commands: tuple[Command, ...] | None) -> None:
    """
    A button's number, title or payload; only what some button offers can be pressed.
    """
    assert commands == decide_tap(ASSISTANT, ASKED_SITE, text)


def test_a_tap_on_nothing_is_none() -> None:
    """
    A number without options is a word like others.
    """
    assert decide_tap(ASSISTANT, NEW, "1") is None


@pytest.mark.parametrize(
    ("tracker", "parse", "commands"),
    [
        # a flow, a control, small talk
        (NEW, meant("faq_hash"), (StartFlow(flow="hash"),)),
        (NEW, meant("skip"), (SkipQuestion(),)),
        (NEW, meant("back"), (GoBack(),)),
        (NEW, meant("menu"), (StartFlow(flow="pattern_menu"),)),
        # what it tells fills slots, and counts for what it starts
        (NEW, meant("threatened"), (SetSlot(slot="threat", value=True), StartFlow(flow="threatened"))),
        (NEW, meant("people"), (Acknowledge(flow="people"),)),
        (NEW, meant("people", entities=[entity("facet", True, "posted")]), (SetSlot(slot="posted", value=True), StartFlow(flow="people"))),
        (ASKED_PAID, meant("x", 0.1, entities=[entity("platform", "tiktok")]), (SetSlot(slot="platform", value="tiktok"), Acknowledge(told=("platform",)))),
        # what is open already, or less urgent, is only heard
        (ASKED_PAID, meant("threatened"), (SetSlot(slot="threat", value=True), Acknowledge(flow="threatened"))),
        (ASKED_PAID, meant("shared"), (SetSlot(slot="posted", value=True), Acknowledge(flow="shared"))),
        (ASKED_SITE, meant("threatened"), (SetSlot(slot="threat", value=True), StartFlow(flow="threatened"))),
        # answers to the open question
        (ASKED_PAID, meant("affirm"), (SetSlot(slot="paid", value="yes"),)),
        (ASKED_PAID, meant("deny", text="no"), (SetSlot(slot="paid", value="no"),)),
        (ASKED_PAID, meant("deny", text="not yet"), (SetSlot(slot="paid", value="unsure"),)),
        (ASKED_PAID, meant("deny", text="words nobody offers"), (SetSlot(slot="paid", value="unsure"),)),
        (ASKED_PAID, meant("affirm", text="almost"), (SetSlot(slot="paid", value="unsure"),)),
        (ASKED_PAID, meant("unsure"), (SetSlot(slot="paid", value="unsure"),)),
        (ASKED_PAID, meant("affirm", 0.2), (CannotHandle(),)),
        (ASKED_SITE, meant("unsure"), (SkipQuestion(),)),
        # a plain no, or "that's all", means the option that leaves the question empty
        (ASKED_SITE, meant("deny"), (SkipQuestion(),)),
        (ASKED_SITE, meant("stop", 0.89), (SkipQuestion(),)),
        (ASKED_SITE, meant("stop", 0.9), (CannotHandle(),)),
        (ASKED_SITE, meant("stop", 0.99, text="that's all"), (SkipQuestion(),)),
        (NEW, meant("deny"), (CannotHandle(),)),
        # an "ok" takes note of what is asked, a yes to nothing doesn't
        (ASKED_SITE, meant("affirm", text="ok"), (Acknowledge(),)),
        (NEW, meant("affirm", text="ok"), (CannotHandle(),)),
        # words that only name something ask for nothing, unless there is a question in them
        (NEW, meant("faq_hash", text="in Peru", entities=[at_end("country", "PE", "in Peru", 3)]), (CannotHandle(),)),
        (NEW, meant("faq_hash", text="in Peru?", entities=[at_end("country", "PE", "in Peru", 3)]), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", text="sue in Peru", entities=[at_end("country", "PE", "sue in Peru", 7)]), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", text="tiktok", entities=[at_end("platform", "tiktok", "tiktok")]), (SetSlot(slot="platform", value="tiktok"), StartFlow(flow="hash"))),
        # the name of an app, while something is asked, says where it is
        (ASKED_PAID, meant("faq_hash", text="tiktok", entities=[at_end("platform", "tiktok", "tiktok")]), (SetSlot(slot="platform", value="tiktok"), Acknowledge(told=("platform",)))),
        # "done" says that something is done, "stop" stops
        (ASKED_SITE, meant("stop", text="stop"), (CannotHandle(),)),
        # an age of 28 isn't what "under 18" says
        (NEW, meant("young", text="im 28", entities=[at_end("age_group", "adult", "im 28", 3)]), (SetSlot(slot="age", value="adult"), Acknowledge(told=("age",)))),
        (NEW, meant("young", text="im 15", entities=[at_end("age_group", "minor", "im 15", 3)]), (SetSlot(slot="age", value="minor"), StartFlow(flow="young"))),
        (NEW, meant("young", text="im 28, 15 in it", entities=[at_end("age", 28, "im 28", 3)]), (SetSlot(slot="age", value="minor"), StartFlow(flow="young"))),
        # a change of age is heard as a change, and answered by no more than that
        (at("shared", "platform", slots={"age": "adult"}), meant("young"), (SetSlot(slot="age", value="minor"), Acknowledge())),
        (at("shared", "platform", slots={"age": "adult"}), meant("young", entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"), SetSlot(slot="age", value="minor"))),
        (at("shared", "platform", slots={"age": "minor"}), meant("young"), (SetSlot(slot="age", value="minor"), StartFlow(flow="young"))),
        # a number that no option has asks for nothing
        (ASKED_SITE, meant("faq_hash", text="99"), (CannotHandle(),)),
        # the menu once more
        (at("pattern_menu", "choice"), meant("menu"), (StartFlow(flow="pattern_menu"),)),
        (at("pattern_pause", "resumed"), meant("pause"), (Acknowledge(flow="pattern_pause"),)),
        (ASKED_SITE, meant("x", 0.1, text="instagarm"), (SetSlot(slot="platform", value="instagram"),)),
        (ASKED_SITE, meant("x", 0.1, text="the last one", entities=[entity("ordinal", -1)]), (SetSlot(slot="platform", value=None),)),
        (ASKED_SITE, meant("faq_hash", 0.7, entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"), StartFlow(flow="hash"))),
        (ASKED_SITE, meant("faq_hash", 0.5, entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"),)),
        (ASKED_SITE, meant("menu", 0.9, entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"),)),
        (ASKED_SITE, meant("x", 0.1, text="how it works", entities=[entity("facet", True, "posted")]), (StartFlow(flow="hash"), SetSlot(slot="posted", value=True))),
        (ASKED_SITE, meant("x", 0.1, text="instagram", entities=[entity("platform", "instagram")]), (SetSlot(slot="platform", value="instagram"),)),
        # not sure enough
        (NEW, meant("faq_hash", 0.29), (CannotHandle(),)),
        (NEW, meant("faq_hash", 0.29, second=("fake", 0.2)), (Clarify(flows=("hash", "fake")),)),
        (NEW, meant("faq_hash", 0.14, second=("fake", 0.1)), (CannotHandle(),)),
        (NEW, meant("faq_hash", 0.5, second=("fake", 0.45)), (Clarify(flows=("hash", "fake")),)),
        (NEW, meant("faq_hash", 0.5, second=("fake", 0.39)), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", 0.32, second=("fake", 0.29)), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", 0.5, second=("affirm", 0.45)), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", 0.5, second=("self_harm_risk", 0.45)), (StartFlow(flow="hash"),)),
        (NEW, meant("faq_hash", 0.5, second=("people", 0.45)), (StartFlow(flow="hash"),)),
    ],
)  # fmt: skip
def test_what_a_message_asks_for(
    tracker: Tracker, parse: Parse, commands: tuple[Command, ...]
) -> None:
    """
    Each meaning with what was open when it came.
    """
    assert commands == decide(ASSISTANT, tracker, parse)


def ranked(*ranking: tuple[str, float], facts: tuple[str, ...] = ()) -> Parse:
    """
    A parse with these meanings, that names these facts.
    """
    intents = tuple(Intent(name=name, confidence=sure) for name, sure in ranking)
    entities = tuple(entity("facet", True, name) for name in facts)
    return replace(meant("x"), intent=intents[0], ranking=intents, entities=entities)


@pytest.mark.parametrize(
    ("parse", "flow_id"),
    [
        (ranked(("threatened", 0.4), ("fake", 0.38), facts=("threat",)), "threatened"),
        (ranked(("fake", 0.4), ("threatened", 0.38), facts=("threat",)), "threatened"),
        (ranked(("fake", 0.4), ("shared", 0.38), facts=("posted", "made_up")), "shared"),
        (ranked(("faq_hash", 0.4), ("fake", 0.38), facts=("made_up",)), "fake"),
        (ranked(("fake", 0.5), ("shared", 0.2), facts=("posted",)), "fake"),
    ],
)
def test_facts_in_the_message_tell_two_meanings_apart(parse: Parse, flow_id: str) -> None:
    """
    What they bear out needs no asking back; of two, the more urgent. A meaning that isn't close doesn't count.
    """
    assert StartFlow(flow=flow_id) == decide(ASSISTANT, NEW, parse)[-1]


def test_facts_that_bear_out_neither_leave_it_open() -> None:
    """
    Then it is asked back.
    """
    parse = ranked(("threatened", 0.4), ("fake", 0.38), facts=("posted",))

    assert Clarify(flows=("threatened", "fake")) == decide(ASSISTANT, NEW, parse)[-1]


SURE = Alarm(intent="self_harm_risk", level="certain", confidence=0.9)
LAST_NIGHT = Entity(entity="date", value="last night", start=0, end=10)
TONIGHT = Entity(entity="date", value="tonight", start=0, end=7)


@pytest.mark.parametrize(
    ("tracker", "parse", "commands"),
    [
        (NEW, meant("immediate_danger", alarm=DANGER), (Interrupt(flow="danger"),)),
        (ASKED_PAID, meant("affirm", alarm=DANGER), (Interrupt(flow="danger"),)),
        (
            ASKED_PAID,
            meant("threatened", alarm=DANGER, entities=[entity("platform", "x")]),
            (Interrupt(flow="danger"), SetSlot(slot="platform", value="x"), SetSlot(slot="threat", value=True)),
        ),
        (NEW, meant("faq_hash", alarm=PERHAPS), (CheckIn(flow="danger"), StartFlow(flow="hash"))),
        (NEW, meant("x", 0.1, alarm=PERHAPS), (CheckIn(flow="danger"),)),
        (replace(NEW, counters={"check_in_danger": 1}), meant("faq_hash", alarm=PERHAPS), (StartFlow(flow="hash"),)),
        (at("danger", "danger_over"), meant("faq_hash", alarm=PERHAPS), (StartFlow(flow="hash"),)),
        # a few words that name the answer to what is asked are no cry for help; more words may be
        (ASKED_SITE, meant("x", 0.1, text="its on x", alarm=PERHAPS, entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"),)),
        (ASKED_SITE, meant("x", 0.1, text="its on x and i am so afraid", alarm=PERHAPS, entities=[entity("platform", "x")]), (SetSlot(slot="platform", value="x"), CheckIn(flow="danger"))),
        # asked first, it isn't started as well; what it may mean besides is. A message that means it again is asked about again
        (NEW, meant("self_harm_risk", 0.5, alarm=SELF_HARM), (CheckIn(flow="crisis"),)),
        (NEW, meant("self_harm_risk", 0.5, alarm=PERHAPS), (CheckIn(flow="danger"),)),
        (replace(NEW, counters={"check_in_crisis": 1}), meant("self_harm_risk", 0.5, alarm=SELF_HARM), (CheckIn(flow="crisis"),)),
        (NEW, meant("self_harm_risk", 0.5, second=("faq_hash", 0.4), alarm=SELF_HARM), (CheckIn(flow="crisis"), StartFlow(flow="hash"))),
        # what happened is nearly as likely as the alarm: it is asked about, and goes on
        (NEW, meant("immediate_danger", 0.5, alarm=DANGER, second=("threatened", 0.45)), (SetSlot(slot="threat", value=True), CheckIn(flow="danger"), StartFlow(flow="threatened"))),
        (NEW, meant("immediate_danger", 0.6, alarm=DANGER, second=("threatened", 0.4)), (Interrupt(flow="danger"),)),
        (NEW, meant("immediate_danger", 0.5, alarm=DANGER, second=("faq_hash", 0.45)), (Interrupt(flow="danger"),)),
        # a day by itself is no alarm; one that is still to come is asked about
        (NEW, meant("self_harm_risk", text="last night", entities=[LAST_NIGHT], alarm=SURE), (CannotHandle(),)),
        (NEW, meant("self_harm_risk", text="tonight", entities=[TONIGHT], alarm=SURE), (CheckIn(flow="crisis"),)),
        (NEW, meant("self_harm_risk", text="last night my last", entities=[LAST_NIGHT], alarm=SURE), (Interrupt(flow="crisis"),)),
    ],
)  # fmt: skip
def test_alarms(tracker: Tracker, parse: Parse, commands: tuple[Command, ...]) -> None:
    """
    A certain one takes the turn, a possible one is asked about once.
    """
    assert commands == decide(ASSISTANT, tracker, parse)


def test_a_trigger_may_ask_for_more_certainty() -> None:
    """
    The flow's own threshold goes before the policy's.
    """
    careful = replace(flow("hash", do("utter_hash")), triggers=(
        Trigger(intent="faq_hash", confidence_threshold=0.8),
    ))  # fmt: skip
    one = assistant(careful)

    assert (StartFlow(flow="hash"),) == decide(one, NEW, meant("faq_hash", 0.8))
    assert (CannotHandle(),) == decide(one, NEW, meant("faq_hash", 0.7))


def test_a_time_that_was_asked_for_is_nothing_else() -> None:
    """
    "Last night" alone sounds like much; where somebody asked when, it only says when. With more words, it may be more.
    """
    when = Slot(
        name="when",
        type="text",
        mappings=(SlotMapping(type="from_entity", entity="date", requested_slot="when"),),
    )
    small = assistant(flow("log", ask("when")), slots=[when])
    talk = Talk(assistant=small)
    talk.do(StartFlow(flow="log"))

    def said(text: str) -> tuple[Command, ...]:
        time = Entity(entity="date", value="last night", start=0, end=10)
        parse = meant("immediate_danger", text=text, entities=[time], alarm=DANGER)
        return decide(small, talk.tracker, parse)

    assert (SetSlot(slot="when", value="last night"),) == said("last night")
    assert Interrupt(flow="danger") in said("last night he came to my door")


def test_a_flow_is_started_by_what_people_call_it() -> None:
    """
    Unless that is what an option of the open question is called, or it may not start now.
    """
    names = replace(say("utter_name_lock", text="Lock it"), said_as=("pin", "I've got a PIN"))
    guarded = replace(say("utter_name_quiet", text="Quiet"), said_as=("hush",))
    small = assistant(
        flow("lock", ask("number")),
        flow("quiet", do("utter_quiet"), guard="slots.number is not null"),
        slots=[Slot(name="number", type="text")],
        responses=[names, guarded],
    )
    asked = Tracker(options=(Button(title="PIN", payload="/skip"),))

    assert (StartFlow(flow="lock"),) == decide_tap(small, Tracker(), "ive got a pin!")
    assert (SkipQuestion(),) == decide_tap(small, asked, "pin")
    assert decide_tap(small, Tracker(), "my pin is gone") is None
    assert decide_tap(small, Tracker(), "hush") is None
    assert (StartFlow(flow="quiet"),) == decide_tap(small, Tracker(slots={"number": "1"}), "hush")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my mum is downstairs", Acknowledge()),
        ("who is the president", StartFlow(flow="elsewhere")),
    ],
)
def test_what_is_told_beside_an_open_question_is_heard(text: str, expected: Command) -> None:
    """
    Where they are and who is near is no other topic that it couldn't help with.
    """
    more = assistant(
        flow("threatened", ask("paid"), on="threatened"),
        flow("elsewhere", do("utter_elsewhere"), on="out_of_scope"),
        slots=tuple(ASSISTANT.slots.values()),
        policy=POLICY,
    )
    tracker = at("threatened", "ask_paid", Button(title="Yes", payload="/SetSlots(paid=yes)"))

    assert (expected,) == decide(more, tracker, meant("out_of_scope", text=text))
