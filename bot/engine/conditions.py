"""
Reads the expressions of flows (`slots.age_now = "minor" and not slots.skipped`) into trees; never runs them as code.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.condition import (
    And,
    Compare,
    Condition,
    Contains,
    Literal,
    Matches,
    Name,
    Not,
    Operand,
    Or,
    Truthy,
)
from bot.domain.slot import Value
from bot.errors import ExpressionError

MAX_LENGTH = 2000
MAX_DEPTH = 40

SCOPES = ("slots", "context")
OPERATORS = {"=": "=", "==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}
KEYWORDS = frozenset({"and", "or", "not", "is", "contains", "matches", *CONSTANTS})
# What people write out of the habit of other languages.
HABITS = {
    "&&": "and",
    "||": "or",
    "!": "not",
    "none": "null",
    "undefined": "null",
    "empty": "null",
}

OPERAND = 'slots.<name>, context.<name>, a "text", a number, true, false or null'
GOES_ON = "and, or, a comparison (=, !=, <, is, contains …), or the end"

_TOKEN = re.compile(
    r"""
    \s* (?:
        (?P<text> "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' )
      | (?P<number> -?\d+(?:\.\d+)?(?:[eE][-+]?\d+)? (?![\w.]) )
      | (?P<word> [A-Za-z_][\w.]* )
      | (?P<operator> ==|!=|<=|>=|[=<>] )
      | (?P<bracket> [()] )
      | (?P<other> &&|\|\||\S )
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_KEY = re.compile(r"[A-Za-z_]\w*")
# Only these need the backslash; any other stays as it is, as regular expressions are full of them.
_ESCAPED = re.compile(r"\\([\\\"'])")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int

    @property
    def keyword(self) -> str | None:
        word = self.text.lower()
        return word if self.kind == "word" and word in KEYWORDS else None


def parse_condition(text: str) -> Condition:
    """
    The tree of an expression.

    Raises `ExpressionError` with what is wrong, what was expected and the column (from 1).
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            problem=f"{len(text)} characters are too long",
            expected=f"at most {MAX_LENGTH} characters",
            column=1,
        )
    return _Parser(text).whole()


def _tokens(text: str) -> Iterator[_Token]:
    end = len(text.rstrip())
    position = 0
    while position < end:
        match = _TOKEN.match(text, position)
        kind = match and match.lastgroup
        if not (match and kind):  # pragma: no cover - `other` takes any character
            break
        yield _Token(kind, match.group(kind), match.start(kind))
        position = match.end()
    yield _Token("end", "", end)


class _Parser:
    """
    One expression, read from left to right: `or` of `and` of `not` of comparisons.
    """

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def whole(self) -> Condition:
        condition = self._either()
        token = self._peek()
        if token.kind == "end":
            return condition
        if token.text == ")":
            raise _wrong(token, "this bracket was never opened", "one ( for each )")
        raise _unexpected(token, GOES_ON)

    def _either(self) -> Condition:
        parts = self._chain("or", self._all)
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Condition:
        parts = self._chain("and", self._negation)
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _chain(self, word: str, part: Callable[[], Condition]) -> list[Condition]:
        parts = [part()]
        while self._take(word):
            parts.append(part())
        return parts

    def _negation(self) -> Condition:
        token = self._peek()
        if token.keyword == "not":
            self._go_on()
            return Not(self._within(token, self._negation))
        if token.text == "(" and token.kind == "bracket":
            self._go_on()
            return self._within(token, self._bracketed)
        return self._comparison()

    def _within(self, opening: _Token, inner: Callable[[], Condition]) -> Condition:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _wrong(opening, "too deep", f"at most {MAX_DEPTH} brackets in one another")
        condition = inner()
        self._depth -= 1
        return condition

    def _bracketed(self) -> Condition:
        opening = self._tokens[self._next - 1]
        condition = self._either()
        token = self._peek()
        if token.kind == "end":
            raise _wrong(opening, "this bracket is never closed", "one ) for each (")
        if token.text != ")":
            raise _unexpected(token, "and, or, or )")
        self._go_on()
        return condition

    def _comparison(self) -> Condition:
        left = self._operand()
        token = self._peek()
        if token.kind == "operator":
            self._go_on()
            return Compare(left, OPERATORS[token.text], self._operand())
        return self._worded(left)

    def _worded(self, left: Operand) -> Condition:
        if self._take("is"):
            return self._equality(left)
        if self._take("contains"):
            return Contains(left, self._operand())
        if self._take("matches"):
            return self._match(left)
        return Truthy(left)

    def _equality(self, left: Operand) -> Condition:
        operator = "!=" if self._take("not") else "="
        return Compare(left, operator, self._operand())

    def _match(self, left: Operand) -> Condition:
        token = self._peek()
        if token.kind != "text":
            raise _unexpected(token, "a regular expression in quotes")
        self._go_on()
        try:
            return Matches(left, re.compile(_unquoted(token)))
        except (re.error, RecursionError, OverflowError) as error:
            problem = f"bad regular expression: {error}"
            raise _wrong(token, problem, "one that Python reads") from error

    def _operand(self) -> Operand:
        token = self._peek()
        if token.keyword in CONSTANTS:
            operand: Operand = Literal(CONSTANTS[token.keyword])
        elif token.kind == "text":
            operand = Literal(_unquoted(token))
        elif token.kind == "number":
            operand = Literal(_number(token))
        elif token.kind == "word" and token.keyword is None:
            operand = _name(token)
        else:
            raise _unexpected(token, OPERAND)
        self._go_on()
        return operand

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _go_on(self) -> None:
        self._next += 1

    def _take(self, word: str) -> bool:
        if self._peek().keyword != word:
            return False
        self._go_on()
        return True


def _unquoted(token: _Token) -> str:
    return _ESCAPED.sub(r"\1", token.text[1:-1])


def _number(token: _Token) -> Value:
    whole = token.text.lstrip("-").isdecimal()
    if len(token.text) <= 30:
        number = int(token.text) if whole else float(token.text)
        if math.isfinite(number):
            return number
    raise _wrong(token, "this number is too big", "a number as people write them")


def _name(token: _Token) -> Name:
    scope, dot, key = token.text.partition(".")
    if scope in SCOPES and _KEY.fullmatch(key):
        return Name(scope, key)
    if scope in SCOPES:
        raise _wrong(token, f"{token.text!r} isn't a name", f"{scope}.<name>")
    if dot:
        near = difflib.get_close_matches(scope, SCOPES, n=1)
        expected = f"{near[0]}.{key}" if near else "slots.<name> or context.<name>"
        raise _wrong(token, f"nothing is called {scope!r}", expected)
    raise _wrong(token, f"unknown word {token.text!r}", _meant(token.text))


def _meant(word: str) -> str:
    habit = HABITS.get(word.lower())
    near = difflib.get_close_matches(word.lower(), KEYWORDS, n=1, cutoff=0.75)
    if habit or near:
        return habit or near[0]
    return f'slots.{word} for a slot, "{word}" for a text'


def _unexpected(token: _Token, expected: str) -> ExpressionError:
    if token.kind == "end":
        return _wrong(token, "something is missing at the end", expected)
    if token.text in ('"', "'"):
        quoted = f"a text as {token.text}this{token.text}"
        return _wrong(token, "these quotes are never closed", quoted)
    return _wrong(token, f"{token.text!r} doesn't fit here", HABITS.get(token.text, expected))


def _wrong(token: _Token, problem: str, expected: str) -> ExpressionError:
    return ExpressionError(problem=problem, expected=expected, column=token.position + 1)
