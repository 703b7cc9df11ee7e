"""
Expressions in flows: read, and checked against the slots and what patterns are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

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
    names_in,
)
from bot.domain.slot import Slot
from bot.engine.conditions import parse_condition
from bot.errors import ExpressionError
from bot.loading.item import Item
from bot.loading.known import Known, one_of
from bot.loading.patterns import is_context, told
from bot.loading.references import check_value

ORDERS = ("<", "<=", ">", ">=")


def read_condition(item: Item, *, context: bool = True) -> Condition | None:
    """
    The condition that an item holds; `None` if it can't be read. `context` says whether `context.x` is known there.
    """
    text = item.text("the condition")
    if not text:
        return None
    try:
        condition = parse_condition(text)
    except ExpressionError as error:
        item.wrong(
            f"{error.problem}, at character {error.column} of the condition", error.expected
        )
        return None
    item.later(partial(_check, item, condition, context=context))
    return condition


def _check(item: Item, condition: Condition, known: Known, *, context: bool) -> None:
    for name in sorted(names_in(condition), key=str):
        _check_name(item, name, known, context=context)
    for comparison in _comparisons(condition):
        _check_comparison(item, comparison, known)


def _check_name(item: Item, name: Name, known: Known, *, context: bool) -> None:
    if name.scope == "slots" and name.key not in known.slots:
        where = "a slot from data/domain"
        item.wrong(f"no slot is called {name.key!r}", one_of(name.key, known.slots, where))
    elif name.scope == "context" and not context:
        item.wrong(f"{name} isn't known before a flow has begun", "slots.<name>")
    elif name.scope == "context" and not is_context(name.key, known.slots):
        item.wrong(f"no pattern is told {name}", told(name.key))


def _comparisons(condition: Condition) -> Iterator[Compare | Contains | Matches]:
    if isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from _comparisons(part)
    elif isinstance(condition, Not):
        yield from _comparisons(condition.inner)
    elif isinstance(condition, (Compare, Contains, Matches)):
        yield condition


def _check_comparison(item: Item, comparison: Compare | Contains | Matches, known: Known) -> None:
    slot = _slot_of(comparison.left, known)
    if isinstance(comparison, Compare):
        _check_compare(item, comparison, known)
    elif slot is None:
        return
    elif isinstance(comparison, Contains) and slot.type not in ("list", "text", "any"):
        item.wrong(f"the slot {slot.name} can't contain anything: it is no list", "= or !=")
    elif isinstance(comparison, Matches) and slot.type not in ("text", "categorical", "any"):
        item.wrong(f"the slot {slot.name} can't match: it is no text", "= or !=")


def _check_compare(item: Item, comparison: Compare, known: Known) -> None:
    for one, other in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        slot = _slot_of(one, known)
        if slot is None or not isinstance(other, Literal):
            continue
        if comparison.operator not in ORDERS:
            check_value(item, slot, other.literal)
        elif slot.type not in ("float", "any") or not _is_number(other):
            item.wrong(f"{comparison} never holds", "two numbers, or = or !=")


def _is_number(literal: Literal) -> bool:
    kinds = (int, float)
    return isinstance(literal.literal, kinds) and not isinstance(literal.literal, bool)


def _slot_of(operand: Name | Literal, known: Known) -> Slot | None:
    if isinstance(operand, Name) and operand.scope == "slots":
        return known.slots.get(operand.key)
    return None
