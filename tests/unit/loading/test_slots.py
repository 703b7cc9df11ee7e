"""
Slots: types, values and how messages fill them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.slot import Slot, SlotMapping
from tests.unit.loading.small import EXTRA_DOMAIN, FILES, in_slots, load, mistakes

BARE = "mappings: []"


ASKING = "      - collect: age\n      - collect: extra\n        utter: utter_ok\n"


def mapping(text: str) -> str:
    """
    A bool slot with one mapping that begins on line 5.
    """
    first, *more = text.splitlines()
    lines = [f"  - {first}", *(f"    {line}" for line in more)]
    return in_slots("extra", "\n".join(["type: bool", "mappings:", *lines]))


def test_all_that_a_slot_may_say(tmp_path: Path) -> None:
    """
    Type, values, first value and every kind of mapping; several conditions make several mappings.
    """
    text = in_slots(
        "extra",
        """\
type: categorical
values: ["yes", "no"]
initial_value: "no"
influence_conversation: false
mappings:
  - type: from_entity
    entity: facet
    role: safe
    not_intent: danger
  - type: from_intent
    intent: affirm
    value: "yes"
    conditions:
      - active_loop: danger
        requested_slot: extra
      - active_loop: null
        requested_slot: age
  - type: from_intent
    not_intent: [affirm, danger]
    value: "no"
    conditions:
      - active_loop: danger
  - type: controlled
    action: action_look
  - type: custom""",
    )
    changes = {
        EXTRA_DOMAIN: text,
        "flows/danger.yml": FILES["flows/danger.yml"] + ASKING,
    }
    assert (
        Slot(
            name="extra",
            type="categorical",
            values=("yes", "no"),
            initial_value="no",
            mappings=(
                SlotMapping(
                    type="from_entity", entity="facet", role="safe", not_intents=("danger",)
                ),
                SlotMapping(
                    type="from_intent",
                    intents=("affirm",),
                    value="yes",
                    requested_slot="extra",
                    active_flow="danger",
                ),
                SlotMapping(
                    type="from_intent", intents=("affirm",), value="yes", requested_slot="age"
                ),
                SlotMapping(
                    type="from_intent",
                    not_intents=("affirm", "danger"),
                    value="no",
                    active_flow="danger",
                ),
                SlotMapping(type="controlled", action="action_look"),
                SlotMapping(type="custom"),
            ),
            file=EXTRA_DOMAIN,
            line=2,
        )
        == load(tmp_path, changes).slots["extra"]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            in_slots("extra", "type: txt\n" + BARE),
            ["data/domain/extra.yml:3: unknown type 'txt'; expected text"],
        ),
        (
            in_slots("extra", "type: [text]\n" + BARE),
            ["data/domain/extra.yml:3: the type is a list; expected a text"],
        ),
        (
            in_slots("extra", "type: text"),
            ["data/domain/extra.yml:2: the slot extra has no 'mappings'; expected mappings: …"],
        ),
        (
            in_slots("extra", BARE),
            ["data/domain/extra.yml:2: the slot extra has no 'type'; expected type: …"],
        ),
        (
            in_slots("extra", "type: categorical\n" + BARE),
            [
                "data/domain/extra.yml:2: a categorical slot has no values; expected values: a list "
                "of texts"
            ],
        ),
        (
            in_slots("extra", "type: categorical\nvalues: []\n" + BARE),
            [
                "data/domain/extra.yml:2: a categorical slot has no values; expected values: a list "
                "of texts"
            ],
        ),
        (
            in_slots("extra", "type: categorical\nvalues: [a, a, 1, true]\n" + BARE),
            [
                'data/domain/extra.yml:4: a value is a number; expected a text: "1"',
                'data/domain/extra.yml:4: a value is true or false; expected a text: "true"',
                "data/domain/extra.yml:4: the value 'a' stands here again; expected each value once",
            ],
        ),
        (
            in_slots("extra", "type: categorical\nvalues: a\n" + BARE),
            [
                "data/domain/extra.yml:4: the list of values is a text; expected a list: lines that "
                "begin with -"
            ],
        ),
        (
            in_slots("extra", "type: bool\nvalues: ['yes', 'no']\n" + BARE),
            [
                "data/domain/extra.yml:4: a slot of type bool has no list of values; expected type: "
                "categorical"
            ],
        ),
        (
            in_slots("extra", "type: categorical\nvalues: [adult]\ninitial_value: adlt\n" + BARE),
            ["data/domain/extra.yml:5: the slot extra can't be 'adlt'; expected adult"],
        ),
        (
            in_slots("extra", "type: bool\ninitial_value: 'yes'\n" + BARE),
            ["data/domain/extra.yml:4: the slot extra can't be 'yes'; expected true or false"],
        ),
        (
            in_slots("extra", "type: float\ninitial_value: true\n" + BARE),
            ["data/domain/extra.yml:4: the slot extra can't be 'true'; expected a number"],
        ),
        (
            in_slots("extra", "type: text\ninitial_value: 5\n" + BARE),
            ['data/domain/extra.yml:4: the slot extra can\'t be 5; expected a text: "5"'],
        ),
        (
            in_slots("extra", "type: list\ninitial_value: a\n" + BARE),
            ["data/domain/extra.yml:4: the slot extra can't be 'a'; expected a list"],
        ),
        (
            in_slots("extra", "type: float\nmin_value: 0\n" + BARE),
            [
                "data/domain/extra.yml:4: 'min_value' in the slot extra isn't supported; expected a "
                "rejection in the collect step"
            ],
        ),
        (
            in_slots("extra", "type: text\nmapping: []\n" + BARE),
            [
                "data/domain/extra.yml:4: unknown key 'mapping' in the slot extra; expected mappings"
            ],
        ),
        (
            in_slots("extra", "type: text\nmappings: controlled"),
            [
                "data/domain/extra.yml:4: the list of mappings is a text; expected a list: lines that"
                " begin with -"
            ],
        ),
        (
            in_slots("Extra", "type: text\n" + BARE),
            [
                "data/domain/extra.yml:2: the name 'Extra' can't be used; expected small letters, "
                "digits and _, a letter first"
            ],
        ),
        (
            in_slots("age", "type: text\n" + BARE),
            [
                "data/domain/extra.yml:2: the slot age stands here again; expected once: "
                "data/domain/domain.yml:5 has it"
            ],
        ),
        (
            "slots:\n  extra: text\n",
            [
                "data/domain/extra.yml:2: the slot extra is a text; expected the keys type, values, "
                "initial_value, mappings, influence_conversation"
            ],
        ),
        (
            "slots: []\n",
            [
                "data/domain/extra.yml:1: the section slots is a list; expected names, each with what"
                " belongs to it below"
            ],
        ),
        (
            mapping("type: from_text"),
            [
                "data/domain/extra.yml:5: a mapping from_text isn't supported; expected from_entity, "
                "from_intent or controlled: what people write is never kept"
            ],
        ),
        (
            mapping("type: from_llm"),
            [
                "data/domain/extra.yml:5: a mapping from_llm isn't supported; expected from_entity, "
                "from_intent or controlled: there is no language model"
            ],
        ),
        (
            mapping("type: from_trigger_intent\nintent: danger\nvalue: true"),
            [
                "data/domain/extra.yml:5: a mapping from_trigger_intent isn't supported; expected "
                "from_intent, or set_slots in the flow"
            ],
        ),
        (
            mapping("type: from_entty\nentity: age"),
            [
                "data/domain/extra.yml:5: unknown type of mapping 'from_entty'; expected from_entity"
            ],
        ),
        (
            mapping("entity: age"),
            [
                "data/domain/extra.yml:5: a mapping has no type; expected type: one of from_entity, "
                "from_intent, controlled, custom"
            ],
        ),
        (
            mapping("from_entity"),
            [
                "data/domain/extra.yml:5: a mapping has no type; expected type: one of from_entity, "
                "from_intent, controlled, custom"
            ],
        ),
        (
            mapping("type: [from_entity]"),
            [
                "data/domain/extra.yml:5: a mapping has no type; expected type: one of from_entity, "
                "from_intent, controlled, custom"
            ],
        ),
        (
            mapping("type: from_entity"),
            ["data/domain/extra.yml:5: a mapping from_entity has no 'entity'; expected entity: …"],
        ),
        (
            mapping("type: from_entity\nentity: age\nvalue: 5"),
            [
                "data/domain/extra.yml:7: 'value' in a mapping from_entity isn't supported; expected "
                "role: one role for each meaning of the entity"
            ],
        ),
        (
            mapping("type: from_entity\nentity: age\nrole: 5"),
            ['data/domain/extra.yml:7: the role is a number; expected a text: "5"'],
        ),
        (
            mapping("type: from_intent\nintent: affirm"),
            ["data/domain/extra.yml:5: a mapping from_intent has no 'value'; expected value: …"],
        ),
        (
            mapping("type: from_intent\nvalue: true"),
            [
                "data/domain/extra.yml:5: a mapping from_intent needs intent or not_intent; expected "
                "one of the two"
            ],
        ),
        (
            mapping("type: from_intent\nintent: affirm\nnot_intent: danger\nvalue: true"),
            [
                "data/domain/extra.yml:5: a mapping from_intent needs intent or not_intent; expected "
                "one of the two"
            ],
        ),
        (
            mapping("type: from_intent\nintent: affrm\nvalue: true"),
            ["data/domain/extra.yml:6: no intent is called 'affrm'; expected affirm"],
        ),
        (
            mapping("type: from_intent\nintent: []\nvalue: true"),
            [
                "data/domain/extra.yml:6: the list of intents is empty; expected at least one intent"
            ],
        ),
        (
            mapping("type: from_intent\nintent: affirm\nvalue: 'yes'"),
            ["data/domain/extra.yml:7: the slot extra can't be 'yes'; expected true or false"],
        ),
        (
            mapping("type: from_intent\nintent: affirm\nvalue: null"),
            [
                "data/domain/extra.yml:7: a mapping can't empty a slot; expected a value, or "
                "set_slots in the flow"
            ],
        ),
        (
            mapping("type: controlled\naction: action_lok"),
            ["data/domain/extra.yml:6: no action is called 'action_lok'; expected action_look"],
        ),
        (
            mapping("type: controlled\nrun_action_every_turn: action_look"),
            [
                "data/domain/extra.yml:6: 'run_action_every_turn' in a mapping controlled isn't "
                "supported; expected action:"
            ],
        ),
        (
            mapping("type: controlled\nconditions:\n  - requested_slot: extr"),
            ["data/domain/extra.yml:7: no slot is called 'extr'; expected extra"],
        ),
        (
            mapping("type: controlled\nconditions:\n  - active_loop: dangr"),
            ["data/domain/extra.yml:7: no flow is called 'dangr'; expected danger"],
        ),
        (
            mapping("type: controlled\nconditions:\n  - {}"),
            ["data/domain/extra.yml:7: this condition says nothing; expected requested_slot: …"],
        ),
        (
            mapping("type: controlled\nconditions:\n  - active_flow: danger"),
            [
                "data/domain/extra.yml:7: unknown key 'active_flow' in a condition of a mapping; "
                "expected active_loop"
            ],
        ),
        (
            mapping("type: controlled\nconditions: extra"),
            [
                "data/domain/extra.yml:6: the list of conditions is a text; expected a list: lines "
                "that begin with -"
            ],
        ),
    ],
)
def test_what_is_wrong_with_slots(tmp_path: Path, text: str, expected: list[str]) -> None:
    """
    Each mistake in a slot names its line, what is wrong and what belongs there.
    """
    assert expected == mistakes(tmp_path, {EXTRA_DOMAIN: text})
