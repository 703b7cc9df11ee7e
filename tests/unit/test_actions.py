"""
The table of custom actions is whole, and it is what the domain promises.
"""

from __future__ import annotations

from pathlib import Path

from actions import all_actions
from bot.domain.facts import Facts
from bot.loading.assistant import load_assistant

ROOT = Path(__file__).parents[2]


def test_every_action_of_the_domain_is_there_and_no_other() -> None:
    """
    Each under a name of its own.
    """
    names = [action.name() for action in all_actions(Facts())]

    assert sorted(load_assistant(ROOT).custom_actions) == sorted(names)
    assert len(names) == len(set(names))
