"""
Authenticated encryption.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StateUnreadable
from bot.storage.sealing import derived, padded, seal, unseal

KEY = bytes(range(32))


@given(st.binary(max_size=50), st.lists(st.text(max_size=5), max_size=3))
def test_what_is_sealed_comes_back(plain: bytes, purpose: list[str]) -> None:
    """
    The same key and purpose give the same bytes.
    """
    assert plain == unseal(KEY, seal(KEY, plain, *purpose), *purpose)


def test_sealing_twice_gives_other_bytes() -> None:
    """
    Two equal secrets don't look equal.
    """
    assert seal(KEY, b"a") != seal(KEY, b"a")


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    """
    No byte of what is sealed can be changed unseen.
    """
    sealed = bytearray(seal(KEY, b"a link", "entry", "1"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(StateUnreadable):
        unseal(KEY, bytes(sealed), "entry", "1")


@pytest.mark.parametrize(
    ("key", "purpose"),
    [(bytes(32), ("entry", "1")), (KEY, ("entry", "2")), (KEY, ("entry1",)), (KEY, ())],
)
def test_another_key_or_purpose_opens_nothing(key: bytes, purpose: tuple[str, ...]) -> None:
    """
    What belongs to one place can't be put in another.
    """
    with pytest.raises(StateUnreadable):
        unseal(key, seal(KEY, b"a link", "entry", "1"), *purpose)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" + bytes(40), b"\x01" + bytes(11)])
def test_what_was_never_sealed_is_told(sealed: bytes) -> None:
    """
    Damaged bytes are an error, whatever they are.
    """
    with pytest.raises(StateUnreadable):
        unseal(KEY, sealed)


def test_derived_keys_differ_by_purpose() -> None:
    """
    Where one part ends and the other begins makes a difference.
    """
    keys = {derived(KEY), derived(KEY, "a", "b"), derived(KEY, "ab"), derived(KEY, "a"), KEY}

    assert 5 == len(keys)
    assert derived(KEY, "a") == derived(KEY, "a")


@given(st.binary(max_size=400))
def test_padding_hides_the_length(text: bytes) -> None:
    """
    Only blanks are added, up to whole blocks.
    """
    filled = padded(text)

    assert (0, True) == (len(filled) % 128, filled.startswith(text))
    assert b"" == filled[len(text) :].strip(b" ")
