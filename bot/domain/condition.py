"""
Conditions in flows, as a tree that can be evaluated, printed and asked what it reads; parsed in `bot.engine.conditions`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.slot import Value

Scope = Mapping[str, Mapping[str, Value]]
"""`{"slots": {...}, "context": {...}}`"""


@dataclass(frozen=True, slots=True)
class Name:
    """
    `slots.x` or `context.x`.
    """

    scope: str
    key: str

    def value(self, scope: Scope) -> Value:
        """
        What the name stands for now; `None` when it is empty.
        """
        return scope[self.scope].get(self.key)

    def __str__(self) -> str:
        return f"{self.scope}.{self.key}"


@dataclass(frozen=True, slots=True)
class Literal:
    """
    A text, number, `true`, `false` or `null`.
    """

    literal: Value

    def value(self, _scope: Scope) -> Value:
        """
        The value itself.
        """
        return self.literal

    def __str__(self) -> str:
        if isinstance(self.literal, str):
            return _quoted(self.literal)
        if self.literal is None:
            return "null"
        return str(self.literal).lower()


# A backslash needs another before it only where it would hide a quote or a backslash.
_HIDING = re.compile(r"""\\(?=["'\\]|\Z)|\"""")


def _quoted(text: str) -> str:
    return '"' + _HIDING.sub(r"\\\g<0>", text) + '"'


Operand = Name | Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """
    Two operands and `=`, `!=`, `<`, `<=`, `>`, `>=`; an order with an empty side never holds.
    """

    left: Operand
    operator: str
    right: Operand

    def holds(self, scope: Scope) -> bool:
        """
        Whether the comparison is true in this scope.
        """
        left, right = self.left.value(scope), self.right.value(scope)
        if self.operator == "=":
            return left == right
        if self.operator == "!=":
            return left != right
        return _ordered(left, self.operator, right)

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


def _ordered(left: Value, operator: str, right: Value) -> bool:
    if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
        return False
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
        operator
    ]


@dataclass(frozen=True, slots=True)
class Contains:
    """
    Whether a list or text has the right side in it.
    """

    left: Operand
    right: Operand

    def holds(self, scope: Scope) -> bool:
        """
        Whether it does in this scope; an empty left side contains nothing.
        """
        left, right = self.left.value(scope), self.right.value(scope)
        if isinstance(left, str):
            return isinstance(right, str) and right in left
        return isinstance(left, (list, tuple)) and right in left

    def __str__(self) -> str:
        return f"{self.left} contains {self.right}"


@dataclass(frozen=True, slots=True)
class Matches:
    """
    Whether a text matches a regular expression anywhere.
    """

    left: Operand
    pattern: re.Pattern[str]

    def holds(self, scope: Scope) -> bool:
        """
        Whether it does in this scope; what isn't text never matches.
        """
        left = self.left.value(scope)
        return isinstance(left, str) and self.pattern.search(left) is not None

    def __str__(self) -> str:
        return f"{self.left} matches {_quoted(self.pattern.pattern)}"


@dataclass(frozen=True, slots=True)
class Truthy:
    """
    A bare operand: holds when it is neither empty nor false.
    """

    operand: Operand

    def holds(self, scope: Scope) -> bool:
        """
        Whether the value is true, non-empty or non-zero.
        """
        return bool(self.operand.value(scope))

    def __str__(self) -> str:
        return str(self.operand)


@dataclass(frozen=True, slots=True)
class Not:
    """
    The opposite.
    """

    inner: Condition

    def holds(self, scope: Scope) -> bool:
        """
        Whether the inner condition fails.
        """
        return not self.inner.holds(scope)

    def __str__(self) -> str:
        return f"not ({self.inner})"


@dataclass(frozen=True, slots=True)
class And:
    """
    All of them.
    """

    parts: tuple[Condition, ...]

    def holds(self, scope: Scope) -> bool:
        """
        Whether every part holds.
        """
        return all(part.holds(scope) for part in self.parts)

    def __str__(self) -> str:
        return " and ".join(f"({part})" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """
    At least one of them.
    """

    parts: tuple[Condition, ...]

    def holds(self, scope: Scope) -> bool:
        """
        Whether any part holds.
        """
        return any(part.holds(scope) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(f"({part})" for part in self.parts)


Condition = Compare | Contains | Matches | Truthy | Not | And | Or


def names_in(condition: Condition) -> frozenset[Name]:
    """
    Every slot and context key that the condition reads.
    """
    if isinstance(condition, (And, Or)):
        return frozenset().union(*(names_in(part) for part in condition.parts))
    if isinstance(condition, Not):
        return names_in(condition.inner)
    operands = [condition.operand] if isinstance(condition, Truthy) else [condition.left]
    if isinstance(condition, (Compare, Contains)):
        operands.append(condition.right)
    return frozenset(operand for operand in operands if isinstance(operand, Name))
