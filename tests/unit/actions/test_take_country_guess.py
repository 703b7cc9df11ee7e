"""
The country that the channel suggested is taken once it was said to be right.
"""

from __future__ import annotations

from actions.take_country_guess import TakeCountryGuess
from tests.unit.actions.perform import perform


def test_the_guess_becomes_the_country() -> None:
    """
    Whatever stood there to say so.
    """
    done = perform(TakeCountryGuess(), {"country": "guess", "country_guess": "DE"})

    assert ({"country": "DE"}, []) == (done.slots, done.said)
