"""
Slots that nobody has decided yet: what they can be is split in two each time that something looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeGuard, TypeVar, cast

from bot.domain.slot import Value
from bot.errors import FirstHoursError

Values = tuple[Value, ...]
Decisions = Mapping[str, Values]
"""What each slot can still be, where that is less than everything."""
Answer = TypeVar("Answer")
SKIPPED = "skipped "
"""Before a slot's name: whether its question was skipped, where it is empty."""


class Undecided(FirstHoursError):
    """
    Something looked at what isn't decided yet; `parts` are the ways in which it can come out.
    """

    def __init__(self, key: str, parts: Sequence[Values]) -> None:
        super().__init__(f"{key} is undecided")
        self.key = key
        self.parts = parts


class Unknown:
    """
    One of several values; comparing it with one of them asks which. `key` is what is to be decided.
    """

    __slots__ = ("key", "values")

    def __init__(self, key: str, values: Values) -> None:
        self.key = key
        self.values = values

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Unknown):
            return self.key == other.key
        return self.split(lambda value: _same(value, other))

    def __hash__(self) -> int:
        return hash(self.key)

    def __bool__(self) -> bool:
        return self.split(bool)

    def __repr__(self) -> str:
        return f"Unknown({self.key!r}, {self.values!r})"

    def split(self, holds: Callable[[Value], bool]) -> bool:
        """
        Whether something holds of the value; to be decided, if it holds of some and not of others.
        """
        yes = tuple(each for each in self.values if holds(each))
        if yes and len(yes) < len(self.values):
            raise Undecided(
                self.key, (yes, tuple(each for each in self.values if not holds(each)))
            )
        return bool(yes)

    def decide(self) -> Value:
        """
        The value itself, for what can't be asked by comparing.
        """
        if len(self.values) > 1:
            raise Undecided(self.key, tuple((each,) for each in self.values))
        return self.values[0]


def _same(value: Value, other: object) -> bool:
    return value == other and type(value) is type(other)


class OpenSlots(dict[str, Value]):
    """
    Slots of which some are undecided; `skips` are those whose question may have been skipped.
    """

    __slots__ = ("skips",)

    def __init__(self, slots: Mapping[str, Value], skips: frozenset[str]) -> None:
        super().__init__(slots)
        self.skips = skips

    def copy(self) -> OpenSlots:
        """
        Another one that may be changed.
        """
        return OpenSlots(self, self.skips)

    def get(self, name: str, default: Value = None) -> Value:  # type: ignore[override]
        """
        The value; one that can only be compared, if that is enough to tell what follows.
        """
        value = super().get(name, default)
        return value.decide() if _is_measured(value) else value

    def pop(self, name: str, default: Value = None) -> Value:  # type: ignore[override]
        """
        Empty a slot; with it goes that its question was skipped.
        """
        self.skips -= {name}
        return super().pop(name, default)

    def __getitem__(self, name: str) -> Value:
        return self.get(name)

    def __contains__(self, name: object) -> bool:
        value = super().get(cast("str", name))
        filled = value.split(_is_filled) if isinstance(value, Unknown) else value is not None
        if not filled and name in self.skips:
            raise Undecided(SKIPPED + str(name), ((False,), (True,)))
        return filled


def _is_measured(value: object) -> TypeGuard[Unknown]:
    """
    Whether something undecided has to be known to go on: conditions ask for more than equality, or nothing is left open.
    """
    return isinstance(value, Unknown) and (
        len(value.values) == 1 or any(map(_is_number_or_list, value.values))
    )


def _is_number_or_list(value: Value) -> bool:
    return isinstance(value, (int, float, list)) and not isinstance(value, bool)


def _is_filled(value: Value) -> bool:
    return value is not None


def unknown(key: str, values: Values) -> Value:
    """
    One of these values.
    """
    return cast("Value", Unknown(key, values)) if len(values) > 1 else values[0]


def open_slots(
    choices: Mapping[str, Values], decisions: Decisions, skippable: Collection[str]
) -> OpenSlots:
    """
    Slots that can be what `choices` says, as far as `decisions` doesn't tell; an empty one may have been skipped.
    """
    slots = {name: unknown(name, decisions.get(name, each)) for name, each in choices.items()}
    filled = {name: value for name, value in slots.items() if value is not None}
    return OpenSlots(
        filled, frozenset(each for each in skippable if SKIPPED + each not in decisions)
    )


def skipped(decisions: Decisions) -> frozenset[str]:
    """
    The slots whose questions were skipped, by these decisions.
    """
    return frozenset(
        key.removeprefix(SKIPPED)
        for key, values in decisions.items()
        if key.startswith(SKIPPED) and values == (True,)
    )


def ways(
    run: Callable[[Decisions], Answer], given: Decisions
) -> Iterator[tuple[Decisions, Answer]]:
    """
    Every way that `run` can go: with the decisions that it came to need, in each combination; `given` come first.
    """
    todo: list[Decisions] = [given]
    while todo:
        decisions = todo.pop()
        try:
            yield decisions, run(decisions)
        except Undecided as missing:
            todo.extend({**decisions, missing.key: part} for part in missing.parts)


def example(values: Values) -> Value:
    """
    One of the values to show: empty, if it may be.
    """
    return None if None in values else values[0]
