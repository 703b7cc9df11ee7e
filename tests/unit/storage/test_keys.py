"""
Master keys and names.
"""

from __future__ import annotations

import pytest

from bot.errors import StateUnreadable, WrongSecret
from bot.storage.keys import Masters, Names

OLD, NEW = b"old secret of the master", b"new secret of the master"
KEY = bytes(32)


def test_a_key_comes_back_for_its_owner() -> None:
    """
    Wrapped for one owner and kind, it opens for these alone.
    """
    masters = Masters(NEW)
    wrapped = masters.wrap(KEY, "me", "state")

    assert KEY == masters.unwrap(wrapped, "me", "state")
    for owner, kind in (("you", "state"), ("me", "entries")):
        with pytest.raises(StateUnreadable):
            masters.unwrap(wrapped, owner, kind)


def test_the_master_key_before_still_opens() -> None:
    """
    While keys are being renewed, both are known, and only the new one is used.
    """
    wrapped = Masters(OLD).wrap(KEY, "me", "state")
    both = Masters(NEW, [OLD])

    assert KEY == both.unwrap(wrapped, "me", "state")
    assert Masters(NEW).current == both.wrap(KEY, "me", "state").master


def test_an_unknown_master_key_is_told() -> None:
    """
    A database of another server isn't taken for a damaged one.
    """
    wrapped = Masters(OLD).wrap(KEY, "me", "state")

    with pytest.raises(WrongSecret):
        Masters(NEW).unwrap(wrapped, "me", "state")


@pytest.mark.parametrize("secrets", [(b"short",), (NEW, b""), (b"x" * 15,)])
def test_a_short_secret_is_refused(secrets: tuple[bytes, ...]) -> None:
    """
    A master key that could be guessed is none.
    """
    with pytest.raises(WrongSecret):
        Masters(secrets[0], secrets[1:])


def test_names_are_kept_apart() -> None:
    """
    32 hex digits that depend on the key, the kind and each part.
    """
    names = Names(key=KEY)
    made = [
        names.of("sender", "sms", "+1"),
        names.of("code", "sms", "+1"),
        names.of("sender", "sms+1"),
        Names(key=bytes([1] * 32)).of("sender", "sms", "+1"),
    ]

    assert 4 == len(set(made))
    assert {32} == {len(name) for name in made}
    assert "00" not in repr(names)
