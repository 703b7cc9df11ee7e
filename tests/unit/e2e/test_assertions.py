"""
Rasa's assertions become expectations, or mistakes that tell what was expected.
"""

from __future__ import annotations

import pytest

from bot.domain.message import Button
from bot.e2e.assertions import read_assertions
from bot.e2e.case import Placed
from bot.e2e.expectation import (
    ActionRuns,
    BotUtters,
    ClarificationOffers,
    FlowCompletes,
    FlowIsCancelled,
    FlowStarts,
    SlotIsNotSet,
    SlotIsSet,
)
from bot.loading.item import Item, Notes
from bot.loading.yaml_lines import read_text

ALL = """\
- flow_started: threatened
- flow_completed: threatened
- flow_completed:
    flow_id: threatened
    flow_step_id: END
- flow_cancelled:
    flow_id: threatened
- action_executed: action_note
- bot_uttered:
    utter_name: utter_ask_paid
    text_matches: "^Have you"
    buttons:
    - title: "Yes"
      payload: /SetSlots(paid=true)
    - title: "No"
- bot_uttered:
    buttons: []
- slot_was_set:
  - name: paid
    value: true
  - name: noted
- slot_was_not_set:
  - name: paid
    value: false
- pattern_clarification_contains:
  - threatened
  - what_is_a_hash
"""


def read(text: str) -> tuple[tuple[Placed, ...], list[str]]:
    """
    The assertions in a text, and what is wrong with it.
    """
    data, lines = read_text(text, "test.yml")
    item = Item(data=data, lines=lines, notes=Notes())
    return read_assertions(item), [each.describe() for each in item.notes.mistakes]


def test_every_kind_of_assertion_is_read() -> None:
    """
    One that holds several slots becomes several expectations.
    """
    assert (
        (
            Placed(line=1, expectation=FlowStarts(flow="threatened")),
            Placed(line=2, expectation=FlowCompletes(flow="threatened")),
            Placed(line=3, expectation=FlowCompletes(flow="threatened", step="END")),
            Placed(line=6, expectation=FlowIsCancelled(flow="threatened")),
            Placed(line=8, expectation=ActionRuns(action="action_note")),
            Placed(
                line=9,
                expectation=BotUtters(
                    response="utter_ask_paid",
                    matches="^Have you",
                    buttons=(
                        Button(title="Yes", payload="/SetSlots(paid=true)"),
                        Button(title="No", payload=""),
                    ),
                ),
            ),
            Placed(line=16, expectation=BotUtters(buttons=())),
            Placed(line=18, expectation=SlotIsSet(slot="paid", value=True)),
            Placed(line=18, expectation=SlotIsSet(slot="noted", anything=True)),
            Placed(line=22, expectation=SlotIsNotSet(slot="paid", value=False)),
            Placed(
                line=25,
                expectation=ClarificationOffers(flows=frozenset({"threatened", "what_is_a_hash"})),
            ),
        ),
        [],
    ) == read(ALL)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- flow_start: x", "1: this is no assertion; expected flow_started"),
        ("- x", "1: this is no assertion; expected one of flow_started, flow_completed, flow_cancelled, action_executed, bot_uttered, slot_was_set, slot_was_not_set, pattern_clarification_contains"),
        ("- bot_uttered:\n    text_matches: '('", "2: text_matches can't be read: missing ), unterminated subpattern at position 0; expected a regular expression"),
        ("- bot_uttered: {}", "1: bot_uttered tells nothing; expected utter_name, text_matches or buttons"),
        ("- flow_completed: {}", "1: the end of a flow has no 'flow_id'; expected flow_id: …"),
        ("- slot_was_set:\n  - value: 1", "2: a slot has no 'name'; expected name: …"),
        ("- bot_uttered:\n    buttons:\n    - payload: /x", "3: a button has no 'title'; expected title: …"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    """
    With its line and what was expected.
    """
    assert [f"test.yml:{told}"] == read(text)[1]
