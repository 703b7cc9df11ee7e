"""
The look inside for staff.
"""

from __future__ import annotations

from tests.doors import DEVELOPMENT, PRODUCTION, doors

PATH = "/simulator/state"


def test_it_shows_the_latest_turn() -> None:
    """
    Where it is, what it read, what it said, what it knows; before anything was said, nothing.
    """
    made = doors(DEVELOPMENT)
    assert {} == made.client.get(PATH).json()
    made.say("hello")
    state = made.client.get(PATH).json()

    assert {"flow", "said", "understood", "slots"} == set(state)
    assert [["out_of_scope", "0.10"]] == state["understood"]
    assert {"rest"} == {channel for channel, _ in state["said"]}


def test_it_is_not_there_in_production() -> None:
    """
    Neither the address nor the part of the page.
    """
    client = doors(PRODUCTION).client

    assert 404 == client.get(PATH).status_code
    assert "simulator" not in client.get("/").text
