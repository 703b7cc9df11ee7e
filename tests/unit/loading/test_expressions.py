"""
Expressions in flows: what they may read, and what can never hold.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loading.small import EXTRA_FLOWS, load, mistakes


def branch(expression: str) -> str:
    """
    A flow with one branch; the expression stands on line 8.
    """
    return f"""\
flows:
  extra:
    description: One more.
    steps:
      - noop: true
        next:
          - if: >-
              {expression}
            then: END
          - else: END
"""


@pytest.mark.parametrize(
    "expression",
    [
        'slots.age = "adult" or slots.age is null or "minor" = slots.age',
        "slots.safe and slots.safe is not true",
        "slots.count < 18 and 3 >= slots.count and slots.count = 2.5",
        'slots.note matches "^x" and slots.age matches "a" and slots.thing matches "t"',
        'slots.note contains "x" and slots.todo contains "log" and slots.thing contains 1',
        'slots.note != "x" and slots.thing = 5 and slots.thing < 5',
        'context.flow = "danger" and context.times > 2 and context.old_age = "adult"',
        'context.interrupted is null and not context.options contains "danger"',
        "slots.count < slots.thing",
        "true",
    ],
)
def test_what_conditions_may_say(tmp_path: Path, expression: str) -> None:
    """
    Slots with values that they take, and what patterns are told.
    """
    assert "extra" in load(tmp_path, {EXTRA_FLOWS: branch(expression)}).flows


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("slots.agee", ["flows/extra.yml:7: no slot is called 'agee'; expected age"]),
        (
            "slots.safe and slots.sfe and not slots.other_thing",
            [
                "flows/extra.yml:7: no slot is called 'other_thing'; expected a slot from data/domain",
                "flows/extra.yml:7: no slot is called 'sfe'; expected safe",
            ],
        ),
        (
            "slots.age = minor",
            [
                "flows/extra.yml:7: unknown word 'minor', at character 13 of the condition; expected "
                'slots.minor for a slot, "minor" for a text'
            ],
        ),
        (
            "slots.age = ",
            [
                "flows/extra.yml:7: something is missing at the end, at character 12 of the "
                'condition; expected slots.<name>, context.<name>, a "text", a number, true, false or'
                " null"
            ],
        ),
        (
            "slots.age is 'adlt'",
            ["flows/extra.yml:7: the slot age can't be 'adlt'; expected adult"],
        ),
        (
            "slots.age != 'child'",
            ["flows/extra.yml:7: the slot age can't be 'child'; expected one of adult, minor"],
        ),
        (
            "'child' = slots.age",
            ["flows/extra.yml:7: the slot age can't be 'child'; expected one of adult, minor"],
        ),
        (
            "slots.age = true",
            ["flows/extra.yml:7: the slot age can't be 'true'; expected one of adult, minor"],
        ),
        (
            "slots.safe = 'yes'",
            ["flows/extra.yml:7: the slot safe can't be 'yes'; expected true or false"],
        ),
        (
            "slots.count = 'two'",
            ["flows/extra.yml:7: the slot count can't be 'two'; expected a number"],
        ),
        ("slots.note = 5", ['flows/extra.yml:7: the slot note can\'t be 5; expected a text: "5"']),
        (
            "slots.todo = 'log'",
            ["flows/extra.yml:7: the slot todo can't be 'log'; expected a list"],
        ),
        (
            "slots.age < 18",
            ["flows/extra.yml:7: slots.age < 18 never holds; expected two numbers, or = or !="],
        ),
        (
            "slots.count > '5'",
            ['flows/extra.yml:7: slots.count > "5" never holds; expected two numbers, or = or !='],
        ),
        (
            "slots.count > null",
            [
                "flows/extra.yml:7: slots.count > null never holds; expected two numbers, or = or !="
            ],
        ),
        (
            "slots.safe contains true",
            [
                "flows/extra.yml:7: the slot safe can't contain anything: it is no list; expected = "
                "or !="
            ],
        ),
        (
            "slots.count matches '5'",
            ["flows/extra.yml:7: the slot count can't match: it is no text; expected = or !="],
        ),
        (
            "not (slots.age contains 'x')",
            [
                "flows/extra.yml:7: the slot age can't contain anything: it is no list; expected = or"
                " !="
            ],
        ),
        (
            "context.flw = 'danger'",
            ["flows/extra.yml:7: no pattern is told context.flw; expected context.flow"],
        ),
        (
            "context.old_agee = 'adult'",
            [
                "flows/extra.yml:7: no pattern is told context.old_agee; expected context. and one of"
                " interrupted, returning, asked_for, finished, resumed, slot, old, new, flow, possible, options,"
                " reason, times, open, told"
            ],
        ),
    ],
)
def test_what_is_wrong_with_conditions(
    tmp_path: Path, expression: str, expected: list[str]
) -> None:
    """
    A condition that can't be read, reads nothing or never holds says why.
    """
    assert expected == mistakes(tmp_path, {EXTRA_FLOWS: branch(expression)})
