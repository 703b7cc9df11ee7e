"""
Conditions as trees: when they hold, what they read, how they print.
"""

from __future__ import annotations

import re

import pytest

from bot.domain.condition import (
    And,
    Compare,
    Condition,
    Contains,
    Literal,
    Matches,
    Name,
    Not,
    Or,
    Scope,
    Truthy,
    names_in,
)

AGE = Name("slots", "age")
KIND = Name("context", "kind")
SCOPE: Scope = {
    "slots": {"age": 17, "text": "a link", "todo": ["report", "log"], "no": False, "half": 0.5},
    "context": {"kind": "late"},
}
YES, NO = Truthy(AGE), Truthy(Name("slots", "no"))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Compare(AGE, "=", Literal(17)), True),
        (Compare(AGE, "=", Literal("17")), False),
        (Compare(AGE, "!=", Literal(18)), True),
        (Compare(Name("slots", "missing"), "=", Literal(None)), True),
        (Compare(Name("slots", "no"), "=", Literal(None)), False),
        (Compare(AGE, "<", Literal(18)), True),
        (Compare(AGE, "<=", Literal(17)), True),
        (Compare(AGE, ">", Literal(17)), False),
        (Compare(AGE, ">=", Name("slots", "half")), True),
        (Compare(Name("slots", "missing"), "<", Literal(18)), False),
        (Compare(AGE, ">", Literal(None)), False),
        (Compare(Name("slots", "text"), "<", Literal("b")), False),
        (Contains(Name("slots", "todo"), Literal("log")), True),
        (Contains(Name("slots", "todo"), Literal("lo")), False),
        (Contains(Name("slots", "text"), Literal("link")), True),
        (Contains(Name("slots", "text"), Literal(1)), False),
        (Contains(Name("slots", "missing"), Literal("log")), False),
        (Matches(Name("slots", "text"), re.compile("l.nk$")), True),
        (Matches(Name("slots", "text"), re.compile("^link")), False),
        (Matches(AGE, re.compile("17")), False),
        (Truthy(Name("slots", "missing")), False),
        (YES, True),
        (NO, False),
        (Truthy(Literal(True)), True),
        (Not(NO), True),
        (Not(YES), False),
        (And((YES, Not(NO))), True),
        (And((YES, NO)), False),
        (Or((NO, YES)), True),
        (Or((NO, NO)), False),
    ],
    ids=str,
)
def test_when_a_condition_holds(condition: Condition, *, holds: bool) -> None:
    """
    Each kind of condition holds exactly when its words say so; an order with nothing never does.
    """
    assert holds == condition.holds(SCOPE)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Compare(AGE, "!=", Literal(None)), "slots.age != null"),
        (Compare(AGE, "=", Literal(True)), "slots.age = true"),
        (Compare(AGE, "=", Literal(False)), "slots.age = false"),
        (Compare(AGE, "=", Literal(1)), "slots.age = 1"),
        (Compare(AGE, "=", Literal(0.5)), "slots.age = 0.5"),
        (Compare(KIND, "=", Literal('say "no"')), r'context.kind = "say \"no\""'),
        (Matches(KIND, re.compile(r"\d\\")), r'context.kind matches "\d\\\\"'),
        (Contains(KIND, Literal("x")), 'context.kind contains "x"'),
        (Not(And((YES, NO))), "not ((slots.age) and (slots.no))"),
        (Or((YES, NO)), "(slots.age) or (slots.no)"),
    ],
)
def test_how_a_condition_prints(condition: Condition, text: str) -> None:
    """
    A condition prints as it would be written in a flow.
    """
    assert text == str(condition)


def test_names_in_a_condition() -> None:
    """
    All names that a condition reads are found, on either side and at any depth.
    """
    condition = Or(
        (
            And((Compare(AGE, "<", Name("slots", "limit")), Not(Matches(KIND, re.compile("x"))))),
            Contains(Name("slots", "todo"), Name("context", "flow")),
            Truthy(Name("slots", "no")),
            Compare(Literal(1), "=", Literal(1)),
        )
    )
    expected = frozenset(
        {
            AGE,
            Name("slots", "limit"),
            KIND,
            Name("slots", "todo"),
            Name("context", "flow"),
            Name("slots", "no"),
        }
    )
    assert expected == names_in(condition)
