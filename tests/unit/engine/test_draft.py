"""
The working copy of a tracker: what changes is noted, and nothing is seen outside before it is frozen.
"""

from __future__ import annotations

from bot.domain.assistant import Policy
from bot.domain.event import BotUttered, FlowCancelled, SlotWasSet, StepEntered
from bot.domain.message import BotMessage, Button
from bot.domain.response import Placeholder, Response, Variation
from bot.domain.slot import Slot
from bot.domain.tracker import Answered, Frame, Tracker
from bot.engine.draft import MAX_COMPLETED, Draft, open_question
from tests.build import NOW, ask, assistant, do, flow

ASSISTANT = assistant(
    flow("a", ask("paid"), do("utter_a")),
    slots=(Slot(name="paid", type="bool"),),
    responses=(
        Response(
            name="utter_told",
            variations=(Variation(text=(Placeholder(name="context.x"), Placeholder(name="y"))),),
        ),
    ),
    policy=Policy(max_history=2),
)
AT_PAID = (Frame(flow="a", step="paid", context={"x": "1"}),)


def draft(**more: object) -> Draft:
    """
    A turn of a tracker with these parts.
    """
    return Draft(ASSISTANT, Tracker(**more), NOW, "rest")  # type: ignore[arg-type]  # what it takes


def test_a_slot_that_changes_is_noted_with_what_it_was() -> None:
    """
    Once a turn: the first value is the one to go back to. What stays as it is isn't noted.
    """
    turn = draft(slots={"paid": True, "count": 1}, skipped=frozenset({"site"}))
    turn.set_slot("paid", False)
    turn.set_slot("paid", None)
    turn.set_slot("site", "x")
    turn.set_slot("count", 1)
    turn.set_slot("never", None)

    assert {"paid": True, "site": None} == turn.changed
    assert {"count": 1, "site": "x"} == turn.slots
    assert set() == turn.skipped
    assert [
        SlotWasSet(slot="paid", value=False),
        SlotWasSet(slot="paid", value=None),
        SlotWasSet(slot="site", value="x"),
    ] == turn.events


def test_one_and_true_are_two_values() -> None:
    """
    Equal to Python, not to a person.
    """
    turn = draft(slots={"count": 1})
    turn.set_slot("count", True)

    assert [SlotWasSet(slot="count", value=True)] == turn.events


def test_the_tracker_that_it_began_with_stays_as_it_was() -> None:
    """
    Whatever is done to the draft.
    """
    before = Tracker(slots={"paid": True}, stack=AT_PAID, completed=("a",))
    turn = Draft(ASSISTANT, before, NOW, "rest")
    turn.set_slot("paid", False)
    turn.push("a")
    turn.completed.clear()
    turn.cancel(0)

    assert Tracker(slots={"paid": True}, stack=AT_PAID, completed=("a",)) == before
    assert FlowCancelled(flow="a", step="paid") == turn.events[-1]


def test_what_changed_is_remembered_with_the_last_answer() -> None:
    """
    The oldest values win, and only so many answers are kept.
    """
    answers = [
        Answered(stack=(), slot=name, before={"x": name}) for name in ("one", "two", "three")
    ]
    turn = draft(history=tuple(answers), completed=tuple(str(n) for n in range(99)))
    turn.set_slot("x", "new")
    turn.set_slot("y", "new")
    kept = turn.freeze()

    assert (answers[1], Answered(stack=(), slot="three", before={"x": "three", "y": None})) == (
        kept.history
    )
    assert MAX_COMPLETED == len(kept.completed)
    assert NOW == kept.last_seen


def test_without_an_answer_or_a_change_there_is_nothing_to_remember() -> None:
    """
    The history stays.
    """
    answer = Answered(stack=(), slot="one", before={})
    changed = draft()
    changed.set_slot("x", "new")

    assert () == changed.freeze().history
    assert (answer,) == draft(history=(answer,)).freeze().history


def test_words_fill_in_what_the_pattern_is_about_and_what_the_action_gave() -> None:
    """
    What an action worked out isn't kept, so it can't be said again.
    """
    turn = draft(stack=AT_PAID, slots={"language": "en"}, language="es")
    turn.utter("utter_told", {"y": "2"})
    nobody = draft()
    nobody.utter("utter_told")

    assert [BotUttered(message=BotMessage(text="12", response="utter_told"))] == turn.events
    assert [BotUttered(message=BotMessage(text="", response="utter_told"))] == nobody.events
    assert ([], ["utter_told"]) == (turn.said, nobody.said)


def test_buttons_stay_until_there_are_others() -> None:
    """
    A sentence without buttons leaves the options as they were.
    """
    turn = draft(options=(Button(title="old", payload="/old"),))
    turn.utter("utter_a")
    before = turn.options
    turn.utter("utter_ask_paid")

    assert ["old"] == [each.title for each in before]
    assert ["True", "False"] == [each.title for each in turn.options]


def test_the_open_question_is_the_step_on_top() -> None:
    """
    No other step is one, nor the end of a flow, nor an empty stack.
    """
    at_end = (Frame(flow="a", step="END"),)
    saying = (Frame(flow="a", step="utter_a"),)

    assert ask("paid") == open_question(ASSISTANT, AT_PAID)
    assert [None, None, None] == [
        open_question(ASSISTANT, stack) for stack in (at_end, saying, ())
    ]


def test_steps_are_counted_and_noted() -> None:
    """
    For the limit, and for coverage.
    """
    turn = draft(stack=AT_PAID)
    turn.enter(turn.stack[-1])
    turn.move("utter_a")

    assert (1, [StepEntered(flow="a", step="paid")]) == (turn.steps, turn.events)
    assert [Frame(flow="a", step="utter_a", context={"x": "1"})] == turn.stack
    assert {"slots": {}, "context": {"x": "1"}} == turn.scope()
    assert {"slots": {}, "context": {}} == draft().scope()
