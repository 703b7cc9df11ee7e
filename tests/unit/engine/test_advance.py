"""
Turns of small assistants: what is said, in which order, and what is open afterwards.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.assistant import Policy
from bot.domain.command import CancelFlow, SessionStart, SetSlot, StartFlow
from bot.domain.slot import Slot, SlotMapping
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.turn import ActionResult, Said
from bot.errors import TooManySteps
from tests.build import (
    DANGER,
    NOW,
    PERHAPS,
    Talk,
    ask,
    assistant,
    call,
    do,
    entity,
    flow,
    fork,
    link,
    meant,
    put,
)

PAID = Slot(
    name="paid",
    type="bool",
    mappings=(SlotMapping(type="from_entity", entity="facet", role="paid"),),
)
AGE = Slot(
    name="age",
    type="categorical",
    values=("minor", "adult", "unknown"),
    mappings=(SlotMapping(type="from_entity", entity="age_group", role="in_image"),),
)
SERVICE = Slot(name="service", type="text")
HAS = Slot(name="has", type="bool")


def threat() -> Talk:
    """
    Somebody is threatened: one sentence, two questions, one sentence.
    """
    return Talk(
        assistant=assistant(
            flow(
                "threatened",
                do("utter_dont_pay", "paid"),
                ask("paid", [("slots.paid", "utter_paid"), (None, "age")]),
                do("utter_paid", "age"),
                ask("age", [('slots.age = "adult"', "adult"), (None, "minor")]),
                put("adult", "has", service="stopncii"),
                put("minor", "utter_minor", service="take_it_down"),
                ask("has", "utter_adult"),
                do("utter_adult"),
                do("utter_minor"),
                on="threatened",
            ),
            flow("what_is_a_hash", do("utter_hash"), on="faq_how_hashing_works"),
            slots=(PAID, AGE, SERVICE, HAS),
        )
    )


def test_a_session_greets_and_asks_whether_it_is_safe_before_anything_else() -> None:
    """
    The flow that the message asks for waits below the safety question.
    """
    talk = threat()

    assert ["utter_intro", "utter_ask_safe_now"] == talk.say(meant("threatened"))
    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say("1")


def test_a_question_of_one_sentence_is_answered_before_the_safety_question() -> None:
    """
    What only has to be said does not wait.
    """
    said = threat().say(meant("faq_how_hashing_works"))

    assert ["utter_intro", "utter_hash", "utter_ask_safe_now"] == said


def test_with_nothing_told_the_opening_asks_what_happened() -> None:
    """
    A greeting opens the conversation and is answered by the opening itself.
    """
    talk = threat()

    assert ["utter_intro", "utter_ask_safe_now"] == talk.say(meant("thanks"))
    assert ["utter_ask_situation"] == talk.say("Yes")


def test_what_was_said_is_not_asked_again() -> None:
    """
    A slot that the opening message filled is passed by.
    """
    talk = threat()
    talk.say(meant("threatened", entities=[entity("facet", True, "paid")]))

    assert ["utter_dont_pay", "utter_paid", "utter_ask_age"] == talk.say("1")


def test_a_digression_returns_to_the_same_question_once() -> None:
    """
    Five interruptions in a row leave the dialogue where it was.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")
    before = talk.tracker.stack
    said = [talk.say(meant("faq_how_hashing_works")) for _ in range(5)]

    assert [["utter_hash", "utter_ask_paid"]] * 5 == said
    assert before == talk.tracker.stack


def test_danger_interrupts_every_question_and_leads_back_to_it() -> None:
    """
    Help comes before the greeting and before any question.
    """
    talk = threat()

    assert ["utter_call", "utter_ask_danger_over"] == talk.say(
        meant("immediate_danger", alarm=DANGER)
    )
    assert ["utter_intro", "utter_ask_safe_now"] == talk.say("/SetSlots(danger_over=true)")
    assert ["utter_ask_situation"] == talk.say("1")
    talk.say(meant("threatened"))
    assert ["utter_call", "utter_ask_danger_over"] == talk.say(
        meant("immediate_danger", alarm=DANGER)
    )
    assert ["utter_gently", "utter_ask_paid"] == talk.say("/SetSlots(danger_over=true)")


