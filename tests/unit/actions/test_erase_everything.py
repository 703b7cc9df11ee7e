"""
Erasing is asked of the store, with the turn.
"""

from __future__ import annotations

from actions.erase_everything import EraseEverything
from tests.unit.actions.perform import perform


def test_the_store_is_asked_to_forget() -> None:
    """
    Nothing is said by the action itself.
    """
    done = perform(EraseEverything(), {"platform": "instagram"})

    assert ({"erase_everything": True, "erase_result": "erased"}, []) == (done.slots, done.said)
