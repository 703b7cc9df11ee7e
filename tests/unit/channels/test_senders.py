"""
Sender tokens.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.senders import NONCE_BYTES, SenderTokens

NONCE = bytes(range(NONCE_BYTES))
TOKENS = SenderTokens("rest", "a secret key")


@given(st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES))
def test_a_token_that_was_given_out_is_known(nonce: bytes) -> None:
    """
    Whatever the nonce, the token is of one form, and known again without being remembered.
    """
    token = TOKENS.issue(nonce)

    assert (48, True) == (len(token), SenderTokens("rest", "a secret key").knows(token))


@given(st.integers(0, 47), st.characters())
def test_a_token_with_another_letter_is_not_known(place: int, letter: str) -> None:
    """
    No token can be made out of another.
    """
    token = TOKENS.issue(NONCE)
    changed = token[:place] + letter + token[place + 1 :]

    assert (changed == token) == TOKENS.knows(changed)


@pytest.mark.parametrize("token", ["", "someone", "A" * 48, "é" * 48, "A" * 47 + "=", "A" * 96])
def test_what_is_no_token_is_not_known(token: str) -> None:
    """
    Neither a name nor something that looks like a token gets in.
    """
    assert False is TOKENS.knows(token)


@pytest.mark.parametrize(("key", "channel"), [("another key", "rest"), ("a secret key", "web")])
def test_a_token_is_good_for_one_key_and_one_channel(key: str, channel: str) -> None:
    """
    A new secret key, or another door, doesn't know it.
    """
    assert False is SenderTokens(channel, key).knows(TOKENS.issue(NONCE))


def test_a_token_outlives_a_change_of_the_key() -> None:
    """
    As long as the key of before is told, nobody is thrown out of a talk.
    """
    after = SenderTokens("rest", "another key", "a secret key")
    new = after.issue(NONCE)

    assert (True, True, False) == (
        after.knows(TOKENS.issue(NONCE)),
        after.knows(new),
        TOKENS.knows(new),
    )