def test_danger_said_again_is_answered_again() -> None:
    """
    A safety flow that is open begins anew, and only one of it stays open.
    """
    talk = threat()
    talk.say(meant("immediate_danger", alarm=DANGER))

    assert ["utter_call", "utter_ask_danger_over"] == talk.say(
        meant("immediate_danger", alarm=DANGER)
    )
    assert 1 == [frame.flow for frame in talk.tracker.stack].count("danger")


def test_a_possible_alarm_is_one_gentle_question() -> None:
    """
    It is asked once a session; a no leads on to what was wanted, a yes to help.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_ask_check_in"] == talk.say(meant("faq_how_hashing_works", alarm=PERHAPS))
    assert ["utter_hash", "utter_ask_paid"] == talk.say("/SetSlots(check_in=no)")
    assert ["utter_hash", "utter_ask_paid"] == talk.say(
        meant("faq_how_hashing_works", alarm=PERHAPS)
    )


def test_a_correction_takes_back_what_hung_on_the_answer() -> None:
    """
    The flow is redone from the corrected question, even after it has ended.
    """
    talk = threat()
    talk.say(meant("threatened"))
    for tap in ("1", "/SetSlots(paid=false)", "/SetSlots(age=adult)", "/SetSlots(has=true)"):
        talk.say(tap)
    assert "stopncii" == talk.tracker.slots["service"]

    said = talk.say(meant("under_18", 0.1, entities=[entity("age_group", "minor", "in_image")]))

    assert ["utter_corrected", "utter_minor", "utter_ask_choice"] == said
    assert {"service": "take_it_down", "age": "minor", "paid": False, "safe_now": "yes"} == dict(
        talk.tracker.slots
    )


def test_a_correction_in_the_middle_leaves_one_frame() -> None:
    """
    The flow that is open goes back to the question; it isn't started a second time.
    """
    talk = threat()
    talk.say(meant("threatened"))
    for tap in ("1", "/SetSlots(paid=false)", "/SetSlots(age=adult)"):
        talk.say(tap)

    said = talk.say("/SetSlots(paid=true)")

    assert ["utter_corrected", "utter_paid", "utter_ask_has"] == said
    assert ["threatened"] == [frame.flow for frame in talk.tracker.stack]


def test_back_restores_the_question_and_the_slots() -> None:
    """
    Going back twice undoes two answers; with nothing to undo, that is said.
    """
    talk = threat()
    talk.say(meant("threatened"))
    for tap in ("1", "/SetSlots(paid=true)", "/SetSlots(age=adult)"):
        talk.say(tap)

    assert ["utter_back", "utter_ask_age"] == talk.say(meant("back"))
    assert ["utter_back", "utter_ask_paid"] == talk.say(meant("back"))
    assert {"safe_now": "yes"} == dict(talk.tracker.slots)
    assert ["utter_back", "utter_ask_safe_now"] == talk.say(meant("back"))
    assert ["utter_no_back", "utter_ask_safe_now"] == talk.say(meant("back"))


def test_a_skipped_question_is_not_asked_again() -> None:
    """
    Its slot stays empty, and the conditions see that.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_ask_age"] == talk.say(meant("skip"))
    assert ["utter_minor", "utter_ask_choice"] == talk.say(meant("skip"))
    assert {"paid", "age"} == talk.tracker.skipped
    assert ["utter_ask_choice"] == talk.say(meant("skip"))


