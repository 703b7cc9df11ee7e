"""
Buttons that stay on a screen: what a press means while its question is open, and after it.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.assistant import Assistant
from bot.domain.command import CannotHandle, CheckIn, Command, Interrupt, SetSlot, StartFlow
from bot.domain.message import BotMessage, Button
from bot.domain.slot import Slot
from bot.domain.tracker import Frame, Tracker
from bot.engine.decide import decide_tap, urgent_only
from bot.engine.taps import Press, press_texts, pressed_payload, read_press
from tests.build import Talk, ask, assistant, flow, say

FORM = re.compile(r"/Press\([0-9a-f]{16},[0-9a-f]{16}\)")
MOVED_ON = (CannotHandle(reason="moved_on"),)
AGES = ("/SetSlots(age=adult)", "/SetSlots(age=minor)", "/SetSlots(age=null)")
GO_ON = ("/SetSlots(go_on=yes)", "/SetSlots(go_on=no)")


def small() -> Assistant:
    """
    An assistant that asks an age, twice whether to go on, and for a link.
    """
    return assistant(
        flow("story", ask("age", "go_on"), ask("go_on", again=True), on="story"),
        flow("other", ask("go_on", again=True), on="other"),
        flow("unasked", ask("free"), on="unasked"),
        slots=(
            Slot(name="age", type="categorical", values=("adult", "minor")),
            Slot(name="go_on", type="categorical", values=("yes", "no")),
            Slot(name="free", type="text"),
        ),
        responses=(
            say("utter_ask_age", *((each[10:], each) for each in AGES)),
            say("utter_ask_go_on", *((each[10:], each) for each in GO_ON), ("Back", "/back")),
            say("utter_menu", ("Other", "/other"), ("Unasked", "/StartFlow(unasked)"), ("Safe", "/SetSlots(safe_now=no)")),
        ),
    )  # fmt: skip


def shown(response: str, *payloads: str) -> dict[str, str]:
    """
    What each button of a question sends, by its payload.
    """
    buttons = tuple(Button(title=each, payload=each) for each in payloads)
    message = BotMessage(text="", buttons=buttons, response=response)
    return dict(zip(payloads, press_texts(message), strict=True))


AGE = shown("utter_ask_age", *AGES)
GOING_ON = shown("utter_ask_go_on", *GO_ON, "/back")
ELSEWHERE = shown("utter_menu", "/other", "/StartFlow(unasked)", "/SetSlots(safe_now=no)", "/gone")


def talk() -> Talk:
    """
    A talk in which the age is being asked.
    """
    talking = Talk(assistant=small())
    talking.do(StartFlow(flow="story"))
    return talking


def pressed(talking: Talk, text: str) -> tuple[Command, ...] | None:
    return decide_tap(talking.assistant, talking.tracker, text)


def test_a_press_of_the_open_question_is_its_option() -> None:
    """
    It gives what the button gives, also the one that leaves the question open.
    """
    talking = talk()

    assert [(SetSlot(slot="age", value=each),) for each in ("adult", "minor", None)] == [
        pressed(talking, AGE[each]) for each in AGES
    ]


def test_a_press_outlives_other_words_and_the_question_being_asked_again() -> None:
    """
    The same question shown twice has the same buttons.
    """
    talking = talk()
    talking.do(CannotHandle())

    assert (SetSlot(slot="age", value="minor"),) == pressed(talking, AGE[AGES[1]])


def test_a_late_press_corrects_an_answer() -> None:
    """
    Another answer to something that is kept counts at any time; the same answer changes nothing.
    """
    talking = talk()
    talking.say(AGE[AGES[0]])

    assert "adult" == talking.tracker.slots["age"]
    assert MOVED_ON == pressed(talking, AGE[AGES[0]])
    assert (SetSlot(slot="age", value="minor"),) == pressed(talking, AGE[AGES[1]])


def test_a_late_press_that_belongs_to_its_question_changes_nothing() -> None:
    """
    An old "go on", "back" or "I'd rather not say" would agree to something else by now.
    """
    talking = talk()
    talking.say(AGE[AGES[0]])
    talking.do(StartFlow(flow="unasked"))

    late = (*(GOING_ON[each] for each in (*GO_ON, "/back")), AGE[AGES[2]])
    assert [MOVED_ON] * 4 == [pressed(talking, each) for each in late]


def test_the_same_option_of_another_question_is_another_press() -> None:
    """
    "Yes" here isn't "yes" there, though both send the same.
    """
    talking = talk()
    talking.say(AGE[AGES[0]])
    assert (SetSlot(slot="go_on", value="yes"),) == pressed(talking, GOING_ON[GO_ON[0]])

    other = shown("utter_ask_go_on_elsewhere", *GO_ON, "/back")
    assert MOVED_ON == pressed(talking, other[GO_ON[0]])


def test_wishes_hold_without_their_question() -> None:
    """
    A topic or a flow can be wished for from any old list, and help in danger above all.
    """
    talking = talk()

    assert [
        (StartFlow(flow="other"),),
        (StartFlow(flow="unasked"),),
        (SetSlot(slot="safe_now", value="no"),),
        MOVED_ON,
    ] == [pressed(talking, each) for each in ELSEWHERE.values()]


def test_a_press_in_a_new_talk_begins_it() -> None:
    """
    A button from before everything was erased still tells what it says.
    """
    fresh = Talk(assistant=small())

    assert (SetSlot(slot="age", value="minor"),) == pressed(fresh, AGE[AGES[1]])


@given(st.text(max_size=40), st.lists(st.text(max_size=1000), max_size=10, unique=True))
def test_what_a_button_sends_is_short_and_holds_no_word(
    response: str, payloads: list[str]
) -> None:
    """
    At most 64 bytes, of one form, different for each option; the tags come back from it.
    """
    texts = list(shown(response, *payloads).values())

    assert all(FORM.fullmatch(each) and len(each.encode()) <= 64 for each in texts)
    assert len(payloads) == len({read_press(each) for each in texts})


@pytest.mark.parametrize(
    "text", ["", "/Press()", "/Press(1,2)", f"/Press({'0' * 16},{'g' * 16})", "2"]
)
def test_nothing_else_is_a_press(text: str) -> None:
    """
    What doesn't have the form is read as words.
    """
    assert read_press(text) is None


def test_an_invented_press_means_nothing() -> None:
    """
    A changed program on the other side can only press what some button offers.
    """
    press = Press(question="0" * 16, option="f" * 16)

    assert pressed_payload(small(), Tracker(), press) is None


def test_of_an_edit_only_a_new_call_for_help_is_left() -> None:
    """
    Facts and wishes were answered before; help that is being given isn't given twice.
    """
    danger, suicide = Interrupt(flow="danger"), CheckIn(flow="self_harm")
    commands = (SetSlot(slot="age", value="minor"), StartFlow(flow="story"), danger, suicide)
    helped = Tracker(stack=(Frame(flow="danger", step="danger_over"),))

    assert (danger, suicide) == urgent_only(Tracker(), commands)
    assert (suicide,) == urgent_only(helped, commands)
