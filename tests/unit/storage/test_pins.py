"""
Keys made of PINs, and the box that takes entries.
"""

from __future__ import annotations

import pytest

from bot.errors import StateUnreadable
from bot.storage.pins import (
    PinCost,
    new_private_key,
    open_with_pin,
    prepare_pin,
    public_key,
    put_in_box,
    seal_with_nothing,
    take_from_box,
)

QUICK = PinCost(passes=1, memory=4)
KEY = bytes(range(32))


def test_the_pin_opens_what_it_sealed() -> None:
    """
    Another PIN, or another purpose, opens nothing.
    """
    sealed = prepare_pin("4871", QUICK).seal(KEY, "pin", "log")

    assert (KEY, None, None) == (
        open_with_pin(sealed, "4871", "pin", "log"),
        open_with_pin(sealed, "4872", "pin", "log"),
        open_with_pin(sealed, "4871", "pin", "other"),
    )


def test_the_cost_is_written_beside_it() -> None:
    """
    Logs locked when PINs cost less can still be opened.
    """
    sealed = prepare_pin("4871", PinCost(passes=2, memory=5)).seal(KEY)

    assert (2, 5, KEY) == (sealed[0], sealed[1], open_with_pin(sealed, "4871"))


def test_the_same_pin_seals_in_another_way_each_time() -> None:
    """
    Two logs with the same PIN don't look alike, and a table made in advance is of no use.
    """
    first, second = prepare_pin("4871", QUICK), prepare_pin("4871", QUICK)

    assert (False, False) == (
        first.beginning == second.beginning,
        first.stretched == second.stretched,
    )
    assert "stretched" not in repr(first)


def test_nothing_looks_like_something() -> None:
    """
    Where there is no log, what a PIN is tried on has the same size and cost, and no PIN opens it.
    """
    nothing, something = seal_with_nothing(QUICK), prepare_pin("4871", QUICK).seal(KEY)

    assert (len(something), something[:2]) == (len(nothing), nothing[:2])
    assert open_with_pin(nothing, "4871") is None


def test_a_pin_is_costly() -> None:
    """
    What is used outside of tests is what is recommended for little memory: 64 MiB, three passes.
    """
    assert PinCost(passes=3, memory=16) == PinCost()


def test_the_box_gives_back_what_was_put_in() -> None:
    """
    The public half puts in, only the private half takes out.
    """
    private, other = new_private_key(), new_private_key()
    boxed = put_in_box(public_key(private), b"a link", "entry", "1")

    assert b"a link" == take_from_box(private, boxed, "entry", "1")
    for key, purpose in ((other, "1"), (private, "2")):
        with pytest.raises(StateUnreadable):
            take_from_box(key, boxed, "entry", purpose)


def test_what_is_put_into_the_box_twice_looks_different() -> None:
    """
    Whoever holds the box can't see that two entries are the same.
    """
    public = public_key(new_private_key())

    assert put_in_box(public, b"a")[:32] != put_in_box(public, b"a")[:32]