def test_the_last_words_are_said_again_with_the_question_once() -> None:
    """
    Repeating repeats what was said before the question too.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say(meant("repeat"))
    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say(meant("repeat"))


def test_leaving_a_flow_leaves_what_called_it() -> None:
    """
    Cancelling in a called flow cancels the whole of it.
    """
    talk = Talk(
        assistant=assistant(
            flow("outer", call("inner", "utter_after"), do("utter_after"), on="outer"),
            flow("inner", ask("paid")),
            slots=(PAID,),
        )
    )
    talk.say(meant("outer"))
    talk.say("1")

    assert ["utter_cancelled", "utter_ask_choice"] == talk.do(CancelFlow())
    assert ["utter_cancelled", "utter_ask_choice"] == talk.do(CancelFlow())


def test_called_flows_come_back_and_linked_ones_do_not() -> None:
    """
    After a call the next step follows; after a link the flow is over.
    """
    talk = Talk(
        assistant=assistant(
            flow("outer", call("inner", "utter_after"), do("utter_after", "link_last"), link("last"), on="outer"),
            flow("inner", do("utter_inner")),
            flow("last", do("utter_last")),
        )
    )  # fmt: skip

    assert ["utter_intro", "utter_inner", "utter_after", "utter_last", "utter_ask_safe_now"] == (
        talk.say(meant("outer"))
    )
    assert ("inner", "outer", "last") == talk.tracker.completed[-3:]


def test_a_new_session_asks_again_whether_it_is_safe_and_then_goes_on() -> None:
    """
    After a silence the open question comes back, behind the greeting and the safety question.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    said = talk.say(meant("thanks"), after=timedelta(minutes=61))

    assert ["utter_intro", "utter_ask_safe_now"] == said
    assert ["utter_ask_paid"] == talk.say("1")


def test_however_often_somebody_comes_back_it_is_asked_once_whether_they_are_safe() -> None:
    """
    Nothing of the earlier sessions' safety question is left on the stack.
    """
    talk = threat()
    talk.say(meant("threatened"))
    for _ in range(20):
        assert ["utter_intro", "utter_ask_safe_now"] == talk.say(
            meant("thanks"), after=timedelta(hours=2)
        )

    assert ["threatened", "pattern_safe_to_talk"] == [frame.flow for frame in talk.tracker.stack]
    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say("1")


def test_a_short_silence_is_no_new_session() -> None:
    """
    Within the hour the conversation goes on.
    """
    talk = threat()
    talk.say(meant("threatened"))

    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say("1", after=timedelta(minutes=59))


def test_whoever_pauses_is_not_greeted() -> None:
    """
    The first word may be that somebody came in.
    """
    talk = threat()

    assert ["utter_ask_resumed"] == talk.say(meant("pause"))


def test_refused_answers_are_asked_again_with_the_reason() -> None:
    """
    A rejection empties the slot.
    """
    number = Slot(name="number", type="float")
    talk = Talk(
        assistant=assistant(
            flow("count", ask("number", "utter_fine", refuse=(("slots.number > 5", "utter_too_many"),)), do("utter_fine"), on="count"),
            slots=(number,),
        )
    )  # fmt: skip
    talk.say(meant("count"))
    talk.say("1")

    assert ["utter_too_many", "utter_ask_number"] == talk.do(SetSlot(slot="number", value=7))
    assert "number" not in talk.tracker.slots
    assert ["utter_fine", "utter_ask_choice"] == talk.do(SetSlot(slot="number", value=3))


def test_slots_that_a_flow_asks_for_itself_alone_are_emptied_at_its_end() -> None:
    """
    `reset_after_flow_ends` lets the question be asked again next time.
    """
    talk = Talk(
        assistant=assistant(
            flow("once", ask("paid", "utter_done", reset=True), do("utter_done"), on="once"),
            slots=(PAID,),
        )
    )
    talk.say(meant("once"))
    talk.say("1")

    assert ["utter_done", "utter_ask_choice"] == talk.say("/SetSlots(paid=true)")
    assert "paid" not in talk.tracker.slots


def test_a_custom_action_stops_the_turn_and_its_result_goes_on() -> None:
    """
    The shell runs it; slots it set are seen by the next step, what it says comes first.
    """
    talk = Talk(
        assistant=assistant(
            flow("find", do("action_find", [("slots.service", "utter_found"), (None, "utter_none")]), do("utter_found"), do("utter_none"), on="find"),
            slots=(SERVICE,),
            actions=("action_find",),
        )
    )  # fmt: skip
    assert ["utter_intro"] == talk.say(meant("find"))
    assert talk.turn is not None
    assert "action_find" == talk.turn.action

    result = ActionResult(
        slots=(("service", "x"),), said=(Said(response="utter_intro", arguments={}),)
    )
    turn = resume(talk.assistant, talk.turn.tracker, result, NOW)

    assert ["utter_intro", "utter_found", "utter_ask_safe_now"] == [m.text for m in turn.messages]
    assert turn.action is None


