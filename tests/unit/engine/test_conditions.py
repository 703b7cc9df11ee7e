"""
Reading expressions: every form that flows may use, every mistake with its place, and nothing that raises otherwise.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Truthy,
)
from bot.engine.conditions import MAX_DEPTH, MAX_LENGTH, OPERAND, parse_condition
from bot.errors import ExpressionError

A, B, C = (Truthy(Name("slots", key)) for key in "abc")
X, Y = Name("slots", "x"), Name("context", "y")

NAMES = st.builds(
    Name,
    st.sampled_from(["slots", "context"]),
    st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True),
)
LITERALS = st.builds(
    Literal,
    st.none()
    | st.booleans()
    | st.text(max_size=12)
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e12, 1e12, allow_nan=False),
)
OPERANDS = NAMES | LITERALS
PATTERNS = st.sampled_from([r"^\d+$", r"a|b", r'"', r"\\", r"\"", "it's", ""]).map(re.compile)
COMPARISONS = (
    st.builds(Compare, OPERANDS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), OPERANDS)
    | st.builds(Contains, OPERANDS, OPERANDS)
    | st.builds(Matches, OPERANDS, PATTERNS)
    | st.builds(Truthy, OPERANDS)
)


def _nested(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, inner) | st.builds(And, several) | st.builds(Or, several)


CONDITIONS = st.recursive(COMPARISONS, _nested, max_leaves=8)


@given(CONDITIONS)
def test_what_is_printed_reads_back_the_same(condition: Condition) -> None:
    """
    Printing a condition and reading it again gives the same tree.
    """
    assert condition == parse_condition(str(condition))


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                *"()'\"=<>!\\",
                "slots.x",
                "and",
                "or",
                "not",
                "is",
                "contains",
                "matches",
                "1",
                "null",
            ]
        )
    ).map(" ".join)
)
def test_any_text_is_an_expression_or_a_mistake(text: str) -> None:
    """
    Whatever is written gives a tree, or an error whose column lies in the text.
    """
    try:
        parse_condition(text)
        column = 1
    except ExpressionError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("slots.x", Truthy(X)),
        ("context.y", Truthy(Y)),
        ("true", Truthy(Literal(True))),
        ("slots.x = 1", Compare(X, "=", Literal(1))),
        ("slots.x == -1.5", Compare(X, "=", Literal(-1.5))),
        ("slots.x = 1e3", Compare(X, "=", Literal(1000.0))),
        ("slots.x is 'it'", Compare(X, "=", Literal("it"))),
        ('slots.x != "a b"', Compare(X, "!=", Literal("a b"))),
        ("slots.x is not true", Compare(X, "!=", Literal(True))),
        ("slots.x is null", Compare(X, "=", Literal(None))),
        ("slots.x IS NOT Null", Compare(X, "!=", Literal(None))),
        ("slots.x<18", Compare(X, "<", Literal(18))),
        ("slots.x <= context.y", Compare(X, "<=", Y)),
        ("18 > slots.x", Compare(Literal(18), ">", X)),
        ("slots.x >= 18", Compare(X, ">=", Literal(18))),
        ('slots.x contains "a"', Contains(X, Literal("a"))),
        (r'slots.x matches "^\d\.$"', Matches(X, re.compile(r"^\d\.$"))),
        ("not slots.x = 1", Not(Compare(X, "=", Literal(1)))),
        ("not not slots.a", Not(Not(A))),
        ("slots.a and slots.b and slots.c", And((A, B, C))),
        ("slots.a or slots.b and slots.c", Or((A, And((B, C))))),
        ("(slots.a or slots.b) and slots.c", And((Or((A, B)), C))),
        ("(slots.a and slots.b) and slots.c", And((And((A, B)), C))),
        ("not slots.a and slots.b", And((Not(A), B))),
        ("not (slots.a and\n slots.b)  ", Not(And((A, B)))),
        ("((slots.a))", A),
        (r'slots.x = "say \"no\" and \\ \n"', Compare(X, "=", Literal('say "no" and \\ \\n'))),
    ],
)
def test_every_form_of_expression(text: str, condition: Condition) -> None:
    """
    Each form that flows may use gives its tree, with Rasa's precedence: not, and, or.
    """
    assert condition == parse_condition(text)


@pytest.mark.parametrize(
    ("text", "problem", "expected", "column"),
    [
        ("", "something is missing at the end", OPERAND, 1),
        ("slots.x and ", "something is missing at the end", OPERAND, 12),
        ("slots.x =", "something is missing at the end", OPERAND, 10),
        ("slots.x is and", "'and' doesn't fit here", OPERAND, 12),
        ("= 1", "'=' doesn't fit here", OPERAND, 1),
        (
            "slots.x slots.y",
            "'slots.y' doesn't fit here",
            "and, or, a comparison (=, !=, <, is, contains …), or the end",
            9,
        ),
        ("slots.x && slots.y", "'&&' doesn't fit here", "and", 9),
        ("slots.x || slots.y", "'||' doesn't fit here", "or", 9),
        ("!slots.x", "'!' doesn't fit here", "not", 1),
        (
            "slots.x = minor",
            "unknown word 'minor'",
            'slots.minor for a slot, "minor" for a text',
            11,
        ),
        ("age < 18", "unknown word 'age'", 'slots.age for a slot, "age" for a text', 1),
        ("slots.x is undefined", "unknown word 'undefined'", "null", 12),
        ("slots.x = flase", "unknown word 'flase'", "false", 11),
        ("slot.x = 1", "nothing is called 'slot'", "slots.x", 1),
        ("session.x", "nothing is called 'session'", "slots.<name> or context.<name>", 1),
        ("slots = 1", "'slots' isn't a name", "slots.<name>", 1),
        ("slots.x.y = 1", "'slots.x.y' isn't a name", "slots.<name>", 1),
        ("(slots.x", "this bracket is never closed", "one ) for each (", 1),
        ("slots.x)", "this bracket was never opened", "one ( for each )", 8),
        ("(slots.x 1)", "'1' doesn't fit here", "and, or, or )", 10),
        ('slots.x = "minor', "these quotes are never closed", 'a text as "this"', 11),
        ("slots.x matches 1", "'1' doesn't fit here", "a regular expression in quotes", 17),
        (
            'slots.x matches "("',
            "bad regular expression: missing ), unterminated subpattern at position 0",
            "one that Python reads",
            17,
        ),
        ("slots.x = 1e999", "this number is too big", "a number as people write them", 11),
        (f"slots.x = {'9' * 31}", "this number is too big", "a number as people write them", 11),
        ("slots.x = 1.2.3", "'1' doesn't fit here", OPERAND, 11),
        (
            "(" * (MAX_DEPTH + 1) + "true",
            "too deep",
            f"at most {MAX_DEPTH} brackets in one another",
            MAX_DEPTH + 1,
        ),
        (
            "not " * (MAX_DEPTH + 1) + "true",
            "too deep",
            f"at most {MAX_DEPTH} brackets in one another",
            MAX_DEPTH * 4 + 1,
        ),
        ("x" * (MAX_LENGTH + 1), "2001 characters are too long", "at most 2000 characters", 1),
    ],
)
def test_every_mistake_says_where_and_what(
    text: str, problem: str, expected: str, column: int
) -> None:
    """
    A mistake tells what is wrong, what was expected and at which character.
    """
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text)

    error = caught.value
    assert (problem, expected, column) == (error.problem, error.expected, error.column)


def test_the_error_in_one_sentence() -> None:
    """
    Printed, the error names problem, place and expectation.
    """
    with pytest.raises(ExpressionError) as caught:
        parse_condition("slots.x && true")

    assert "'&&' doesn't fit here at character 9; expected and" == str(caught.value)