def test_a_circle_without_a_question_is_an_error_with_its_place() -> None:
    """
    The steps of one turn have a limit.
    """
    circle = assistant(flow("circle", fork("a", [(None, "b")]), fork("b", [(None, "a")])))

    with pytest.raises(TooManySteps) as error:
        advance(circle, Tracker(), [StartFlow(flow="circle")], NOW)

    assert ("circle", "a") == (error.value.flow, error.value.step)


def test_the_stack_never_grows_past_its_limit() -> None:
    """
    The oldest flow that nobody called makes room.
    """
    flows = [flow(f"flow_{n}", ask(f"slot_{n}"), on=f"intent_{n}") for n in range(12)]
    slots = [Slot(name=f"slot_{n}", type="text") for n in range(12)]
    talk = Talk(assistant=assistant(*flows, slots=slots, policy=Policy(max_stack=5)))
    for n in range(12):
        talk.say(meant(f"intent_{n}"))

    assert 5 == len(talk.tracker.stack)
    assert "flow_11" == talk.tracker.stack[-1].flow


def test_a_menu_gives_way_to_what_is_wanted_and_the_question_below_returns() -> None:
    """
    A passing pattern isn't asked again once something was started from it.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_ask_choice"] == talk.say(meant("menu"))
    assert ["utter_hash", "utter_ask_paid"] == talk.say("/faq_how_hashing_works")


def test_a_session_start_alone_opens() -> None:
    """
    With no other command the assistant still begins.
    """
    talk = threat()

    assert ["utter_intro", "utter_ask_safe_now"] == talk.do(SessionStart())


def test_whoever_tells_more_instead_is_asked_once_more_whether_it_is_safe() -> None:
    """
    What happened waits below the safety question; ignored twice, the question gives way.
    """
    talk = threat()
    talk.say(meant("greet", 0.1))

    assert ["utter_heard", "utter_ask_safe_now"] == talk.say(meant("threatened"))
    assert ["threatened", "pattern_safe_to_talk"] == [frame.flow for frame in talk.tracker.stack]
    assert ["utter_dont_pay", "utter_ask_paid"] == talk.say("1")


def test_a_pause_holds_even_while_it_is_asked_whether_it_is_safe() -> None:
    """
    Leaving is never put off: the safety question is asked again on return only.
    """
    talk = threat()
    talk.say(meant("greet", 0.1))

    assert ["utter_ask_resumed"] == talk.say(meant("pause"))


def test_not_knowing_leaves_a_question_open_unless_it_must_choose_a_way() -> None:
    """
    A yes-or-no question is passed over; a choice between roads is asked again.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_ask_age"] == talk.say(meant("unsure"))
    assert "unknown" == (talk.say(meant("unsure")), talk.tracker.slots["age"])[1]


def test_a_correction_during_danger_waits_until_it_is_over() -> None:
    """
    Nothing but the danger is talked about; the corrected question is redone afterwards.
    """
    talk = threat()
    talk.say(meant("threatened"))
    for tap in ("1", "/SetSlots(paid=false)", "/SetSlots(age=adult)"):
        talk.say(tap)
    talk.say(meant("immediate_danger", alarm=DANGER))

    assert ["utter_ask_danger_over"] == talk.say("/SetSlots(age=minor)")
    assert ["utter_corrected", "utter_minor", "utter_ask_choice"] == talk.say(
        "/SetSlots(danger_over=true)"
    )


def test_a_conversation_may_end_without_a_question() -> None:
    """
    If the files say so; the next message begins from what is completed.
    """
    talk = Talk(assistant=assistant(flow("pattern_completed", do("utter_bye"))))

    assert ["utter_cancelled", "utter_bye"] == talk.do(CancelFlow())
    assert () == talk.tracker.stack
    assert ["utter_bye"] == talk.do(SetSlot(slot="situation", value="x"))


def test_progress_is_no_correction_but_another_answer_is() -> None:
    """
    A slot that nobody asked for, or that was empty, is filled without a word.
    """
    talk = threat()
    talk.say(meant("threatened", entities=[entity("facet", False, "paid")]))
    talk.say("1")

    assert ["utter_ask_age"] == talk.do(SetSlot(slot="paid", value=False))
    assert ["utter_corrected", "utter_paid", "utter_ask_age"] == talk.do(
        SetSlot(slot="paid", value=True)
    )


def test_a_correction_in_a_called_flow_goes_back_into_it() -> None:
    """
    What it had called in turn is left.
    """
    talk = Talk(
        assistant=assistant(
            flow("outer", ask("paid", "call_inner"), call("inner", "utter_after"), do("utter_after"), on="outer"),
            flow("inner", ask("age", "call_last"), call("last")),
            flow("last", ask("has")),
            slots=(PAID, AGE, HAS),
        )
    )  # fmt: skip
    talk.say(meant("outer"))
    for tap in ("1", "/SetSlots(paid=true)", "/SetSlots(age=adult)"):
        talk.say(tap)

    assert ["utter_corrected", "utter_ask_has"] == talk.say("/SetSlots(paid=false)")
    assert ["outer", "inner", "last"] == [frame.flow for frame in talk.tracker.stack]
    assert ["utter_corrected", "utter_ask_has"] == talk.say("/SetSlots(age=minor)")
    assert ["outer", "inner", "last"] == [frame.flow for frame in talk.tracker.stack]


def test_what_waits_below_and_is_asked_for_again_begins_again_on_top() -> None:
    """
    It is left where it waited, so it is asked for once.
    """
    flows = [flow(name, do(f"utter_{name}", f"{name}_slot"), ask(f"{name}_slot"), on=name) for name in ("search", "tool")]  # fmt: skip
    slots = [Slot(name=f"{name}_slot", type="text") for name in ("search", "tool")]
    talk = Talk(assistant=assistant(*flows, slots=slots))
    talk.say(meant("search"))
    talk.say("1")
    talk.say(meant("tool"))

    assert ["utter_search", "utter_ask_search_slot"] == talk.say(meant("search"))
    assert ["tool", "search"] == [frame.flow for frame in talk.tracker.stack]


def test_whoever_pauses_again_is_left_in_quiet() -> None:
    """
    Nothing of the conversation shows; so with a menu that is asked for again.
    """
    talk = threat()
    talk.say(meant("threatened"))
    talk.say("1")

    assert ["utter_ask_resumed"] == talk.say(meant("pause"))
    assert ["utter_heard", "utter_ask_resumed"] == talk.say(meant("pause"))
    assert "pattern_pause" == talk.tracker.stack[-1].flow
    talk.say(meant("thanks"))
    assert ["utter_ask_choice"] == talk.say(meant("menu"))
    assert ["utter_ask_choice"] == talk.say(meant("menu"))


def test_whoever_goes_quiet_is_not_checked_upon() -> None:
    """
    Somebody may be reading over the shoulder.
    """
    talk = threat()
    talk.say(meant("threatened"))

    assert ["utter_ask_resumed"] == talk.say(meant("pause", alarm=PERHAPS))


def test_what_is_out_of_place_again_and_again_is_taken_for_not_understood() -> None:
    """
    The first time it is declined; any message that is understood begins the row anew.
    """
    ladder = flow(
        "pattern_cannot_handle",
        fork("times", [("context.times < 2", "choice"), (None, "utter_person")]),
        ask("choice", again=True),
        do("utter_person"),
    )
    talk = Talk(assistant=assistant(ladder, flow("count", ask("paid"), on="count"), slots=(PAID,)))
    talk.say(meant("count"))
    talk.say("1")
    nonsense = meant("out_of_scope")

    for _ in range(2):
        assert ["utter_out_of_scope", "utter_ask_paid"] == talk.say(nonsense)
        assert ["utter_ask_choice"] == talk.say(nonsense)
        assert ["utter_person", "utter_ask_choice"] == talk.say(nonsense)
        assert ["utter_welcome", "utter_ask_paid"] == talk.say(meant("thanks"))
